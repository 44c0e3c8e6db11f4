/** One writer per folder, also when processes die, numbers are given again, and two start at once. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppFailure } from '../../shared/base/issue.ts';
import {
  systemProcesses,
  takeInstanceLock,
  type LockHost,
  type ProcessTable,
} from '../../main/services/instance-lock.ts';
import { makeFaulty, noFault } from '../support/faulty-file-system.ts';
import { MemoryDisk } from '../support/memory-disk.ts';
import { makeTestClock } from '../support/storage-form.ts';

const clock = makeTestClock();
/** Every test has its folder, because a process remembers what it holds. */
let count = 0;
const newFolder = (): string => `/data${(count += 1)}`;

const processes = (ownPid: number, alive: Readonly<Record<number, string>>): ProcessTable => ({
  ownPid,
  startToken: (pid) => alive[pid],
});
const take = (disk: MemoryDisk, folder: string, host: LockHost, table: ProcessTable) =>
  takeInstanceLock(folder, host, { fileSystem: disk, clock }, table);

describe('the lock of the data folder', () => {
  it('refuses a second holder, and says who the first is and what to do', async () => {
    const [disk, folder] = [new MemoryDisk(), newFolder()];
    const alive = { 10: 'a', 20: 'b' };
    await take(disk, folder, 'electron', processes(10, alive));
    const refused = await take(disk, folder, 'loopback', processes(20, alive)).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(AppFailure);
    expect((refused as AppFailure).error).toEqual({
      code: 'conflict',
      message:
        'The planner is already open as the desktop program (process 10). Use that window, or close it and start again.',
    });
    expect(disk.paths).toHaveLength(1);
  });

  it('refuses a second holder in the same process', async () => {
    const [disk, folder] = [new MemoryDisk(), newFolder()];
    const table = processes(10, { 10: 'a' });
    await take(disk, folder, 'in-process', table);
    await expect(take(disk, folder, 'in-process', table)).rejects.toThrow('already open');
    await expect(take(disk, folder, 'loopback', table)).rejects.toThrow('already open');
  });

  it('is free again after its release', async () => {
    const [disk, folder] = [new MemoryDisk(), newFolder()];
    const alive = { 10: 'a', 20: 'b' };
    await (await take(disk, folder, 'electron', processes(10, alive))).release();
    await take(disk, folder, 'loopback', processes(20, alive));
    expect(disk.paths).toEqual([`${folder}/in-use.loopback.20.b.lock`]);
  });

  it.each([
    ['a dead process', 'in-use.electron.10.a.lock', { 20: 'b' }],
    ['a process whose number another has now', 'in-use.electron.10.a.lock', { 10: 'later', 20: 'b' }],
    ['a dead process that had our number', 'in-use.electron.20.a.lock', { 20: 'b' }],
    ['a dead process that had our number, where starts are not told', 'in-use.loopback.20.alive.lock', { 20: 'alive' }],
  ])('is taken over from %s', async (_case, left, alive) => {
    const [disk, folder] = [new MemoryDisk(), newFolder()];
    disk.place(`${folder}/${left}`, '');
    const table = processes(20, alive);
    await take(disk, folder, 'loopback', table);
    expect(disk.paths).toEqual([`${folder}/in-use.loopback.20.${alive[20]}.lock`]);
  });

  it('holds on where the platform does not tell when a process began', async () => {
    const [disk, folder] = [new MemoryDisk(), newFolder()];
    disk.place(`${folder}/in-use.electron.10.alive.lock`, '');
    await expect(take(disk, folder, 'loopback', processes(20, { 10: 'alive', 20: 'alive' }))).rejects.toThrow(
      'already open',
    );
  });

  it('does not mind other files', async () => {
    const [disk, folder] = [new MemoryDisk(), newFolder()];
    disk.place(`${folder}/in-use.by-me.txt`, 'mine');
    await take(disk, folder, 'loopback', processes(20, { 20: 'b' }));
    expect(disk.textOf(`${folder}/in-use.by-me.txt`)).toBe('mine');
  });

  it('never lets two go on, in whatever order the disk answers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.boolean(), async (scheduler, withStale) => {
        const [disk, folder] = [new MemoryDisk(), newFolder()];
        if (withStale) disk.place(`${folder}/in-use.electron.10.a.lock`, '');
        const slow = makeFaulty(disk, { ...noFault, before: () => scheduler.schedule(Promise.resolve()) });
        const alive = { 20: 'b', 30: 'c', 40: 'd' };
        const holders = [20, 30, 40].map((pid) =>
          takeInstanceLock(folder, 'loopback', { fileSystem: slow, clock }, processes(pid, alive)).then(
            () => true,
            () => false,
          ),
        );
        const held = await scheduler.waitFor(Promise.all(holders));
        const winners = held.filter(Boolean).length;
        expect(winners).toBeLessThanOrEqual(1);
        expect(disk.paths).toHaveLength(winners === 0 && withStale ? 1 : winners);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the process table of this machine', () => {
  it('knows this process, always by the same word', () => {
    const token = systemProcesses.startToken(process.pid);
    expect(token).toMatch(/^\w+$/);
    expect(systemProcesses.startToken(process.pid)).toBe(token);
  });

  it.runIf(process.platform === 'linux')('tells processes apart by when they began', () => {
    expect(systemProcesses.startToken(process.ppid)).not.toBe(systemProcesses.startToken(process.pid));
  });

  it('knows that a number beyond all processes is not alive', () => {
    expect(systemProcesses.startToken(2 ** 22 + 1)).toBeUndefined();
  });
});
