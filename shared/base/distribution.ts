/**
 * The distribution behind a low, mid, high: split lognormal through P10, P50, P90, split normal where a value is not
 * positive (MODEL.md 5). It returns the three given percentiles exactly. Tested in test/unit/random.test.ts.
 */
import type { Quantity } from './quantity.ts';

/** Standard normal quantile of 0.9: where P10 and P90 lie. */
export const Z90 = 1.2815515655446004;

/** Turns standard normal draws into values of the quantity. */
export function sampleQuantity(quantity: Quantity, draws: Float64Array): Float64Array {
  const { low, mid, high } = quantity;
  if (low > 0 && mid > 0 && high > 0) {
    const below = Math.log(mid / low) / Z90;
    const above = Math.log(high / mid) / Z90;
    return draws.map((z) => mid * Math.exp((z < 0 ? below : above) * z));
  }
  const below = (mid - low) / Z90;
  const above = (high - mid) / Z90;
  return draws.map((z) => mid + (z < 0 ? below : above) * z);
}

/** Percentile (0..1) of values sorted ascending, linear between order statistics (Hyndman and Fan type 7). */
export function percentileOfSorted(sorted: Float64Array, share: number): number {
  const position = (sorted.length - 1) * share;
  const index = Math.floor(position);
  const lower = sorted[index] ?? NaN;
  const upper = sorted[index + 1] ?? lower;
  return lower + (upper - lower) * (position - index);
}

export interface SampleSummary {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  readonly mean: number;
  /** Of the mean. */
  readonly standardError: number;
}

export function summarise(values: Float64Array): SampleSummary {
  const sorted = values.slice().sort();
  let mean = 0;
  for (const value of values) mean += value / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return {
    p10: percentileOfSorted(sorted, 0.1),
    p50: percentileOfSorted(sorted, 0.5),
    p90: percentileOfSorted(sorted, 0.9),
    mean,
    standardError: values.length > 1 ? Math.sqrt(squares / (values.length - 1) / values.length) : 0,
  };
}
