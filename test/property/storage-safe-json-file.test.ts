/**
 * General laws of saving, on a disk that loses power: whatever fails, whenever, a file that was ever saved holds its
 * last confirmed document or one whose saving was tried later, whole.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SafeJsonFile } from '../../main/services/safe-json-file.ts';
import { removeLeftovers } from '../../main/services/write-whole.ts';
import { faults, makeFaulty, noFault, type Fault } from '../support/faulty-file-system.ts';
import { MemoryDisk } from '../support/memory-disk.ts';
import { makeTestClock, note, noteForm, type Note } from '../support/storage-form.ts';

const clock = makeTestClock();
const path = '/data/file.json';

/** One run of the program: saves, some steps of which fail (step within the save, fault), ended by a loss of power. */
const faultArbitrary = fc.record({ step: fc.integer({ min: 1, max: 14 }), fault: fc.constantFrom<Fault>(...faults) });
const runArbitrary = fc.record({
  saves: fc.array(fc.array(faultArbitrary, { maxLength: 3 }), { minLength: 1, maxLength: 4 }),
  survival: fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
});

const around = <T>(values: readonly T[], otherwise: T): (() => T) => {
  let next = 0;
  return () => values[next++ % values.length] ?? otherwise;
};

async function readAfresh(disk: MemoryDisk): Promise<string | undefined> {
  const file = new SafeJsonFile<Note>(path, noteForm, { fileSystem: disk, clock });
  return (await file.read())?.note;
}

describe('a stored file', () => {
  it('holds the last confirmed document or a later one, through any failures and losses of power', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(runArbitrary, { minLength: 1, maxLength: 4 }), async (runs) => {
        const disk = new MemoryDisk();
        let count = 0;
        let possible: (string | undefined)[] = [undefined];
        for (const { saves, survival, share } of runs) {
          let killed = false;
          for (const faultsOfSave of saves) {
            if (killed) break;
            const text = `${'x'.repeat(40)} ${(count += 1)}`;
            const fileSystem = makeFaulty(disk, {
              faultAt: (step) => faultsOfSave.find((candidate) => candidate.step === step)?.fault,
            });
            const file = new SafeJsonFile<Note>(path, noteForm, { fileSystem, clock });
            const saved = await file.write(note(text)).then(
              () => true,
              () => false,
            );
            // A platform that refuses to sync folders confirms no more than that the file is in place.
            const refusedSync = fileSystem.steps.some(
              (name, index) =>
                name === 'syncFolder' &&
                faultsOfSave.some(({ step, fault }) => step === index + 1 && fault === 'EACCES'),
            );
            possible = saved && !refusedSync ? [text] : [...possible, text];
            killed = faultsOfSave.some(({ step, fault }) => fault === 'kill' && step <= fileSystem.steps.length);
          }
          disk.losePower(around(survival, true), () => share);
          await removeLeftovers({ fileSystem: disk, clock }, '/data');
          expect(possible).toContain(await readAfresh(disk));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('lets reading and saving wait for each other, in whatever order the disk answers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.boolean(), async (scheduler, readFirst) => {
        const disk = new MemoryDisk();
        disk.place(path, 'torn');
        disk.place(`${path}.bak`, JSON.stringify(note('old')));
        const slow = makeFaulty(disk, { ...noFault, before: () => scheduler.schedule(Promise.resolve()) });
        const file = new SafeJsonFile<Note>(path, noteForm, { fileSystem: slow, clock });
        const work = readFirst ? [file.read(), file.write(note('new'))] : [file.write(note('new')), file.read()];
        await scheduler.waitFor(Promise.all(work));
        expect(await readAfresh(disk)).toBe('new');
      }),
      { numRuns: 200 },
    );
  });
});
