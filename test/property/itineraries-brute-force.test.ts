/**
 * The judge of the search: on random small networks with posts, gauges, swaps and ferries, the k cheapest itineraries of
 * the engine are those of a brute force that lists every loopless chain (MODEL.md law 6).
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPack } from '../../shared/dataset/read-pack.ts';
import type { Means, Mode } from '../../shared/dataset/schema.ts';
import { applySelection } from '../../shared/engine/apply-measures.ts';
import { findItineraries } from '../../shared/engine/find-itineraries.ts';
import type { AppliedNetwork, Itinerary, ItineraryQuery } from '../../shared/engine/types.ts';
import { chainKey, listAllItineraries } from '../support/brute-force-itineraries.ts';
import { RANDOM_MEASURE, randomPack, type RandomPack } from '../support/random-pack.ts';

interface DrawnQuestion {
  readonly from: number;
  readonly to: number;
  readonly via: readonly number[];
  readonly avoidNode?: number;
  readonly avoidCountry?: string;
  readonly startMeans?: readonly Means[];
  readonly endMeans?: readonly Means[];
  readonly allowedModes?: readonly Mode[];
  readonly objective: ItineraryQuery['objective'];
  readonly valueOfTime: number;
  readonly includeReliability: boolean;
  readonly k: number;
  readonly state: ItineraryQuery['state'];
  readonly duty?: number;
  readonly handling: boolean;
  readonly tir: boolean;
}

/** One question in five. */
const sometimes = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.tuple(fc.nat(4), one).map(([draw, value]) => (draw === 0 ? value : undefined));
const means = fc.uniqueArray(fc.constantFrom<Means>('road', 'rail1435', 'rail1520', 'sea'), { minLength: 1 });

const drawnQuestion: fc.Arbitrary<DrawnQuestion> = fc.record({
  from: fc.nat(6),
  to: fc.nat(6),
  via: fc.oneof(fc.constant([]), fc.uniqueArray(fc.nat(6), { maxLength: 2 })),
  avoidNode: sometimes(fc.nat(6)),
  avoidCountry: sometimes(fc.constantFrom('CN', 'KG', 'KZ')),
  startMeans: sometimes(means),
  endMeans: sometimes(means),
  allowedModes: sometimes(fc.uniqueArray(fc.constantFrom<Mode>('road', 'rail', 'sea'), { minLength: 1 })),
  objective: fc.constantFrom('generalized', 'time', 'cost'),
  valueOfTime: fc.constantFrom(0, 7, 41),
  includeReliability: fc.boolean(),
  k: fc.integer({ min: 1, max: 8 }),
  state: fc.constantFrom('best', 'p50', 'p90', 'stress'),
  duty: sometimes(fc.constantFrom(9, 24)),
  handling: fc.boolean(),
  tir: fc.boolean(),
});

function makeQuery(drawn: DrawnQuestion, nodeIds: readonly string[]): ItineraryQuery | undefined {
  const id = (index: number): string => nodeIds[index % nodeIds.length] ?? '';
  const [from, to] = [id(drawn.from), id(drawn.to)];
  if (from === to) return undefined;
  const via = [...new Set(drawn.via.map(id))].filter((one) => one !== from && one !== to);
  return {
    from,
    to,
    via,
    avoidNodes: drawn.avoidNode === undefined ? [] : [id(drawn.avoidNode)],
    avoidCountries: drawn.avoidCountry === undefined ? [] : [drawn.avoidCountry],
    startMeans: drawn.startMeans,
    endMeans: drawn.endMeans,
    allowedModes: drawn.allowedModes,
    objective: drawn.objective,
    valueOfTimeUsdPerTonneDay: drawn.valueOfTime,
    includeReliability: drawn.includeReliability,
    k: drawn.k,
    state: drawn.state,
    dutyHoursPerDay: drawn.duty,
    handling: drawn.handling,
    tir: drawn.tir,
  };
}

function networkOf(pack: RandomPack, opened: boolean): AppliedNetwork {
  const { dataset, issues } = readPack(pack.files, 'random');
  if (!dataset) throw new Error(`The random pack is not readable: ${JSON.stringify(issues)}`);
  return applySelection(dataset, {
    measures: opened ? { [RANDOM_MEASURE]: { strength: 'mid' } } : {},
    shocks: {},
    assumptions: {},
  });
}

const keyOf = (itinerary: Itinerary): string =>
  chainKey(itinerary.legs.filter(({ kind }) => kind === 'move' || kind === 'transfer').map(({ id }) => id));

/** Compares engine and brute force on one question; returns how many itineraries were compared. */
function expectAgreement(network: AppliedNetwork, query: ItineraryQuery): number {
  const all = listAllItineraries(network, query);
  if (!all) return 0;
  const found = findItineraries(network, query);
  const byKey = new Map(all.map((chain) => [chain.key, chain]));

  expect(new Set(found.map(keyOf)).size, 'itineraries are distinct').toBe(found.length);
  expect(found.length, 'as many as asked, or all there are').toBe(Math.min(query.k, all.length));
  found.forEach((itinerary, rank) => {
    const chain = byKey.get(keyOf(itinerary));
    expect(chain, `${keyOf(itinerary)} is an itinerary of the network`).toBeDefined();
    if (!chain) return;
    expect(chain.weight, `rank ${rank + 1} has the weight of rank ${rank + 1}`).toBeCloseTo(
      all[rank]?.weight ?? NaN,
      6,
    );
    expect(itinerary.hours).toBeCloseTo(chain.hours, 6);
    expect(itinerary.usdPerTonne).toBeCloseTo(chain.usdPerTonne, 6);
    expect(itinerary.km).toBeCloseTo(chain.km, 6);
    expect(itinerary.emissionsKgPerTonne).toBeCloseTo(chain.emissionsKgPerTonne, 6);
    expect(itinerary.payloadTonnes).toBe(chain.payloadTonnes);
  });
  return found.length;
}

describe('k cheapest itineraries', () => {
  it('are those of a brute force, whatever the network and the question', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        randomPack,
        fc.boolean(),
        fc.array(drawnQuestion, { minLength: 1, maxLength: 6 }),
        (pack, opened, questions) => {
          const network = networkOf(pack, opened);
          for (const question of questions) {
            const query = makeQuery(question, pack.nodeIds);
            if (query) compared += expectAgreement(network, query);
          }
        },
      ),
      { numRuns: 500 },
    );
    expect(compared).toBeGreaterThan(500);
  }, 120_000);
});
