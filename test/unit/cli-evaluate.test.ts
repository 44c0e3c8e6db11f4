/** `corridor evaluate`, `compare` and `claims` on the shipped scenarios. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluateScenario } from '../../shared/engine/evaluate.ts';
import type { ClaimsReport } from '../../shared/engine/claims.ts';
import type { Evaluation } from '../../shared/engine/types.ts';
import { emptyScenario } from '../../shared/scenario/schema.ts';
import { baselineDataset, baselinePack } from '../support/baseline-pack.ts';
import { corridor, corridorJson, examplePath } from '../support/run-corridor.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const reference = examplePath('1-reference.corridor');
const railway = examplePath('2-railway.corridor');
const dataset = baselineDataset();

describe('evaluate', () => {
  it('gives the numbers of the engine for all markets', async () => {
    const { exitCode, value } = await corridorJson<Evaluation>(['evaluate', railway]);
    const scenario = { ...emptyScenario('Railway'), measures: { M_CKU: { strength: 'mid' as const } } };
    expect(exitCode).toBe(0);
    expect(value.year).toBe(2035);
    expect(value.scenario.title).toBe('Railway');
    expect(value.scenario.digest).toMatch(/^[0-9a-f]{64}$/);
    const evaluation = evaluateScenario(dataset, scenario);
    expect(value.markets).toEqual(JSON.parse(JSON.stringify(evaluation.markets)));
    expect(value.elements).toEqual(JSON.parse(JSON.stringify(evaluation.elements)));
    expect(value.fixedPoint).toEqual(evaluation.fixedPoint);
  });

  it('tells what posts and caps carry, whichever market is asked for', async () => {
    const one = await corridorJson<Evaluation>(['evaluate', railway, '--market', 'MK_KAS_TAS']);
    const all = await corridorJson<Evaluation>(['evaluate', railway]);
    expect(one.value.elements).toEqual(all.value.elements);
    const cap = all.value.elements.find(({ id }) => id === 'cku_capacity_kt');
    expect(cap).toMatchObject({ capacityKt: 15_000, addedHours: 0, marginalValueUsdPerTonne: 0 });
    const { out } = await corridor(['evaluate', railway]);
    expect(out).toMatch(/\nB_TORUGART\|road +CN>KG +\d+ +2\d{3} +\d+ +\+\d+/);
    expect(out).toMatch(/\ncku_capacity_kt +both +\d+ +15000 +\d+ +0 +0\n/);
    expect(out).toMatch(/\nCPMM +border h/);
  });

  it('gives the CPMM indicators, and ours beside each published value', async () => {
    const { value } = await corridorJson<{
      indicators: { road: { SWOD: number; SWD: number }; posts: object[] };
      backCast: { published: { indicator: string }; computed?: number }[];
    }>(['evaluate', reference, '--year', '2024']);
    expect(value.indicators.road.SWD).toBeLessThan(value.indicators.road.SWOD);
    expect(value.backCast).toHaveLength(dataset.publishedIndicators.length);
  });

  it('takes one market and another year', async () => {
    const argv = ['evaluate', railway, '--market', 'MK_KAS_TAS', '--year', '2026'];
    const { value } = await corridorJson<Evaluation>(argv);
    expect(value.markets.map(({ id }) => id)).toEqual(['MK_KAS_TAS']);
    expect(value.year).toBe(2026);
    expect(value.markets[0]?.itineraries[0]?.legs.some(({ mode }) => mode === 'rail')).toBe(false);
  });

  it('reads as a table for people', async () => {
    const { exitCode, out } = await corridor(['evaluate', railway, '--market', 'MK_KAS_TAS']);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^Railway, 2035\n\nmarket +from +to/);
    expect(out).toMatch(/MK_KAS_TAS +CN_KASHGAR +UZ_TASHKENT +\d+ +98 +4\.1 +84 +22 +rail/);
  });

  it('finds a market that nothing reaches', async () => {
    const folder = makeTempFolder();
    for (const [name, text] of Object.entries(baselinePack())) {
      writeFileSync(join(folder, name), name === 'nodes.csv' ? `${text}KG_ISLAND,Island,KG,city,41,75,\n` : text);
    }
    const markets = readFileSync(join(folder, 'markets.csv'), 'utf8').replace(
      /MK_KAS_TAS,CN_KASHGAR,UZ_TASHKENT/,
      'MK_KAS_TAS,CN_KASHGAR,KG_ISLAND',
    );
    writeFileSync(join(folder, 'markets.csv'), markets);
    const argv = ['evaluate', reference, '--market', 'MK_KAS_TAS', '--dataset', folder];
    const { exitCode, value, err } = await corridorJson<Evaluation>(argv);
    expect(exitCode).toBe(1);
    expect(value.markets[0]?.expected).toBeUndefined();
    expect(err).toContain('No route from Kashgar (CN_KASHGAR) to Island (KG_ISLAND).');
  });

  it.each([
    [
      ['--market', 'MK_KAS_TSA'],
      'There is no market "MK_KAS_TSA" in the data pack "baseline", so --market cannot use it. Did you mean MK_KAS_TAS?',
    ],
    [['--year', 'soon'], '--year takes a whole number from 2000 to 2100, and "soon" is none.'],
  ])('refuses %j', async (more, sentence) => {
    expect(await corridor(['evaluate', reference, ...more])).toEqual({ exitCode: 2, out: '', err: `${sentence}\n` });
  });
});

interface Comparison {
  readonly reference: string;
  readonly year: number;
  readonly scenarios: readonly {
    readonly title: string;
    readonly markets: readonly {
      readonly id: string;
      readonly hours: number | null;
      readonly usdPerTonne: number | null;
      readonly deltaHours: number | null;
      readonly deltaUsdPerTonne: number | null;
    }[];
    readonly measures: readonly { readonly id: string; readonly effect?: object; readonly reason?: string }[];
  }[];
}

describe('compare', () => {
  const all = examplePath('5-railway-bypass-turkmenistan.corridor');

  it('counts differences from the first file', async () => {
    const { exitCode, value } = await corridorJson<Comparison>([
      'compare',
      reference,
      railway,
      '--market',
      'MK_KAS_TAS',
    ]);
    expect(exitCode).toBe(0);
    expect(value.reference).toBe('Reference');
    const [base, rail] = value.scenarios.map(({ markets }) => markets[0]);
    expect([base?.deltaHours, base?.deltaUsdPerTonne]).toEqual([0, 0]);
    expect(rail?.deltaHours).toBeCloseTo((rail?.hours ?? 0) - (base?.hours ?? 0), 9);
    expect(rail?.deltaUsdPerTonne).toBeLessThan(0);
  });

  it('takes another reference, inside or besides the files', async () => {
    const inside = await corridorJson<Comparison>(['compare', reference, railway, '--reference', railway]);
    expect(inside.value.reference).toBe('Railway');
    expect(inside.value.scenarios.map(({ title }) => title)).toEqual(['Reference', 'Railway']);
    const besides = await corridorJson<Comparison>(['compare', railway, '--reference', reference]);
    expect(besides.value.scenarios.map(({ title }) => title)).toEqual(['Reference', 'Railway']);
  });

  it('gives every measure an effect or a reason', async () => {
    const { value } = await corridorJson<Comparison>(['compare', reference, all]);
    const measures = value.scenarios[1]?.measures ?? [];
    expect(measures.map(({ id }) => id)).toEqual(['M_BYPASS', 'M_CKU', 'M_TKM']);
    for (const { id, effect, reason } of measures) expect(effect !== undefined || reason !== undefined, id).toBe(true);
    expect(measures[1]?.effect).toBeDefined();
  });

  it('evaluates every market', async () => {
    const { value } = await corridorJson<Comparison>(['compare', reference, all]);
    expect(value.scenarios[1]?.markets.map(({ id }) => id)).toEqual([...dataset.markets.keys()]);
  });

  it('reads as tables for people', async () => {
    const { out } = await corridor(['compare', reference, all, '--market', 'MK_KAS_TAS']);
    expect(out).toMatch(/Reference: Reference, 2035/);
    expect(out).toMatch(/All three projects +98 +\+41 +84 +-25/);
    expect(out).toMatch(/M_TKM +– +– +not-on-used-itinerary/);
  });

  it('refuses without a file, and a file that is not there', async () => {
    expect((await corridor(['compare'])).exitCode).toBe(2);
    const { exitCode, err } = await corridor(['compare', reference, 'no-such-file.corridor']);
    expect(exitCode).toBe(2);
    expect(err).toBe('"no-such-file.corridor" cannot be read (there is no such file). Check the path.\n');
  });
});

describe('claims', () => {
  it('lists all with value, range and verdict', async () => {
    const { exitCode, value, err } = await corridorJson<ClaimsReport>(['claims']);
    expect([exitCode, err]).toEqual([0, '']);
    expect(value.claims.filter(({ isOwn }) => !isOwn)).toHaveLength(58);
    expect(value.claims[0]).toMatchObject({ id: 'C01', testType: 'calibrated', verdict: 'holds', acceptLow: 108 });
    expect(value.counts.validation.notReproduced).toBe(2);
  });

  it('counts the four test types apart, for people too', async () => {
    const { out } = await corridor(['claims']);
    expect(out).toMatch(/C05 +not-reproduced +499 +750 +1050 +km +validation +no/);
    expect(out).toMatch(
      /calibrated +15 +15 +0 +0\nvalidation +22 +20 +2 +0\nidentity +18 +18 +0 +0\nfact +3 +0 +0 +3\n$/,
    );
  });

  it('find a claim that must be reproduced and is not', async () => {
    const folder = makeTempFolder();
    for (const [name, text] of Object.entries(baselinePack())) {
      writeFileSync(join(folder, name), name === 'links.csv' ? text.replace('bi,33.4,28', 'bi,35.0,28') : text);
    }
    copyFileSync(reference, join(folder, 'some.corridor'));
    const { exitCode, err } = await corridor(['claims', '--dataset', folder]);
    expect(exitCode).toBe(1);
    expect(err).toMatch(/^Claim C20 must be reproduced and is not: /);
  });
});
