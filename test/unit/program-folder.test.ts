import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { getProgramFolders } from '../../main/program-folder.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

it('is found from the sources and from the built files alike', () => {
  const root = makeTempFolder();
  mkdirSync(join(root, 'scenarios', 'baseline'), { recursive: true });
  for (const entry of ['main', 'dist/main', 'dist/main/chunks', '.']) {
    mkdirSync(join(root, entry), { recursive: true });
    expect(getProgramFolders(join(root, entry))).toEqual({
      root,
      datasetFolder: join(root, 'scenarios', 'baseline'),
      examplesFolder: join(root, 'scenarios', 'examples'),
      rendererFolder: join(root, 'dist', 'renderer'),
    });
  }
});

it('says that the installation is incomplete when the data is nowhere above', () => {
  expect(() => getProgramFolders(makeTempFolder())).toThrow(/install the program again/);
});
