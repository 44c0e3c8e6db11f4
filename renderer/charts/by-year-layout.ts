/**
 * Where everything stands in the chart by year: small panels of equal width on one axis of years, lines per scenario,
 * and the volume of one scenario in layers by route family. Pure geometry in pixels.
 * Tested in test/dom/by-year.test.tsx.
 */
import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import type { YearResult } from '../../shared/engine/by-year.ts';
import type { ChartColumn } from './column.ts';
import { spreadApart } from './label-placement.ts';

export const YEAR_MEASURES = ['hours', 'usdPerTonne', 'emissionsKgPerTonne'] as const;
export type YearMeasure = (typeof YEAR_MEASURES)[number];

interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly yearTicks: readonly number[];
  readonly ticks: readonly number[];
}

export interface YearLines extends Plot {
  readonly measure: YearMeasure;
  readonly lines: readonly { readonly letter: ChartColumn['letter']; readonly path: string; readonly endY: number }[];
}

export interface FamilyLayers extends Plot {
  /** From the bottom up, the largest first. */
  readonly layers: readonly { readonly id: string; readonly path: string; readonly labelY?: number }[];
}

export interface YearFrame {
  readonly panels: readonly YearLines[];
  readonly families?: FamilyLayers;
}

const LEFT = 44;
const RIGHT = 26;
/** The layers carry names at their right end. */
const NAMES = 104;
const TOP = 30;
const BOTTOM = 22;
const LABEL_GAP = 13;
/** A layer thinner than this at its end has no name; the table has all. */
const THINNEST_NAMED = 9;

export const yearsOf = (column: ChartColumn): readonly YearResult[] => column.years ?? [];

function makePlot(
  index: number,
  panelWidth: number,
  heightPx: number,
  right: number,
  years: readonly number[],
  most: number,
): Plot {
  const left = index * panelWidth + LEFT;
  const end = (index + 1) * panelWidth - right;
  const [top, bottom] = [TOP, heightPx - BOTTOM];
  const first = years[0] ?? 0;
  const last = years.at(-1) ?? 1;
  const x = scaleLinear([first, last], [left, end]);
  const y = scaleLinear([0, most || 1], [bottom, top]).nice(4);
  const yearTicks = years.filter((year) => year === first || year === last || year === Math.round((first + last) / 2));
  return { left, right: end, top, bottom, x, y, yearTicks, ticks: y.ticks(4) };
}

/** Route families of a column, the one with most volume over all years first. */
export function familiesOf(years: readonly YearResult[]): string[] {
  const totals = new Map<string, number>();
  for (const { families } of years) for (const { id, share } of families) totals.set(id, (totals.get(id) ?? 0) + share);
  return [...totals].sort((a, b) => b[1] - a[1]).map(([id]) => id);
}

function layOutFamilies(plot: Plot, years: readonly YearResult[]): FamilyLayers {
  let floor = years.map(() => 0);
  const layers = familiesOf(years).map((id) => {
    const bottom = floor;
    const top = years.map(
      ({ families }, at) => (bottom[at] ?? 0) + (families.find((one) => one.id === id)?.volumeKt ?? 0),
    );
    floor = top;
    const path = area<YearResult>()
      .x(({ year }) => plot.x(year))
      .y0((_, at) => plot.y(bottom[at] ?? 0))
      .y1((_, at) => plot.y(top[at] ?? 0))([...years]);
    const end = years.length - 1;
    const [high, low] = [plot.y(top[end] ?? 0), plot.y(bottom[end] ?? 0)];
    return { id, path: path ?? '', middle: (high + low) / 2, thickness: low - high };
  });
  const named = layers.filter(({ thickness }) => thickness >= THINNEST_NAMED).sort((a, b) => a.middle - b.middle);
  const spread = spreadApart(
    named.map(({ middle }) => middle),
    LABEL_GAP,
    plot.top,
    plot.bottom,
  );
  return {
    ...plot,
    layers: layers.map((layer) => {
      const at = named.indexOf(layer);
      const labelY = at < 0 ? undefined : spread[at];
      return { id: layer.id, path: layer.path, ...(labelY === undefined ? {} : { labelY }) };
    }),
  };
}

/** `focused` is the column whose volume is shown in layers. */
export function layOutYears(
  columns: readonly ChartColumn[],
  focused: ChartColumn | undefined,
  widthPx: number,
  heightPx: number,
): YearFrame {
  const withYears = columns.filter((column) => yearsOf(column).length > 0);
  const [first] = withYears;
  const years = first ? yearsOf(first).map(({ year }) => year) : [];
  const panelWidth = (widthPx - NAMES) / (YEAR_MEASURES.length + 1);
  const panels = YEAR_MEASURES.map((measure, index): YearLines => {
    const values = withYears.flatMap((column) => yearsOf(column).flatMap(({ expected }) => expected?.[measure] ?? []));
    const plot = makePlot(index, panelWidth, heightPx, RIGHT, years, Math.max(0, ...values));
    const drawn = withYears.map((column) => {
      const known = yearsOf(column).filter(({ expected }) => expected);
      const path = line<YearResult>()
        .x(({ year }) => plot.x(year))
        .y(({ expected }) => plot.y(expected?.[measure] ?? 0))([...known]);
      return { letter: column.letter, path: path ?? '', end: plot.y(known.at(-1)?.expected?.[measure] ?? 0) };
    });
    const order = [...drawn].sort((a, b) => a.end - b.end);
    const spread = spreadApart(
      order.map(({ end }) => end),
      LABEL_GAP,
      plot.top,
      plot.bottom,
    );
    return {
      ...plot,
      measure,
      lines: drawn.map((one) => ({ letter: one.letter, path: one.path, endY: spread[order.indexOf(one)] ?? one.end })),
    };
  });
  const own = focused ? yearsOf(focused) : [];
  const most = Math.max(0, ...own.map(({ families }) => families.reduce((sum, { volumeKt }) => sum + volumeKt, 0)));
  if (most === 0) return { panels };
  const plot = makePlot(YEAR_MEASURES.length, panelWidth, heightPx, 8, years, most);
  return { panels, families: layOutFamilies(plot, own) };
}
