/**
 * All packages as marks, time against capital cost: large marks are the frontier, the rest small. How goods go is told
 * by the shape and its legend, never by colour alone. Arrow keys walk the frontier; the view's table has every package.
 */
import { useMemo, type KeyboardEvent } from 'react';
import type { Mode } from '../../shared/dataset/schema.ts';
import type { Lattice } from '../../shared/engine/lattice.ts';
import { Badge } from './badge.tsx';
import {
  FRONTIER_MARGIN,
  layOutFrontier,
  placeBadges,
  placeFrontierLabels,
  stairsOf,
  type FrontierMark,
} from './frontier-layout.ts';
import type { ScenarioLetter } from './scenario-style.ts';

interface Words {
  readonly number: (value: number) => string;
  readonly hoursAxis: string;
  readonly capexAxis: string;
  /** For screen readers, of one package. */
  readonly describe: (row: number) => string;
  /** Beside a step of the frontier; `before` is the step below it. */
  readonly label: (row: number, before: number | undefined) => string;
  readonly target: string;
}

export interface FrontierProps {
  readonly lattice: Lattice;
  /** Compared scenarios that are packages of the lattice: row to letter. */
  readonly letters: ReadonlyMap<number, ScenarioLetter>;
  readonly maxHours: number;
  readonly selected: number | undefined;
  /** Pointed at or reached by keys; undefined: left. */
  readonly onPoint: (row: number | undefined) => void;
  readonly onSelect: (row: number) => void;
  readonly words: Words;
  readonly widthPx: number;
  readonly heightPx: number;
}

const BADGE_PX = 7;
const LARGE_PX = 5.2;
const SMALL_PX = 2.6;

/** Circle: road. Square: rail. Diamond: road and rail. Triangle: with a ferry. */
export function familyPath(modes: readonly Mode[], r: number): string {
  if (modes.includes('sea')) return `M0 ${-1.2 * r}L${1.15 * r} ${0.9 * r}H${-1.15 * r}Z`;
  if (modes.includes('rail') && modes.includes('road'))
    return `M0 ${-1.3 * r}L${1.3 * r} 0L0 ${1.3 * r}L${-1.3 * r} 0Z`;
  if (modes.includes('rail')) return `M${-0.9 * r} ${-0.9 * r}H${0.9 * r}V${0.9 * r}H${-0.9 * r}Z`;
  return `M${-r} 0A${r} ${r} 0 1 0 ${r} 0A${r} ${r} 0 1 0 ${-r} 0Z`;
}

const modesOfFamily = (family: string): readonly Mode[] => family.split('-') as Mode[];

const familyClass = (modes: readonly Mode[]): string => (modes.includes('rail') ? 'is-rail' : 'is-road');

export function FamilySample({ modes }: { modes: readonly Mode[] }) {
  return (
    <svg className="frontier-sample" width={14} height={14} viewBox="-7 -7 14 14" aria-hidden="true">
      <path className={`frontier-mark ${familyClass(modes)}`} d={familyPath(modes, LARGE_PX)} />
    </svg>
  );
}

const at = ({ x, y }: FrontierMark): string => `translate(${x.toFixed(1)} ${y.toFixed(1)})`;

