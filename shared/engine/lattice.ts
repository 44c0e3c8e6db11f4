/**
 * Every admissible package of up to 12 measures at once (MODEL.md 6, F1): what each brings one consignment and what it
 * costs to build, and which packages nothing beats. A row is the single run of its package, bit for bit; no route is a
 * row without numbers. What is just enough for a target: lattice-target.ts. Tested in test/property/lattice.test.ts.
 */
import { AppFailure } from '../base/issue.ts';
import { countSteps, type Progress, type ShouldStop } from '../base/long-work.ts';
import type { Dataset, Mode } from '../dataset/schema.ts';
import type { Scenario } from '../scenario/schema.ts';
import { modesOf } from './answer.ts';
import { applySelection, type Selection } from './apply-measures.ts';
import { findMain, type ConsignmentQuestion } from './consignment.ts';
import { selectionOf } from './evaluate.ts';
import type { Itinerary } from './types.ts';

/** 2^12 = 4,096 packages. */
export const MOST_LATTICE_MEASURES = 12;

export interface LatticeQuestion extends ConsignmentQuestion {
  /** Its shocks and assumptions hold in every package, and so do its measures that are not varied. */
  readonly base: Scenario;
  /** The measures to switch on and off; strength and opening year as the base has them, else the dataset's middle. */
  readonly measureIds: readonly string[];
}

export interface PackageRow {
  /** All measures switched on, sorted by id. */
  readonly measures: readonly string[];
  /** Sum of the middle capital costs of these measures, constant prices of the dataset's base year. */
  readonly capexUsdMillion: number;
  /** Absent without route, like the next three. */
  readonly hours?: number;
  readonly usdPerTonne?: number;
  readonly generalizedCostUsdPerTonne?: number;
  /** Position in `routes`. */
  readonly route?: number;
  /** No other package is at most as long, as dear and as costly to build, and less in one of them. */
  readonly onFrontier: boolean;
}

/** A way that some package takes. */
export interface PackageRoute {
  readonly nodes: readonly string[];
  /** Modes worth naming, in the order road, rail, sea; and the one with the most kilometres. */
  readonly modes: readonly Mode[];
  readonly mainMode: Mode;
}

/** Combinations that a rule of the dataset forbids; each is counted under the first rule that it breaks. */
export interface LeftOut {
  readonly rule: 'requires' | 'excludes';
  readonly measureId: string;
  readonly otherId: string;
  readonly count: number;
}

export interface Lattice {
  readonly marketId: string;
  readonly year: number;
  /** Varied measures, sorted by id. */
  readonly measureIds: readonly string[];
  /** Fewest measures first, then by id. */
  readonly packages: readonly PackageRow[];
  readonly routes: readonly PackageRoute[];
  readonly leftOut: readonly LeftOut[];
}

const bitsOf = (mask: number): number => {
  let count = 0;
  for (let rest = mask; rest > 0; rest &= rest - 1) count += 1;
  return count;
};

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function checkMeasures(dataset: Dataset, ids: readonly string[]): void {
  if (ids.length > MOST_LATTICE_MEASURES) {
    throw new AppFailure(
      'bad-input',
      `${ids.length} measures make too many packages; at most ${MOST_LATTICE_MEASURES} can be varied at once. Leave some out.`,
    );
  }
  for (const id of ids) {
    if (dataset.measures.get(id)?.kind === 'measure') continue;
    throw new AppFailure('bad-input', `"${id}" is not a measure of the dataset, so packages cannot vary it.`);
  }
}

/** The first rule of the dataset that a set of measures and shocks breaks, in the order of ids. */
function findBrokenRule(dataset: Dataset, measures: readonly string[], shocks: readonly string[]) {
  const chosen = new Set([...measures, ...shocks]);
  for (const measureId of measures) {
    const { requires = [], excludes = [] } = dataset.measures.get(measureId) ?? {};
    const missing = requires.find((id) => !chosen.has(id));
    if (missing !== undefined) return { rule: 'requires' as const, measureId, otherId: missing };
    const clash = excludes.find((id) => chosen.has(id));
    if (clash !== undefined) return { rule: 'excludes' as const, measureId, otherId: clash };
  }
  for (const measureId of shocks) {
    const clash = dataset.measures.get(measureId)?.excludes.find((id) => measures.includes(id));
    if (clash !== undefined) return { rule: 'excludes' as const, measureId, otherId: clash };
  }
  return undefined;
}

const mainModeOf = ({ legs }: Itinerary): Mode => {
  const km = { road: 0, rail: 0, sea: 0 };
  for (const leg of legs) if (leg.kind === 'move') km[leg.mode] += leg.km;
  return km.rail > km.road && km.rail >= km.sea ? 'rail' : km.sea > km.road ? 'sea' : 'road';
};

interface Run {
  readonly mask: number;
  readonly row: Omit<PackageRow, 'onFrontier'>;
}

/**
 * Rows that no other row beats in hours, USD per tonne and capital at once (Pareto). In order of capital, hours and
 * money, only rows before a row can beat it, and of those only ones that are on the frontier themselves.
 */
