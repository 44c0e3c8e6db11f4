// `npm run bench`: bundles the measurements with the engine's own sources, runs them in this process and prints one line
// each, with its goal. Ratios are medians of alternating runs; differences under 15 % mean nothing. Never fails a build.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { ensureBuilt } from '../../main/build.mjs';

const root = join(import.meta.dirname, '../..');
const folder = join(root, `dist.bench-${process.pid}`);

await ensureBuilt({ root });
try {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { ssr: join(import.meta.dirname, 'measure.ts'), outDir: folder, target: 'node20' },
  });
  const { measure } = await import(pathToFileURL(join(folder, 'measure.js')).href);
  await measure(root, (line) => process.stdout.write(`${line}\n`));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
