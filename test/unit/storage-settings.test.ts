/** Settings: always whole, whatever is in the file. */
import { beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings, SettingsStore } from '../../main/services/settings.ts';
import { makeFaulty } from '../support/faulty-file-system.ts';
import { MemoryDisk } from '../support/memory-disk.ts';
import { makeTestClock } from '../support/storage-form.ts';

const path = '/data/settings.json';
let disk: MemoryDisk;
const start = (fileSystem = makeFaulty(disk, { faultAt: () => undefined })): SettingsStore =>
  new SettingsStore('/data', { fileSystem, clock: makeTestClock() });
const fileWith = (content: object): string =>
  JSON.stringify({ format: 'corridor-settings', formatVersion: 1, ...content });

beforeEach(() => {
  disk = new MemoryDisk();
});

describe('the settings', () => {
  it('are English, the theme of the system and single keys at the first start', async () => {
    expect(await start().read()).toEqual({
      settings: { language: 'en', theme: 'system', singleKeys: true },
      notices: [],
    });
  });

  it('are found again at the next start', async () => {
    const chosen = { language: 'ru', theme: 'dark', singleKeys: false } as const;
    expect(await start().write(chosen)).toEqual({ ok: true, value: null });
    expect(await start().read()).toEqual({ settings: chosen, notices: [] });
  });

  it('fall back one by one, each with a notice', async () => {
    disk.place(path, fileWith({ language: 'ru', theme: 'purple', singleKeys: 'yes' }));
    expect(await start().read()).toEqual({
      settings: { language: 'ru', theme: 'system', singleKeys: true },
      notices: [
        {
          level: 'warning',
          message: 'The setting "theme" in "settings.json" cannot be "purple"; "system" is used instead.',
        },
        {
          level: 'warning',
          message: 'The setting "singleKeys" in "settings.json" cannot be "yes"; true is used instead.',
        },
      ],
    });
  });

  it('take the usual value for one that is missing, without a word', async () => {
    disk.place(path, fileWith({ language: 'ru' }));
    expect(await start().read()).toEqual({ settings: { ...defaultSettings, language: 'ru' }, notices: [] });
  });

  it.each([
    ['torn', '{"format":', 'is damaged'],
    ['not ours', '[1,2,3]', 'was not written by this program'],
    ['newer', '{"format":"corridor-settings","formatVersion":2}', 'was written by a newer version'],
  ])('are the usual ones when the file is %s, and the notice says why', async (_kind, text, sentence) => {
    disk.place(path, text);
    const { settings, notices } = await start().read();
    expect(settings).toEqual(defaultSettings);
    expect(notices).toHaveLength(1);
    expect(notices[0]?.message).toContain(sentence);
    expect(notices[0]?.message).toContain('The usual settings are used.');
    expect(disk.textOf(path)).toBe(text);
  });

  it('of a newer version are never written over', async () => {
    const newer = '{"format":"corridor-settings","formatVersion":2}';
    disk.place(path, newer);
    expect(await start().write(defaultSettings)).toMatchObject({ ok: false, error: { code: 'newer-file' } });
    expect(disk.textOf(path)).toBe(newer);
  });

  it('that could not be saved hold until the program ends', async () => {
    const settings = start(makeFaulty(disk, { faultAt: (_step, name) => (name === 'sync' ? 'ENOSPC' : undefined) }));
    expect(await settings.write({ ...defaultSettings, theme: 'dark' })).toEqual({
      ok: false,
      error: {
        code: 'storage',
        message:
          'The choice of settings could not be saved because the disk is full; it holds until the program ends; free some space or choose again later.',
      },
    });
    expect((await settings.read()).settings.theme).toBe('dark');
  });
});
