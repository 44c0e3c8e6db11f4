/**
 * `npm start`: builds if needed, then opens the planner: in Electron if its runtime is here or can be fetched, else in
 * a window of the system's browser, saying so in one sentence. Never imports `electron` (that would fetch it without
 * asking). Tested in test/unit/start.test.ts and test/e2e/start.test.ts.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildNow, ensureBuilt } from './build.mjs';

const root = join(import.meta.dirname, '..');
const FETCH_LIMIT_MS = 60_000;
const EARLY_DEATH_MS = 8_000;

const USAGE = `npm start -- [options]
  --browser        open in the browser, not in Electron
  --no-open        open nothing, print the address
  --no-download    do not try to fetch the Electron runtime
  --rebuild        build again first
  --port NUMBER    port of the browser host (default: any free one)`;

/** Where the unpacked runtime keeps its program, by platform. */
export function electronExecutable(distFolder, platform) {
  if (platform === 'darwin') return join(distFolder, 'Electron.app', 'Contents', 'MacOS', 'Electron');
  return join(distFolder, platform === 'win32' ? 'electron.exe' : 'electron');
}

/** The runtime, if it is on this machine. `ELECTRON_OVERRIDE_DIST_PATH` names another unpacked one. */
export function findElectron({ electronFolder, env, platform, exists }) {
  const distFolder = env.ELECTRON_OVERRIDE_DIST_PATH || (electronFolder && join(electronFolder, 'dist'));
  if (!distFolder) return undefined;
  const executable = electronExecutable(distFolder, platform);
  return exists(executable) ? executable : undefined;
}

function electronPackageFolder() {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return undefined;
  }
}

const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

const exitOf = (child) =>
  new Promise((resolve) => {
    child.once('error', () => resolve({ code: 127 }));
    child.once('exit', (code, signal) => resolve({ code: code ?? 1, signal }));
  });

/** Runs the package's own installer once, within a time limit; the checksum in the package is enforced by it. */
async function fetchElectron(electronFolder) {
  const child = spawn(process.execPath, [join(electronFolder, 'install.js')], { stdio: 'ignore' });
  const timer = setTimeout(() => child.kill('SIGKILL'), FETCH_LIMIT_MS);
  const { code } = await exitOf(child);
  clearTimeout(timer);
  return code === 0;
}

/** Runs the desktop program to its end. Undefined when it died at once, so that another window can be tried. */
async function runElectron(executable) {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(executable, [...sandbox, root], { stdio: ['ignore', 'inherit', 'inherit'] });
  const startedAt = performance.now();
  let asked = false;
  const pass = (signal) => {
    asked = true;
    child.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass);
  const { code } = await exitOf(child);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, pass);
  if (asked) return 0;
  if (code !== 0 && performance.now() - startedAt < EARLY_DEATH_MS) return undefined;
  return code;
}

/** Exit code of the desktop program, or a sentence why the browser takes its place. */
async function tryElectron(download) {
  const electronFolder = electronPackageFolder();
  const look = () => findElectron({ electronFolder, env: process.env, platform: process.platform, exists: existsSync });
  if (!hasDisplay) return { why: 'There is no display for Electron here, so the planner runs on its local address.' };
  let executable = look();
  if (!executable && download && electronFolder && !process.env.ELECTRON_OVERRIDE_DIST_PATH) {
    const { version } = JSON.parse(readFileSync(join(electronFolder, 'package.json'), 'utf8'));
    console.log(`Fetching the Electron ${version} runtime once (at most ${FETCH_LIMIT_MS / 1000} seconds) …`);
    await fetchElectron(electronFolder);
    executable = look();
  }
  if (!executable) {
    return {
      why: "Electron's runtime is not on this machine and could not be fetched, so the browser opens the same window.",
    };
  }
  const code = await runElectron(executable);
  return code === undefined
    ? { why: 'Electron was found but ended at once, so the browser opens the same window.' }
    : { code };
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      browser: { type: 'boolean', default: false },
      'no-open': { type: 'boolean', default: false },
      'no-download': { type: 'boolean', default: false },
      rebuild: { type: 'boolean', default: false },
      port: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
    throw new Error('--port takes a whole number from 0 to 65535.');
  }
  return { ...values, port };
}

async function main() {
  let options;
  try {
    options = readOptions();
  } catch (error) {
    console.error(`${error.message}\n\n${USAGE}`);
    return 2;
  }
  if (options.help) {
    console.log(USAGE);
    return 0;
  }
  try {
    if (options.rebuild) await buildNow();
    else await ensureBuilt({ onBuild: () => console.log('Building the planner …') });
  } catch (error) {
    console.error(`The planner could not be built: ${error.message}`);
    return 2;
  }
  const open = !options['no-open'];
  if (open && !options.browser) {
    const outcome = await tryElectron(!options['no-download']);
    if (outcome.code !== undefined) return outcome.code;
    console.log(outcome.why);
  }
  const { serve } = await import('../dist/main/serve.js');
  return serve({
    entryFolder: import.meta.dirname,
    port: options.port,
    open,
    print: (line) => console.log(line),
    printError: (line) => console.error(line),
  });
}

if (process.argv[1] && import.meta.filename === realpathSync(process.argv[1])) {
  process.exit(await main());
}
