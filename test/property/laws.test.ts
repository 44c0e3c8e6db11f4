/** Laws of the model (MODEL.md 8) that hold for every package, checked on random packages of the bundled pack. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dataset, Link } from '../../shared/dataset/schema.ts';
import { applySelection, NOTHING_SELECTED } from '../../shared/engine/apply-measures.ts';
import { compareScenarios } from '../../shared/engine/compare.ts';
import { evaluateScenario, getMarketQuestion, queryOfMarket, selectionOf } from '../../shared/engine/evaluate.ts';
import { findItineraries } from '../../shared/engine/find-itineraries.ts';
import { breakdownOf, indicatorsOf } from '../../shared/engine/indicators.ts';
import type { Itinerary, WorldState } from '../../shared/engine/types.ts';
import { arbitraryMarketId, arbitraryScenario } from '../support/arbitrary-scenario.ts';
import { baselineDataset } from '../support/baseline-pack.ts';

const dataset = baselineDataset();
const runs = { numRuns: 60 };
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const states = fc.constantFrom<WorldState>('best', 'p50', 'p90', 'stress');

function itinerariesOf(
  scenario: Parameters<typeof selectionOf>[0],
  marketId: string,
  state: WorldState = 'p50',
): Itinerary[] {
  const network = applySelection(dataset, selectionOf(scenario));
  return findItineraries(network, { ...queryOfMarket(network, getMarketQuestion(dataset, marketId), 4), state });
}

describe('law 1', () => {
  it('the sum of legs and stops equals the itinerary in hours, USD, km and kg, in every state of the world', () => {
    fc.assert(
      fc.property(arbitraryScenario, arbitraryMarketId, states, (scenario, marketId, state) => {
        for (const itinerary of itinerariesOf(scenario, marketId, state)) {
          const total = (read: (leg: Itinerary['legs'][number]) => number) => sum(itinerary.legs.map(read));
          expect(total((leg) => leg.hours)).toBeCloseTo(itinerary.hours, 9);
          expect(total((leg) => leg.usdPerTonne)).toBeCloseTo(itinerary.usdPerTonne, 9);
          expect(total((leg) => leg.emissionsKgPerTonne)).toBeCloseTo(itinerary.emissionsKgPerTonne, 9);
          expect(total((leg) => leg.km)).toBeCloseTo(itinerary.km, 9);
          expect(sum(Object.values(breakdownOf(itinerary)))).toBeCloseTo(itinerary.hours, 9);
        }
      }),
      runs,
    );
  });

  it('shares of a market sum to 1 where there is a route', () => {
    fc.assert(
      fc.property(arbitraryScenario, (scenario) => {
        for (const market of evaluateScenario(dataset, scenario).markets) {
          expect(sum(market.itineraries.map((itinerary) => itinerary.share))).toBeCloseTo(
            market.itineraries.length > 0 ? 1 : 0,
            12,
          );
        }
      }),
      { numRuns: 10 },
    );
  });

  it('legs follow one another from the origin to the destination', () => {
    fc.assert(
      fc.property(arbitraryScenario, arbitraryMarketId, (scenario, marketId) => {
        const { from, to } = getMarketQuestion(dataset, marketId);
        for (const { legs } of itinerariesOf(scenario, marketId)) {
          expect(legs[0]?.from).toBe(from);
          expect(legs.at(-1)?.to).toBe(to);
          legs.slice(1).forEach((leg, index) => expect(leg.from).toBe(legs[index]?.to));
        }
      }),
      runs,
    );
  });
});

describe('law 2', () => {
  it('a measure that only adds options or lowers impedances never raises the best generalized cost', () => {
    // Every measure of the pack is of this kind at its middle value; shocks are not.
    const improving = [...dataset.measures.values()].filter(({ kind }) => kind === 'measure').map(({ id }) => id);
    fc.assert(
      fc.property(arbitraryScenario, arbitraryMarketId, fc.constantFrom(...improving), (scenario, marketId, added) => {
        const calm = { ...scenario, shocks: {}, year: 2045 };
        const before = itinerariesOf(
          { ...calm, measures: Object.fromEntries(Object.entries(calm.measures).filter(([id]) => id !== added)) },
          marketId,
        );
        const after = itinerariesOf(
          { ...calm, measures: { ...calm.measures, [added]: { strength: 'mid' } } },
          marketId,
        );
        const best = (list: readonly Itinerary[]) => list[0]?.generalizedCostUsdPerTonne ?? Infinity;
        expect(best(after)).toBeLessThanOrEqual(best(before) + 1e-9);
      }),
      runs,
    );
  });
});

describe('law 3', () => {
  it('the order of toggles changes nothing', () => {
    fc.assert(
      fc.property(arbitraryScenario, (scenario) => {
        const reversed = {
          ...scenario,
          measures: Object.fromEntries(Object.entries(scenario.measures).reverse()),
          shocks: Object.fromEntries(Object.entries(scenario.shocks).reverse()),
        };
        expect(evaluateScenario(dataset, reversed)).toEqual(evaluateScenario(dataset, scenario));
      }),
      { numRuns: 15 },
    );
  });

  it('a scenario minus its copy is exactly 0', () => {
    fc.assert(
      fc.property(arbitraryScenario, arbitraryMarketId, (scenario, marketId) => {
        const question = getMarketQuestion(dataset, marketId);
        const copy = compareScenarios(dataset, [scenario, structuredClone(scenario)], {
          referenceIndex: 0,
          year: scenario.year,
          question,
        }).scenarios[1];
        if (copy?.main) {
          expect(copy.deltaHours).toEqual({ p10: 0, p50: 0, p90: 0 });
          expect(copy.deltaUsdPerTonne).toEqual({ p10: 0, p50: 0, p90: 0 });
        }
      }),
      runs,
    );
  });
});

/** The dataset with every price doubled. */
function withDoubledPrices(): Dataset {
  const double = <T>(map: ReadonlyMap<string, T>, change: (item: T) => T): Map<string, T> =>
    new Map([...map].map(([id, item]) => [id, change(item)]));
  const prices = new Set(['truck_handling_usd_t', 'rail_terminal_usd_t']);
  const link = (item: Link): Link => ({
    ...item,
    costUsdPerTonneKm: item.costUsdPerTonneKm * 2,
    fixedUsdPerTonne: item.fixedUsdPerTonne * 2,
    ...(item.costUsdPerVehicleKm === undefined ? {} : { costUsdPerVehicleKm: item.costUsdPerVehicleKm * 2 }),
  });
  return {
    ...dataset,
    links: double(dataset.links, link),
    borders: double(dataset.borders, (item) => ({ ...item, feeUsdPerUnit: item.feeUsdPerUnit * 2 })),
    terminals: double(dataset.terminals, (item) => ({ ...item, costUsdPerTonne: item.costUsdPerTonne * 2 })),
    parameters: double(dataset.parameters, (item) =>
      prices.has(item.id)
        ? {
            ...item,
            value: { ...item.value, low: item.value.low * 2, mid: item.value.mid * 2, high: item.value.high * 2 },
          }
        : item,
    ),
  };
}

