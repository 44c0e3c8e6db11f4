/** `corridor itineraries`: every constraint reaches the engine, every wrong option is refused by name. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Itinerary, NoRoute } from '../../shared/engine/types.ts';
import { baselinePack } from '../support/baseline-pack.ts';
import { corridor, corridorJson } from '../support/run-corridor.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

interface Found {
  readonly itineraries: readonly Itinerary[];
  readonly noRoute?: NoRoute;
}

const ask = (argv: string) => corridorJson<Found>(['itineraries', ...argv.split(' ')]);

async function cheapest(argv: string): Promise<Itinerary> {
  const { exitCode, value, err } = await ask(argv);
  expect([exitCode, err]).toEqual([0, '']);
  const first = value.itineraries[0];
  if (!first) throw new Error('No itinerary');
  return first;
}

const modesOf = (itinerary: Itinerary): readonly string[] => [
  ...new Set(itinerary.legs.filter(({ kind }) => kind === 'move').map(({ mode }) => mode)),
];

describe('an answer', () => {
  it('has the documented shape', async () => {
    const { value } = await ask('--from CN_KASHGAR --to UZ_TASHKENT --k 2');
    expect(value.itineraries).toHaveLength(2);
    const [first, second] = value.itineraries;
    for (const field of ['hours', 'usdPerTonne', 'km', 'emissionsKgPerTonne', 'movingHours', 'dwellHours']) {
      expect(first).toHaveProperty(field, expect.any(Number));
    }
    expect(first?.generalizedCostUsdPerTonne).toBeLessThanOrEqual(second?.generalizedCostUsdPerTonne ?? 0);
    expect(first?.payloadTonnes).toBe(18);
    expect(first?.nodes[0]).toBe('CN_KASHGAR');
    expect(Object.keys(first?.legs[0] ?? {})).toEqual(
      expect.arrayContaining(['kind', 'id', 'from', 'to', 'mode', 'km', 'hours', 'usdPerTonne']),
    );
  });

  it('reads as tables for people', async () => {
    const { exitCode, out, err } = await corridor(['itineraries', '--from', 'CN_KASHGAR', '--to', 'UZ_TASHKENT']);
    expect([exitCode, err]).toEqual([0, '']);
    expect(out).toContain('generalized USD/t');
    expect(out).toMatch(/border +B_IRKESHTAM\|road +B_IRKESHTAM +road +14 +30/);
  });

  it('comes from another data pack on request', async () => {
    const folder = makeTempFolder();
    for (const [name, text] of Object.entries(baselinePack())) {
      writeFileSync(
        join(folder, name),
        name === 'links.csv'
          ? text.replace('RD65,UZ_ANDIJAN,UZ_TASHKENT,road,,bi,365', 'RD65,UZ_ANDIJAN,UZ_TASHKENT,road,,bi,465')
          : text,
      );
    }
    const question = '--from CN_KASHGAR --to UZ_TASHKENT --modes road --via B_IRKESHTAM';
    const here = await cheapest(question);
    const there = await cheapest(`${question} --dataset ${folder}`);
    expect(there.km - here.km).toBe(100);
  });
});

describe('a question', () => {
  const pair = '--from CN_KASHGAR --to UZ_TASHKENT';

  it('ignores opening years unless a year is given', async () => {
    const rail = `${pair} --measures M_CKU --modes rail --via KG_MAKMAL`;
    expect(modesOf(await cheapest(rail))).toEqual(['rail']);
    expect(modesOf(await cheapest(`${rail} --year 2035`))).toEqual(['rail']);
    const { exitCode, err } = await ask(`${rail} --year 2026`);
    expect(exitCode).toBe(1);
    expect(err).toContain('M_CKU is not in force: before-opening-year.');
  });

  it('starts and ends on the means that are asked', async () => {
    const road = await cheapest(`${pair} --start-means road --end-means road`);
    expect(road.legs[0]).toMatchObject({ kind: 'load', mode: 'road' });
    const mixed = await cheapest(`${pair} --measures M_CKU --start-means rail1435 --end-means rail1520`);
    expect(mixed.legs.at(-1)).toMatchObject({ kind: 'unload', mode: 'rail' });
  });

  it('passes places in order, and keeps away from places and countries', async () => {
    const detour = await cheapest(`${pair} --via B_KHORGOS,B_KONYSBAYEV --start-means road --end-means road`);
    expect(detour.nodes.indexOf('B_KHORGOS')).toBeLessThan(detour.nodes.indexOf('B_KONYSBAYEV'));
    expect((await cheapest(`${pair} --modes road --avoid B_IRKESHTAM`)).nodes).not.toContain('B_IRKESHTAM');
    const withoutKyrgyzstan = await cheapest(`${pair} --avoid-country KG`);
    expect(withoutKyrgyzstan.nodes.filter((id) => id.startsWith('KG_'))).toEqual([]);
  });

  it('weighs time, money or both', async () => {
    const byTime = await cheapest(`${pair} --measures M_CKU --objective time`);
    const byMoney = await cheapest(`${pair} --measures M_CKU --objective cost`);
    expect(byTime.hours).toBeLessThan(byMoney.hours);
    expect(byMoney.usdPerTonne).toBeLessThan(byTime.usdPerTonne);
    const patient = await cheapest(`${pair} --measures M_CKU --value-of-time 0`);
    expect(patient.generalizedCostUsdPerTonne).toBe(patient.usdPerTonne);
    const hasty = await cheapest(`${pair} --measures M_CKU --value-of-time 1000`);
    expect(hasty.hours).toBe(byTime.hours);
  });

  it('has states of the world, duty hours, handling and TIR', async () => {
    const road = '--from CN_XIAN --to UZ_TASHKENT --modes road --via B_IRKESHTAM';
    const hours = async (more = '') => (await cheapest(`${road}${more}`)).hours;
    const plain = await hours();
    expect(await hours(' --state best')).toBeLessThan(plain);
    expect(await hours(' --state p90')).toBeGreaterThan(plain);
    expect(await hours(' --state stress')).toBeGreaterThan(await hours(' --state p90'));
    expect(await hours(' --duty 9.5')).toBeGreaterThan(plain);
    expect(plain - (await hours(' --no-handling'))).toBeCloseTo(6, 9);
    expect(plain - (await hours(' --tir'))).toBeCloseTo(24, 9);
  });

  it('gives all measures and shocks one strength', async () => {
    const slow = '--from KG_BISHKEK --to KZ_ALMATY --modes road --shocks S_KZ_SLOW';
    const [low, mid, high] = [
      await cheapest(`${slow} --strength low`),
      await cheapest(slow),
      await cheapest(`${slow} --strength high`),
    ];
    expect(low.hours).toBeLessThan(mid.hours);
    expect(mid.hours).toBeLessThan(high.hours);
  });
});

describe('no route', () => {
  it('is a finding that names what would open one', async () => {
    const { exitCode, value, err } = await ask('--from CN_KASHGAR --to UZ_TASHKENT --modes rail --via KG_MAKMAL');
    expect(exitCode).toBe(1);
    expect(value.itineraries).toEqual([]);
    expect(value.noRoute?.opensWith).toContain('M_CKU');
    expect(err).toMatch(/^No route from Kashgar \(CN_KASHGAR\) to Tashkent \(UZ_TASHKENT\)\. .*M_CKU/);
  });

  it('names the constraint that closes the way', async () => {
    const { value, err } = await ask('--from CN_KASHGAR --to UZ_TASHKENT --avoid UZ_TASHKENT');
    expect(value.noRoute?.constraints).toEqual(['UZ_TASHKENT']);
    expect(err).toContain('without the constraint UZ_TASHKENT');
  });
});

describe('a wrong option', () => {
  const pair = ['--from', 'CN_KASHGAR', '--to', 'UZ_TASHKENT'];

  it.each([
    [
      ['--from', 'KASHGAR', '--to', 'UZ_TASHKENT'],
      'There is no place "KASHGAR" in the data pack "baseline", so --from cannot use it. Did you mean CN_KASHGAR?',
    ],
    [
      ['--from', 'CN_KASHGAR', '--to', 'NOWHERE_AT_ALL'],
      'There is no place "NOWHERE_AT_ALL" in the data pack "baseline", so --to cannot use it.',
    ],
    [
      ['--from', 'CN_KASHGAR', '--to', 'CN_KASHGAR'],
      '--from and --to are the same place, CN_KASHGAR. Give two places.',
    ],
    [
      [...pair, '--via', 'B_KORGOS'],
      'There is no place "B_KORGOS" in the data pack "baseline", so --via cannot use it. Did you mean B_KHORGOS?',
    ],
    [[...pair, '--via', 'B_KHORGOS,'], '--via takes ids of places separated by commas, and one of them is empty.'],
    [[...pair, '--avoid', 'XX'], 'There is no place "XX" in the data pack "baseline", so --avoid cannot use it.'],
    [
      [...pair, '--avoid-country', 'Kazakhstan'],
      '--avoid-country takes country codes (AZ, CN, IR, KG, KZ, RU, TM, UZ), and "Kazakhstan" is none of them.',
    ],
    [[...pair, '--modes', 'road,air'], '--modes takes road, rail, sea, and "air" is none of them.'],
    [
      [...pair, '--start-means', 'rail'],
      '--start-means takes road, rail1435, rail1520, sea, and "rail" is none of them.',
    ],
    [[...pair, '--end-means', 'foot'], '--end-means takes road, rail1435, rail1520, sea, and "foot" is none of them.'],
    [[...pair, '--objective', 'beauty'], '--objective takes generalized, time, cost, and "beauty" is none of them.'],
    [[...pair, '--state', 'p10'], '--state takes best, p50, p90, stress, and "p10" is none of them.'],
    [[...pair, '--strength', 'huge'], '--strength takes low, mid, high, and "huge" is none of them.'],
    [[...pair, '--k', '9'], '--k takes a whole number from 1 to 8, and "9" is none.'],
    [[...pair, '--k', '2.5'], '--k takes a whole number from 1 to 8, and "2.5" is none.'],
    [[...pair, '--k', 'many'], '--k takes a whole number from 1 to 8, and "many" is none.'],
    [[...pair, '--duty', '0'], '--duty takes a number from 0.1 to 24, and "0" is none.'],
    [[...pair, '--value-of-time', '-1'], '--value-of-time takes a number from 0 to 1000000, and "-1" is none.'],
    [[...pair, '--value-of-time', 'NaN'], '--value-of-time takes a number from 0 to 1000000, and "NaN" is none.'],
    [[...pair, '--year', '1000'], '--year takes a whole number from 2000 to 2100, and "1000" is none.'],
    [[...pair, '--measures', 'M_CUK'], 'There is no measure "M_CUK" in the data pack "baseline". Did you mean M_CKU?'],
    [[...pair, '--measures', 'S_FUEL'], 'S_FUEL is a shock, not a measure. Give it with --shocks.'],
    [[...pair, '--shocks', 'M_CKU'], 'M_CKU is a measure, not a shock. Give it with --measures.'],
    [
      [...pair, '--measures', 'M_CKU_ELEC'],
      'M_CKU_ELEC requires M_CKU, which is not switched on. Add M_CKU to --measures, or leave M_CKU_ELEC out.',
    ],
  ])('is refused by name: %j', async (argv, sentence) => {
    expect(await corridor(['itineraries', ...argv, '--json'])).toEqual({ exitCode: 2, out: '', err: `${sentence}\n` });
  });
});
