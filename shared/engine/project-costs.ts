/**
 * What a project costs and when (MODEL.md 7): the measures that a scenario has and its reference has not, each with its
 * opening year, construction years, capital and running cost. A measure that only the reference has is a cost avoided.
 * Constant prices, USD million. Tested in test/unit/appraisal.test.ts.
 */
import type { Dataset } from '../dataset/schema.ts';
import type { Scenario } from '../scenario/schema.ts';
import { applySelection } from './apply-measures.ts';
import { selectionOf } from './evaluate.ts';

export interface CapexRange {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
}

export interface ProjectItem {
  readonly id: string;
  /** 1: the scenario has it; -1: only the reference has it (so). */
  readonly sign: 1 | -1;
  readonly openYear: number;
  /** First and last year of spending. */
  readonly buildFrom: number;
  readonly buildTo: number;
  readonly capexUsdMillion: CapexRange;
  readonly opexUsdMillionPerYear: number;
  /** Capital costs of another scope (a section only, the whole line): a choice to make, never a range. */
  readonly scopeUsdMillion: readonly number[];
}

/** After every opening year that a scenario can name. */
const EVERYTHING_OPEN = 9999;
const MOST_BUILD_YEARS = 6;

/** Assumption that replaces the capital cost of a measure; the network does not know it. */
export const capexKey = (measureId: string): string => `measure:${measureId}:capex_usd_m`;

/** First year after the prices of the dataset: nothing is built or opened before it. */
export const firstYearOf = (dataset: Dataset): number =>
  Math.min(...[...dataset.markets.values()].map((market) => market.baseYear)) + 1;

/**
 * Opening years of the measures that come into force at all: the chosen year or the middle one of the dataset, and not
 * before the measures that it requires. Measures that are unknown, excluded or lack a requirement are left out.
 */
export function openingYears(dataset: Dataset, scenario: Scenario): ReadonlyMap<string, number> {
  const network = applySelection(dataset, selectionOf(scenario, EVERYTHING_OPEN));
  const yearOf = (id: string, seen: readonly string[]): number => {
    const measure = dataset.measures.get(id);
    const own = scenario.measures[id]?.openYear ?? measure?.openYear?.mid ?? firstYearOf(dataset);
    const required = (measure?.requires ?? []).filter((other) => !seen.includes(other));
    return Math.max(own, ...required.map((other) => yearOf(other, [...seen, id])));
  };
  const chosen = network.active.filter((id) => id in scenario.measures);
  return new Map(chosen.map((id) => [id, yearOf(id, [])]));
}

/** From the year after the base year to the year before opening, six years at most and one at least. */
function buildYears(openYear: number, firstYear: number): { from: number; to: number } {
  const to = openYear - 1;
  return { from: Math.min(Math.max(firstYear, openYear - MOST_BUILD_YEARS), to), to };
}

/** A bound that stands for another scope is no bound: the middle value takes its place. */
function capexOf(dataset: Dataset, scenario: Scenario, id: string): { range: CapexRange; scope: readonly number[] } {
  const chosen = scenario.assumptions[capexKey(id)]?.value;
  const scope = dataset.rivalClaims
    .filter((claim) => claim.key === capexKey(id) && claim.difference === 'scope')
    .map((claim) => claim.value);
  if (chosen !== undefined) return { range: { low: chosen, mid: chosen, high: chosen }, scope };
  const { low, mid, high } = dataset.measures.get(id)?.capexUsdMillion ?? { low: 0, mid: 0, high: 0 };
  const bound = (value: number): number => (scope.includes(value) ? mid : value);
  return { range: { low: bound(low), mid, high: bound(high) }, scope };
}

function itemsOf(dataset: Dataset, scenario: Scenario, sign: 1 | -1): ProjectItem[] {
  const firstYear = firstYearOf(dataset);
  return [...openingYears(dataset, scenario)].map(([id, openYear]) => {
    const { range, scope } = capexOf(dataset, scenario, id);
    const { from, to } = buildYears(openYear, firstYear);
    const opexUsdMillionPerYear = dataset.measures.get(id)?.opexUsdMillionPerYear ?? 0;
    const years = { openYear, buildFrom: from, buildTo: to };
    return { id, sign, ...years, capexUsdMillion: range, opexUsdMillionPerYear, scopeUsdMillion: scope };
  });
}

/** What is built with and not without, by id; what both have alike costs nothing here. */
export function listProjectItems(dataset: Dataset, scenario: Scenario, reference: Scenario): ProjectItem[] {
  const without = itemsOf(dataset, reference, -1);
  const isSame = (a: ProjectItem, b: ProjectItem): boolean =>
    a.id === b.id && a.openYear === b.openYear && a.capexUsdMillion.mid === b.capexUsdMillion.mid;
  const own = itemsOf(dataset, scenario, 1);
  return [
    ...own.filter((item) => !without.some((other) => isSame(item, other))),
    ...without.filter((item) => !own.some((other) => isSame(item, other))),
  ].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : b.sign - a.sign));
}

/** Capital cost of a year: each item's evenly over its construction years. */
export const capexInYear = (items: readonly ProjectItem[], year: number, bound: keyof CapexRange = 'mid'): number =>
  items.reduce((sum, { sign, buildFrom, buildTo, capexUsdMillion }) => {
    const builds = year >= buildFrom && year <= buildTo;
    return builds ? sum + (sign * capexUsdMillion[bound]) / (buildTo - buildFrom + 1) : sum;
  }, 0);

/** Running cost of a year: each item's from its opening on, opened `delayYears` late. */
export const opexInYear = (items: readonly ProjectItem[], year: number, delayYears: number): number =>
  items.reduce((sum, { sign, openYear, opexUsdMillionPerYear }) => {
    const isOpen = year >= openYear + (sign === 1 ? delayYears : 0);
    return isOpen ? sum + sign * opexUsdMillionPerYear : sum;
  }, 0);

/** The scenario with the opening of what only it has put off; construction is paid as planned. */
export function delayOpening(scenario: Scenario, items: readonly ProjectItem[], delayYears: number): Scenario {
  if (delayYears === 0) return scenario;
  const measures = { ...scenario.measures };
  for (const { id, sign, openYear } of items) {
    const choice = measures[id];
    if (sign === 1 && choice) measures[id] = { ...choice, openYear: openYear + delayYears };
  }
  return { ...scenario, measures };
}
