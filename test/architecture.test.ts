/**
 * The directions of the house: which room may import from which. Read from the import lines of the sources themselves,
 * so a line in the wrong room fails here with its file named.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

interface ImportLine {
  readonly file: string;
  /** A path from the project's root for own files, else the package's name as written. */
  readonly target: string;
  readonly typeOnly: boolean;
}

const sourceFiles = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));

/** Static imports and re-exports, side-effect imports, and import() of a fixed name. */
const IMPORT =
  /^(?:import|export)\s+(type\s)?[^'"();]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm;

export function readImports(file: string, text: string): ImportLine[] {
  return [...text.matchAll(IMPORT)].map((match) => {
    const name = match[2] ?? match[3] ?? match[4] ?? '';
    const target = name.startsWith('.') ? join(dirname(file), name.replace(/\?.*$/, '')).split(sep).join('/') : name;
    return { file, target, typeOnly: match[1] !== undefined };
  });
}

const importsOf = (folder: string): ImportLine[] =>
  sourceFiles(folder).flatMap((file) => readImports(file, readFileSync(join(root, file), 'utf8')));

const describeLine = ({ file, target }: ImportLine): string => `${file} -> ${target}`;
const isOwn = (target: string): boolean => /^(shared|main|renderer|scenarios|test)\//.test(target);
const startsWithAny = (text: string, prefixes: readonly string[]): boolean =>
  prefixes.some((prefix) => text.startsWith(prefix));

/** Own imports of a room that are none of the allowed rooms. */
const outside = (folder: string, allowed: readonly string[]): string[] =>
  importsOf(folder)
    .filter(({ target }) => isOwn(target) && !startsWithAny(target, [`${folder}/`, ...allowed]))
    .map(describeLine);

describe('the reader of import lines', () => {
  it('sees every form of import', () => {
    const text = [
      "import a from 'a';",
      "import type { B } from '../b.ts';",
      "import {\n  c,\n  d,\n} from './c.ts';",
      "import './style.css';",
      "export { e } from './e.ts';",
      "const f = await import('./f.ts');",
      "import g from './g.ts?worker&url';",
    ].join('\n');
    expect(readImports('room/x.ts', text)).toEqual([
      { file: 'room/x.ts', target: 'a', typeOnly: false },
      { file: 'room/x.ts', target: 'b.ts', typeOnly: true },
      { file: 'room/x.ts', target: 'room/c.ts', typeOnly: false },
      { file: 'room/x.ts', target: 'room/style.css', typeOnly: false },
      { file: 'room/x.ts', target: 'room/e.ts', typeOnly: false },
      { file: 'room/x.ts', target: 'room/f.ts', typeOnly: false },
      { file: 'room/x.ts', target: 'room/g.ts', typeOnly: false },
    ]);
  });
});

describe('the shared core', () => {
  it('is pure: no Node, no Electron, no React, no window', () => {
    const foreign = importsOf('shared').filter(
      ({ target }) => target.startsWith('node:') || /^(electron|react|react-dom|@blueprintjs|lowdb)(\/|$)/.test(target),
    );
    expect(foreign.map(describeLine)).toEqual([]);
  });

  it('knows neither the program nor the window', () => {
    expect(outside('shared', [])).toEqual([]);
  });

  it.each([
    ['shared/base', []],
    ['shared/dataset', ['shared/base/']],
    ['shared/scenario', ['shared/base/', 'shared/dataset/']],
    ['shared/engine', ['shared/base/', 'shared/dataset/', 'shared/scenario/']],
    ['shared/api', ['shared/base/', 'shared/dataset/', 'shared/scenario/', 'shared/engine/']],
  ])('%s builds only on the rooms below it', (room, below) => {
    expect(outside(room, below)).toEqual([]);
  });
});

describe('the program', () => {
  const common = [
    'shared/',
    'main/services/',
    'main/program.ts',
    'main/program-folder.ts',
    'main/csp.ts',
    'main/static-files.ts',
  ];

  it('has services that know no door', () => {
    expect(outside('main/services', ['shared/'])).toEqual([]);
  });

  it('has doors that know the services and not each other', () => {
    expect(outside('main/electron', common)).toEqual([]);
    expect(outside('main/http', common)).toEqual([]);
  });

  it('has a command line that opens the loopback door only to serve', () => {
    const lines = importsOf('main').filter(({ file }) => /^main\/(cli|commands\/|cli\/)/.test(file));
    const wrong = lines.filter(
      ({ target }) =>
        isOwn(target) && !startsWithAny(target, [...common, 'main/cli', 'main/commands/', 'main/http/serve.ts']),
    );
    expect(wrong.map(describeLine)).toEqual([]);
  });

  it('never reaches into the window', () => {
    expect(
      importsOf('main')
        .filter(({ target }) => target.startsWith('renderer/'))
        .map(describeLine),
    ).toEqual([]);
  });
});

describe('Electron', () => {
  it('is imported by main/electron only; elsewhere at most its types', () => {
    const lines = ['main', 'renderer', 'shared'].flatMap(importsOf).filter(({ target }) => target === 'electron');
    const wrong = lines.filter(({ file, typeOnly }) => !file.startsWith('main/electron/') && !typeOnly);
    expect(wrong.map(describeLine)).toEqual([]);
    expect(lines.length).toBeGreaterThan(0);
  });
});

describe('the window', () => {
  it('knows the shared core and neither the program, Node nor Electron', () => {
    const wrong = importsOf('renderer')
      .filter(({ file }) => file !== 'renderer/vite.config.ts')
      .filter(({ target }) => target.startsWith('main/') || target.startsWith('node:') || target === 'electron');
    expect(wrong.map(describeLine)).toEqual([]);
  });
});

it('the top level holds what the house plan says', () => {
  const visible = readdirSync(root).filter(
    (name) => !name.startsWith('.') && !/^(dist|node_modules|out|coverage)(\.|$)/.test(name),
  );
  const allowed = [
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'electron-builder.yml',
    'eslint.config.js',
    'main',
    'package-lock.json',
    'package.json',
    'renderer',
    'scenarios',
    'shared',
    'test',
    'tsconfig.json',
  ];
  expect(visible.filter((name) => !allowed.includes(name))).toEqual([]);
});