export function Frontier(props: FrontierProps) {
  const { lattice, letters, maxHours, selected, onPoint, onSelect, words, widthPx, heightPx } = props;
  const size = useMemo(() => ({ widthPx, heightPx }), [widthPx, heightPx]);
  const layout = useMemo(() => layOutFrontier(lattice, size), [lattice, size]);
  const labels = useMemo(() => {
    if (!layout) return [];
    const requests = layout.families.flatMap(({ steps }) =>
      steps.map((row, index) => ({ row, text: words.label(row, steps[index - 1]) })),
    );
    return placeFrontierLabels(layout, requests, placeBadges(layout, letters), size);
  }, [layout, letters, size, words]);
  if (!layout) return null;

  const large = layout.marks.filter((mark) => mark.onFrontier).sort((a, b) => a.x - b.x || b.y - a.y);
  const small = layout.marks.filter((mark) => !mark.onFrontier);
  const tabStop = large.find(({ row }) => row === selected)?.row ?? large[0]?.row;
  const { left, right, top, bottom } = FRONTIER_MARGIN;
  const floor = heightPx - bottom;
  const targetY = Math.max(top, Math.min(floor, layout.yOfHours(maxHours)));

  const onKeyDown = (event: KeyboardEvent<SVGSVGElement>): void => {
    const here = large.findIndex(({ row }) => String(row) === (event.target as SVGElement).dataset['row']);
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (here < 0) return;
    if (event.key === 'Enter' || event.key === ' ') onSelect(large[here]?.row ?? 0);
    else if (step === undefined) return;
    else {
      const next = large[Math.max(0, Math.min(large.length - 1, here + step))];
      event.currentTarget.querySelector<SVGElement>(`[data-row="${next?.row}"]`)?.focus();
    }
    event.preventDefault();
  };

  return (
    <svg
      className="chart-svg"
      width={widthPx}
      height={heightPx}
      onKeyDown={onKeyDown}
      role="group"
      aria-label={words.hoursAxis}
    >
      <rect className="frontier-target" x={left} y={top} width={widthPx - left - right} height={targetY - top} />
      {layout.yTicks.map(({ value, y }) => (
        <g key={value}>
          <line className="chart-grid-line" x1={left} x2={widthPx - right} y1={y} y2={y} />
          <text className="chart-axis-text" x={left - 8} y={y + 4} textAnchor="end">
            {words.number(value)}
          </text>
        </g>
      ))}
      {layout.xTicks.map(({ value, x }) => (
        <g key={value}>
          <line className="chart-grid-line" x1={x} x2={x} y1={top} y2={floor} />
          <text className="chart-axis-text" x={x} y={floor + 15} textAnchor="middle">
            {words.number(value)}
          </text>
        </g>
      ))}
      <text className="chart-axis-text" x={widthPx - right} y={floor + 32} textAnchor="end">
        {words.capexAxis}
      </text>
      <line className="frontier-target-line" x1={left} x2={widthPx - right} y1={targetY} y2={targetY} />
      <text
        className="frontier-target-text"
        x={widthPx - right - 4}
        y={Math.max(top + 11, targetY - 5)}
        textAnchor="end"
      >
        {words.target}
      </text>
      {small.map((mark) => (
        <path
          key={mark.row}
          className={mark.row === selected ? 'frontier-dot is-selected' : 'frontier-dot'}
          transform={at(mark)}
          d={familyPath(modesOfFamily(mark.family), SMALL_PX)}
          onPointerEnter={() => onPoint(mark.row)}
          onPointerLeave={() => onPoint(undefined)}
          onClick={() => onSelect(mark.row)}
        />
      ))}
      {layout.families.map(({ key, modes, steps }) => {
        const stairs = stairsOf(steps.flatMap((row) => layout.marks.find((mark) => mark.row === row) ?? []));
        return (
          <path
            key={key}
            className={`frontier-line ${familyClass(modes)}`}
            d={stairs.map(({ x1, y1, x2, y2 }) => `M${x1} ${y1}L${x2} ${y2}`).join('')}
          />
        );
      })}
      {large.map((mark) => {
        const modes = modesOfFamily(mark.family);
        return (
          <path
            key={mark.row}
            data-row={mark.row}
            role="button"
            tabIndex={mark.row === tabStop ? 0 : -1}
            aria-label={words.describe(mark.row)}
            aria-pressed={mark.row === selected}
            className={`frontier-mark ${familyClass(modes)} ${mark.row === selected ? 'is-selected' : ''}`}
            transform={at(mark)}
            d={familyPath(modes, LARGE_PX)}
            onPointerEnter={() => onPoint(mark.row)}
            onPointerLeave={() => onPoint(undefined)}
            onFocus={() => onPoint(mark.row)}
            onBlur={() => onPoint(undefined)}
            onClick={() => onSelect(mark.row)}
          />
        );
      })}
      {placeBadges(layout, letters).map(({ letter, x, y }) => (
        <Badge key={letter} letter={letter} x={x} y={y} radius={BADGE_PX} />
      ))}
      {labels.map(({ row, text, x, y }) => (
        <text key={row} className="frontier-label" x={x} y={y} aria-hidden="true">
          {text}
        </text>
      ))}
    </svg>
  );
}