describe('law 7', () => {
  it('doubling every price doubles every cost and moves no hour', () => {
    const dear = applySelection(withDoubledPrices(), NOTHING_SELECTED);
    const plain = applySelection(dataset, NOTHING_SELECTED);
    fc.assert(
      fc.property(arbitraryMarketId, (marketId) => {
        const question = {
          ...queryOfMarket(plain, getMarketQuestion(dataset, marketId), 3),
          objective: 'time' as const,
        };
        const cheap = findItineraries(plain, question);
        const costly = findItineraries(dear, question);
        expect(costly.map((one) => one.hours)).toEqual(cheap.map((one) => one.hours));
        costly.forEach((one, index) => expect(one.usdPerTonne).toBeCloseTo(2 * (cheap[index]?.usdPerTonne ?? 0), 9));
      }),
      { numRuns: 15 },
    );
  });

  // Truck swaps and the wait for a ferry are one-way; without swaps and in trucks alone the network is symmetric.
  it.each([...dataset.markets.keys()])(
    'on a network that is the same both ways, the way back of %s is the way there, reversed',
    (marketId) => {
      const network = applySelection(dataset, NOTHING_SELECTED);
      const question = {
        ...queryOfMarket(network, getMarketQuestion(dataset, marketId), 1),
        startMeans: ['road'],
        endMeans: ['road'],
        tir: true,
        originDwell: false,
      } as const;
      const there = findItineraries(network, question)[0];
      const back = findItineraries(network, { ...question, from: question.to, to: question.from })[0];
      expect(back?.nodes).toEqual(there && [...there.nodes].reverse());
      if (there) expect(back?.generalizedCostUsdPerTonne).toBeCloseTo(there.generalizedCostUsdPerTonne, 9);
    },
  );
});

describe('law 10', () => {
  it('speed with delay never exceeds speed without delay', () => {
    fc.assert(
      fc.property(arbitraryScenario, arbitraryMarketId, (scenario, marketId) => {
        for (const itinerary of itinerariesOf(scenario, marketId)) {
          const { speedWithDelayKmh, speedWithoutDelayKmh } = indicatorsOf(itinerary);
          expect(speedWithDelayKmh).toBeLessThanOrEqual(speedWithoutDelayKmh);
        }
      }),
      runs,
    );
  });
});
