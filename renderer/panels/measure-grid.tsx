/**
 * The panel of measures and shocks by compared scenarios: all rows or those in use, in two blocks where both fit.
 */
import { SegmentedControl } from '@blueprintjs/core';
import { useMemo } from 'react';
import type { ReasonCode } from '../../shared/engine/types.ts';
import { useDocument, useServices, useTexts } from '../services.ts';
import { letterAt, type Letter } from '../state/document.ts';
import { useStore } from '../state/store.ts';
import { useElementWidth, useIsWide } from './use-size.ts';
import { GridBlock, type GridColumn } from './grid-block.tsx';
import { layOutGrid, splitRows } from './grid-rows.ts';
import { useScenarioTitle } from '../words/scenario-title.ts';

const NAME_PX = 176;
const SMALLEST_CELL_PX = 60;
const GAP_PX = 24;
const PADDING_PX = 24;

export function MeasureGrid() {
  const { dataset, session, settings, answers } = useServices();
  const { t } = useTexts();
  const titleOf = useScenarioTitle();
  const columns = useDocument((state) => state.columns);
  const reference = useDocument((state) => state.reference);
  const latest = useStore(answers, (state) => state.latest);
  const chosenRows = useStore(session, (state) => state.gridRows);
  const singleKeys = useStore(settings.store, (state) => state.singleKeys);
  const isWide = useIsWide();
  const { ref, widthPx } = useElementWidth<HTMLDivElement>();

  const rows = useMemo(() => {
    const reasonOf = (columnIndex: number, measureId: string): ReasonCode | undefined => {
      const answered = latest?.columns.findIndex((column) => column.key === columns[columnIndex]?.key) ?? -1;
      return latest?.comparison.scenarios[answered]?.measures.find((outcome) => outcome.id === measureId)?.reason;
    };
    return layOutGrid(
      dataset,
      columns.map((column) => column.document.scenario),
      reasonOf,
    );
  }, [dataset, columns, latest]);

  const used = rows.filter((row) => row.isUsed);
  const shownRows = chosenRows ?? (isWide ? 'all' : 'used');
  const shown = shownRows === 'all' ? rows : used;
  const isRoomy = widthPx - PADDING_PX - GAP_PX >= 2 * (NAME_PX + columns.length * SMALLEST_CELL_PX);
  const blocks = !isRoomy ? [shown] : shownRows === 'all' ? splitRows(shown) : halves(shown);
  const gridColumns = columns.map((column, index): GridColumn => ({
    key: column.key,
    letter: letterAt(index),
    title: titleOf(column.document.scenario.title),
    shortTitle: titleOf(column.document.scenario.title, 'short'),
    isReference: column.key === reference,
  }));
  const focusColumn = (letter: Letter): void =>
    session.set((current) =>
      current.focus.pinned ? current : { ...current, focus: { columnLetter: letter, pinned: false } },
    );

  return (
    <section
      className={['grid-panel', isWide ? '' : 'is-small', shownRows === 'all' ? 'shows-all' : ''].join(' ')}
      aria-label={t('app.measuresRegion')}
      data-region="grid"
      ref={ref}
    >
      <div className="grid-head">
        <h2 className="panel-title">{t('grid.title')}</h2>
        <SegmentedControl
          small
          aria-label={t('grid.rows')}
          options={[
            { value: 'all', label: t('grid.all', { count: rows.length }) },
            { value: 'used', label: t('grid.inUse', { count: used.length }) },
          ]}
          value={shownRows}
          onValueChange={(value) =>
            session.set((current) => ({ ...current, gridRows: value === 'all' ? 'all' : 'used' }))
          }
        />
        <span className="hint">{t(singleKeys ? 'grid.hint' : 'grid.hintNoKeys')}</span>
      </div>
      <div
        className="grid-scroll"
        onMouseLeave={() =>
          session.set((current) => (current.focus.pinned ? current : { ...current, focus: { pinned: false } }))
        }
      >
        {blocks.map((block, index) => (
          <GridBlock
            key={index}
            rows={block}
            columns={gridColumns}
            showsGroups={shownRows === 'all'}
            label={blocks.length > 1 ? `${t('grid.title')} ${index + 1}` : t('grid.title')}
            onColumn={focusColumn}
          />
        ))}
        {shown.length === 0 && <p className="grid-empty">{t('grid.noneInUse')}</p>}
      </div>
    </section>
  );
}

/** Rows in use come without group heads, so they may be cut anywhere. */
function halves<T>(rows: readonly T[]): readonly (readonly T[])[] {
  const middle = Math.ceil(rows.length / 2);
  return [rows.slice(0, middle), rows.slice(middle)].filter((block) => block.length > 0);
}
