/**
 * Where the program's own read-only data lies: the folder that holds `scenarios/baseline`. Found by walking up, so the
 * same line works from sources, from the built `dist/main` and inside the packed archive. Never writes.
 * Tested in test/unit/program-folder.test.ts.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface ProgramFolders {
  readonly root: string;
  /** The data pack that the program brings. */
  readonly datasetFolder: string;
  /** The scenarios that the program brings. */
  readonly examplesFolder: string;
  /** The built window. */
  readonly rendererFolder: string;
}

/** Walks up from `start` (an entry module's `import.meta.dirname`); throws when the installation is incomplete. */
export function getProgramFolders(start: string): ProgramFolders {
  for (let folder = start; ; folder = dirname(folder)) {
    const datasetFolder = join(folder, 'scenarios', 'baseline');
    if (existsSync(datasetFolder)) {
      return {
        root: folder,
        datasetFolder,
        examplesFolder: join(folder, 'scenarios', 'examples'),
        rendererFolder: join(folder, 'dist', 'renderer'),
      };
    }
    if (dirname(folder) === folder) {
      throw new Error(`The program's data was not found above ${start}. Please install the program again.`);
    }
  }
}
