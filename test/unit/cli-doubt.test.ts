/** `corridor uncertainty` and `corridor switching` on the shipped scenarios: JSON shapes, tables, refusals. */
import { describe, expect, it } from 'vitest';
import { getMarketQuestion } from '../../shared/engine/evaluate.ts';
import { findSwitchingValues } from '../../shared/engine/switching-values.ts';
import { runUncertainty } from '../../shared/engine/uncertainty.ts';
import { emptyScenario } from '../../shared/scenario/schema.ts';
import { baselineDataset } from '../support/baseline-pack.ts';
import { corridor, corridorJson, examplePath } from '../support/run-corridor.ts';

const reference = examplePath('1-reference.corridor');
const railway = examplePath('2-railway.corridor');
const dataset = baselineDataset();
const scenarios = [
  emptyScenario('Reference'),
  { ...emptyScenario('Railway'), measures: { M_CKU: { strength: 'mid' as const } } },
] as const;
const ask = { year: 2035, question: getMarketQuestion(dataset, 'MK_KAS_TAS') };

describe('uncertainty', () => {
  interface Json {
    readonly draws: number;
    readonly seed: number;
    readonly market: string;
    readonly scenarios: readonly Record<string, unknown>[];
    readonly pairs: readonly Record<string, unknown>[];
  }
  const argv = ['uncertainty', reference, railway, '--market', 'MK_KAS_TAS', '--draws', '400', '--seed', '9'];

  it('gives the numbers of the engine, with draws, seed and standard errors', async () => {
    const { exitCode, value } = await corridorJson<Json>(argv);
    const expected = runUncertainty(dataset, scenarios, { ...ask, draws: 400, seed: 9 });
    expect(exitCode).toBe(0);
    expect(value).toMatchObject({ draws: 400, seed: 9, market: 'MK_KAS_TAS', year: 2035 });
    expect(value.scenarios.map(({ hours, usdPerTonne }) => ({ hours, usdPerTonne }))).toEqual(
      expected.scenarios.map(({ hours, usdPerTonne }) => ({ hours, usdPerTonne })),
    );
    expect(Object.keys(value.scenarios[0]?.hours ?? {})).toEqual(['p10', 'p50', 'p90', 'mean', 'standardError']);
    expect(value.pairs).toEqual([{ ...expected.pairs[0], a: 'Reference', b: 'Railway', indexA: 0, indexB: 1 }]);
  });

  it('says the same with the same seed, and other draws with another', async () => {
    const { out } = await corridor(argv);
    expect((await corridor(argv)).out).toBe(out);
    expect((await corridor([...argv.slice(0, -1), '10'])).out).not.toBe(out);
  });

  it('reads as tables for people: ranges, who wins how often, what drives the spread', async () => {
    const { out } = await corridor(argv);
    expect(out).toMatch(/^MK_KAS_TAS, 2035, 400 draws, seed 9\n\nscenario +hours P10 +P50 +P90 +mean/);
    expect(out).toMatch(/Railway +Reference +\d+ % +\d+ %/);
    expect(out).toMatch(/Reference +Irkeshtam/);
  });

  it.each([
    [['--draws', '1'], /--draws takes a whole number from 2 to 100000/],
    [['--seed', '-3'], /--seed takes a whole number/],
    [['--market', 'MK_NOWHERE'], /MK_NOWHERE/],
  ])('refuses %j in one sentence', async (words, message) => {
    const { exitCode, out, err } = await corridor(['uncertainty', reference, ...words]);
    expect(exitCode).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(message);
  });
});

describe('switching', () => {
  interface Json {
    readonly difference: number;
    readonly switchingValues: readonly { input: object; now: number; value: number | null; scenarios: string[] }[];
    readonly tornado: readonly unknown[];
  }
  const argv = ['switching', reference, railway, '--market', 'MK_KAS_TAS', '--metric', 'hours'];

  it('gives the values of the engine, nearest first, null where the order never turns', async () => {
    const { exitCode, value } = await corridorJson<Json>(argv);
    const expected = findSwitchingValues(dataset, scenarios, { ...ask, metric: 'hours' });
    expect(exitCode).toBe(0);
    expect(value).toMatchObject({ market: 'MK_KAS_TAS', metric: 'hours', a: 'Reference', b: 'Railway', better: 'a' });
    expect(value.difference).toBe(expected.difference);
    expect(value.switchingValues.map(({ input, now, value: turn }) => [input, now, turn])).toEqual(
      expected.inputs.map(({ input, now, value: turn }) => [input, now, turn]),
    );
    expect(value.switchingValues.some((one) => one.value === null)).toBe(true);
    expect(new Set(value.switchingValues.map((one) => one.scenarios.join()))).toEqual(new Set(['a,b', 'b']));
    expect(value.tornado).toHaveLength(expected.tornado.length);
  });

  it('prints what never turns as none within ±100 %', async () => {
    const { out } = await corridor(argv);
    expect(out).toMatch(/Railway minus Reference: \+41 h\. The order turns at:/);
    expect(out).toMatch(/Irkeshtam, dwell_p50_h +14 +55\.1 +h +yes/);
    expect(out).toMatch(/\d+ other inputs: none within ±100 %/);
  });

  it('says that a scenario and itself have no order to turn', async () => {
    const { exitCode, out } = await corridor(['switching', reference, reference, '--market', 'MK_KAS_TAS']);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/Reference equals Reference in USD\/t of generalized cost: there is no order to turn\./);
  });

  it('refuses an unknown metric by naming the known ones', async () => {
    const { exitCode, err } = await corridor([...argv.slice(0, -1), 'days']);
    expect(exitCode).toBe(2);
    expect(err).toMatch(/--metric takes hours, usdPerTonne, generalized, and "days" is none of them\./);
  });
});
