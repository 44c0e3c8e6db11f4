/** Ranges stay ordered, and a strength picks a value inside its range. */
import { describe, expect, it } from 'vitest';
import { orderAroundMid, valueAtStrength } from '../../shared/base/quantity.ts';

describe('orderAroundMid', () => {
  it('moves P90 with a P50 that passed it, and P10 with a P50 that fell below', () => {
    expect(orderAroundMid({ low: 5, mid: 120, high: 96, unit: 'h' })).toEqual({
      low: 5,
      mid: 120,
      high: 120,
      unit: 'h',
    });
    expect(orderAroundMid({ low: 5, mid: 2, high: 96, unit: 'h' })).toEqual({ low: 2, mid: 2, high: 96, unit: 'h' });
  });

  it('returns an ordered quantity as the very same value', () => {
    const ordered = { low: 5, mid: 24, high: 96, unit: 'h' };
    expect(orderAroundMid(ordered)).toBe(ordered);
  });
});

describe('valueAtStrength', () => {
  /** The strong end may be the smaller number: a dwell that a measure cuts. */
  const cut = { low: 36, mid: 18, high: 10 };

  it('takes the named value', () => {
    expect([valueAtStrength(cut, 'low'), valueAtStrength(cut, 'mid'), valueAtStrength(cut, 'high')]).toEqual([
      36, 18, 10,
    ]);
  });

  it('reads a position as a straight line through the three values', () => {
    expect([0, 0.25, 0.5, 0.75, 1].map((position) => valueAtStrength(cut, position))).toEqual([36, 27, 18, 14, 10]);
  });
});
