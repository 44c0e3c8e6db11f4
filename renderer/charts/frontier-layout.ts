/**
 * Where the marks, lines and labels of the frontier chart stand: capital cost to the right on a square-root scale, so
 * that small packages keep room beside large ones, and hours upwards, faster higher. Pure geometry in pixels.
 * Tested in test/unit/frontier-layout.test.ts.
 */
import { scaleLinear, scaleSqrt } from 'd3-scale';
import type { Mode } from '../../shared/dataset/schema.ts';
import type { Lattice, PackageRow } from '../../shared/engine/lattice.ts';
import { placeLabels, type LabelCandidate, type Segment } from './label-placement.ts';
import type { ScenarioLetter } from './scenario-style.ts';
import { textWidthPx } from './text-width.ts';

export const FRONTIER_MARGIN = { left: 48, right: 20, top: 14, bottom: 40 } as const;
const TICK_GAP_PX = 52;
const LABEL_PX = 11;
const LABEL_HEIGHT_PX = 15;
const CAPEX_TICKS = [0, 50, 100, 200, 500, 1000, 2000, 3000, 5000, 8000, 12_000, 16_000, 20_000, 30_000, 50_000];

/** A package with a route, at its place. */
export interface FrontierMark {
  /** Position in the lattice's packages. */
  readonly row: number;
  readonly x: number;
  readonly y: number;
  readonly family: string;
  readonly onFrontier: boolean;
}

/** Packages that go by the same modes. */
export interface FrontierFamily {
  readonly key: string;
  readonly modes: readonly Mode[];
  readonly lowestUsdPerTonne: number;
  readonly highestUsdPerTonne: number;
  /** Rows of the frontier, each faster than all that cost less to build; least capital first. */
  readonly steps: readonly number[];
}

export interface FrontierLayout {
  readonly marks: readonly FrontierMark[];
  readonly families: readonly FrontierFamily[];
  readonly xTicks: readonly { readonly value: number; readonly x: number }[];
  readonly yTicks: readonly { readonly value: number; readonly y: number }[];
  readonly yOfHours: (hours: number) => number;
}

export const familyKey = (modes: readonly Mode[]): string => modes.join('-');

const capexTicks = (largest: number, xOf: (capex: number) => number): number[] => {
  const ticks: number[] = [];
  for (const tick of CAPEX_TICKS) {
    const last = ticks.at(-1);
    if (tick > largest) break;
    if (last === undefined || xOf(tick) - xOf(last) >= TICK_GAP_PX) ticks.push(tick);
  }
  return ticks;
};

function describeFamilies({ packages, routes }: Lattice): FrontierFamily[] {
  const byKey = new Map<string, { modes: readonly Mode[]; rows: number[] }>();
  packages.forEach((row, index) => {
    const route = routes[row.route ?? -1];
    if (!route) return;
    const key = familyKey(route.modes);
    const family = byKey.get(key) ?? { modes: route.modes, rows: [] };
    byKey.set(key, family);
    family.rows.push(index);
  });
  return [...byKey].map(([key, { modes, rows }]) => {
    const money = rows.map((row) => packages[row]?.usdPerTonne ?? 0);
    const capex = (row: number) => packages[row]?.capexUsdMillion ?? 0;
    const hours = (row: number) => packages[row]?.hours ?? Infinity;
    const steps: number[] = [];
    const frontier = rows
      .filter((row) => packages[row]?.onFrontier)
      .sort((a, b) => capex(a) - capex(b) || hours(a) - hours(b));
    for (const row of frontier) if (hours(row) < hours(steps.at(-1) ?? -1)) steps.push(row);
    return {
      key,
      modes,
      lowestUsdPerTonne: Math.min(...money),
      highestUsdPerTonne: Math.max(...money),
      steps,
    };
  });
}

/** Undefined where no package has a route. */
export function layOutFrontier(
  lattice: Lattice,
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
): FrontierLayout | undefined {
  const { packages, routes } = lattice;
  const routed = packages.flatMap((row, index) =>
    row.hours === undefined ? [] : [{ ...row, index, hours: row.hours }],
  );
  if (routed.length === 0) return undefined;
  const { left, right, top, bottom } = FRONTIER_MARGIN;
  const largest = Math.max(1, ...packages.map(({ capexUsdMillion }) => capexUsdMillion));
  const x = scaleSqrt([0, largest], [left + 10, widthPx - right - 10]);
  const hours = routed.map((row) => row.hours);
  const [fastest, slowest] = [Math.min(...hours), Math.max(...hours)];
  const pad = Math.max(1, (slowest - fastest) * 0.1);
  const y = scaleLinear([fastest - pad, slowest + pad], [top, heightPx - bottom]);
  return {
    marks: routed.map(({ index, hours: value, capexUsdMillion, onFrontier, route }) => ({
      row: index,
      x: x(capexUsdMillion),
      y: y(value),
      family: familyKey(routes[route ?? -1]?.modes ?? []),
      onFrontier,
    })),
    families: describeFamilies(lattice),
    xTicks: capexTicks(largest, x).map((value) => ({ value, x: x(value) })),
    yTicks: y.ticks(Math.max(2, Math.floor(heightPx / 60))).map((value) => ({ value, y: y(value) })),
    yOfHours: (value) => y(value),
  };
}

