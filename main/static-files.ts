/**
 * The built window as a closed table: address path -> bytes. Read once at start, so a request can only ever name a
 * file that the build produced; no request path touches the disk, and a later build does not disturb a running
 * program. Tested in test/security/static-files.test.ts.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

export interface StaticFile {
  readonly contentType: string;
  readonly bytes: Buffer<ArrayBuffer>;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Files of known kinds under `folder`, keyed "/assets/index.js"; "/" is the page itself. */
export function readStaticFiles(folder: string): ReadonlyMap<string, StaticFile> {
  const files = new Map<string, StaticFile>();
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const contentType = CONTENT_TYPES[extname(entry.name)];
    if (!entry.isFile() || contentType === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(`/${relative(folder, path).split(sep).join('/')}`, { contentType, bytes: readFileSync(path) });
  }
  const page = files.get('/index.html');
  if (!page) throw new Error(`The built window was not found in ${folder}. Please build or install the program again.`);
  return files.set('/', page);
}
