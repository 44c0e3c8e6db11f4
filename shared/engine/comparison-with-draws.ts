/**
 * Puts the drawn P10-P90 into a comparison that is already shown, and says in which share of the draws one scenario
 * beats another. It never mixes answers: draws of another market, year or set of scenarios leave the comparison as it
 * is. Tested in test/unit/comparison-with-draws.test.ts.
 */
import type { SampleSummary } from '../base/distribution.ts';
import type { MarketComparison, Range } from './types.ts';
import type { Uncertainty } from './uncertainty.ts';

/** What stands between P10 and P90: the total at the medians of all inputs, or the median of the drawn totals. */
export type Middle = 'deterministic' | 'sampled';

const negated = ({ p10, p50, p90 }: Range): Range => ({ p10: 0 - p90, p50: 0 - p50, p90: 0 - p10 });
const NOTHING: Range = { p10: 0, p50: 0, p90: 0 };

/** Whether the draws answer the same question about the same scenarios. */
const answersSame = (comparison: MarketComparison, uncertainty: Uncertainty): boolean =>
  comparison.marketId === uncertainty.marketId &&
  comparison.year === uncertainty.year &&
  comparison.scenarios.length === uncertainty.scenarios.length &&
  comparison.scenarios.every(({ digest }, index) => digest === uncertainty.scenarios[index]?.digest);

/** Differences of scenario `index` minus the reference, from the pair in whichever order it stands. */
function findDeltas(
  uncertainty: Uncertainty,
  referenceIndex: number,
  index: number,
): { hours: Range; usdPerTonne: Range } | undefined {
  if (index === referenceIndex) return { hours: NOTHING, usdPerTonne: NOTHING };
  const pair = uncertainty.pairs.find(
    ({ a, b }) => a === Math.min(index, referenceIndex) && b === Math.max(index, referenceIndex),
  );
  if (!pair) return undefined;
  const turn = (range: SampleSummary): Range => (pair.b === index ? range : negated(range));
  return { hours: turn(pair.deltaHours), usdPerTonne: turn(pair.deltaUsdPerTonne) };
}

/**
 * The comparison with ranges from the draws: P10 and P90 drawn, the middle as asked. With skewed delays the total at
 * the medians may lie below the drawn P10: the sum of medians is not the median of the sum.
 */
export function comparisonWithDraws(
  comparison: MarketComparison,
  uncertainty: Uncertainty,
  middle: Middle = 'deterministic',
): MarketComparison {
  if (!answersSame(comparison, uncertainty)) return comparison;
  const replaced = (range: Range, drawn: Range): Range => ({
    p10: drawn.p10,
    p50: middle === 'sampled' ? drawn.p50 : range.p50,
    p90: drawn.p90,
  });
  return {
    ...comparison,
    scenarios: comparison.scenarios.map((compared, index) => {
      const { hours, usdPerTonne } = uncertainty.scenarios[index] ?? {};
      if (!compared.hours || !compared.usdPerTonne || !hours || !usdPerTonne) return compared;
      const whole = {
        ...compared,
        hours: replaced(compared.hours, hours),
        usdPerTonne: replaced(compared.usdPerTonne, usdPerTonne),
      };
      const deltas = findDeltas(uncertainty, comparison.referenceIndex, index);
      if (!compared.deltaHours || !compared.deltaUsdPerTonne || !deltas) return whole;
      return {
        ...whole,
        deltaHours: replaced(compared.deltaHours, deltas.hours),
        deltaUsdPerTonne: replaced(compared.deltaUsdPerTonne, deltas.usdPerTonne),
      };
    }),
  };
}

/** "Cheaper in 83 % of draws": parts (0..1) of the draws in which the scenario beats the reference, or loses to it. */
export interface ShareSentence {
  readonly faster: number;
  readonly slower: number;
  readonly cheaper: number;
  readonly dearer: number;
}

/** Undefined when either has no route or the two are one. */
export function shareSentence(
  uncertainty: Uncertainty,
  referenceIndex: number,
  index: number,
): ShareSentence | undefined {
  const pair = uncertainty.pairs.find(
    ({ a, b }) => (a === referenceIndex && b === index) || (a === index && b === referenceIndex),
  );
  if (!pair) return undefined;
  const ofB = {
    faster: pair.shareBFaster,
    slower: pair.shareAFaster,
    cheaper: pair.shareBCheaper,
    dearer: pair.shareACheaper,
  };
  return pair.b === index ? ofB : { faster: ofB.slower, slower: ofB.faster, cheaper: ofB.dearer, dearer: ofB.cheaper };
}
