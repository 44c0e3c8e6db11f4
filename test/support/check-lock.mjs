/**
 * `npm run lock:check`: the lock file must install everywhere. Every optional dependency of every entry has an entry (npm
 * writes locks without the platform packages that it cannot see, and `npm ci` on another system then refuses them), every
 * entry has a checksum, and no entry names the address it was fetched from. Tested in test/unit/check-lock.test.ts.
 */
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where Node would look for `name` from inside the package at `path`, nearest first. */
function placesOf(name, path) {
  const places = [];
  for (
    let folder = path;
    folder !== '';
    folder = folder.slice(0, Math.max(folder.lastIndexOf('node_modules/') - 1, 0))
  ) {
    places.push(`${folder}/node_modules/${name}`);
  }
  return [...places, `node_modules/${name}`];
}

/** Sentences, one for each thing that is wrong. */
export function findLockFaults({ packages }) {
  const faults = [];
  for (const [path, entry] of Object.entries(packages)) {
    for (const kind of ['dependencies', 'optionalDependencies']) {
      for (const name of Object.keys(entry[kind] ?? {})) {
        if (!placesOf(name, path).some((place) => place in packages)) {
          faults.push(`${path || 'The project'} needs ${name}, which has no entry.`);
        }
      }
    }
    if (path === '') continue;
    if (entry.resolved !== undefined) faults.push(`${path} names the address that it came from.`);
    if (entry.link !== true && entry.integrity === undefined) faults.push(`${path} has no checksum.`);
  }
  return faults;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8'));
  const faults = findLockFaults(lock);
  for (const fault of faults) process.stderr.write(`package-lock.json: ${fault}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
