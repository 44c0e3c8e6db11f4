/**
 * Uncertain numbers with unit, source and confidence (MODEL.md 1). A Quantity never loses where it came from;
 * effects change its three values, never its provenance. Tested in test/unit/quantity.test.ts.
 */

/** A measured or official, B reported, C estimate. */
export type Confidence = 'A' | 'B' | 'C';

/** Where a row of data comes from. `sourceIds` resolve in Dataset.sources. */
export interface Provenance {
  readonly sourceIds: readonly string[];
  readonly confidence: Confidence;
  readonly notes: string;
}

/** Three points of an uncertain number: P10, P50, P90 for dwells; low, mid, high for parameters. Always ordered. */
export interface Quantity {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
  readonly unit: string;
}

export type Strength = 'low' | 'mid' | 'high';

/** Puts percentiles back in order around the middle value: if P50 passes P90, P90 moves with it (MODEL.md 2). */
export function orderAroundMid(quantity: Quantity): Quantity {
  const low = Math.min(quantity.low, quantity.mid);
  const high = Math.max(quantity.high, quantity.mid);
  return low === quantity.low && high === quantity.high ? quantity : { ...quantity, low, high };
}

/** Value at a strength: low, mid, high, or a position 0..1 (0 = low, 0.5 = mid, 1 = high, linear between). */
export function valueAtStrength(
  range: { low: number; mid: number; high: number },
  strength: Strength | number,
): number {
  if (typeof strength !== 'number') return range[strength];
  return strength <= 0.5
    ? range.low + (range.mid - range.low) * (strength / 0.5)
    : range.mid + (range.high - range.mid) * ((strength - 0.5) / 0.5);
}
