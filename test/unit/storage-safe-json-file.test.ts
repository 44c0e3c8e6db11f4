/** One stored file on a real disk, with every single step failing in every way: the document is always whole. */
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppFailure } from '../../shared/base/issue.ts';
import { diskFileSystem, type FileSystem } from '../../main/services/file-system.ts';
import { SafeJsonFile, type Reading } from '../../main/services/safe-json-file.ts';
import { codeOf } from '../../main/services/storage-error.ts';
import { removeLeftovers } from '../../main/services/write-whole.ts';
import { failAt, faults, makeFaulty, noFault, type Fault, type Plan } from '../support/faulty-file-system.ts';
import { makeTestClock, note, noteForm, type Note } from '../support/storage-form.ts';

let folder: string;
let path: string;
const clock = makeTestClock();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'corridor-storage-'));
  path = join(folder, 'file.json');
});
afterEach(() => rm(folder, { recursive: true }));

const fileOn = (fileSystem: FileSystem): SafeJsonFile<Note> => new SafeJsonFile(path, noteForm, { fileSystem, clock });

/** What a program started afterwards finds. */
async function readAfresh(): Promise<Reading<Note>> {
  const file = fileOn(diskFileSystem);
  await file.read();
  return file.reading;
}

async function noteOnDisk(): Promise<string | undefined> {
  const reading = await readAfresh();
  return 'value' in reading ? reading.value.note : undefined;
}

/** Files that a folder holds before a save, and the note that the save must not lose. */
const before = {
  'the first save': { files: {}, old: undefined },
  'the second save': { files: { 'file.json': '{"version":1,"note":"old"}' }, old: 'old' },
  'a later save': {
    files: { 'file.json': '{"version":1,"note":"old"}', 'file.json.bak': '{"version":1,"note":"older"}' },
    old: 'old',
  },
  'a save over a torn file': {
    files: { 'file.json': '{"version":1,"no', 'file.json.bak': '{"version":1,"note":"old"}' },
    old: 'old',
  },
  'a save over a missing file': { files: { 'file.json.bak': '{"version":1,"note":"old"}' }, old: 'old' },
} as const;

async function lay(files: Readonly<Record<string, string>>): Promise<void> {
  await rm(folder, { recursive: true });
  await mkdir(folder);
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}

async function saveUnder(plan: Plan): Promise<{ steps: readonly string[]; refusal: unknown }> {
  const fileSystem = makeFaulty(diskFileSystem, plan);
  try {
    await fileOn(fileSystem).write(note('new'));
    return { steps: fileSystem.steps, refusal: undefined };
  } catch (refusal) {
    return { steps: fileSystem.steps, refusal };
  }
}

