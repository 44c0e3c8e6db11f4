import { expect, it } from 'vitest';
import { getDataFolder } from '../../main/data-folder.ts';

it.each([
  ['linux', {}, '/home/ana', '/home/ana/.config/Corridors'],
  ['linux', { XDG_CONFIG_HOME: '/home/ana/settings' }, '/home/ana', '/home/ana/settings/Corridors'],
  ['darwin', {}, '/Users/ana', '/Users/ana/Library/Application Support/Corridors'],
  ['win32', { APPDATA: 'C:\\Users\\ana\\Roaming' }, 'C:\\Users\\ana', 'C:\\Users\\ana\\Roaming\\Corridors'],
  ['win32', {}, 'C:\\Users\\ana', 'C:\\Users\\ana\\AppData\\Roaming\\Corridors'],
  ['linux', { CORRIDOR_DATA: '/media/stick/plans' }, '/home/ana', '/media/stick/plans'],
])('on %s with %o a person’s data lies in the expected folder', (platform, env, home, folder) => {
  expect(getDataFolder({ platform, env, home })).toBe(folder);
});
