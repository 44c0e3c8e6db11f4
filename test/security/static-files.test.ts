import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readStaticFiles } from '../../main/static-files.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

it('the window is the known kinds of files in the built folder, and the page is also "/"', () => {
  const folder = makeTempFolder();
  const built = join(folder, 'built');
  mkdirSync(join(built, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.json'), '{}');
  writeFileSync(join(built, 'index.html'), 'page');
  writeFileSync(join(built, 'assets', 'font.woff2'), 'font');
  writeFileSync(join(built, 'notes.txt'), 'not for the window');
  symlinkSync(join(folder, 'secret.json'), join(built, 'link.json'));
  const files = readStaticFiles(built);
  expect([...files.keys()].sort()).toEqual(['/', '/assets/font.woff2', '/index.html']);
  expect(files.get('/')?.bytes.toString()).toBe('page');
});

it('an unbuilt window is named, not served empty', () => {
  expect(() => readStaticFiles(makeTempFolder())).toThrow(/built window was not found/);
});