describe.each(Object.entries(before))('in %s', (_name, { files, old }) => {
  const eachStep = async (
    plan: (step: number) => Plan,
    check: (refusal: unknown, steps: readonly string[]) => void,
  ) => {
    await lay(files);
    const { steps } = await saveUnder(noFault);
    expect(steps.length).toBeGreaterThan(5);
    expect(await noteOnDisk()).toBe('new');
    for (let step = 1; step <= steps.length; step += 1) {
      await lay(files);
      const outcome = await saveUnder(plan(step));
      const found = await noteOnDisk();
      expect([old, 'new'], `after step ${step}, ${steps[step - 1]}`).toContain(found);
      if (!outcome.refusal) expect(found).toBe('new');
      check(outcome.refusal, steps.slice(0, step));
    }
  };

  it.each(faults)('the old or the new note is whole when any one step fails with %s', async (fault) => {
    await eachStep(
      (step) => failAt(step, fault),
      (refusal, steps) => {
        const wanted = fault === 'kill' ? 'EKILLED' : fault;
        if (refusal) expect(codeOf(refusal)).toBe(wanted);
        else expect(['EACCES', 'EBUSY'].includes(fault), `${steps.at(-1)} was refused in silence`).toBe(true);
      },
    );
  });

  it.each<Fault>(['ENOSPC', 'EACCES', 'EBUSY', 'EIO'])(
    'the old or the new note is whole when a step and all after it fail with %s',
    async (fault) => {
      await eachStep(
        (failing) => ({ faultAt: (step) => (step >= failing ? fault : undefined) }),
        (refusal, steps) => {
          const mayPass = steps.at(-1) === 'syncFolder' && fault === 'EACCES';
          if (!mayPass) expect(codeOf(refusal)).toBe(fault);
        },
      );
    },
  );

  it('a failed save leaves no temporary file, and a killed one leaves one that the next start removes', async () => {
    await eachStep(
      (step) => failAt(step, 'ENOSPC'),
      () => undefined,
    );
    expect((await readdir(folder)).filter((name) => name.endsWith('.saving'))).toEqual([]);
    await lay(files);
    const { steps } = await saveUnder(noFault);
    await lay(files);
    await saveUnder(failAt(steps.lastIndexOf('rename') + 1, 'kill'));
    expect((await readdir(folder)).filter((name) => name.endsWith('.saving'))).toHaveLength(1);
    await writeFile(join(folder, '.mine.saving'), 'not ours');
    await removeLeftovers({ fileSystem: diskFileSystem, clock }, folder);
    expect((await readdir(folder)).filter((name) => name.endsWith('.saving'))).toEqual(['.mine.saving']);
  });
});

