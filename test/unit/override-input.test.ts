/** One number of a network replaced after all measures; the same way costed anew. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMain, networkOf } from '../../shared/engine/consignment.ts';
import { getMarketQuestion } from '../../shared/engine/evaluate.ts';
import { findInput, findRange, withInput } from '../../shared/engine/override-input.ts';
import { recost } from '../../shared/engine/recost.ts';
import { applySelection, NOTHING_SELECTED } from '../../shared/engine/apply-measures.ts';
import { emptyScenario } from '../../shared/scenario/schema.ts';
import { arbitraryMarketId, arbitraryScenario } from '../support/arbitrary-scenario.ts';
import { baselineDataset } from '../support/baseline-pack.ts';

const dataset = baselineDataset();
const network = networkOf(dataset, emptyScenario('reference'), 2035);
const torugart = { targetType: 'border', targetId: 'B_TORUGART|road', field: 'dwell_p50_h' } as const;
const duty = { targetType: 'parameter', targetId: 'truck_duty_h_per_day', field: 'value' } as const;

describe('an input put in by hand', () => {
  it('replaces one number, keeps the percentiles in order and leaves the network as it was', () => {
    const before = structuredClone(network.borders.get('B_TORUGART|road'));
    const other = withInput(network, torugart, 200);
    expect(findInput(other, torugart)).toBe(200);
    expect(other.borders.get('B_TORUGART|road')?.dwellHours).toMatchObject({ low: 5, mid: 200, high: 200 });
    expect(network.borders.get('B_TORUGART|road')).toEqual(before);
    expect(other.links).toBe(network.links);
  });

  it('has the range of its dwell or parameter, and none where the pack gives none', () => {
    expect(findRange(network, torugart)).toMatchObject({ low: 5, mid: 24, high: 96 });
    expect(findRange(network, duty)).toMatchObject({ low: 9.5, mid: 13.5, high: 17 });
    expect(findRange(network, { ...torugart, field: 'fee_usd_per_unit' })).toBeUndefined();
  });

  it('is refused by name where there is no such number', () => {
    expect(() => withInput(network, { ...torugart, targetId: 'B_NOWHERE|road' }, 1)).toThrow(/border:B_NOWHERE/);
    expect(() => withInput(network, { ...torugart, field: 'traction' }, 1)).toThrow(/traction/);
  });

  it('leads to the way that the same number in the data leads to', () => {
    fc.assert(
      fc.property(arbitraryMarketId, fc.double({ min: 0, max: 300, noNaN: true }), (marketId, hours) => {
        const key = 'border:B_TORUGART|road:dwell_p50_h';
        const asAssumption = applySelection(dataset, { ...NOTHING_SELECTED, assumptions: { [key]: { value: hours } } });
        const question = getMarketQuestion(dataset, marketId);
        const base = applySelection(dataset, NOTHING_SELECTED);
        const [one, other] = [findMain(withInput(base, torugart, hours), question), findMain(asAssumption, question)];
        expect(one?.nodes).toEqual(other?.nodes);
        expect(one?.generalizedCostUsdPerTonne).toBe(other?.generalizedCostUsdPerTonne);
      }),
      { numRuns: 40 },
    );
  });
});

it('an itinerary costed anew on its own network comes back bit for bit', () => {
  fc.assert(
    fc.property(arbitraryScenario, arbitraryMarketId, (scenario, marketId) => {
      const own = networkOf(dataset, scenario, scenario.year);
      const question = getMarketQuestion(dataset, marketId);
      const main = findMain(own, question);
      if (main) expect(recost(main, own, question)).toEqual(main);
    }),
    { numRuns: 60 },
  );
});
