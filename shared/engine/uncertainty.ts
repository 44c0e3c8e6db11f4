/**
 * Paired draws in the consignment view (MODEL.md 5): each scenario goes the way chosen beforehand at the medians, and
 * every draw is one world that all scenarios share, so what they have in common cancels in the differences. A scope
 * difference (capex of the Kyrgyz section or of the whole line) is a choice and never drawn. Laws 3 and 4 are tested in
 * test/property/uncertainty.test.ts, a two-stop case by hand in test/golden/uncertainty.test.ts.
 */
import { summarise, type SampleSummary } from '../base/distribution.ts';
import { AppFailure } from '../base/issue.ts';
import { countSteps, type Progress, type ShouldStop } from '../base/long-work.ts';
import type { Dataset } from '../dataset/schema.ts';
import { digestScenario } from '../scenario/document.ts';
import type { Scenario } from '../scenario/schema.ts';
import { findMain, networkOf, type ConsignmentQuestion } from './consignment.ts';
import { DrawBook, drawForm, drawKeyOf, type DrawnTotals } from './draw-form.ts';
import { valueOfTime } from './evaluate.ts';
import { listQuantities, sampledFormOf, type SampledForm } from './sampled-form.ts';
import { varianceSharesOf, type VarianceShares } from './variance-shares.ts';

export const DEFAULT_DRAWS = 5000;
export const DEFAULT_SEED = 1;
export const DRAW_LIMITS = { atLeast: 2, atMost: 100_000 } as const;

export interface UncertaintyQuestion extends ConsignmentQuestion {
  readonly draws?: number;
  readonly seed?: number;
}

/** One scenario over all draws; only the title and the digest where it has no route. */
export interface UncertainScenario {
  readonly title: string;
  readonly digest: string;
  readonly hours?: SampleSummary;
  readonly usdPerTonne?: SampleSummary;
  /** USD per tonne with hours at the scenario's middle value of time: the value of time is not drawn. */
  readonly generalizedCost?: SampleSummary;
  readonly drivers?: VarianceShares['drivers'];
  readonly usdJointShare?: number;
}

/** Two scenarios in the same draws; differences are b minus a. The rest of the shares are draws in which they tie. */
export interface UncertainPair {
  /** Positions in `scenarios`, a before b. */
  readonly a: number;
  readonly b: number;
  readonly shareBFaster: number;
  readonly shareAFaster: number;
  readonly shareBCheaper: number;
  readonly shareACheaper: number;
  readonly deltaHours: SampleSummary;
  readonly deltaUsdPerTonne: SampleSummary;
}

export interface Uncertainty {
  readonly marketId: string;
  readonly year: number;
  readonly draws: number;
  readonly seed: number;
  readonly scenarios: readonly UncertainScenario[];
  /** Every two scenarios that both have a route. */
  readonly pairs: readonly UncertainPair[];
}

/** Differences below this are arithmetic noise: 1e-9 h or USD. */
const NOISE = 1e-9;
/** Summaries of a scenario and of a pair: the steps told besides the quantities. */
const STEPS_PER_SCENARIO = 4;
const STEPS_PER_PAIR = 2;

const combine = (a: Float64Array, b: Float64Array, of: (a: number, b: number) => number): Float64Array =>
  a.map((value, index) => of(value, b[index] as number));

const shareOf = (values: Float64Array, holds: (value: number) => boolean): number => {
  let count = 0;
  for (const value of values) if (holds(value)) count += 1;
  return count / values.length;
};

function comparePair(
  a: number,
  b: number,
  totalsA: DrawnTotals,
  totalsB: DrawnTotals,
  step: () => void,
): UncertainPair {
  const minus = (left: number, right: number) => left - right;
  const isLess = (delta: number) => delta < -NOISE;
  const isMore = (delta: number) => delta > NOISE;
  const hours = combine(totalsB.hours, totalsA.hours, minus);
  const deltaHours = summarise(hours);
  step();
  const usd = combine(totalsB.usdPerTonne, totalsA.usdPerTonne, minus);
  const deltaUsdPerTonne = summarise(usd);
  step();
  return {
    a,
    b,
    shareBFaster: shareOf(hours, isLess),
    shareAFaster: shareOf(hours, isMore),
    shareBCheaper: shareOf(usd, isLess),
    shareACheaper: shareOf(usd, isMore),
    deltaHours,
    deltaUsdPerTonne,
  };
}

/** Quantities with a range of their own that the forms draw. */
const countQuantities = (forms: readonly (SampledForm | undefined)[]): number =>
  new Set(forms.flatMap((form) => (form ? listQuantities(form).map(drawKeyOf) : []))).size;

function checkCount(name: string, value: number, atLeast: number, atMost: number): void {
  if (Number.isInteger(value) && value >= atLeast && value <= atMost) return;
  throw new AppFailure(
    'bad-input',
    `${name} must be a whole number from ${atLeast} to ${atMost}, and ${value} is not.`,
  );
}

/**
 * P10, P50, P90, mean and standard error of hours (h), money (USD per tonne) and generalized cost (USD per tonne) of
 * each scenario, what drives their spread, and the differences of every pair. Throws bad-input (AppFailure) for a
 * number of draws or a seed that cannot be, cancelled when `shouldStop` says so.
 */
export function runUncertainty(
  dataset: Dataset,
  scenarios: readonly Scenario[],
  { year, question, draws = DEFAULT_DRAWS, seed = DEFAULT_SEED }: UncertaintyQuestion,
  progress?: Progress,
  shouldStop?: ShouldStop,
): Uncertainty {
  checkCount('The number of draws', draws, DRAW_LIMITS.atLeast, DRAW_LIMITS.atMost);
  checkCount('The seed', seed, 0, 0xffffffff);
  const columns = scenarios.map((scenario) => {
    const network = networkOf(dataset, scenario, year);
    const main = findMain(network, question);
    const perHour = valueOfTime(network, question.valueOfTimeClass) / 24;
    return { scenario, perHour, form: main && sampledFormOf(main, network) };
  });
  const reached = columns.filter(({ form }) => form).length;
  const quantities = countQuantities(columns.map(({ form }) => form));
  const pairCount = (reached * (reached - 1)) / 2;
  const step = countSteps(quantities + reached * STEPS_PER_SCENARIO + pairCount * STEPS_PER_PAIR, progress, shouldStop);

  const book = new DrawBook(draws, seed, step);
  const totals = columns.map(({ form }) => form && drawForm(form, book));
  const summarised = columns.map(({ scenario, form, perHour }, index): UncertainScenario => {
    const base = { title: scenario.title, digest: digestScenario(scenario) };
    const drawn = totals[index];
    if (!form || !drawn) return base;
    const summaries = [
      drawn.hours,
      drawn.usdPerTonne,
      combine(drawn.usdPerTonne, drawn.hours, (usd, hours) => usd + perHour * hours),
    ].map((values) => {
      const summary = summarise(values);
      step();
      return summary;
    });
    const [hours, usdPerTonne, generalizedCost] = summaries;
    const shares = varianceSharesOf(form, book);
    step();
    return { ...base, hours, usdPerTonne, generalizedCost, ...shares };
  });
  const pairs = totals.flatMap((totalsB, b) =>
    totals.slice(0, b).flatMap((totalsA, a) => (totalsA && totalsB ? [comparePair(a, b, totalsA, totalsB, step)] : [])),
  );
  return { marketId: question.id, year, draws, seed, scenarios: summarised, pairs };
}