/** The stairs through the steps of a family: right at the slower height, then up. */
export function stairsOf(marks: readonly FrontierMark[]): Segment[] {
  return marks.slice(1).flatMap((mark, index) => {
    const before = marks[index];
    if (!before) return [];
    return [
      { x1: before.x, y1: before.y, x2: mark.x, y2: before.y },
      { x1: mark.x, y1: before.y, x2: mark.x, y2: mark.y },
    ];
  });
}

export interface PlacedText {
  readonly row: number;
  readonly text: string;
  readonly x: number;
  /** Baseline. */
  readonly y: number;
}

/** Radius of a badge and the gap to its mark. */
const BADGE_PX = 7;
const BADGE_RISE_PX = 15;

export interface PlacedBadge {
  readonly letter: ScenarioLetter;
  readonly x: number;
  readonly y: number;
}

/** Letters of compared scenarios above their marks, stacked where they would cover each other. */
export function placeBadges(
  { marks }: FrontierLayout,
  letters: ReadonlyMap<number, ScenarioLetter>,
): readonly PlacedBadge[] {
  const placed: PlacedBadge[] = [];
  for (const mark of marks) {
    const letter = letters.get(mark.row);
    if (letter === undefined) continue;
    const badge = { letter, x: mark.x, y: mark.y - BADGE_RISE_PX };
    const covers = (): boolean => placed.some(({ x, y }) => Math.hypot(x - badge.x, y - badge.y) < 2 * BADGE_PX);
    while (covers()) badge.y -= 2 * BADGE_PX;
    placed.push(badge);
  }
  return placed;
}

/** Places beside a mark, the dearer the further from the upper right. */
function candidatesAt(mark: FrontierMark, width: number): LabelCandidate[] {
  const box = (x: number, y: number, cost: number): LabelCandidate => ({
    box: { x, y, width, height: LABEL_HEIGHT_PX },
    cost,
  });
  const above = mark.y - LABEL_HEIGHT_PX - 6;
  const below = mark.y + 7;
  const middle = mark.y - LABEL_HEIGHT_PX / 2;
  return [
    box(mark.x + 9, middle, 0),
    box(mark.x + 4, below, 2),
    box(mark.x + 4, above, 3),
    box(mark.x - width - 4, above, 4),
    box(mark.x - width - 9, middle, 5),
    box(mark.x - width - 4, below, 6),
    box(mark.x - width / 2, above - 10, 9),
    box(mark.x - width / 2, below + 10, 10),
  ];
}

/** Labels that found room; earlier requests first. */
export function placeFrontierLabels(
  layout: FrontierLayout,
  requests: readonly { readonly row: number; readonly text: string }[],
  badges: readonly PlacedBadge[],
  size: { readonly widthPx: number; readonly heightPx: number },
): PlacedText[] {
  const markOf = new Map(layout.marks.map((mark) => [mark.row, mark]));
  const shapes = layout.marks.map((mark) => {
    const radius = mark.onFrontier ? 7 : 4;
    return { x: mark.x - radius, y: mark.y - radius, width: 2 * radius, height: 2 * radius };
  });
  const lines = layout.families.flatMap(({ steps }) => stairsOf(steps.flatMap((row) => markOf.get(row) ?? [])));
  const placed = placeLabels(
    requests.flatMap(({ row, text }) => {
      const mark = markOf.get(row);
      if (!mark) return [];
      const width = textWidthPx(text, LABEL_PX) + 2;
      return [{ id: String(row), candidates: candidatesAt(mark, width), maximumCost: 150 }];
    }),
    {
      bounds: { x: FRONTIER_MARGIN.left, y: 0, width: size.widthPx - FRONTIER_MARGIN.left, height: size.heightPx - 24 },
      lines,
      posts: [
        ...shapes,
        ...badges.map(({ x, y }) => ({ x: x - BADGE_PX, y: y - BADGE_PX, width: 2 * BADGE_PX, height: 2 * BADGE_PX })),
      ],
    },
  );
  return requests.flatMap(({ row, text }) => {
    const candidate = placed.get(String(row));
    return candidate ? [{ row, text, x: candidate.box.x, y: candidate.box.y + LABEL_HEIGHT_PX - 4 }] : [];
  });
}

/** What a package has that another one lacks. */
export const addedMeasures = (row: PackageRow, before: PackageRow | undefined): readonly string[] =>
  row.measures.filter((id) => !before?.measures.includes(id));
