import { describe, expect, it } from 'vitest';
import {
  appModeArguments,
  findChromiumFamily,
  hasDisplay,
  openCommand,
  type Machine,
} from '../../main/http/open-window.ts';

const machine = (changes: Partial<Machine> & { readonly files?: readonly string[] }): Machine => ({
  platform: 'linux',
  env: {},
  userId: 1000,
  exists: (path) => (changes.files ?? []).includes(path),
  ...changes,
});

describe('a browser with an application mode', () => {
  it.each([
    ['linux', { PATH: '/usr/bin:/snap/bin' }, '/snap/bin/chromium'],
    ['darwin', {}, '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'],
    ['win32', { 'ProgramFiles(x86)': 'C:\\P86' }, 'C:\\P86\\Microsoft\\Edge\\Application\\msedge.exe'],
  ])('is found on %s', (platform, env, path) => {
    expect(findChromiumFamily(machine({ platform, env, files: [path] }))).toBe(path);
    expect(findChromiumFamily(machine({ platform, env }))).toBeUndefined();
  });
  it('is the named one before all others', () => {
    const env = { PATH: '/usr/bin', CORRIDOR_BROWSER: '/opt/chrome' };
    expect(findChromiumFamily(machine({ env, files: ['/usr/bin/chromium', '/opt/chrome'] }))).toBe('/opt/chrome');
  });
  it('gets its own profile, and loses its sandbox for root only', () => {
    const address = 'http://127.0.0.1:1/#token=k';
    const person = appModeArguments(address, '/tmp/p', machine({}));
    expect(person).toContain(`--app=${address}`);
    expect(person).toContain('--user-data-dir=/tmp/p');
    expect(person).not.toContain('--no-sandbox');
    expect(appModeArguments(address, '/tmp/p', machine({ userId: 0 }))).toContain('--no-sandbox');
  });
});

it('a display is told from the environment on Linux and taken for granted elsewhere', () => {
  expect(hasDisplay(machine({}))).toBe(false);
  expect(hasDisplay(machine({ env: { DISPLAY: ':0' } }))).toBe(true);
  expect(hasDisplay(machine({ env: { WAYLAND_DISPLAY: 'wayland-0' } }))).toBe(true);
  expect(hasDisplay(machine({ platform: 'win32', userId: undefined }))).toBe(true);
});

it('the usual browser is opened without a shell, so an address can never become a command', () => {
  expect(openCommand('http://a/#b&c', 'win32')).toEqual(['rundll32', ['url.dll,FileProtocolHandler', 'http://a/#b&c']]);
  expect(openCommand('http://a/', 'darwin')).toEqual(['open', ['http://a/']]);
  expect(openCommand('http://a/', 'linux')).toEqual(['xdg-open', ['http://a/']]);
});
