/** Formulas on the bundled data: what each word is worth, and the sentence for what the data lack. */
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../shared/dataset/schema.ts';
import { createFormulaCalculator } from '../../shared/engine/claim-values.ts';
import { evaluateClaims } from '../../shared/engine/claims.ts';
import { baselineDataset } from '../support/baseline-pack.ts';

const dataset = baselineDataset();
const calculate = createFormulaCalculator(dataset);

function valueOf(formula: string): number {
  const result = calculate(formula);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe('a calculated formula', () => {
  it('takes days as hours over 24', () => {
    const formula = (word: string) => `${word}(bishkek_moscow_kz, base, p50)`;
    expect(valueOf(formula('days'))).toBe(valueOf(formula('hours')) / 24);
  });

  it('leaves out loading and unloading on request', () => {
    const withHandling = valueOf('hours(bishkek_moscow_kz, base)');
    expect(withHandling - valueOf('hours(bishkek_moscow_kz, base, no-handling)')).toBeCloseTo(6, 9);
  });

  it('drives longer hours in the best state unless told otherwise', () => {
    const best = valueOf('hours(bishkek_moscow_kz, base, best)');
    expect(best).toBeLessThan(valueOf('hours(bishkek_moscow_kz, base, best, duty 13.5)'));
    expect(best).toBeCloseTo(valueOf('hours(bishkek_moscow_kz, base, best, duty 17)'), 9);
  });

  it('passes a further place on request', () => {
    const free = valueOf('hours(bishkek_moscow_kz, S_KZ_SLOW, p50)');
    expect(valueOf('hours(bishkek_moscow_kz via B_CHALDOVAR, S_KZ_SLOW, p50)')).toBeGreaterThanOrEqual(free);
  });

  it('reads a parameter as a measure leaves it', () => {
    expect(valueOf('parameter(agri_storage_t), M_AGRI') - valueOf('parameter(agri_storage_t)')).toBe(16000);
  });

  it('tells 1 and 0 for itineraries that exist and do not', () => {
    expect(valueOf('1 if km(kashgar_tashkent_cku, M_CKU) and km(kashgar_tashkent_irk, base) both exist')).toBe(1);
    expect(valueOf('1 if km(kashgar_tashkent_cku, base) and km(kashgar_tashkent_irk, base) both exist')).toBe(0);
  });

  it.each([
    ['hours(no_such_probe, base)', 'The dataset has no probe no_such_probe.'],
    ['hours(kashgar_tashkent_irk, M_NONE)', 'The dataset has no measure or shock M_NONE.'],
    ['hours(kashgar_tashkent_irk via B_NONE, base)', 'The dataset has no node B_NONE.'],
    ['hours(kashgar_tashkent_cku, base)', 'There is no route for kashgar_tashkent_cku in base.'],
    ['parameter(none)', 'The dataset has no parameter none.'],
    ['link(NONE).km', 'The dataset has no link NONE.'],
    ['link(RD01).capacity_kt_per_year', 'The link RD01 has no number in a field capacity_kt_per_year.'],
    ['link(RD01).constructor', 'The link RD01 has no number in a field constructor.'],
    ['measure(S_FUEL).open_year_early', 'The measure S_FUEL has no number in a field open_year_early.'],
    ['sum of km over NONE', 'The dataset has no link NONE.'],
    ['the sum of C19', 'There is no claim C19 with a formula.'],
    ['1 / 0', 'The formula divides by zero.'],
    ['1 +', 'At character 4: the formula ends'],
  ])('has no value, and says why: %s', (formula, message) => {
    const result = calculate(formula);
    expect(result.ok ? 'a value' : result.error.message).toContain(message);
  });
});

describe('the report card', () => {
  const withFormula = (id: string, formula: string): Dataset => {
    const claim = dataset.claims.get(id);
    if (!claim) throw new Error(`No claim ${id}`);
    return { ...dataset, claims: new Map([[id, { ...claim, formula }]]) };
  };

  it('tells a claim that cannot be computed as not reproduced, with the place in its formula', () => {
    const [claim] = evaluateClaims(withFormula('C01', 'hours(bishkek_moscow_kz, base, quickly)')).claims;
    expect(claim?.verdict).toBe('not-reproduced');
    expect(claim?.value).toBeUndefined();
    expect(claim?.problem).toContain('Claim C01: At character 32: "quickly"');
  });

  it('follows the formula, not the id of the claim', () => {
    const [claim] = evaluateClaims(withFormula('C20', 'link(RD_BYPASS).km * 2')).claims;
    expect(claim).toMatchObject({ value: 66.8, verdict: 'not-reproduced' });
  });

  it('does not follow a circle', () => {
    const [claim] = evaluateClaims(withFormula('C55', 'the sum of C55')).claims;
    expect(claim?.problem).toBe('Claim C55: Claim C55 refers to itself.');
  });
});