function findFrontier(runs: readonly Run[]): ReadonlySet<number> {
  const points = runs.flatMap(({ mask, row: { hours, usdPerTonne, capexUsdMillion } }) =>
    hours === undefined || usdPerTonne === undefined ? [] : [{ mask, hours, usdPerTonne, capexUsdMillion }],
  );
  points.sort((a, b) => a.capexUsdMillion - b.capexUsdMillion || a.hours - b.hours || a.usdPerTonne - b.usdPerTonne);
  const frontier: typeof points = [];
  for (const point of points) {
    const isBeaten = frontier.some(
      (other) =>
        other.hours <= point.hours &&
        other.usdPerTonne <= point.usdPerTonne &&
        (other.hours < point.hours ||
          other.usdPerTonne < point.usdPerTonne ||
          other.capexUsdMillion < point.capexUsdMillion),
    );
    if (!isBeaten) frontier.push(point);
  }
  return new Set(frontier.map(({ mask }) => mask));
}

/** All subsets in the order of `packages`: fewest measures first, then by id. */
const listMasks = (count: number): number[] =>
  Array.from({ length: 2 ** count }, (_, mask) => mask).sort((a, b) => {
    if (bitsOf(a) !== bitsOf(b)) return bitsOf(a) - bitsOf(b);
    const lowestOfDifference = (a ^ b) & -(a ^ b);
    return (a & lowestOfDifference) !== 0 ? -1 : 1;
  });

/**
 * All admissible packages of the question. Hours in h, money in USD per tonne, capital in million USD. Throws bad-input
 * (AppFailure) for more than 12 measures or an unknown one, and cancelled when `shouldStop` says so.
 */
export function listPackages(
  dataset: Dataset,
  { base, measureIds, year, question }: LatticeQuestion,
  progress?: Progress,
  shouldStop?: ShouldStop,
): Lattice {
  const varied = [...new Set(measureIds)].sort(byText);
  checkMeasures(dataset, varied);
  const { measures: _chosen, ...rest } = selectionOf(base, year);
  const fixed = Object.keys(base.measures).filter((id) => !varied.includes(id));
  const shocks = Object.keys(base.shocks).sort(byText);
  const variedOf = (mask: number): string[] => varied.filter((_, bit) => (mask & (1 << bit)) !== 0);
  const choicesOf = (ids: readonly string[]): Selection['measures'] =>
    Object.fromEntries(ids.map((id) => [id, base.measures[id] ?? { strength: 'mid' }]));

  const routes: PackageRoute[] = [];
  const routeKeys = new Map<string, number>();
  const routeOf = (main: Itinerary): number => {
    const key = `${main.nodes.join(' ')} ${main.legs.map(({ id }) => id).join(' ')}`;
    const known = routeKeys.get(key);
    if (known !== undefined) return known;
    routeKeys.set(key, routes.length);
    return routes.push({ nodes: main.nodes, modes: modesOf(main), mainMode: mainModeOf(main) }) - 1;
  };

  const leftOut = new Map<string, LeftOut>();
  const runs: Run[] = [];
  const step = countSteps(2 ** varied.length, progress, shouldStop);
  for (const mask of listMasks(varied.length)) {
    const measures = [...fixed, ...variedOf(mask)].sort(byText);
    const broken = findBrokenRule(dataset, measures, shocks);
    if (broken) {
      const key = `${broken.rule} ${broken.measureId} ${broken.otherId}`;
      leftOut.set(key, { ...broken, count: (leftOut.get(key)?.count ?? 0) + 1 });
    } else {
      const main = findMain(applySelection(dataset, { ...rest, measures: choicesOf(measures) }), question);
      const capexUsdMillion = measures.reduce(
        (sum, id) => sum + (dataset.measures.get(id)?.capexUsdMillion.mid ?? 0),
        0,
      );
      const totals = main && {
        hours: main.hours,
        usdPerTonne: main.usdPerTonne,
        generalizedCostUsdPerTonne: main.generalizedCostUsdPerTonne,
        route: routeOf(main),
      };
      runs.push({ mask, row: { measures, capexUsdMillion, ...totals } });
    }
    step();
  }

  const frontier = findFrontier(runs);
  return {
    marketId: question.id,
    year,
    measureIds: varied,
    packages: runs.map(({ mask, row }) => ({ ...row, onFrontier: frontier.has(mask) })),
    routes,
    leftOut: [...leftOut.values()],
  };
}

/** How many measures a lattice takes when nobody names them. */
const DEFAULT_MEASURES = 8;

/**
 * The base's own measures, and up to eight in all: first those that alone change this consignment's generalized cost,
 * largest change first, then those that open first (middle year, then id).
 */
export function defaultLatticeMeasures(
  dataset: Dataset,
  base: Scenario,
  { year, question }: ConsignmentQuestion,
): readonly string[] {
  const costWith = (ids: readonly string[]): number => {
    const measures = Object.fromEntries(ids.map((id) => [id, { strength: 'mid' as const }]));
    const network = applySelection(dataset, { ...selectionOf(base, year), measures });
    return findMain(network, question)?.generalizedCostUsdPerTonne ?? Infinity;
  };
  const all = [...dataset.measures.values()].filter(({ kind }) => kind === 'measure');
  const own = all.map(({ id }) => id).filter((id) => id in base.measures);
  const nothing = costWith([]);
  const others = all
    .filter(({ id }) => !own.includes(id))
    .map(({ id, openYear }) => {
      const cost = costWith([id]);
      return { id, opens: openYear?.mid ?? 0, change: cost === nothing ? 0 : Math.abs(cost - nothing) };
    })
    .sort((a, b) => b.change - a.change || a.opens - b.opens || byText(a.id, b.id));
  const room = Math.max(0, DEFAULT_MEASURES - own.length);
  return [...own.sort(byText).slice(0, MOST_LATTICE_MEASURES), ...others.slice(0, room).map(({ id }) => id)];
}
