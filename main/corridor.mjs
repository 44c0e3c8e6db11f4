#!/usr/bin/env node
// The command `corridor`: builds the program if its sources are newer, then hands over. Standard output belongs to the
// command alone, so all of the build's talk goes to standard error.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

try {
  const { ensureBuilt } = await import('./build.mjs');
  const write = process.stdout.write;
  process.stdout.write = process.stderr.write.bind(process.stderr);
  try {
    await ensureBuilt();
  } finally {
    process.stdout.write = write;
  }
} catch (error) {
  process.stderr.write(`The program could not be built: ${error.message}\n`);
  process.exit(2);
}
const { run } = await import(pathToFileURL(join(import.meta.dirname, '..', 'dist', 'main', 'cli.js')).href);
process.exitCode = await run(process.argv.slice(2));
