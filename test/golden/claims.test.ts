/** Law 11: the published claims on the bundled data, each computed from its formula in the pack. */
import { describe, expect, it } from 'vitest';
import { createFormulaCalculator } from '../../shared/engine/claim-values.ts';
import { evaluateClaims } from '../../shared/engine/claims.ts';
import { baselineDataset } from '../support/baseline-pack.ts';

const dataset = baselineDataset();
const { claims, counts } = evaluateClaims(dataset);
const calculate = createFormulaCalculator(dataset);

const valueOf = (formula: string): number => {
  const result = calculate(formula);
  return result.ok ? result.value : Number.NaN;
};

describe('the claims of the pack', () => {
  it('are all listed', () => {
    expect(claims.map(({ id }) => id)).toEqual([...dataset.claims.keys()]);
    expect(claims.filter(({ isOwn }) => !isOwn)).toHaveLength(58);
    expect(claims.filter(({ isOwn }) => isOwn).map(({ id }) => id)).toEqual(['C59']);
  });

  it.each(claims.filter((claim) => claim.mustReproduce && claim.testType !== 'fact'))(
    '$id comes out inside its range: $statement',
    ({ verdict, value, acceptLow = -Infinity, acceptHigh = Infinity }) => {
      expect(verdict).toBe('holds');
      expect(value).toBeGreaterThanOrEqual(acceptLow * (1 - 1e-9));
      expect(value).toBeLessThanOrEqual(acceptHigh * (1 + 1e-9));
    },
  );

  it('fail only where the pack says that they do', () => {
    expect(claims.filter(({ verdict }) => verdict === 'not-reproduced').map(({ id }) => id)).toEqual(['C05', 'C38']);
    expect(claims.filter(({ problem }) => problem !== undefined)).toEqual([]);
  });

  it('are counted by test type, apart', () => {
    expect(counts).toEqual({
      calibrated: { total: 15, holds: 15, notReproduced: 0, fact: 0 },
      validation: { total: 22, holds: 20, notReproduced: 2, fact: 0 },
      identity: { total: 18, holds: 18, notReproduced: 0, fact: 0 },
      fact: { total: 3, holds: 0, notReproduced: 0, fact: 3 },
    });
  });

  it('hold no value for a fact', () => {
    expect(claims.filter(({ verdict }) => verdict === 'fact').map(({ value }) => value)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('values that the notes of the pack state', () => {
  it.each([
    ['Tianjin-Tashkent by rail, median', 'days(tianjin_tashkent_rail_kz, base, p50)', 10.7],
    ['Tianjin-Tashkent by rail, late', 'days(tianjin_tashkent_rail_kz, base, p90)', 15.6],
    ['Kashgar-Tashkent through Kazakhstan, median', 'days(kashgar_tashkent_kzroad, base, p50)', 6.4],
    ['Kashgar-Tashkent through Kazakhstan, late', 'days(kashgar_tashkent_kzroad, base, p90)', 10.2],
    ['Tehran-Bishkek by road, median', 'days(tehran_bishkek, base, p50)', 6.9],
    [
      'what the railway saves against the congested detour, door to door with rail terminals',
      'days(kashgar_tashkent_kzroad, base, p90) - days(kashgar_tashkent_cku, M_CKU, p50)',
      6.2,
    ],
    [
      'what the railway loses against the direct road at the median, door to door',
      'days(kashgar_tashkent_cku, M_CKU, p50) - days(kashgar_tashkent_irk, base, p50)',
      1.7,
    ],
  ])('%s', (_, formula, days) => {
    expect(valueOf(formula)).toBeCloseTo(days, 1);
  });

  it('the railway shortens Xian-Andijan by about 500 km and lengthens Xian-Tashkent by about 300 km', () => {
    expect(valueOf('km(xian_andijan_rail_kz, base) - km(xian_andijan_cku, M_CKU)')).toBeCloseTo(500, -1);
    expect(valueOf('km(xian_tashkent_cku, M_CKU) - km(xian_tashkent_rail_kz, base)')).toBeGreaterThan(250);
    expect(valueOf('km(xian_tashkent_cku, M_CKU) - km(xian_tashkent_rail_kz, base)')).toBeLessThan(350);
  });
});
