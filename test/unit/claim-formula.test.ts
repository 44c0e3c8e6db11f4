/** The language of claim_formulas.csv: what each phrase means, and where a wrong one goes wrong. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseClaimFormula, type Expression } from '../../shared/engine/claim-formula.ts';
import { baselineDataset } from '../support/baseline-pack.ts';

function parsed(formula: string): Expression {
  const result = parseClaimFormula(formula);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const refusal = (formula: string): string => {
  const result = parseClaimFormula(formula);
  return result.ok ? 'understood' : result.error.message;
};

describe('a formula', () => {
  it('asks an itinerary with scenario, state and flags', () => {
    expect(parsed('hours(kashgar_irk via B_DOSTUK, M_CKU, best, no-handling, duty 13.5)')).toEqual({
      kind: 'itinerary',
      metric: 'hours',
      probeId: 'kashgar_irk',
      via: ['B_DOSTUK'],
      scenario: 'M_CKU',
      state: 'best',
      handling: false,
      dutyHoursPerDay: 13.5,
    });
  });

  it('means the median with handling when it says nothing else', () => {
    expect(parsed('usdPerTonne(p, base)')).toMatchObject({ state: 'p50', handling: true, via: [] });
  });

  it('reads a field of a row, with the mode of a border', () => {
    expect(parsed('border(B_KHORGOS|road).dwell_p50_h')).toEqual({
      kind: 'field',
      table: 'border',
      id: 'B_KHORGOS|road',
      field: 'dwell_p50_h',
    });
  });

  it('reads a parameter, in a scenario when one follows', () => {
    expect(parsed('parameter(agri_storage_t)')).toMatchObject({ scenario: 'base' });
    expect(parsed('parameter(agri_storage_t), M_AGRI')).toMatchObject({ scenario: 'M_AGRI' });
  });

  it('places a value between two states of one itinerary', () => {
    const position = parsed('position of 5 days between days(p, M_CKU, best) = 0 and p50 = 1');
    expect(position).toMatchObject({
      kind: 'position',
      value: { kind: 'number', value: 5 },
      zeroAt: { state: 'best', scenario: 'M_CKU' },
      oneAt: { state: 'p50', scenario: 'M_CKU' },
    });
  });

  it('places a computed value as well', () => {
    expect(parsed('position of (12 - 700 / 80) days between days(p, base, p50) = 0 and p90 = 1')).toMatchObject({
      value: { kind: 'arithmetic', operator: '-' },
    });
  });

  it('asks whether all itineraries exist', () => {
    const exist = parsed('1 if hours(a, M_TKM, p50) and hours(b, M_TKM, p50) both exist');
    expect(exist).toMatchObject({ kind: 'all-exist', calls: [{ probeId: 'a' }, { probeId: 'b' }] });
  });

  it('sums the lengths of links and uses another claim', () => {
    expect(parsed('sum of km over A, B and C')).toEqual({ kind: 'km-of-links', linkIds: ['A', 'B', 'C'] });
    expect(parsed('km of A, B / the sum of C55')).toEqual({
      kind: 'arithmetic',
      operator: '/',
      left: { kind: 'km-of-links', linkIds: ['A', 'B'] },
      right: { kind: 'claim', id: 'C55' },
    });
  });

  it('ignores the unit that stands behind a number', () => {
    expect(parsed('2.03e6 t / 210000 crossings')).toEqual(parsed('2.03e6 / 210000'));
  });

  it.each([
    ['hours(p base)', 'At character 9: "base" stands where "," should be.'],
    [
      'hours(p, base, fast)',
      'At character 16: "fast" stands where one of best, p50, p90, stress, no-handling, duty should be.',
    ],
    ['minutes(p, base)', 'At character 1: "minutes" stands where a number'],
    ['1 + 2 3', 'At character 7: "3" stands where the end of the formula'],
    ['2 bananas', 'At character 3: "bananas" stands'],
    ['link(A)', 'At character 8: the formula ends where "." should be.'],
    ['(1 + 2', 'At character 7: the formula ends where ")" should be.'],
    ['1 € 2', 'At character 3: "€" means nothing in a formula.'],
    ['position of 5 between hours(p, base) = 1 and p90 = 1', 'At character 40: "1" stands where "0" should be.'],
    ['', 'At character 1: the formula ends'],
  ])('is refused at the place where it stops making sense: %s', (formula, message) => {
    expect(refusal(formula)).toContain(message);
  });

  it('is understood for every claim of the pack', () => {
    const formulas = [...baselineDataset().claims.values()].flatMap(({ formula }) => formula ?? []);
    expect(formulas.length).toBe(56);
    expect(formulas.filter((formula) => !parseClaimFormula(formula).ok)).toEqual([]);
  });
});

type Sum = { readonly text: string; readonly value: number };

/** Random arithmetic with its value by JavaScript's own rules; every operator stands in spaces. */
const arithmetic = fc.letrec<{ sum: Sum }>((tie) => ({
  sum: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.integer({ min: 0, max: 99 }).map((value) => ({ text: String(value), value })),
    fc.tuple(tie('sum'), fc.constantFrom('+', '-', '*'), tie('sum')).map(([a, sign, b]) => ({
      text: `(${a.text} ${sign} ${b.text})`,
      value: sign === '+' ? a.value + b.value : sign === '-' ? a.value - b.value : a.value * b.value,
    })),
    tie('sum').map((one) => ({ text: `-${one.text}`, value: -one.value })),
  ),
})).sum;

function compute(expression: Expression): number {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'negative':
      return -compute(expression.of);
    case 'arithmetic': {
      const [a, b] = [compute(expression.left), compute(expression.right)];
      return expression.operator === '+' ? a + b : expression.operator === '-' ? a - b : a * b;
    }
    default:
      throw new Error(`No arithmetic: ${expression.kind}`);
  }
}

describe('arithmetic', () => {
  it('means what it means everywhere', () => {
    fc.assert(
      fc.property(arithmetic, ({ text, value }) => {
        expect(compute(parsed(text))).toBeCloseTo(value, 6);
      }),
    );
  });

  it('binds products closer than sums, and goes from left to right', () => {
    expect(compute(parsed('10 - 2 - 3 * 2'))).toBe(2);
  });

  it('never breaks on any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(typeof parseClaimFormula(text).ok).toBe('boolean');
      }),
    );
  });
});
