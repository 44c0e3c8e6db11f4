/** Results by year: demand grows, measures open, capacity ramps up. */
import { describe, expect, it } from 'vitest';
import { resultsByYear } from '../../shared/engine/by-year.ts';
import { evaluateScenario, getMarketQuestion } from '../../shared/engine/evaluate.ts';
import { emptyScenario } from '../../shared/scenario/schema.ts';
import { baselineDataset } from '../support/baseline-pack.ts';

const dataset = baselineDataset();
const scenario = { ...emptyScenario('railway'), measures: { M_CKU: { strength: 'mid' as const } } };
const question = getMarketQuestion(dataset, 'MK_KAS_TAS');
const years = [2025, 2029, 2030, 2035, 2045];

describe('results by year', () => {
  const results = resultsByYear(dataset, scenario, question, years);

  it('are those of single evaluations', () => {
    expect(results.map(({ year }) => year)).toEqual(years);
    for (const { year, expected, volumeKt } of results) {
      const single = evaluateScenario(dataset, { ...scenario, year }).markets.find(({ id }) => id === question.id);
      expect(expected).toEqual(single?.expected);
      expect(volumeKt).toBeCloseTo(500 * 1.07 ** (year - 2024), 6);
    }
  });

  it('show the railway from its opening year, as a family of its own', () => {
    const railway = results.map(({ families }) => families.find(({ id }) => id === 'BR_TORUGART|rail')?.share ?? 0);
    expect(railway.slice(0, 2)).toEqual([0, 0]);
    expect(Math.min(...railway.slice(2))).toBeGreaterThan(0.1);
  });

  it('divide each year among the families', () => {
    for (const { families, volumeKt, unservedKt } of results) {
      expect(families.reduce((sum, one) => sum + one.share, 0)).toBeCloseTo(1, 12);
      expect(families.reduce((sum, one) => sum + one.volumeKt, 0) + unservedKt).toBeCloseTo(volumeKt, 6);
    }
  });

  it('take a pair chosen by hand, which goes along without volume', () => {
    const pair = { ...question, id: 'CN_AKSU>UZ_TASHKENT', from: 'CN_AKSU', volumeKtPerYear: 0 };
    const [only] = resultsByYear(dataset, scenario, pair, [2035]);
    expect(only?.volumeKt).toBe(0);
    expect(only?.expected?.hours).toBeGreaterThan(50);
    expect(only?.families.reduce((sum, one) => sum + one.share, 0)).toBeCloseTo(1, 12);
  });

  it('tell how far they are, and stop when asked to', () => {
    const told: string[] = [];
    resultsByYear(dataset, scenario, question, [2025, 2026], (done, total) => told.push(`${done}/${total}`));
    expect(told).toEqual(['1/2', '2/2']);
    let asked = 0;
    const stopSoon = () => (asked += 1) > 1;
    expect(() => resultsByYear(dataset, scenario, question, years, undefined, stopSoon)).toThrow('cancelled');
    expect(asked).toBe(2);
  });
});
