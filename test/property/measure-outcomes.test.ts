/** No silent toggles (F13): every active measure has an effect or exactly one reason, and "no effect" is true. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareScenarios } from '../../shared/engine/compare.ts';
import { getMarketQuestion } from '../../shared/engine/evaluate.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import { arbitraryMarketId, arbitraryScenario } from '../support/arbitrary-scenario.ts';
import { baselineDataset } from '../support/baseline-pack.ts';

const dataset = baselineDataset();

const columnOf = (scenario: Scenario, marketId: string) =>
  compareScenarios(dataset, [scenario], {
    referenceIndex: 0,
    year: scenario.year,
    question: getMarketQuestion(dataset, marketId),
  }).scenarios[0];

it('every chosen measure or shock reports an effect or exactly one reason', () => {
  fc.assert(
    fc.property(arbitraryScenario, arbitraryMarketId, (scenario, marketId) => {
      const outcomes = columnOf(scenario, marketId)?.measures ?? [];
      const chosen = [...Object.keys(scenario.measures), ...Object.keys(scenario.shocks)].sort();
      expect(outcomes.map((outcome) => outcome.id)).toEqual(chosen);
      for (const outcome of outcomes) expect([outcome.effect, outcome.reason].filter(Boolean)).toHaveLength(1);
    }),
    { numRuns: 150 },
  );
});

it('taking out a measure that reports no effect changes no displayed number', () => {
  fc.assert(
    fc.property(arbitraryScenario, arbitraryMarketId, (scenario, marketId) => {
      const full = columnOf(scenario, marketId);
      const idle = full?.measures.find((outcome) => outcome.reason)?.id;
      if (!full || idle === undefined) return;
      const { [idle]: _measure, ...measures } = scenario.measures;
      const { [idle]: _shock, ...shocks } = scenario.shocks;
      const rest = columnOf({ ...scenario, measures, shocks }, marketId);
      const shown = (column: typeof full | undefined) => ({
        hours: column?.hours,
        usd: column?.usdPerTonne,
        parts: column?.breakdown,
      });
      expect(shown(rest)).toEqual(shown(full));
    }),
    { numRuns: 100 },
  );
});

it('each kind of reason is given where it belongs', () => {
  const reasonOf = (id: string, scenario: Partial<Scenario>, marketId: string) =>
    columnOf(
      { title: 't', notes: '', tags: [], year: 2035, measures: {}, shocks: {}, assumptions: {}, ...scenario },
      marketId,
    )?.measures.find((outcome) => outcome.id === id)?.reason;
  const mid = { strength: 'mid' } as const;
  expect(reasonOf('M_CKU', { measures: { M_CKU: mid }, year: 2028 }, 'MK_KAS_TAS')).toEqual({
    kind: 'before-opening-year',
    year: 2030,
  });
  expect(reasonOf('M_CKU_ELEC', { measures: { M_CKU_ELEC: mid } }, 'MK_KAS_TAS')).toEqual({
    kind: 'requires-missing',
    by: 'M_CKU',
  });
  expect(reasonOf('M_CKU', { measures: { M_CKU: mid } }, 'MK_KAS_MOS')).toEqual({ kind: 'dominated' });
  expect(reasonOf('M_TKM', { measures: { M_TKM: mid } }, 'MK_KAS_TAS')).toEqual({ kind: 'not-on-used-itinerary' });
});
