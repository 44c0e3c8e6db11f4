/** Every old format has exactly one way forward, and a frozen file that proves it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FORMAT_VERSION } from '../../shared/scenario/document.ts';
import { parseScenarioFile } from '../../shared/scenario/file.ts';
import { migrateContent, migrations } from '../../shared/scenario/migrations.ts';

const versions = Array.from({ length: FORMAT_VERSION }, (_, index) => index + 1);

describe('the list of migrations', () => {
  it('has one step from every version below the current to the next, in order', () => {
    const expected = versions.slice(0, -1).map((version) => [version, version + 1]);
    expect(migrations.map((step) => [step.from, step.to])).toEqual(expected);
  });

  it.each(versions)('is proved by a frozen file of version %i', (version) => {
    const path = join(import.meta.dirname, `../fixtures/scenario-v${version}.corridor`);
    expect(existsSync(path), 'Write a file with the last program of that version and never change it.').toBe(true);
    const text = readFileSync(path, 'utf8');
    expect(JSON.parse(text)).toMatchObject({ formatVersion: version });
    expect(parseScenarioFile(text).kind).toBe('ok');
  });
});

describe('migrating', () => {
  const steps = [
    { from: 1, to: 2, migrate: ({ name, ...rest }: Readonly<Record<string, unknown>>) => ({ ...rest, title: name }) },
    { from: 2, to: 3, migrate: (content: Readonly<Record<string, unknown>>) => ({ ...content, tags: [] }) },
  ];

  it('takes one step after another from the version of the file', () => {
    expect(migrateContent({ formatVersion: 1, name: 'A' }, 1, steps, 3)).toEqual({
      formatVersion: 3,
      title: 'A',
      tags: [],
    });
    expect(migrateContent({ formatVersion: 2, title: 'A' }, 2, steps, 3)).toEqual({
      formatVersion: 3,
      title: 'A',
      tags: [],
    });
  });

  it('leaves a file of the current version, and the given content, as they are', () => {
    const content = Object.freeze({ formatVersion: 3, title: 'A' });
    expect(migrateContent(content, 3, steps, 3)).toBe(content);
    const old = Object.freeze({ formatVersion: 1, name: 'A' });
    migrateContent(old, 1, steps, 3);
    expect(old).toEqual({ formatVersion: 1, name: 'A' });
  });
});
