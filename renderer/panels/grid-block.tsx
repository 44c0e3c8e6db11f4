/**
 * One block of the measure grid: a grid for assistive technology, walked with the arrow keys; Space switches, Enter
 * goes through the strengths. Tested in test/dom/grid.test.tsx.
 */
import { Lock, Error as Notice } from '@blueprintjs/icons';
import { Fragment, useId, useLayoutEffect, useRef, useState, type CSSProperties, type KeyboardEvent } from 'react';
import type { Strength } from '../../shared/base/quantity.ts';
import type { MeasureGroup } from '../../shared/dataset/schema.ts';
import { nameOf } from '../../shared/dataset/names.ts';
import type { TextKey } from '../../shared/text/index.ts';
import { useServices, useTexts } from '../services.ts';
import type { Letter } from '../state/document.ts';
import { STRENGTHS, GridCellView } from './grid-cell.tsx';
import type { GridRow } from './grid-rows.ts';
import { Badge } from './parts.tsx';
import { measureName, reasonLine, reasonSentence } from '../words/reason-words.ts';

export interface GridColumn {
  readonly key: string;
  readonly letter: Letter;
  readonly title: string;
  readonly shortTitle: string;
  readonly isReference: boolean;
}

const GROUP_TITLES: Readonly<Record<MeasureGroup | 'unknown', TextKey>> = {
  infrastructure: 'grid.infrastructure',
  routes: 'grid.routes',
  borders: 'grid.borders',
  shocks: 'grid.shocks',
  unknown: 'grid.unknown',
};

interface Place {
  readonly row: number;
  readonly column: number;
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-5, 0],
  PageDown: [5, 0],
};

const within = (value: number, count: number): number => Math.min(count - 1, Math.max(0, value));
const nameOfPlace = ({ row, column }: Place): string => `${row}:${column}`;

export interface GridBlockProps {
  readonly rows: readonly GridRow[];
  readonly columns: readonly GridColumn[];
  readonly showsGroups: boolean;
  readonly label: string;
  readonly onColumn: (letter: Letter) => void;
}

