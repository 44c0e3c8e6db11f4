/**
 * Laws of the network view (MODEL.md 4 and law 1) on random packages of the bundled pack, checked by adding up the
 * itineraries that the evaluation tells, apart from the code that made them.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applySelection } from '../../shared/engine/apply-measures.ts';
import { evaluateScenario, selectionOf } from '../../shared/engine/evaluate.ts';
import type { Evaluation, SharedItinerary } from '../../shared/engine/types.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import { arbitraryScenario } from '../support/arbitrary-scenario.ts';
import { baselineDataset } from '../support/baseline-pack.ts';

const dataset = baselineDataset();
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const itinerariesOf = ({ markets }: Evaluation): readonly SharedItinerary[] =>
  markets.flatMap(({ itineraries }) => itineraries);

/** Every law in one pass, because an evaluation is what takes long. */
function expectLaws(scenario: Scenario, evaluation: Evaluation): void {
  const network = applySelection(dataset, selectionOf(scenario));
  expect(evaluation.fixedPoint.residual).toBeLessThan(1e-6);
  expect(evaluation.fixedPoint).toMatchObject({ converged: true });
  const balance = new Map<string, number>();
  const move = (node: string, kt: number) => balance.set(node, (balance.get(node) ?? 0) + kt);
  for (const { itineraries, volumeKt, unservedKt, from, to } of evaluation.markets) {
    const grown = sum(itineraries.map((one) => one.volumeKt));
    expect(grown + unservedKt).toBeCloseTo(volumeKt, 6);
    if (itineraries.length > 0) expect(sum(itineraries.map(({ share }) => share))).toBeCloseTo(1, 12);
    move(from, -grown);
    move(to, grown);
    for (const one of itineraries) {
      expect(sum(one.legs.map(({ hours }) => hours))).toBeCloseTo(one.hours, 6);
      expect(sum(one.legs.map(({ usdPerTonne }) => usdPerTonne))).toBeCloseTo(one.usdPerTonne, 9);
      for (const leg of one.legs) {
        if (leg.kind === 'border')
          expect(leg.hours - (leg.queueHours ?? 0)).toBeCloseTo(network.borders.get(leg.id)?.dwellHours.mid ?? NaN, 6);
        if (leg.kind !== 'move') continue;
        move(leg.from, one.volumeKt);
        move(leg.to, -one.volumeKt);
      }
    }
  }
  for (const [node, kt] of balance) expect(kt, node).toBeCloseTo(0, 6);
  const passing = (ids: readonly string[]) =>
    sum(
      itinerariesOf(evaluation)
        .filter(({ legs }) => legs.some(({ id }) => ids.includes(id)))
        .map(({ volumeKt }) => volumeKt),
    );
  for (const { kind, id, volumeKt, capacityKt = Infinity, marginalValueUsdPerTonne } of evaluation.elements) {
    if (kind !== 'hard-cap') continue;
    const ids = id === 'cku_capacity_kt' ? ['RL_CKU1', 'RL_CKU2', 'RL_CKU3', 'RL_CKU4'] : [id];
    expect(passing(ids)).toBeCloseTo(volumeKt, 5);
    expect(passing(ids), id).toBeLessThanOrEqual(capacityKt * (1 + 1e-8));
    if (passing(ids) < capacityKt * (1 - 1e-6)) expect(marginalValueUsdPerTonne, id).toBeLessThan(1e-4);
  }
  for (const id of dataset.borders.keys()) {
    const told = sum(evaluation.elements.filter((one) => one.id === id).map(({ volumeKt }) => volumeKt));
    expect(told, id).toBeCloseTo(passing([id]), 1);
  }
}

describe('flows of random packages', () => {
  it('converge, are conserved at every node, keep within hard caps, and are the sums of their legs', () => {
    fc.assert(
      fc.property(arbitraryScenario, (scenario) => expectLaws(scenario, evaluateScenario(dataset, scenario))),
      { numRuns: 200 },
    );
  }, 300_000);

  it('are the same for a copy', () => {
    fc.assert(
      fc.property(arbitraryScenario, (scenario) => {
        expect(evaluateScenario(baselineDataset(), structuredClone(scenario))).toEqual(
          evaluateScenario(dataset, scenario),
        );
      }),
      { numRuns: 3 },
    );
  });
});
