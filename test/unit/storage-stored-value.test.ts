/** A value in memory and its file: the latest value wins, and a refusing disk loses nothing. */
import { beforeEach, describe, expect, it } from 'vitest';
import { SafeJsonFile } from '../../main/services/safe-json-file.ts';
import { StoredValue } from '../../main/services/stored-value.ts';
import { makeFaulty, type Fault } from '../support/faulty-file-system.ts';
import { MemoryDisk } from '../support/memory-disk.ts';
import { makeTestClock, note, noteForm, type Note } from '../support/storage-form.ts';

const path = '/data/note.json';
let disk: MemoryDisk;
let fault: Fault | undefined;
let written: string[];
let stored: StoredValue<Note>;

beforeEach(() => {
  disk = new MemoryDisk();
  fault = undefined;
  written = [];
  const faulty = makeFaulty(disk, { faultAt: (_step, name) => (name === 'write' ? fault : undefined) });
  const fileSystem = {
    ...faulty,
    rename: async (from: string, to: string) => {
      await faulty.rename(from, to);
      if (to === path) written.push(disk.textOf(path) ?? '');
    },
  };
  stored = new StoredValue(new SafeJsonFile(path, noteForm, { fileSystem, clock: makeTestClock() }));
});

const onDisk = (): unknown => JSON.parse(disk.textOf(path) ?? 'null');

describe('a stored value', () => {
  it('writes the first and the latest of many quick saves, and tells all of them', async () => {
    const saves = ['1', '2', '3', '4', '5'].map((text) => stored.save(note(text)));
    const outcomes = await Promise.all(saves);
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(onDisk()).toEqual(note('5'));
    expect(written.length).toBeLessThanOrEqual(2);
  });

  it('writes what is saved while a write runs', async () => {
    const first = stored.save(note('1'));
    await Promise.resolve();
    await Promise.resolve();
    const second = stored.save(note('2'));
    await Promise.all([first, second]);
    expect(written).toEqual([JSON.stringify(note('1')), JSON.stringify(note('2'))]);
  });

  it('says in one sentence why it could not be saved, and keeps the value', async () => {
    await stored.save(note('old'));
    fault = 'ENOSPC';
    expect(await stored.save(note('new'))).toEqual({
      ok: false,
      error: {
        code: 'storage',
        message:
          'The note "new" could not be saved because the disk is full; it is still open here; free some space or save it elsewhere.',
      },
    });
    expect(onDisk()).toEqual(note('old'));
    expect(await stored.load()).toEqual({
      ok: true,
      value: {
        kind: 'whole',
        value: note('new'),
        notices: [
          {
            level: 'warning',
            message: 'The note "new" could not be saved so far; its last changes are only in this program.',
          },
        ],
      },
    });
  });

  it('tries once more at the end what was refused', async () => {
    fault = 'ENOSPC';
    await stored.save(note('new'));
    expect(await stored.flush()).toMatchObject({ ok: false, error: { code: 'storage' } });
    fault = undefined;
    expect(await stored.flush()).toEqual({ ok: true, value: null });
    expect(onDisk()).toEqual(note('new'));
  });

  it('waits at the end for what is still being written', async () => {
    void stored.save(note('1'));
    void stored.save(note('2'));
    await stored.flush();
    expect(onDisk()).toEqual(note('2'));
  });

  it('is not put back by a reading that began before the save', async () => {
    disk.place(path, JSON.stringify(note('old')));
    const reading = stored.load();
    const saving = stored.save(note('new'));
    await Promise.all([reading, saving]);
    expect(onDisk()).toEqual(note('new'));
    expect(await stored.load()).toMatchObject({ ok: true, value: { value: note('new'), notices: [] } });
  });

  it('reports a disk that cannot be read instead of an empty file', async () => {
    const unreadable = makeFaulty(disk, { faultAt: () => 'EIO' });
    const other = new StoredValue(new SafeJsonFile(path, noteForm, { fileSystem: unreadable, clock: makeTestClock() }));
    expect(await other.load()).toMatchObject({ ok: false, error: { code: 'storage' } });
  });
});
