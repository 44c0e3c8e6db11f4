/**
 * The journeys of the first issue of the product, with the numbers that follow by hand from the pack: each can be
 * reached by toggling. Hand sums are written out, so that a change of a formula cannot hide.
 */
import { describe, expect, it } from 'vitest';
import { applySelection, NOTHING_SELECTED } from '../../shared/engine/apply-measures.ts';
import { findItineraries } from '../../shared/engine/find-itineraries.ts';
import type { Itinerary, ItineraryQuery } from '../../shared/engine/types.ts';
import { baselineDataset } from '../support/baseline-pack.ts';

const dataset = baselineDataset();
const DUTY = 24 / 13.5;

function best(
  from: string,
  to: string,
  measures: readonly string[],
  rest: Partial<ItineraryQuery> = {},
): Itinerary | undefined {
  const network = applySelection(dataset, {
    ...NOTHING_SELECTED,
    measures: Object.fromEntries(measures.map((id) => [id, { strength: 'mid' as const }])),
  });
  return findItineraries(network, {
    from,
    to,
    objective: 'generalized',
    valueOfTimeUsdPerTonneDay: 7,
    k: 1,
    state: 'p50',
    handling: true,
    tir: false,
    ...rest,
  })[0];
}

const road = { startMeans: ['road'], endMeans: ['road'] } as const;
const rail = { startMeans: ['rail1435'], endMeans: ['rail1520'], allowedModes: ['rail'] } as const;

describe('Kashgar-Tashkent', () => {
  it('by road through Irkeshtam takes 31.1 h on the road, 19.5 h at posts and 6 h at the ends', () => {
    const itinerary = best('CN_KASHGAR', 'UZ_TASHKENT', [], road);
    expect(itinerary?.nodes).toEqual([
      'CN_KASHGAR',
      'B_IRKESHTAM',
      'KG_SARYTASH',
      'KG_OSH',
      'B_DOSTUK',
      'UZ_ANDIJAN',
      'UZ_TASHKENT',
    ]);
    const moving = (235 / 58 + 75 / 45 + 183 / 47 + 10 / 30 + 45 / 50 + 365 / 55) * DUTY;
    expect(itinerary?.hours).toBeCloseTo(3 + moving + 14 + 5.5 + 3, 9);
    const money = (1.25 * 235 + 1.6 * 75 + 1.6 * 183 + 1.25 * 10 + 1.2 * 45 + 1.2 * 365) / 18;
    expect(itinerary?.usdPerTonne).toBeCloseTo(3 + money + (544 + 105) / 18 + 3, 9);
    expect(itinerary?.payloadTonnes).toBe(18);
  });

  it('by the railway costs 25 USD/t less and takes 41 h more than by road through Irkeshtam', () => {
    const railway = best('CN_KASHGAR', 'UZ_TASHKENT', ['M_CKU'], rail);
    const irkeshtam = best('CN_KASHGAR', 'UZ_TASHKENT', [], road);
    const moving = (171 + 169.6 + 110 + 32.2) / 40 + 50 / 35 + 400 / 30;
    expect(railway?.hours).toBeCloseTo(24 + moving + 10 + 18 + 6.8 + 12, 9);
    const money = 0.031 * 171 + 0.055 * (169.6 + 110 + 32.2) + 0.045 * 450;
    expect(railway?.usdPerTonne).toBeCloseTo(8 + money + (90 + 133) / 20 + 14 + 8, 9);
    expect(Math.round((railway?.usdPerTonne ?? 0) - (irkeshtam?.usdPerTonne ?? 0))).toBe(-25);
    expect(Math.round((railway?.hours ?? 0) - (irkeshtam?.hours ?? 0))).toBe(41);
  });

  it('by the Kazakh detour swaps nothing and crosses Khorgos and Konysbayev with 20 t', () => {
    const detour = best('CN_KASHGAR', 'UZ_TASHKENT', [], { ...road, via: ['B_KHORGOS', 'B_KONYSBAYEV'] });
    expect(detour?.payloadTonnes).toBe(20);
    expect(detour?.legs.filter((leg) => leg.kind !== 'move').map((leg) => leg.id)).toEqual([
      'truck_load_h',
      'B_KHORGOS|road',
      'B_KONYSBAYEV|road',
      'truck_load_h',
    ]);
  });
});