export function GridBlock({ rows, columns, showsGroups, label, onColumn }: GridBlockProps) {
  const { dataset, toggles } = useServices();
  const { t, language } = useTexts();
  const words = { dataset, t, language };
  const root = useRef<HTMLDivElement>(null);
  const id = useId();
  const [active, setActive] = useState<Place>({ row: 0, column: 0 });
  const [editing, setEditing] = useState<string>();
  /** The cell that takes the focus once it is drawn anew. */
  const wanted = useRef<string>(undefined);

  useLayoutEffect(() => {
    if (wanted.current === undefined) return;
    root.current?.querySelector<HTMLElement>(`[data-place="${wanted.current}"]`)?.focus();
    wanted.current = undefined;
  });

  const stop: Place = { row: within(active.row, rows.length), column: within(active.column, columns.length) };

  const goTo = (place: Place): void => {
    const next = { row: within(place.row, rows.length), column: within(place.column, columns.length) };
    setActive(next);
    wanted.current = nameOfPlace(next);
  };

  const strengthen = (place: Place, strength: Strength): void => {
    const row = rows[place.row];
    const column = columns[place.column];
    if (!row || !column) return;
    toggles.setStrength(column.key, row.id, strength);
    setEditing(nameOfPlace(place));
    setActive(place);
    wanted.current = nameOfPlace(place);
  };

  const toggle = (place: Place): void => {
    const row = rows[place.row];
    const column = columns[place.column];
    if (!row || !column) return;
    toggles.toggle(column.key, row.id, row.kind);
    setEditing(undefined);
    setActive(place);
    wanted.current = nameOfPlace(place);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const target = event.target as HTMLElement;
    const [row, column] = (target.closest('[data-place]')?.getAttribute('data-place') ?? nameOfPlace(stop))
      .split(':')
      .map(Number);
    const place: Place = { row: row ?? 0, column: column ?? 0 };
    const isModified = event.ctrlKey || event.metaKey || event.altKey;
    const step = STEPS[event.key];
    const cell = rows[place.row]?.cells[place.column];
    const isOpen = cell?.kind !== 'unavailable' && columns[place.column]?.isReference === false;
    if (step && !isModified) goTo({ row: place.row + step[0], column: place.column + step[1] });
    else if (event.key === 'Home') goTo({ row: event.ctrlKey ? 0 : place.row, column: 0 });
    else if (event.key === 'End')
      goTo({ row: event.ctrlKey ? rows.length - 1 : place.row, column: columns.length - 1 });
    else if (event.key === ' ' && !isModified) {
      if (isOpen) toggle(place);
    } else if (event.key === 'Enter' && !isModified) {
      if (isOpen && cell?.kind === 'on' && rows[place.row]?.hasStrength) {
        const at = typeof cell.strength === 'number' ? 0 : STRENGTHS.indexOf(cell.strength);
        strengthen(place, STRENGTHS[(at + 1) % STRENGTHS.length] ?? 'mid');
      } else if (isOpen && cell?.kind === 'off') toggle(place);
    } else return;
    event.preventDefault();
  };

  return (
    <div
      ref={root}
      role="grid"
      className="grid"
      aria-label={label}
      style={{ '--columns': columns.length } as CSSProperties}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setEditing(undefined);
      }}
    >
      <div role="row" className="grid-row grid-columns">
        <div role="columnheader">
          <span className="sr-only">{t('grid.measure')}</span>
        </div>
        {columns.map((column) => (
          <div
            key={column.key}
            role="columnheader"
            className="grid-column"
            title={column.title}
            onMouseEnter={() => onColumn(column.letter)}
          >
            <span className="mark">
              <Badge letter={column.letter} />
              {column.isReference && <Lock size={12} title={t('library.locked')} />}
            </span>
            <span className="name">{column.shortTitle}</span>
          </div>
        ))}
      </div>
      {rows.map((row, rowIndex) => {
        const name = measureName(words, row.id);
        const startsGroup = showsGroups && rows[rowIndex - 1]?.group !== row.group;
        const reasonsId = row.reasons.length > 0 ? `${id}-${row.id}` : undefined;
        return (
          <Fragment key={row.id}>
            {startsGroup && (
              <div role="row" className="grid-group">
                <span role="rowheader">{t(GROUP_TITLES[row.group])}</span>
              </div>
            )}
            <div role="row" className={reasonsId ? 'grid-row grid-measure has-reason' : 'grid-row grid-measure'}>
              <div role="rowheader" className="grid-name" title={rowTitle(row.id)}>
                {name}
              </div>
              {row.cells.map((cell, columnIndex) => {
                const column = columns[columnIndex];
                if (!column) return null;
                const place = { row: rowIndex, column: columnIndex };
                const reason = cell.kind === 'unavailable' ? cell.reason : cell.kind === 'on' ? cell.idle : undefined;
                const hint = reason
                  ? reasonSentence(words, row.id, reason)
                  : column.isReference
                    ? t('grid.referenceLocked')
                    : undefined;
                return (
                  <GridCellView
                    key={column.key}
                    cell={cell}
                    letter={column.letter}
                    isLocked={column.isReference}
                    isEditing={editing === nameOfPlace(place)}
                    hasStrength={row.hasStrength}
                    label={t('grid.cell', { measure: name, letter: column.letter, title: column.title })}
                    strengthLabel={t('grid.strength', { measure: name, letter: column.letter })}
                    {...(hint === undefined ? {} : { hint })}
                    {...(reason && reasonsId !== undefined ? { reasonId: reasonsId } : {})}
                    place={nameOfPlace(place)}
                    isTabStop={place.row === stop.row && place.column === stop.column}
                    t={t}
                    onToggle={() => toggle(place)}
                    onEdit={() => {
                      setEditing(nameOfPlace(place));
                      setActive(place);
                      wanted.current = nameOfPlace(place);
                    }}
                    onStrength={(strength) => strengthen(place, strength)}
                  />
                );
              })}
            </div>
            {reasonsId && (
              <div role="row" className="grid-reasons">
                <div role="gridcell" id={reasonsId}>
                  {row.reasons.map(({ letters, reason, isUnavailable }) => (
                    <div
                      key={`${letters.join('')} ${reason.kind}`}
                      className="grid-reason"
                      title={reasonSentence(words, row.id, reason)}
                    >
                      {isUnavailable ? <Lock size={10} /> : <Notice size={11} />}
                      {t('reason.line', { letters: letters.join(', '), reason: reasonLine(words, reason) })}
                    </div>
                  ))}
                </div>
              </div>
            )}
          </Fragment>
        );
      })}
    </div>
  );

  function rowTitle(measureId: string): string {
    const long = nameOf(dataset, 'measure', measureId, language);
    const description = nameOf(dataset, 'measure', measureId, language, 'description');
    return description ? `${long}. ${description}` : long;
  }
}
