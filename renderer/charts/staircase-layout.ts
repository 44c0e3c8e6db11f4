/**
 * Where everything stands in the two staircases and the lanes between them: pure geometry in pixels from itineraries,
 * nothing rounded but the axis ends. Stops are vertical, x never falls, labels never overlap (WINDOW.md 3).
 * Tested in test/dom/staircase.test.tsx.
 */
import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { cumulativeProfile, type ProfilePoint } from '../../shared/engine/cumulative-profile.ts';
import type { Itinerary, Leg } from '../../shared/engine/types.ts';
import type { ChartColumn } from './column.ts';
import { spreadApart } from './label-placement.ts';

export interface ProfiledColumn {
  readonly column: ChartColumn;
  readonly itinerary: Itinerary;
  readonly points: readonly ProfilePoint[];
}

/** Columns that have a route, with their profile. */
export const profileColumns = (columns: readonly ChartColumn[]): ProfiledColumn[] =>
  columns.flatMap((column) => {
    const itinerary = column.scenario.main;
    return itinerary ? [{ column, itinerary, points: cumulativeProfile(itinerary) }] : [];
  });

export type Measure = 'hours' | 'usdPerTonne';

/** One staircase: its plot area and scale. */
export interface Panel {
  readonly measure: Measure;
  readonly top: number;
  readonly bottom: number;
  readonly y: ScaleLinear<number, number>;
  readonly ticks: readonly number[];
}

export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly x: ScaleLinear<number, number>;
  readonly kmTicks: readonly number[];
  readonly hours: Panel;
  readonly money: Panel;
  /** Middle of each lane, in the order of the columns; columns without route have one too. */
  readonly laneY: ReadonlyMap<string, number>;
  readonly kmTicksY: number;
}

const titleHeight = 22;
const kmAxisHeight = 17;
const laneGap = 13;
const bottomGap = 14;
const leftGap = 45;
const endLabelWidth = 76;
const timeShare = 0.58;
const endLabelGap = 17;

const hourSteps = [1, 2, 3, 6, 12, 24, 48, 96, 120, 168, 240, 336, 480, 672];

/** Ticks at whole days or parts of them, at least `gapPx` apart. */
export function hourTicks(maximum: number, heightPx: number, gapPx = 27): number[] {
  const step = hourSteps.find((hours) => (hours / maximum) * heightPx >= gapPx) ?? 24 * Math.ceil(maximum / 72);
  return Array.from({ length: Math.floor(maximum / step) + 1 }, (_, i) => i * step);
}

function panel(measure: Measure, top: number, bottom: number, maximum: number): Panel {
  const y = scaleLinear([0, maximum], [bottom, top]);
  const height = bottom - top;
  const ticks = measure === 'hours' ? hourTicks(maximum, height) : y.ticks(Math.max(2, Math.floor(height / 36)));
  return { measure, top, bottom, y, ticks };
}

/** Highest value of a measure that is drawn, ribbon included, with a little air above it. */
function maximumOf(profiled: readonly ProfiledColumn[], measure: Measure): number {
  const values = profiled.flatMap(({ column, points }) => {
    const end = points.at(-1);
    if (!end) return [];
    return measure === 'hours' ? [end.hours, end.hoursHigh] : [end.usdPerTonne, column.scenario.usdPerTonne?.p90 ?? 0];
  });
  return Math.max(1, ...values) * 1.04;
}

export function layOutFrame(
  columns: readonly ChartColumn[],
  profiled: readonly ProfiledColumn[],
  widthPx: number,
  heightPx: number,
): Frame {
  const lanePitch = columns.length > 4 || heightPx < 500 ? 14 : 15;
  const lanesHeight = laneGap + columns.length * lanePitch;
  const plots = Math.max(80, heightPx - 2 * titleHeight - lanesHeight - kmAxisHeight - bottomGap);
  const hoursTop = titleHeight;
  const hoursBottom = hoursTop + plots * timeShare;
  const kmTicksY = hoursBottom + lanesHeight + 5;
  const moneyTop = hoursBottom + lanesHeight + kmAxisHeight + titleHeight;
  const moneyBottom = heightPx - bottomGap;
  const right = Math.max(leftGap + 60, widthPx - endLabelWidth);
  const farthest = Math.max(1, ...profiled.map(({ points }) => points.at(-1)?.km ?? 0));
  const x = scaleLinear([0, farthest * 1.05], [leftGap, right]);
  return {
    left: leftGap,
    right,
    x,
    kmTicks: x.ticks(Math.max(2, Math.floor((right - leftGap) / 70))),
    hours: panel('hours', hoursTop, hoursBottom, maximumOf(profiled, 'hours')),
    money: panel('usdPerTonne', moneyTop, moneyBottom, maximumOf(profiled, 'usdPerTonne')),
    laneY: new Map(columns.map((column, i) => [column.letter, hoursBottom + laneGap + i * lanePitch])),
    kmTicksY,
  };
}

export interface ScreenPoint {
  readonly x: number;
  readonly y: number;
}

export const screenPoint = (frame: Frame, target: Panel, point: ProfilePoint): ScreenPoint => ({
  x: frame.x(point.km),
  y: target.y(point[target.measure]),
});

/** A leg as drawn: where it starts and ends. Vertical when it is a stop. */
export interface DrawnLeg {
  readonly leg: Leg;
  readonly start: ScreenPoint;
  readonly end: ScreenPoint;
}

export function drawnLegs(frame: Frame, target: Panel, { itinerary, points }: ProfiledColumn): DrawnLeg[] {
  return itinerary.legs.flatMap((leg, index) => {
    const before = points[index];
    const after = points[index + 1];
    if (!before || !after) return [];
    return [{ leg, start: screenPoint(frame, target, before), end: screenPoint(frame, target, after) }];
  });
}

export interface EndLabel {
  readonly letter: ChartColumn['letter'];
  readonly total: number;
  /** End of the line, and where the label stands. */
  readonly end: ScreenPoint;
  readonly labelY: number;
}

/** Totals at the right edge, at least 17 px apart. */
export function endLabels(frame: Frame, target: Panel, profiled: readonly ProfiledColumn[]): EndLabel[] {
  const ends = profiled.flatMap(({ column, points }) => {
    const last = points.at(-1);
    return last ? [{ letter: column.letter, total: last[target.measure], end: screenPoint(frame, target, last) }] : [];
  });
  const spread = spreadApart(
    ends.map(({ end }) => end.y),
    endLabelGap,
    target.top + 6,
    target.bottom - 4,
  );
  return ends.map((entry, i) => ({ ...entry, labelY: spread[i] ?? entry.end.y }));
}
