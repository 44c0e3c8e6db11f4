/**
 * Where a person's own data lies: one place for all doors, so that every window and the command line see the same
 * library. Only computes; never creates anything. Tested in test/unit/storage-data-folder.test.ts.
 */
import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

const FOLDER_NAME = 'corridor-scenario-planner';

export interface Surroundings {
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** Where a relative CORRIDOR_DATA_DIR begins. */
  readonly currentFolder: string;
}

const here = (): Surroundings => ({
  platform: process.platform,
  env: process.env,
  home: homedir(),
  currentFolder: process.cwd(),
});

/** `CORRIDOR_DATA_DIR` when set (tests, a memory stick), else the place that the platform means for such data. */
export function getDataFolder({ platform, env, home, currentFolder }: Surroundings = here()): string {
  const path = platform === 'win32' ? win32 : posix;
  const chosen = env['CORRIDOR_DATA_DIR'];
  if (chosen) return path.resolve(currentFolder, chosen);
  const absolute = (folder: string | undefined): string | undefined =>
    folder && path.isAbsolute(folder) ? folder : undefined;
  switch (platform) {
    case 'win32':
      return path.join(absolute(env['APPDATA']) ?? path.join(home, 'AppData', 'Roaming'), FOLDER_NAME);
    case 'darwin':
      return path.join(home, 'Library', 'Application Support', FOLDER_NAME);
    default:
      // The XDG specification says that a relative value must be ignored.
      return path.join(absolute(env['XDG_DATA_HOME']) ?? path.join(home, '.local', 'share'), FOLDER_NAME);
  }
}
