/** Draws are reproducible, independent of one another, and return the percentiles they were made from. */
import { describe, expect, it } from 'vitest';
import { sampleQuantity, summarise, Z90 } from '../../shared/base/distribution.ts';
import { normalDraws, normalQuantile } from '../../shared/base/random.ts';

describe('the normal quantile', () => {
  it.each([
    [0.5, 0],
    [0.9, Z90],
    [0.975, 1.95996398454005],
    [0.001, -3.09023230616781],
    [1e-20, -9.26234008979841],
  ])('of %s is %s', (p, z) => expect(normalQuantile(p)).toBeCloseTo(z, 12));
});

describe('draws', () => {
  it('depend only on seed, quantity and index', () => {
    expect(normalDraws(1, 'border:B_TORUGART', 100)).toEqual(normalDraws(1, 'border:B_TORUGART', 500).slice(0, 100));
    expect(normalDraws(1, 'a', 10)).not.toEqual(normalDraws(2, 'a', 10));
    expect(normalDraws(1, 'a', 10)).not.toEqual(normalDraws(1, 'b', 10));
  });

  it('have mean 0 and variance 1, and two quantities are uncorrelated', () => {
    const n = 200_000;
    const a = normalDraws(7, 'a', n);
    const b = normalDraws(7, 'b', n);
    const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / n;
    expect(Math.abs(mean(a))).toBeLessThan(0.01);
    expect(mean(a.map((z) => z * z))).toBeCloseTo(1, 1);
    expect(Math.abs(mean(a.map((z, index) => z * (b[index] ?? 0))))).toBeLessThan(0.01);
    expect(Math.abs(mean(a.map((z, index) => z * (a[index + 1] ?? 0))))).toBeLessThan(0.01);
  });
});

describe('a quantity', () => {
  it.each([
    { low: 5, mid: 24, high: 96, unit: 'h' },
    { low: 0, mid: 0, high: 4500, unit: 'USD' },
    { low: -3, mid: 1, high: 2, unit: 'h' },
  ])('$low, $mid, $high comes back as the sampled percentiles', (quantity) => {
    const { p10, p50, p90 } = summarise(sampleQuantity(quantity, normalDraws(3, 'q', 200_000)));
    const scale = quantity.high - quantity.low;
    expect(Math.abs(p10 - quantity.low) / scale).toBeLessThan(0.01);
    expect(Math.abs(p50 - quantity.mid) / scale).toBeLessThan(0.01);
    expect(Math.abs(p90 - quantity.high) / scale).toBeLessThan(0.01);
  });

  it('without range is a constant', () => {
    expect(summarise(sampleQuantity({ low: 3, mid: 3, high: 3, unit: 'h' }, normalDraws(1, 'c', 50)))).toEqual({
      p10: 3,
      p50: 3,
      p90: 3,
      mean: expect.closeTo(3, 12) as number,
      standardError: expect.closeTo(0, 12) as number,
    });
  });
});
