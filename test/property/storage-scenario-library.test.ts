/**
 * General law of the library: whatever the order of creating, saving, deleting, bringing back and restarting, and
 * whatever the disk refuses, no confirmed scenario is lost and nothing confirmed as deleted comes back by itself.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ScenarioLibrary } from '../../main/services/scenario-library.ts';
import { makeFaulty, type Fault } from '../support/faulty-file-system.ts';
import { MemoryDisk } from '../support/memory-disk.ts';
import { makeDocument } from '../support/scenario-documents.ts';
import { makeTestClock } from '../support/storage-form.ts';

const pick = fc.nat(100);
const actionArbitrary = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('create' as const), pick }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('save' as const), pick }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), pick }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('restore' as const), pick }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const), pick }) },
);
/** Every so manyth step fails; 0 = none. */
const weatherArbitrary = fc.record({
  every: fc.constantFrom(0, 3, 5, 7, 11, 23),
  fault: fc.constantFrom<Fault>('ENOSPC', 'EACCES', 'EBUSY', 'EIO'),
});

/** One scenario as the test believes it to be; the number in its title is its identity. */
interface Believed {
  readonly identity: string;
  /** Any of these years may be in the file: the last confirmed one and those tried since. */
  years: readonly number[];
  undo?: string;
  present: boolean;
}

describe('the library', () => {
  it('loses no confirmed scenario and brings none back by itself', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(actionArbitrary, weatherArbitrary), { minLength: 1, maxLength: 25 }),
        async (actions) => {
          const disk = new MemoryDisk();
          let weather: { every: number; fault: Fault } = { every: 0, fault: 'EIO' };
          const fileSystem = makeFaulty(disk, {
            faultAt: (step) => (weather.every > 0 && step % weather.every === 0 ? weather.fault : undefined),
          });
          const start = (): ScenarioLibrary =>
            new ScenarioLibrary({
              libraryFolder: '/library',
              examplesFolder: '/examples',
              programVersion: '1.0.0',
              disk: { fileSystem, clock: makeTestClock() },
            });
          let library = start();
          const scenarios: Believed[] = [];
          let year = 2000;
          const documentOf = (identity: string) =>
            makeDocument(
              `Scenario ${identity}`,
              { year: (year = year === 2100 ? 2000 : year + 1) },
              `identity-${identity}`,
            );
          const handleOf = async ({ identity }: Believed): Promise<string | undefined> =>
            (await library.list()).entries.find(({ documentId }) => documentId === `identity-${identity}`)?.handle;

          for (const [action, ofThisAction] of actions) {
            const chosen = scenarios[action.pick % Math.max(1, scenarios.length)];
            weather = { every: 0, fault: 'EIO' };
            const handle = chosen && (await handleOf(chosen));
            weather = ofThisAction;
            switch (action.kind) {
              case 'create': {
                const document = documentOf(`${scenarios.length}`);
                const created = await library.create(document);
                // A refused creation may still have reached the disk whole; the person keeps the document anyway.
                scenarios.push({
                  identity: `${scenarios.length}`,
                  years: [document.scenario.year],
                  present: created.ok,
                });
                break;
              }
              case 'save': {
                if (!chosen || handle === undefined) break;
                const document = documentOf(chosen.identity);
                const saved = await library.save(handle, document);
                chosen.years = saved.ok ? [document.scenario.year] : [...chosen.years, document.scenario.year];
                break;
              }
              case 'delete': {
                if (!chosen?.present || handle === undefined) break;
                const deleted = await library.delete(handle);
                if (deleted.ok) Object.assign(chosen, { undo: deleted.value.undo, present: false });
                break;
              }
              case 'restore': {
                if (chosen?.undo === undefined) break;
                const restored = await library.restore(chosen.undo);
                if (restored.ok) Object.assign(chosen, { undo: undefined, present: true });
                break;
              }
              case 'restart':
                weather = { every: 0, fault: 'EIO' };
                await library.flush();
                for (const scenario of scenarios) scenario.undo = undefined;
                library = start();
            }
          }

          weather = { every: 0, fault: 'EIO' };
          await library.flush();
          library = start();
          const { entries } = await library.list();
          for (const scenario of scenarios.filter(({ present }) => present)) {
            const entry = entries.find(({ documentId }) => documentId === `identity-${scenario.identity}`);
            const opened = entry && (await library.open(entry.handle));
            expect(opened?.ok && scenario.years.includes(opened.value.document.scenario.year)).toBe(true);
          }
          const deletedOnes = scenarios.filter(({ present, undo }) => !present && undo !== undefined);
          for (const { identity } of deletedOnes) {
            expect(entries.some(({ documentId }) => documentId === `identity-${identity}`)).toBe(false);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
