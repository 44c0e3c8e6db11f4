/**
 * `npm run pack:check`: packs the built program for Linux on a stub runtime, without a network, and checks what came out:
 * the file set of the archive, that its entries import nothing but Node's modules and `electron`, and each fuse.
 * `--extract FOLDER` unpacks the archive there, so that test/e2e/pack.test.ts can run it. It does NOT run Electron and
 * builds no installer; its last line says so.
 */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { createPackage, extractAll, extractFile, listPackage, statFile } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { build, Platform } from 'electron-builder';
import { ensureBuilt } from '../../main/build.mjs';

const root = join(import.meta.dirname, '../..');
/** Marks the place of the fuses inside Electron's program (electron/fuses). */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSE_COUNT = 8;

const EXPECTED_FUSES = {
  RunAsNode: false,
  EnableCookieEncryption: false,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
};

/** A folder with the names of a Linux runtime, a fuse wire, and no program. */
async function makeStubRuntime(folder) {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8'));
  const defaultApp = join(folder, 'default-app');
  mkdirSync(join(folder, 'dist', 'resources'), { recursive: true });
  mkdirSync(join(folder, 'dist', 'locales'));
  mkdirSync(defaultApp);
  writeFileSync(join(defaultApp, 'package.json'), '{"name":"default-app","main":"main.js"}');
  writeFileSync(join(defaultApp, 'main.js'), '');
  await createPackage(defaultApp, join(folder, 'dist', 'resources', 'default_app.asar'));
  const wire = Buffer.concat([Buffer.from(FUSE_SENTINEL), Buffer.from([1, FUSE_COUNT]), Buffer.alloc(FUSE_COUNT, '1')]);
  writeFileSync(join(folder, 'dist', 'electron'), Buffer.concat([Buffer.alloc(64), wire, Buffer.alloc(64)]));
  chmodSync(join(folder, 'dist', 'electron'), 0o755);
  for (const name of ['chrome-sandbox', 'chrome_crashpad_handler', 'LICENSE', 'LICENSES.chromium.html', 'version']) {
    writeFileSync(join(folder, 'dist', name), name === 'version' ? version : '');
  }
  return join(folder, 'dist');
}

function filesUnder(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

const packedFiles = (archive) =>
  listPackage(archive, { isPack: false })
    .map((path) => path.split(sep).join('/').replace(/^\//, ''))
    .filter((path) => !('files' in statFile(archive, path)));

/** Names imported or required by the packed entries, other than Node's own, `electron` and files beside them. */
function foreignImports(archive, paths) {
  const own = new Set([...builtinModules, ...builtinModules.map((name) => `node:${name}`), 'electron']);
  return paths
    .filter((path) => /^dist\/main\/.*\.c?js$/.test(path))
    .flatMap((path) => {
      const text = extractFile(archive, path).toString('utf8');
      const names = [
        ...text.matchAll(
          /^(?:import|export)\s[^;]*?from\s*["']([^"']+)["']|^import\s*["']([^"']+)["']|\brequire\(["']([^"']+)["']\)/gm,
        ),
      ];
      return names.map((match) => match[1] ?? match[2] ?? match[3]).map((name) => ({ path, name }));
    })
    .filter(({ name }) => !name.startsWith('.') && !own.has(name));
}

function compare(title, actual, expected) {
  const missing = expected.filter((item) => !actual.includes(item));
  const extra = actual.filter((item) => !expected.includes(item));
  const lines = [...missing.map((item) => `missing ${item}`), ...extra.map((item) => `unexpected ${item}`)];
  console.log(lines.length === 0 ? `ok   ${title} (${expected.length})` : `FAIL ${title}: ${lines.join(', ')}`);
  return lines.length === 0;
}

/** Keeps electron-builder's long talk back, and shows it when it fails. */
async function quietly(work) {
  const { write } = process.stdout;
  const talk = [];
  process.stdout.write = (text) => talk.push(text) > 0;
  try {
    return await work();
  } catch (error) {
    process.stderr.write(talk.join(''));
    throw error;
  } finally {
    process.stdout.write = write;
  }
}

const { extract } = parseArgs({ options: { extract: { type: 'string' } } }).values;
await ensureBuilt();
const folder = mkdtempSync(join(tmpdir(), 'corridor-pack-'));
try {
  const electronDist = await makeStubRuntime(folder);
  const output = join(folder, 'out');
  await quietly(() =>
    build({
      projectDir: root,
      targets: Platform.LINUX.createTarget('dir'),
      config: { extends: join(root, 'electron-builder.yml'), electronDist, directories: { output } },
      publish: 'never',
    }),
  );
  const unpacked = join(output, 'linux-unpacked');
  const archive = join(unpacked, 'resources', 'app.asar');
  if (extract) extractAll(archive, extract);
  const paths = packedFiles(archive);
  const expected = [
    ...filesUnder('dist').filter((path) => path !== 'dist/stamp.txt'),
    ...filesUnder('scenarios'),
    'package.json',
  ];
  const { main } = JSON.parse(extractFile(archive, 'package.json').toString('utf8'));
  const executable = readdirSync(unpacked).find((name) => /^(corridors|corridor-scenario-planner)$/i.test(name));
  const wire = await getCurrentFuseWire(join(unpacked, executable ?? 'missing-executable'));
  const fuses = Object.keys(EXPECTED_FUSES).map((name) => `${name}=${wire[FuseV1Options[name]] === '1'.charCodeAt(0)}`);
  const passed = [
    compare('files of the archive', paths, expected),
    compare('entry of the archive', [main], ['dist/main/electron.js']),
    compare(
      'imports outside the archive',
      foreignImports(archive, paths).map(({ path, name }) => `${name} in ${path}`),
      [],
    ),
    compare(
      'fuses',
      fuses,
      Object.entries(EXPECTED_FUSES).map(([name, on]) => `${name}=${on}`),
    ),
  ];
  console.log(
    'Package layout, entry, fuses and configuration checked on a stub runtime; Electron not run, installers not built.',
  );
  process.exitCode = passed.every(Boolean) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
