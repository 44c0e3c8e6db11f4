import { expect, it } from 'vitest';
import { electronExecutable, findElectron } from '../../main/start.mjs';

const exists = () => true;
const electronFolder = '/project/node_modules/electron';

it.each([
  ['linux', '/d/electron'],
  ['win32', '/d/electron.exe'],
  ['darwin', '/d/Electron.app/Contents/MacOS/Electron'],
])('on %s the runtime’s program is %s', (platform, path) => {
  expect(electronExecutable('/d', platform)).toBe(path);
});

it('the runtime is looked for in the named folder first, then in the package, and only believed when there', () => {
  const named = { ELECTRON_OVERRIDE_DIST_PATH: '/opt/runtime' };
  expect(findElectron({ electronFolder, env: named, platform: 'linux', exists })).toBe('/opt/runtime/electron');
  expect(findElectron({ electronFolder, env: {}, platform: 'linux', exists })).toBe(`${electronFolder}/dist/electron`);
  expect(findElectron({ electronFolder, env: {}, platform: 'linux', exists: () => false })).toBeUndefined();
  expect(findElectron({ electronFolder: undefined, env: {}, platform: 'linux', exists })).toBeUndefined();
});
