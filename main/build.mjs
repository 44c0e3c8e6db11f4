/**
 * Builds the program into dist/: the Node entries, the preload and the window. Quiet unless something fails. The build
 * goes to its own folder and is moved into place in one step, so nobody ever sees half of it; `ensureBuilt` builds only
 * when sources are newer, and one of several processes builds while the others wait.
 * Tested in test/unit/build.test.ts.
 */
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const projectRoot = join(import.meta.dirname, '..');
const sourceNames = ['main', 'renderer', 'shared', 'scenarios', 'package.json', 'package-lock.json'];

/** Newest change among files and folders; a folder's own time tells of a file that was removed. */
function newestChange(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestChange(join(path, name))), stat.mtimeMs);
}

/** What dist/ must carry to count as built from the present sources. */
export function sourceStamp(root = projectRoot) {
  return `${Math.max(...sourceNames.map((name) => newestChange(join(root, name))))}`;
}

export function isBuilt(root = projectRoot) {
  try {
    return readFileSync(join(root, 'dist', 'stamp.txt'), 'utf8') === sourceStamp(root);
  } catch {
    return false;
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Tries to become the one that builds. The lock only saves work: two builds at once would still both be whole. */
function tryLock(lock) {
  try {
    writeFileSync(lock, `${process.pid}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  try {
    const owner = Number(readFileSync(lock, 'utf8'));
    const ageMs = Date.now() - statSync(lock).mtimeMs;
    if (owner > 0 ? !isRunning(owner) : ageMs > 5_000) rmSync(lock, { force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  return false;
}

/** Puts `fresh` where `target` is; another process may do the same at the same moment. */
function moveIntoPlace(fresh, target) {
  const old = `${target}.old-${process.pid}`;
  for (let attempt = 1; ; attempt += 1) {
    try {
      renameSync(target, old);
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
    }
    try {
      renameSync(fresh, target);
      break;
    } catch (error) {
      if (attempt === 5 || !['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code)) throw error;
    } finally {
      rmSync(old, { recursive: true, force: true });
    }
  }
}

async function buildWithVite(root, outFolder) {
  const { build, createBuilder } = await import('vite');
  const builder = await createBuilder({
    configFile: join(root, 'main', 'vite.config.ts'),
    logLevel: 'error',
    environments: {
      main: { build: { outDir: join(outFolder, 'main') } },
      preload: { build: { outDir: join(outFolder, 'main') } },
    },
  });
  await builder.build(builder.environments.main);
  await builder.build(builder.environments.preload);
  await build({
    configFile: join(root, 'renderer', 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: join(outFolder, 'renderer') },
  });
}

/** Builds now. `compile(root, folder)` fills a folder; tests bring their own. */
export async function buildNow(root = projectRoot, compile = buildWithVite) {
  const fresh = join(root, `dist.tmp-${process.pid}`);
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh);
  try {
    const stamp = sourceStamp(root);
    await compile(root, fresh);
    writeFileSync(join(fresh, 'stamp.txt'), stamp);
    moveIntoPlace(fresh, join(root, 'dist'));
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** Builds when dist/ is missing or older than the sources; `onBuild` hears of it first. True when it built. */
export async function ensureBuilt({ root = projectRoot, compile = buildWithVite, onBuild = () => {} } = {}) {
  const lock = join(root, 'dist.lock');
  while (!isBuilt(root)) {
    if (!tryLock(lock)) {
      await pause(100);
      continue;
    }
    try {
      if (isBuilt(root)) return false;
      onBuild();
      await buildNow(root, compile);
      return true;
    } finally {
      rmSync(lock, { force: true });
    }
  }
  return false;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await buildNow();
}
