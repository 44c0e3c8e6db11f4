/** The build's promises, with a compiler of the test's own: whole or not at all, only when needed, once for many. */
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildNow, ensureBuilt, isBuilt } from '../../main/build.mjs';
import { makeTempFolder } from '../support/temp-folder.ts';

function makeProject(): string {
  const root = makeTempFolder();
  for (const name of ['main', 'renderer', 'shared', 'scenarios']) mkdirSync(join(root, name));
  writeFileSync(join(root, 'package.json'), '{}');
  writeFileSync(join(root, 'main', 'a.ts'), 'one');
  return root;
}

/** Puts one file into the output, and counts. */
function makeCompiler(text = 'built') {
  const compiler = {
    runs: 0,
    compile: (_root: string, folder: string): Promise<void> => {
      compiler.runs += 1;
      writeFileSync(join(folder, 'program.js'), text);
      return Promise.resolve();
    },
  };
  return compiler;
}

const leftovers = (root: string): string[] => readdirSync(root).filter((name) => name.startsWith('dist.'));

describe('ensureBuilt', () => {
  it('builds once, then only after a source changed, came or went', async () => {
    const root = makeProject();
    const compiler = makeCompiler();
    const build = (): Promise<boolean> => ensureBuilt({ root, compile: compiler.compile });
    expect(await build()).toBe(true);
    expect(await build()).toBe(false);
    const later = new Date(Date.now() + 5_000);
    utimesSync(join(root, 'main', 'a.ts'), later, later);
    expect(await build()).toBe(true);
    const muchLater = new Date(Date.now() + 10_000);
    utimesSync(join(root, 'shared'), muchLater, muchLater);
    expect(await build()).toBe(true);
    expect(await build()).toBe(false);
    expect(compiler.runs).toBe(3);
    expect(leftovers(root)).toEqual([]);
  });

  it('builds once when many ask at the same time', async () => {
    const root = makeProject();
    const compiler = makeCompiler();
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => ensureBuilt({ root, compile: compiler.compile })),
    );
    expect(compiler.runs).toBe(1);
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect(leftovers(root)).toEqual([]);
  });

  it('passes by the lock of a process that is gone', async () => {
    const root = makeProject();
    writeFileSync(join(root, 'dist.lock'), '999999999');
    expect(await ensureBuilt({ root, compile: makeCompiler().compile })).toBe(true);
    expect(isBuilt(root)).toBe(true);
  });
});

describe('a build that fails', () => {
  it('leaves the former one whole and nothing beside it', async () => {
    const root = makeProject();
    await buildNow(root, makeCompiler('former').compile);
    const failing = (_root: string, folder: string): Promise<void> => {
      writeFileSync(join(folder, 'program.js'), 'half');
      return Promise.reject(new Error('no'));
    };
    await expect(buildNow(root, failing)).rejects.toThrow('no');
    expect(readFileSync(join(root, 'dist', 'program.js'), 'utf8')).toBe('former');
    expect(leftovers(root)).toEqual([]);
  });

  it('frees the lock', async () => {
    const root = makeProject();
    await expect(ensureBuilt({ root, compile: () => Promise.reject(new Error('no')) })).rejects.toThrow('no');
    expect(existsSync(join(root, 'dist.lock'))).toBe(false);
  });
});

it('a source that changes during the build makes it count as old', async () => {
  const root = makeProject();
  await buildNow(root, () => {
    const later = new Date(Date.now() + 5_000);
    utimesSync(join(root, 'main', 'a.ts'), later, later);
    return Promise.resolve();
  });
  expect(isBuilt(root)).toBe(false);
});
