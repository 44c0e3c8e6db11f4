/**
 * Where a person's own data lies: one place for all doors, so the desktop window, the browser window and the command
 * line see the same library. `CORRIDOR_DATA` names another folder (tests, a memory stick). Only computes; never
 * creates anything. Tested in test/unit/data-folder.test.ts.
 */
import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

export interface Surroundings {
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

const here = (): Surroundings => ({ platform: process.platform, env: process.env, home: homedir() });

export function getDataFolder({ platform, env, home }: Surroundings = here()): string {
  if (env['CORRIDOR_DATA']) return env['CORRIDOR_DATA'];
  if (platform === 'win32') return win32.join(env['APPDATA'] ?? win32.join(home, 'AppData', 'Roaming'), 'Corridors');
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Corridors');
  return posix.join(env['XDG_CONFIG_HOME'] ?? posix.join(home, '.config'), 'Corridors');
}
