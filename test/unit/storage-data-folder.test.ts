/** Where a person's data lies, per platform. */
import { describe, expect, it } from 'vitest';
import { getDataFolder } from '../../main/services/data-folder.ts';

const onLinux = { platform: 'linux', home: '/home/aida', currentFolder: '/now' };
const onMac = { platform: 'darwin', home: '/Users/aida', currentFolder: '/now' };
const onWindows = { platform: 'win32', home: 'C:\\Users\\aida', currentFolder: 'D:\\now' };

describe('the data folder', () => {
  it.each([
    [onLinux, {}, '/home/aida/.local/share/corridor-scenario-planner'],
    [onLinux, { XDG_DATA_HOME: '/data' }, '/data/corridor-scenario-planner'],
    [onLinux, { XDG_DATA_HOME: 'relative' }, '/home/aida/.local/share/corridor-scenario-planner'],
    [onMac, {}, '/Users/aida/Library/Application Support/corridor-scenario-planner'],
    [onWindows, {}, 'C:\\Users\\aida\\AppData\\Roaming\\corridor-scenario-planner'],
    [onWindows, { APPDATA: 'E:\\Roaming' }, 'E:\\Roaming\\corridor-scenario-planner'],
    [onLinux, { CORRIDOR_DATA_DIR: '/media/stick', XDG_DATA_HOME: '/data' }, '/media/stick'],
    [onLinux, { CORRIDOR_DATA_DIR: 'mine' }, '/now/mine'],
    [onWindows, { CORRIDOR_DATA_DIR: 'mine' }, 'D:\\now\\mine'],
    [onMac, { CORRIDOR_DATA_DIR: '' }, '/Users/aida/Library/Application Support/corridor-scenario-planner'],
  ])('of %o with %o is %s', (surroundings, env, folder) => {
    expect(getDataFolder({ ...surroundings, env })).toBe(folder);
  });

  it('of this machine is a whole path', () => {
    expect(getDataFolder()).toMatch(/^(\/|[A-Z]:\\)/);
  });
});
