/** `corridor validate`, `migrate` and `diff`: one sentence per bad file, and nothing is written that need not be. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerMigrate } from '../../main/cli/files.ts';
import { readScenarioFile } from '../../main/cli/load.ts';
import { corridor, corridorJson, examplePath } from '../support/run-corridor.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const railway = examplePath('2-railway.corridor');
const reference = examplePath('1-reference.corridor');

/** A scenario file in a folder of its own, with its text changed. */
function fileWith(change: (text: string) => string, name = 'sent.corridor'): string {
  const path = join(makeTempFolder(), name);
  writeFileSync(path, change(readFileSync(railway, 'utf8')));
  return path;
}

const newer = (text: string): string =>
  text.replace('"formatVersion": 1', '"formatVersion": 99').replace('"version": "0.1.0"', '"version": "9.0"');

interface Validation {
  readonly files: readonly {
    readonly file: string;
    readonly outcome: string;
    readonly message?: string;
    readonly notices: readonly string[];
    readonly issues: readonly { readonly field?: string; readonly message: string }[];
  }[];
}

describe('validate', () => {
  it('accepts whole files', async () => {
    const { exitCode, value } = await corridorJson<Validation>(['validate', railway, reference]);
    expect(exitCode).toBe(0);
    expect(value.files.map(({ outcome }) => outcome)).toEqual(['ok', 'ok']);
  });

  it('tells of an edit outside the planner without refusing it', async () => {
    const path = fileWith((text) => text.replace('"title": "Railway"', '"title": "My railway"'));
    const { exitCode, out } = await corridor(['validate', path]);
    expect(exitCode).toBe(0);
    expect(out).toContain('"My railway"');
    expect(out).toContain('"sent.corridor" was edited outside the planner');
  });

  it('tells of measures that the data lack', async () => {
    const path = fileWith((text) => text.replace('"M_CKU"', '"M_HYPERLOOP"'));
    const { exitCode, value } = await corridorJson<Validation>(['validate', path]);
    expect(exitCode).toBe(0);
    expect(value.files[0]?.issues.map(({ field }) => field)).toContain('scenario.measures.M_HYPERLOOP');
  });

  it.each([
    ['empty', () => '', 'empty', /^"sent.corridor" is empty/],
    [
      'truncated',
      (text: string) => text.slice(0, 200),
      'not-json',
      /^"sent.corridor" is damaged at line \d+, column \d+/,
    ],
    ['newer', newer, 'newer', /written by .* 9\.0 in file format 99/],
    ['foreign', () => '{"a": 1}', 'not-a-scenario', /^"sent.corridor" is not a scenario file/],
    ['out of range', (text: string) => text.replace('"year": 2035', '"year": 20350'), 'invalid', /scenario\.year/],
    ['nested', () => '['.repeat(5000), 'too-deep', /nested deeper/],
  ])('refuses a file that is %s', async (_, change, outcome, sentence) => {
    const { exitCode, value, err } = await corridorJson<Validation>(['validate', railway, fileWith(change)]);
    expect(exitCode).toBe(2);
    expect(value.files.map((file) => file.outcome)).toEqual(['ok', outcome]);
    expect(err).toMatch(sentence);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('refuses bytes that are no text, a folder, and a file that is not there', async () => {
    const folder = makeTempFolder();
    const binary = join(folder, 'binary.corridor');
    writeFileSync(binary, Uint8Array.from([0xff, 0xfe, 0x00, 0xd8]));
    mkdirSync(join(folder, 'folder.corridor'));
    for (const [name, sentence] of [
      ['binary.corridor', /is not a text file/],
      ['folder.corridor', /it is not an ordinary file/],
      ['missing.corridor', /there is no such file/],
    ] as const) {
      const { exitCode, value, err } = await corridorJson<Validation>(['validate', join(folder, name)]);
      expect(exitCode, name).toBe(2);
      expect(value.files[0]?.outcome, name).toBe('unreadable');
      expect(err, name).toMatch(sentence);
    }
  });
});

describe('a command that computes', () => {
  it('refuses a bad file in one sentence and prints nothing', async () => {
    const { exitCode, out, err } = await corridor(['evaluate', fileWith((text) => text.slice(0, 100)), '--json']);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toMatch(/^"sent\.corridor" is damaged at line .+\n$/);
  });

  it('tells of an edit outside the planner, and computes', async () => {
    const path = fileWith((text) => text.replace('"title": "Railway"', '"title": "My railway"'));
    const { exitCode, err } = await corridor(['evaluate', path, '--market', 'MK_KAS_TAS']);
    expect(exitCode).toBe(0);
    expect(err).toContain('edited outside the planner');
  });
});

describe('migrate', () => {
  it('leaves a file of the current format as it is', async () => {
    const path = fileWith((text) => text);
    const { exitCode, value } = await corridorJson<{ rewritten: boolean }>(['migrate', path]);
    expect([exitCode, value.rewritten]).toEqual([0, false]);
    expect(readFileSync(path, 'utf8')).toBe(readFileSync(railway, 'utf8'));
    expect(readdirSync(join(path, '..'))).toEqual(['sent.corridor']);
  });

  it('never touches a newer file', async () => {
    const path = fileWith(newer);
    const before = readFileSync(path, 'utf8');
    const { exitCode, out, err } = await corridor(['migrate', path]);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain('which this version cannot read; it was left untouched');
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  it('rewrites an older file whole and keeps the old one beside it', async () => {
    const path = fileWith((text) => JSON.stringify(JSON.parse(text)));
    const before = readFileSync(path, 'utf8');
    const answer = await answerMigrate(path, async (file) => {
      const outcome = await readScenarioFile(file);
      return outcome.kind === 'ok' ? { ...outcome, notices: [{ kind: 'migrated', fromVersion: 0 }] } : outcome;
    });
    expect(answer.exitCode).toBe(0);
    expect(answer.text).toContain('sent.corridor.bak');
    expect(readFileSync(`${path}.bak`, 'utf8')).toBe(before);
    expect(readFileSync(path, 'utf8')).toBe(readFileSync(railway, 'utf8'));
  });
});

interface Diff {
  readonly equal: boolean;
  readonly differences: readonly { readonly field: string; readonly a?: unknown; readonly b?: unknown }[];
}

describe('diff', () => {
  it('finds nothing between a file and its copy', async () => {
    const copy = join(makeTempFolder(), 'copy.corridor');
    copyFileSync(railway, copy);
    const { exitCode, value } = await corridorJson<Diff>(['diff', railway, copy]);
    expect(exitCode).toBe(0);
    expect(value).toMatchObject({ equal: true, differences: [] });
    expect((await corridor(['diff', railway, copy])).out).toBe('The two scenarios say the same.\n');
  });

  it('tells field by field what differs', async () => {
    const changed = fileWith((text) =>
      text.replace('"strength": "mid"', '"openYear": 2032, "strength": "high"').replace('"year": 2035', '"year": 2040'),
    );
    const { exitCode, value } = await corridorJson<Diff>(['diff', railway, changed]);
    expect(exitCode).toBe(0);
    expect(value.differences).toEqual([
      { field: 'measures.M_CKU.openYear', b: 2032 },
      { field: 'measures.M_CKU.strength', a: 'mid', b: 'high' },
      { field: 'year', a: 2035, b: 2040 },
    ]);
    const { out } = await corridor(['diff', railway, changed]);
    expect(out).toMatch(/measures\.M_CKU\.openYear +\(absent\) +2032/);
  });

  it('refuses a bad file by name', async () => {
    const bad = fileWith(() => '', 'bad.corridor');
    const { exitCode, out, err } = await corridor(['diff', railway, bad]);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain(basename(bad));
    expect(existsSync(`${bad}.bak`)).toBe(false);
  });
});
