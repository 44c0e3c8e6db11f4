/** The explanation of a leg is the truth: its formula, fed with its inputs, gives the leg's numbers. */
import { describe, expect, it } from 'vitest';
import { applySelection, NOTHING_SELECTED } from '../../shared/engine/apply-measures.ts';
import { getMarketQuestion, queryOfMarket } from '../../shared/engine/evaluate.ts';
import { explainLeg } from '../../shared/engine/explain-leg.ts';
import { findItineraries } from '../../shared/engine/find-itineraries.ts';
import { baselineDataset } from '../support/baseline-pack.ts';

const dataset = baselineDataset();
const mid = { strength: 'mid' } as const;
const network = applySelection(dataset, {
  ...NOTHING_SELECTED,
  measures: { M_CKU: mid, M_TKM: mid, M_CUSTOMS: mid },
  shocks: { S_FUEL: mid },
});

/** Computes "a / b × c" from left to right, with the inputs by field or parameter name. */
function compute(formula: string, values: ReadonlyMap<string, number>): number {
  if (formula === '') return 0;
  const words = formula.split(' ');
  const value = (word: string | undefined) => values.get(word ?? '') ?? Number(word);
  let result = value(words[0]);
  for (let index = 1; index < words.length; index += 2) {
    result = words[index] === '/' ? result / value(words[index + 1]) : result * value(words[index + 1]);
  }
  return result;
}

describe.each([...dataset.markets.keys()])('every leg of %s', (marketId) => {
  const itineraries = findItineraries(network, queryOfMarket(network, getMarketQuestion(dataset, marketId), 4));

  it('follows from its formula and inputs', () => {
    expect(itineraries.length).toBeGreaterThan(0);
    for (const { legs, payloadTonnes } of itineraries) {
      for (const leg of legs) {
        const { hoursFormula, usdFormula, inputs } = explainLeg(network, leg, payloadTonnes);
        const values = new Map<string, number>();
        for (const input of inputs)
          values.set(input.targetType === 'parameter' ? input.targetId : input.field, Number(input.value));
        values.set('payload', payloadTonnes);
        expect(compute(hoursFormula, values), `${leg.kind} ${leg.id} hours`).toBeCloseTo(leg.hours, 9);
        expect(compute(usdFormula, values), `${leg.kind} ${leg.id} USD`).toBeCloseTo(leg.usdPerTonne, 9);
      }
    }
  });

  it('names a source and a confidence for every input', () => {
    for (const { legs, payloadTonnes } of itineraries) {
      for (const input of legs.flatMap((leg) => explainLeg(network, leg, payloadTonnes).inputs)) {
        expect(input.sourceIds.length, `${input.targetId} ${input.field}`).toBeGreaterThan(0);
        expect(['A', 'B', 'C']).toContain(input.confidence);
      }
    }
  });
});

it('a changed input says which measure changed it, from what to what', () => {
  const leg = {
    kind: 'border' as const,
    id: 'B_TORUGART|road',
    from: 'B_TORUGART',
    to: 'B_TORUGART',
    mode: 'road' as const,
    km: 0,
    hours: 15.6,
    motionHours: 0,
    usdPerTonne: 25.7,
    emissionsKgPerTonne: 0,
  };
  const dwell = explainLeg(network, leg, 18).inputs.find((input) => input.field === 'dwell_p50_h');
  expect(dwell?.patches).toMatchObject([{ by: 'M_CUSTOMS', from: 24, to: 15.600000000000001 }]);
});
