/** `corridor attribute`, `lattice` and `regret` on the shipped scenarios, against the engine asked directly. */
import { describe, expect, it } from 'vitest';
import { showProgress } from '../../main/cli/progress.ts';
import { attribute, type Attribution } from '../../shared/engine/attribution.ts';
import { getMarketQuestion } from '../../shared/engine/evaluate.ts';
import { listPackages } from '../../shared/engine/lattice.ts';
import { reachTarget } from '../../shared/engine/lattice-target.ts';
import { regretBoard } from '../../shared/engine/regret.ts';
import { emptyScenario, type Scenario } from '../../shared/scenario/schema.ts';
import { baselineDataset } from '../support/baseline-pack.ts';
import { corridor, corridorJson, examplePath } from '../support/run-corridor.ts';

const dataset = baselineDataset();
const reference = examplePath('1-reference.corridor');
const railway = examplePath('2-railway.corridor');
const bedel = examplePath('6-bedel-and-customs.corridor');
const slowdown = examplePath('7-kazakh-slowdown.corridor');
const scenarioWith = (...ids: readonly string[]): Scenario => ({
  ...emptyScenario('x'),
  measures: Object.fromEntries(ids.map((id) => [id, { strength: 'mid' as const }])),
});
const asked = { year: 2035, question: getMarketQuestion(dataset, 'MK_KAS_BIS') };
const market = ['--market', 'MK_KAS_BIS'];
const jsonOf = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('attribute', () => {
  it('gives the shares of the engine, from nothing switched on unless a reference is given', async () => {
    const scenario = scenarioWith('M_BEDEL', 'M_CUSTOMS');
    const { exitCode, value } = await corridorJson<Attribution>(['attribute', bedel, ...market]);
    expect(exitCode).toBe(0);
    expect(value).toMatchObject(
      jsonOf(attribute(dataset, { scenario, reference: emptyScenario('x'), metric: 'hours', ...asked })) as object,
    );
    const against = await corridorJson<Attribution>(['attribute', bedel, ...market, '--reference', bedel]);
    expect(against.value).toMatchObject({ total: 0, players: [] });
  });

  it('takes another metric and year, and refuses an unknown one', async () => {
    const argv = ['attribute', bedel, ...market, '--metric', 'generalized', '--year', '2026'];
    const { value } = await corridorJson<Attribution>(argv);
    expect(value).toMatchObject({ metric: 'generalized', year: 2026, market: 'MK_KAS_BIS' });
    const wrong = await corridor(['attribute', bedel, '--metric', 'speed']);
    expect(wrong).toMatchObject({ exitCode: 2, out: '' });
    expect(wrong.err).toContain('hours, usdPerTonne, generalized');
  });

  it('reads as a waterfall for people', async () => {
    const { out } = await corridor(['attribute', bedel, ...market]);
    expect(out).toMatch(/^MK_KAS_BIS, 2035\n\npart +of +h\nReference +\d+\nM_BEDEL +policy/);
    expect(out).toMatch(/\ntotal +-/);
  });
});

interface LatticeJson {
  readonly market: string;
  readonly packages: readonly { readonly measures: readonly string[]; readonly hours: number | null }[];
  readonly minimal: readonly (readonly string[])[];
}

describe('lattice', () => {
  it('gives the rows of the engine, and the minimal packages as lists of measures', async () => {
    const measureIds = ['M_CUSTOMS', 'M_CN247', 'M_BYPASS', 'M_CKU', 'M_CKU_ELEC'];
    const lattice = listPackages(dataset, {
      base: emptyScenario('x'),
      measureIds,
      ...asked,
    });
    const { minimal } = reachTarget(dataset, lattice, { maxHours: 50, maxUsdPerTonne: 120 });
    const target = ['--max-hours', '50', '--max-usd', '120'];
    const argv = ['lattice', reference, ...market, ...target, '--measures', measureIds.join(',')];
    const { exitCode, value } = await corridorJson<LatticeJson>(argv);
    expect(exitCode).toBe(0);
    expect(value.market).toBe('MK_KAS_BIS');
    expect(value.packages).toEqual(jsonOf(lattice.packages));
    expect(value.minimal).toEqual(minimal.map(({ row }) => lattice.packages[row]?.measures));
    expect(value.minimal.length).toBeGreaterThan(0);
  });

  it("varies eight measures unless told which, the file's own among them", async () => {
    const { value } = await corridorJson<LatticeJson & { measures: readonly string[] }>([
      'lattice',
      railway,
      ...market,
    ]);
    expect(value.measures).toHaveLength(8);
    expect(value.measures).toContain('M_CKU');
    expect(value.minimal).toEqual([]);
  });

  it('refuses a measure that the pack lacks and a target that is no number', async () => {
    expect((await corridor(['lattice', reference, '--measures', 'M_CUSTOM'])).err).toContain('M_CUSTOMS');
    expect((await corridor(['lattice', reference, '--max-hours', 'soon'])).exitCode).toBe(2);
  });

  it('says in words when no package reaches the target', async () => {
    const { out, exitCode } = await corridor(['lattice', reference, ...market, '--max-hours', '1']);
    expect(out).toContain('No package reaches the target.');
    expect(exitCode).toBe(0);
  });
});

describe('regret', () => {
  it('gives the board of the engine, one column for no shock and one for each shock', async () => {
    const packages = [emptyScenario('Reference'), scenarioWith('M_BEDEL', 'M_CUSTOMS')];
    const board = regretBoard(dataset, { packages, metric: 'hours', ...asked });
    const { value, exitCode } = await corridorJson<{
      packages: { regrets: number[] }[];
      shocks: { id: string | null }[];
    }>(['regret', reference, bedel, ...market]);
    expect(exitCode).toBe(0);
    expect(value.packages.map(({ regrets }) => regrets)).toEqual(
      board.rows.map(({ cells }) => cells.map(({ regret }) => regret)),
    );
    expect(value.shocks.map(({ id }) => id)).toEqual(board.columns.map(({ shockId }) => shockId ?? null));
    expect(value.shocks).toHaveLength(8);
  });

  it('says that shocks of a file itself are set aside', async () => {
    const { err, out } = await corridor(['regret', reference, slowdown, ...market, '--shocks', 'S_FUEL']);
    expect(err).toContain('set aside');
    expect(out).toContain('Smallest worst regret: ');
  });
});

describe('progress', () => {
  it('is one line that grows and goes, at a terminal only', () => {
    const written: string[] = [];
    const watched = showProgress({ isTTY: true, write: (text) => void written.push(text) });
    for (const done of [1, 2, 150, 200]) watched?.(done, 200);
    expect(written.map((text) => text.replace('\r\u001b[K', '<'))).toEqual(['<0 %', '<1 %', '<75 %', '<']);
    expect(showProgress({ write: () => undefined })).toBeUndefined();
  });
});