describe('saving', () => {
  it('keeps the document before as the backup', async () => {
    const file = fileOn(diskFileSystem);
    for (const text of ['one', 'two', 'three']) await file.write(note(text));
    expect(await readFile(`${path}.bak`, 'utf8')).toBe('{"version":1,"note":"two"}');
  });

  it('does not replace the backup when there is nothing new', async () => {
    const file = fileOn(diskFileSystem);
    for (const text of ['one', 'two', 'two']) await file.write(note(text));
    expect(await readFile(`${path}.bak`, 'utf8')).toBe('{"version":1,"note":"one"}');
  });

  it('makes sure of a document that is there already but was never confirmed', async () => {
    const first = makeFaulty(diskFileSystem, { faultAt: (_step, name) => (name === 'syncFolder' ? 'EIO' : undefined) });
    await expect(fileOn(first).write(note('one'))).rejects.toMatchObject({ code: 'EIO' });
    await expect(fileOn(first).write(note('one'))).rejects.toMatchObject({ code: 'EIO' });
    await fileOn(diskFileSystem).write(note('one'));
  });

  it.skipIf(process.platform === 'win32')('makes files that only their owner may read', async () => {
    await fileOn(diskFileSystem).write(note('one'));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('sets aside what is no note, rather than writing over it', async () => {
    await lay({ 'file.json': '{"edited":"by hand"}' });
    await fileOn(diskFileSystem).write(note('new'));
    expect(await readFile(`${path}.corrupt-2026-03-04T050607089Z`, 'utf8')).toBe('{"edited":"by hand"}');
  });

  it('never touches the file of a newer version', async () => {
    const newer = '{"version":2,"note":"from the future"}';
    await lay({ 'file.json': newer });
    await expect(fileOn(diskFileSystem).write(note('new'))).rejects.toThrow(AppFailure);
    expect(await readFile(path, 'utf8')).toBe(newer);
    expect(await readdir(folder)).toEqual(['file.json']);
  });

  it('tries again after pauses that grow, and not for ever', async () => {
    const pauses = makeTestClock();
    const busy = makeFaulty(diskFileSystem, { faultAt: (_step, name) => (name === 'rename' ? 'EBUSY' : undefined) });
    const file = new SafeJsonFile(path, noteForm, { fileSystem: busy, clock: pauses });
    await expect(file.write(note('new'))).rejects.toMatchObject({ code: 'EBUSY' });
    expect(pauses.pausesMs).toEqual([10, 20, 40, 80, 160, 320]);
  });

  it('does not try again on a full disk', async () => {
    const pauses = makeTestClock();
    const full = makeFaulty(diskFileSystem, { faultAt: (_step, name) => (name === 'write' ? 'ENOSPC' : undefined) });
    const file = new SafeJsonFile(path, noteForm, { fileSystem: full, clock: pauses });
    await expect(file.write(note('new'))).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(pauses.pausesMs).toEqual([]);
  });
});

describe('reading', () => {
  it('finds nothing where there is nothing', async () => {
    expect(await readAfresh()).toEqual({ kind: 'absent' });
  });

  it.each(['', '{"version":1,"no', '\u0000\u0000\u0000'])(
    'opens the backup of a damaged file (%j) and says so',
    async (text) => {
      await lay({ 'file.json': text, 'file.json.bak': '{"version":1,"note":"old"}' });
      const reading = await readAfresh();
      const aside = 'file.json.corrupt-2026-03-04T050607089Z';
      expect(reading).toEqual({
        kind: 'restored',
        value: note('old'),
        notices: [
          {
            level: 'warning',
            message: `"file.json" was damaged, so its backup was opened, which may lack your last changes; the damaged file is kept as "${aside}".`,
          },
        ],
      });
      expect(await readFile(join(folder, aside), 'utf8')).toBe(text);
      expect(await readAfresh()).toMatchObject({ kind: 'whole', value: note('old') });
    },
  );

  it('does not take bytes that are no text for a document', async () => {
    await writeFile(path, Buffer.from([...Buffer.from('{"version":1,"note":"'), 0xff, 0xfe, ...Buffer.from('"}')]));
    expect(await readAfresh()).toMatchObject({ kind: 'damaged' });
  });

  it('keeps two damaged files of the same moment apart', async () => {
    for (const text of ['torn 1', 'torn 2']) {
      await writeFile(path, text);
      await writeFile(`${path}.bak`, '{"version":1,"note":"old"}');
      await readAfresh();
    }
    const kept = (await readdir(folder)).filter((name) => name.includes('.corrupt-'));
    expect(await Promise.all(kept.map((name) => readFile(join(folder, name), 'utf8')))).toEqual(['torn 1', 'torn 2']);
  });

  it('leaves a damaged file without backup where it is, and says what is wrong', async () => {
    await lay({ 'file.json': 'torn', 'file.json.bak': 'torn too' });
    expect(await readAfresh()).toEqual({ kind: 'damaged', sentence: 'file.json is torn.' });
    expect(await readdir(folder)).toEqual(['file.json', 'file.json.bak']);
  });

  it.each([
    ['unreadable', '{"edited":"by hand"}'],
    ['newer', '{"version":2}'],
  ])('leaves an %s file where it is, even when there is a backup', async (kind, text) => {
    await lay({ 'file.json': text, 'file.json.bak': '{"version":1,"note":"old"}' });
    expect(await readAfresh()).toMatchObject({ kind });
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it.each(faults)('gives the backup, or refuses and loses nothing, when any one step fails with %s', async (fault) => {
    const files = { 'file.json': 'torn', 'file.json.bak': '{"version":1,"note":"old"}' };
    await lay(files);
    const steps = makeFaulty(diskFileSystem, noFault);
    await fileOn(steps).read();
    for (let step = 1; step <= steps.steps.length; step += 1) {
      await lay(files);
      const file = fileOn(makeFaulty(diskFileSystem, failAt(step, fault)));
      const read = await file.read().then((value) => value?.note, codeOf);
      expect(['old', 'EKILLED', fault], `step ${step}`).toContain(read);
      expect(await noteOnDisk(), `after step ${step}`).toBe('old');
    }
  });

  it('never waits for a folder that bears the name of the file', async () => {
    await mkdir(path);
    await expect(fileOn(diskFileSystem).read()).rejects.toMatchObject({ code: 'EISDIR' });
  });
});
