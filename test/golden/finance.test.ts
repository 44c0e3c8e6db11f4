/** The money arithmetic of an appraisal against worked examples that others have published. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  benefitCostRatio,
  firstYearReturn,
  presentValue,
  ratesOfReturn,
  ruleOfHalf,
  valueForMoney,
} from '../../shared/engine/finance.ts';

describe('net present value', () => {
  it.each([
    ['R. Brealey and S. Myers, Principles of Corporate Finance, ch. 5, project A', [-30_000, 21_000, 21_000], 10, 6446],
    ['R. Brealey and S. Myers, Principles of Corporate Finance, ch. 5, project B', [-50_000, 33_000, 33_000], 10, 7273],
    ['R. Brealey and S. Myers, project with two rates of return', [-4000, 25_000, -25_000], 10, -1934],
    ['R. Brealey and S. Myers, project without a rate of return', [1000, -3000, 2500], 10, 339],
  ])('of %s', (_source, flows, rate, expected) => {
    expect(Math.round(presentValue(flows, rate))).toBe(expected);
  });

  it('of L. Gitman, Principles of Managerial Finance, p. 346, as the documentation of NumPy 1.10 (npv) prints it', () => {
    expect(presentValue([-100, 39, 59, 55, 20], 28.1)).toBeCloseTo(-0.00847859163845488, 13);
  });

  it('of E. Brigham and J. Houston, Fundamentals of Financial Management, strip mine M', () => {
    expect(presentValue([-1.6, 10, -10], 10)).toBeCloseTo(-0.77, 2);
  });
});

describe('rates of return', () => {
  it.each([
    ['L. Gitman, p. 348, in the documentation of NumPy (irr)', [-100, 39, 59, 55, 20], 28.095],
    ['the documentation of NumPy (irr), a loss', [-100, 0, 0, 74], -9.55],
    ['the documentation of Microsoft Excel (IRR), five years', [-70_000, 12_000, 15_000, 18_000, 21_000, 26_000], 8.66],
    ['C. Park, Fundamentals of Engineering Economics, problem 7.11, project A', [-25e3, 12e3, 23e3, 34e3], 59.3224],
  ])('of %s', (_source, flows, expected) => {
    const { roots, warning } = ratesOfReturn(flows);
    const decimals = String(expected).split('.')[1]?.length ?? 0;
    expect(roots.map((rate) => rate.toFixed(decimals))).toEqual([expected.toFixed(decimals)]);
    expect(warning).toBeUndefined();
  });

  it.each([
    ['J. Lorie and L. Savage, Three Problems in Rationing Capital (1955), the oil pump', [-1600, 10_000, -10_000]],
    ['R. Brealey and S. Myers, Principles of Corporate Finance, ch. 5, pitfall 2', [-4000, 25_000, -25_000]],
  ])('of %s: both, 25 and 400 %%, with a warning', (_source, flows) => {
    const { roots, warning } = ratesOfReturn(flows);
    expect(roots.map((rate) => rate.toFixed(6))).toEqual(['25.000000', '400.000000']);
    expect(warning).toBe('several');
  });

  it('of S. Ross, R. Westerfield and B. Jordan, Fundamentals of Corporate Finance: four between 20 and 70 %', () => {
    const { roots, warning } = ratesOfReturn([-252, 1431, -3035, 2850, -1000]);
    expect(roots.map((rate) => rate.toFixed(4))).toEqual(['25.0000', '33.3333', '42.8571', '66.6667']);
    expect(warning).toBe('several');
  });

  it('of R. Brealey and S. Myers, +1000, -3000, +2500: none, with a warning', () => {
    expect(ratesOfReturn([1000, -3000, 2500])).toEqual({ roots: [], warning: 'none' });
  });

  it('of flows that are all zero or all of one sign: none', () => {
    expect(ratesOfReturn([0, 0, 0])).toEqual({ roots: [], warning: 'none' });
    expect(ratesOfReturn([-5, -1, -2])).toEqual({ roots: [], warning: 'none' });
    expect(ratesOfReturn([])).toEqual({ roots: [], warning: 'none' });
  });
});

describe('other measures', () => {
  it('benefit-cost ratio of M. Rogers, Highway Engineering, section 3.3.6', () => {
    expect(benefitCostRatio([65_188_612], [26_326_133], 6)).toBeCloseTo(2.476, 3);
    expect(presentValue([65_188_612 - 26_326_133], 6)).toBe(38_862_479);
  });

  it('rule of a half of N. Garber and L. Hoel, Traffic and Highway Engineering, ch. 13', () => {
    // 52.125 dollars a day; the book rounds it to 52.13.
    expect(ruleOfHalf(167, 250, 1, 0.75)).toBe(52.125);
  });

  it('first-year rate of return carries earlier spending forward', () => {
    // 100 spent two years and 100 one year before opening at 10 %: 121 + 110; a net benefit of 23.1 is 10 % of it.
    expect(firstYearReturn(23.1, [100, 100], 10)).toBeCloseTo(10, 12);
    expect(firstYearReturn(23.1, [], 10)).toBeUndefined();
  });

  it('no ratio without costs', () => {
    expect(benefitCostRatio([1], [0], 9)).toBeUndefined();
  });

  it('the words of the UK Value for Money Framework change at 0, 1, 1.5, 2 and 4', () => {
    expect([-0.01, 0, 0.99, 1, 1.49, 1.5, 1.99, 2, 3.99, 4].map(valueForMoney)).toEqual([
      'very-poor',
      'poor',
      'poor',
      'low',
      'low',
      'medium',
      'medium',
      'high',
      'high',
      'very-high',
    ]);
  });
});

const flowList = fc.array(fc.double({ min: -1000, max: 1000, noNaN: true }), { minLength: 1, maxLength: 40 });
const rate = fc.double({ min: -30, max: 100, noNaN: true });

describe('for any flows', () => {
  it('the net present value is linear in them', () => {
    fc.assert(
      fc.property(flowList, flowList, fc.double({ min: -5, max: 5, noNaN: true }), rate, (a, b, factor, percent) => {
        const length = Math.max(a.length, b.length);
        const sum = Array.from({ length }, (_, year) => (a[year] ?? 0) + factor * (b[year] ?? 0));
        const together = presentValue(sum, percent);
        const apart = presentValue(a, percent) + factor * presentValue(b, percent);
        const size = presentValue(
          sum.map((_, year) => Math.abs(a[year] ?? 0) + Math.abs(factor * (b[year] ?? 0)) + 1),
          percent,
        );
        expect(Math.abs(together - apart)).toBeLessThan(1e-12 * size);
      }),
    );
  });

  it('it equals the sum of each flow over (1 + rate) to its year', () => {
    fc.assert(
      fc.property(flowList, rate, (flows, percent) => {
        const expected = flows.reduce((sum, flow, year) => sum + flow / (1 + percent / 100) ** year, 0);
        const size = flows.reduce((sum, flow, year) => sum + (Math.abs(flow) + 1) / (1 + percent / 100) ** year, 0);
        expect(Math.abs(presentValue(flows, percent) - expected)).toBeLessThan(1e-12 * size);
      }),
    );
  });

  it('it is zero at every rate of return', () => {
    fc.assert(
      fc.property(flowList, (flows) => {
        for (const root of ratesOfReturn(flows).roots) {
          const size = presentValue(
            flows.map((flow) => Math.abs(flow)),
            root,
          );
          expect(Math.abs(presentValue(flows, root))).toBeLessThan(1e-9 * size);
        }
      }),
    );
  });

  it('an outlay followed by income has exactly one rate of return', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1, max: 100, noNaN: true }), { minLength: 1, maxLength: 10 }),
        fc.array(fc.double({ min: 1, max: 100, noNaN: true }), { minLength: 1, maxLength: 30 }),
        (outlays, incomes) => {
          const flows = [...outlays.map((outlay) => -outlay), ...incomes];
          const { roots } = ratesOfReturn(flows);
          expect(roots.length).toBeLessThanOrEqual(1);
          // The only root may lie outside the searched range.
          if (presentValue(flows, -98.9) > 0 && presentValue(flows, 999) < 0) expect(roots).toHaveLength(1);
        },
      ),
    );
  });
});
