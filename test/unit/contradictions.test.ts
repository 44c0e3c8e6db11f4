/** Statements that cannot both hold are found by rule, and a named comparison explains what only seemed to clash. */
import { describe, expect, it } from 'vitest';
import {
  findContradictions,
  findImpossibleSavings,
  listTripStatements,
  type TripStatement,
} from '../../shared/engine/contradictions.ts';
import { emptyScenario } from '../../shared/scenario/schema.ts';
import { baselineDataset } from '../support/baseline-pack.ts';

const dataset = baselineDataset();
const statement = (id: string): TripStatement => {
  const found = listTripStatements(dataset).find((one) => one.id === id);
  if (!found) throw new Error(`${id} says nothing of a trip.`);
  return found;
};
/** As a text gives it that names no comparison. */
const unnamed = ({ trip: _trip, pair: _pair, ...rest }: TripStatement): TripStatement => rest;

describe('a saving cannot exceed the trip it is saved on', () => {
  it('five days from Bishkek to Moscow and 7-8 days saved, without a named comparison, is an open contradiction', () => {
    const found = findImpossibleSavings([unnamed(statement('C01')), unnamed(statement('C03'))]);
    expect(found).toMatchObject([
      { rule: 'saving-exceeds-trip', state: 'open', saving: { id: 'C03', days: { low: 7, high: 8 } } },
    ]);
    expect(found).toMatchObject([{ trip: { id: 'C01', days: { low: 5, high: 5 } } }]);
  });

  it('is open already when only one of the two names its trip', () => {
    expect(findImpossibleSavings([statement('C01'), unnamed(statement('C03'))])).toMatchObject([{ state: 'open' }]);
  });

  it('is explained in the pack, where each claim names its own way', () => {
    const found = findContradictions(dataset).filter((one) => one.rule === 'saving-exceeds-trip');
    const pairs = found.map(({ saving, trip, state }) => [saving.id, trip.id, state]);
    expect(pairs).toContainEqual(['C03', 'C01', 'explained']);
    expect(pairs).toContainEqual(['C03', 'C32', 'explained']);
    expect(pairs.every(([, , state]) => state === 'explained')).toBe(true);
  });

  it('is open on one and the same way, and silent where the saving fits the trip', () => {
    const trip = { ...statement('C01'), days: { low: 9, high: 9 } };
    const saving = { ...statement('C03'), trip: 'bishkek_moscow_kz' };
    expect(findImpossibleSavings([trip, saving])).toEqual([]);
    expect(findImpossibleSavings([{ ...trip, days: { low: 6, high: 6.9 } }, saving])).toMatchObject([
      { state: 'open' },
    ]);
  });

  it('does not compare statements that no reader meets together', () => {
    const elsewhere = { ...unnamed(statement('C01')), sourceIds: ['KTZ-5D'] };
    expect(findImpossibleSavings([elsewhere, unnamed(statement('C03'))])).toEqual([]);
  });

  it('reads trips and savings from the formulas, and added days are no saving', () => {
    const kinds = new Map(listTripStatements(dataset).map(({ id, kind }) => [id, kind]));
    expect(kinds.get('C01')).toBe('trip');
    expect(kinds.get('C24')).toBe('trip');
    expect(kinds.get('C03')).toBe('saving');
    expect(kinds.get('C10')).toBe('saving');
    expect(statement('C10').days).toEqual({ low: 0.5, high: Infinity });
    expect(kinds.has('C52')).toBe(false);
    expect(kinds.has('C26')).toBe(false);
  });
});

describe('nothing opens before its contract', () => {
  const openings = (scenario = emptyScenario('A')) =>
    findContradictions(dataset, scenario).filter((one) => one.rule === 'opening-before-contract');

  it('Bedel by 2027 is contradicted by the contract for 2030', () => {
    expect(openings()).toMatchObject([
      { measureId: 'M_BEDEL', year: 2027, claim: { year: 2024 }, contract: { value: 2030, year: 2025 } },
    ]);
  });

  it('and so is a scenario that opens it earlier', () => {
    const early = { ...emptyScenario('A'), measures: { M_BEDEL: { strength: 'mid' as const, openYear: 2028 } } };
    expect(openings(early)).toHaveLength(2);
    expect(openings(early).at(-1)).toMatchObject({ measureId: 'M_BEDEL', year: 2028 });
    const later = { ...emptyScenario('A'), measures: { M_BEDEL: { strength: 'mid' as const, openYear: 2030 } } };
    expect(openings(later)).toHaveLength(1);
  });
});
