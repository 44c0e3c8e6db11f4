/** The table as it was left: found again at the next start, with drafts after an unclean end. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { LibraryEntry, Study } from '../../shared/api/contract.ts';
import type { Result } from '../../shared/base/issue.ts';
import { serializeScenario } from '../../shared/scenario/file.ts';
import { ScenarioLibrary } from '../../main/services/scenario-library.ts';
import { StudyStore } from '../../main/services/study-store.ts';
import { makeFaulty, type Fault } from '../support/faulty-file-system.ts';
import { MemoryDisk } from '../support/memory-disk.ts';
import { makeDocument } from '../support/scenario-documents.ts';
import { makeTestClock } from '../support/storage-form.ts';

let disk: MemoryDisk;
let library: ScenarioLibrary;
let studies: StudyStore;
let fault: Fault | undefined;

/** Starts the program anew on the same disk. */
function start(): void {
  const fileSystem = makeFaulty(disk, { faultAt: (_step, name) => (name === 'write' ? fault : undefined) });
  const options = { fileSystem, clock: makeTestClock() };
  library = new ScenarioLibrary({
    libraryFolder: '/data/library',
    examplesFolder: '/examples',
    programVersion: '1.0.0',
    disk: options,
  });
  studies = new StudyStore('/data', library, options);
}

beforeEach(() => {
  disk = new MemoryDisk();
  fault = undefined;
  disk.place('/examples/railway.corridor', serializeScenario(makeDocument('Railway')));
  start();
});

function get<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
const studyOf = (columns: string[], reference?: string): Study => ({
  columns,
  ...(reference === undefined ? {} : { reference }),
  market: { kind: 'pair', from: 'kashgar', to: 'tashkent', valueOfTimeClass: 'general' },
  year: 2035,
});
const entries = async (): Promise<LibraryEntry[]> => (await library.list()).entries;
const titleOf = async (handle: string | undefined): Promise<string | undefined> =>
  (await entries()).find((entry) => entry.handle === handle)?.title;

describe('the study', () => {
  it('is not there at the first start, which follows no unclean end', async () => {
    expect(await studies.read()).toEqual({ state: { drafts: [], endedCleanly: true }, notices: [] });
  });

  it('is found again at the next start, in the handles of that run', async () => {
    const [railway] = await entries();
    const mine = get(await library.create(makeDocument('Mine')));
    get(await studies.write({ study: studyOf([railway?.handle ?? '', mine.handle], mine.handle), drafts: [] }));
    get(await studies.end());
    start();
    const { state } = await studies.read();
    expect(state.endedCleanly).toBe(true);
    expect(state.study?.columns).not.toContain(mine.handle);
    expect(await Promise.all((state.study?.columns ?? []).map(titleOf))).toEqual(['Railway', 'Mine']);
    expect(await titleOf(state.study?.reference)).toBe('Mine');
    expect(state.study?.market).toEqual(studyOf([]).market);
  });

  it('hands back drafts after an unclean end, and says that it was one', async () => {
    const mine = get(await library.create(makeDocument('Mine')));
    const draft = makeDocument('Mine, changed', { year: 2040 });
    get(await studies.write({ study: studyOf([mine.handle]), drafts: [{ handle: mine.handle, document: draft }] }));
    start();
    const { state } = await studies.read();
    expect(state.endedCleanly).toBe(false);
    expect(state.drafts.map(({ document }) => document)).toEqual([draft]);
    expect(await titleOf(state.drafts[0]?.handle)).toBe('Mine');
    expect((await studies.read()).state).toEqual(state);
  });

  it('counts a run as unclean again as soon as it writes', async () => {
    get(await studies.end());
    get(await studies.write({ study: studyOf([]), drafts: [] }));
    start();
    expect((await studies.read()).state.endedCleanly).toBe(false);
  });

  it('leaves out columns whose files are gone', async () => {
    const [railway] = await entries();
    const mine = get(await library.create(makeDocument('Mine')));
    get(await studies.write({ study: studyOf([mine.handle, railway?.handle ?? ''], mine.handle), drafts: [] }));
    get(await library.delete(mine.handle));
    start();
    const { state } = await studies.read();
    expect(await Promise.all((state.study?.columns ?? []).map(titleOf))).toEqual(['Railway']);
    expect(state.study?.reference).toBeUndefined();
  });

  it('makes a draft whose file is gone a scenario of its own, once', async () => {
    const mine = get(await library.create(makeDocument('Mine')));
    const document = makeDocument('Mine, changed');
    get(await studies.write({ study: studyOf([mine.handle]), drafts: [{ handle: mine.handle, document }] }));
    get(await library.delete(mine.handle));
    start();
    const { state, notices } = await studies.read();
    expect(state.drafts).toEqual([]);
    expect(await Promise.all((state.study?.columns ?? []).map(titleOf))).toEqual(['Mine, changed']);
    expect(notices.map(({ message }) => message)).toEqual([
      'The file of "Mine, changed" is gone; its unsaved changes are now a scenario of their own.',
    ]);
    start();
    expect((await studies.read()).notices).toEqual([]);
    expect((await entries()).map(({ title }) => title)).toEqual(['Mine, changed', 'Railway']);
  });

  it('keeps such a draft through later writes while the disk is full', async () => {
    const mine = get(await library.create(makeDocument('Mine')));
    const document = makeDocument('Mine, changed');
    get(await studies.write({ study: studyOf([mine.handle]), drafts: [{ handle: mine.handle, document }] }));
    get(await library.delete(mine.handle));
    start();
    fault = 'ENOSPC';
    const { notices } = await studies.read();
    expect(notices[0]?.message).toContain('because the disk is full');
    fault = undefined;
    get(await studies.write({ study: studyOf([]), drafts: [] }));
    start();
    await studies.read();
    expect((await entries()).map(({ title }) => title)).toEqual(['Mine, changed', 'Railway']);
  });

  it('refuses handles that were never issued', async () => {
    for (const write of [
      { study: studyOf(['own/mine.corridor']), drafts: [] },
      { study: studyOf([], 'x'), drafts: [] },
      { study: studyOf([]), drafts: [{ handle: 'x', document: makeDocument('X') }] },
    ]) {
      expect(await studies.write(write)).toMatchObject({ ok: false, error: { code: 'not-found' } });
    }
    expect(disk.textOf('/data/study.json')).toBeUndefined();
  });

  it('never follows a hand-edited name out of the library', async () => {
    get(await studies.write({ study: studyOf([(await entries())[0]?.handle ?? '']), drafts: [] }));
    const text = disk.textOf('/data/study.json') ?? '';
    disk.place('/data/study.json', text.replace('shipped/railway.corridor', 'own/../settings.json'));
    start();
    expect((await studies.read()).state.study?.columns).toEqual([]);
  });

  it('starts empty, with a notice, when its file is damaged beyond its backup', async () => {
    disk.place('/data/study.json', '{"format":"corridor-study","formatVersion":1,"drafts":7}');
    const { state, notices } = await studies.read();
    expect(state).toEqual({ drafts: [], endedCleanly: true });
    expect(notices[0]?.message).toContain('"study.json" is damaged');
  });

  it('says why it could not be written', async () => {
    fault = 'ENOSPC';
    expect(await studies.write({ study: studyOf([]), drafts: [] })).toMatchObject({
      error: {
        message: expect.stringContaining(
          'The arrangement of the table could not be saved because the disk is full',
        ) as string,
      },
    });
  });
});