describe('Bishkek-Moscow', () => {
  it('by road through Kazakhstan takes five days without loading', () => {
    const itinerary = best('KG_BISHKEK', 'RU_MOSCOW', [], { ...road, handling: false });
    expect(itinerary?.hours).toBeGreaterThan(108);
    expect(itinerary?.hours).toBeLessThan(132);
  });

  it.each([
    ['RU_OLYA', 'SE_OLYA'],
    ['RU_MAKHACHKALA', 'SE_MAK'],
  ])('reaches Moscow through Turkmenbashi and %s without Kazakhstan', (port, ferry) => {
    const route = {
      ...road,
      allowedModes: ['road', 'sea'] as const,
      via: ['TM_TURKMENBASHI', port],
      avoidCountries: ['KZ'],
      avoidNodes: ['AZ_ALAT'],
    };
    const itinerary = best('KG_BISHKEK', 'RU_MOSCOW', ['M_TKM'], route);
    expect(itinerary?.legs.map((leg) => leg.id)).toContain(ferry);
    expect(itinerary?.legs.map((leg) => leg.id)).toContain('T_TMB_RO');
    expect(itinerary?.nodes.some((node) => dataset.nodes.get(node)?.countries.includes('KZ'))).toBe(false);
  });

  it('the Alat ferry queues at its own berth', () => {
    const itinerary = best('KG_BISHKEK', 'RU_MOSCOW', [], {
      ...road,
      allowedModes: ['road', 'sea'],
      via: ['TM_TURKMENBASHI', 'AZ_ALAT'],
      avoidCountries: ['KZ'],
    });
    expect(itinerary?.legs.map((leg) => leg.id)).toContain('T_TMB_AZ');
    expect(itinerary?.legs.map((leg) => leg.id)).not.toContain('T_TMB_RO');
  });

  it('uses the northern bypass when the way leads past Bishkek and the bypass is rebuilt', () => {
    const past = { ...road, via: ['KG_BISHKEK_E', 'KG_KARABALTA'] };
    const elements = (measures: string[]) =>
      best('KG_NARYN', 'KG_KARABALTA', measures, past)?.legs.map((leg) => leg.id);
    expect(elements(['M_BYPASS'])).toContain('RD_BYPASS');
    const hours = (measures: string[]) => best('KG_NARYN', 'KG_KARABALTA', measures, past)?.hours ?? NaN;
    expect(hours([]) - hours(['M_BYPASS'])).toBeGreaterThan(0.5);
  });
});

describe('Kashgar-Moscow', () => {
  it('goes all by rail over Balykchy with the railway and Balykchy-Jalal-Abad; the railway alone must go round by Tashkent', () => {
    const via = ['KG_MAKMAL', 'KG_BALYKCHY', 'BR_LUGOVAYA'];
    const itinerary = best('CN_KASHGAR', 'RU_MOSCOW', ['M_CKU', 'M_BALJA'], { ...rail, via });
    expect(new Set(itinerary?.legs.map((leg) => leg.mode))).toEqual(new Set(['rail']));
    expect(itinerary?.legs.map((leg) => leg.id)).toContain('T_MAKMAL');
    const round = best('CN_KASHGAR', 'RU_MOSCOW', ['M_CKU'], { ...rail, via });
    expect(round?.nodes).toContain('UZ_TASHKENT');
    expect((round?.km ?? 0) - (itinerary?.km ?? 0)).toBeGreaterThan(500);
    expect(best('CN_KASHGAR', 'RU_MOSCOW', [], { ...rail, via })).toBeUndefined();
  });
});

describe('Aksu-Bishkek', () => {
  it('through the rebuilt Bedel post is about 500 km shorter than through Torugart and saves over 12 h', () => {
    const torugart = best('CN_AKSU', 'KG_BISHKEK', [], { ...road, via: ['B_TORUGART'] });
    const bedel = best('CN_AKSU', 'KG_BISHKEK', ['M_BEDEL'], { ...road, via: ['B_BEDEL'] });
    expect((torugart?.km ?? 0) - (bedel?.km ?? 0)).toBeCloseTo(518, 0);
    expect((torugart?.hours ?? 0) - (bedel?.hours ?? 0)).toBeGreaterThan(12);
    expect(torugart?.legs.map((leg) => leg.id)).toContain('T_KASHGAR_SWAP');
    expect(bedel?.legs.map((leg) => leg.id)).toContain('T_UQT_SWAP');
  });

  it('a TIR through-truck pays no swap', () => {
    const tir = best('CN_AKSU', 'KG_BISHKEK', [], { ...road, via: ['B_TORUGART'], tir: true });
    expect(tir?.legs.map((leg) => leg.kind)).not.toContain('swap');
  });
});
