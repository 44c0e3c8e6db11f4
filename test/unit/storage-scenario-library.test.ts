/** The library on a real disk: nothing is lost, nothing hostile is written, and one bad file never stops the others. */
import { existsSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppError, Result } from '../../shared/base/issue.ts';
import { parseScenarioFile, serializeScenario } from '../../shared/scenario/file.ts';
import { diskFileSystem, type FileSystem } from '../../main/services/file-system.ts';
import { ScenarioLibrary } from '../../main/services/scenario-library.ts';
import { failAt, makeFaulty, type Fault } from '../support/faulty-file-system.ts';
import { makeDocument } from '../support/scenario-documents.ts';
import { makeTestClock } from '../support/storage-form.ts';

let root: string;
let libraryFolder: string;
let examplesFolder: string;
let library: ScenarioLibrary;

const start = (fileSystem: FileSystem = diskFileSystem): ScenarioLibrary =>
  new ScenarioLibrary({
    libraryFolder,
    examplesFolder,
    programVersion: '9.9.9',
    disk: { fileSystem, clock: makeTestClock() },
  });

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'corridor-library-'));
  libraryFolder = join(root, 'library');
  examplesFolder = join(root, 'examples');
  await mkdir(examplesFolder);
  await writeFile(join(examplesFolder, 'railway.corridor'), serializeScenario(makeDocument('Shipped railway')));
  library = start();
});
afterEach(() => rm(root, { recursive: true }));

function get<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`Refused: ${result.error.code}: ${result.error.message}`);
  return result.value;
}
function getError(result: Result<unknown>): AppError {
  if (result.ok) throw new Error('Not refused');
  return result.error;
}

/** Every file under the library folder, path and content. */
async function librarySnapshot(): Promise<Record<string, string>> {
  const paths = existsSync(libraryFolder) ? await readdir(libraryFolder, { recursive: true }) : [];
  const files = paths.map((path) => join(libraryFolder, path)).filter((path) => statSync(path).isFile());
  return Object.fromEntries(
    await Promise.all(files.map(async (path) => [path, await readFile(path, 'utf8')] as const)),
  );
}
const ownFiles = async (): Promise<string[]> =>
  (await readdir(libraryFolder).catch(() => [])).filter((name) => name.endsWith('.corridor'));
const titles = async (): Promise<string[]> => (await library.list()).entries.map(({ title }) => title);

describe('the library', () => {
  it('shows the shipped scenarios at the first start, read only', async () => {
    const { entries, notices } = await library.list();
    expect(notices).toEqual([]);
    expect(entries).toEqual([
      {
        handle: entries[0]?.handle,
        kind: 'shipped',
        documentId: 'document-of-Shipped railway',
        title: 'Shipped railway',
        tags: [],
        measureCount: 0,
        shockCount: 0,
        readOnly: true,
      },
    ]);
  });

  it('is empty, not broken, when there is no folder at all', async () => {
    await rm(examplesFolder, { recursive: true });
    expect(await library.list()).toEqual({ entries: [], notices: [] });
  });

  it('stores a new scenario under a readable name, in the one text form, signed by this version', async () => {
    const document = makeDocument('Bedel & customs', { tags: ['policy'], measures: { M_BED: { strength: 'mid' } } });
    const entry = get(await library.create(document));
    expect(entry).toMatchObject({
      kind: 'own',
      title: 'Bedel & customs',
      tags: ['policy'],
      measureCount: 1,
      readOnly: false,
    });
    expect(Date.parse(entry.savedAt ?? '')).not.toBeNaN();
    const [fileName] = await ownFiles();
    expect(fileName).toMatch(/^bedel-customs-[0-9a-f]{8}\.corridor$/);
    const signed = { ...document, writtenBy: { program: 'corridor-scenario-planner', version: '9.9.9' } };
    expect(await readFile(join(libraryFolder, fileName ?? ''), 'utf8')).toBe(serializeScenario(signed));
  });

  it('finds at the next start what was saved, under another handle', async () => {
    const entry = get(await library.create(makeDocument('One')));
    get(await library.save(entry.handle, makeDocument('One, changed')));
    library = start();
    const [found] = (await library.list()).entries;
    expect(found).toMatchObject({ title: 'One, changed', kind: 'own' });
    expect(found?.handle).not.toBe(entry.handle);
    expect(getError(await library.open(entry.handle)).code).toBe('not-found');
    expect(get(await library.open(found?.handle ?? '')).document.scenario.title).toBe('One, changed');
  });

  it('gives handles that tell nothing of where a file lies, and the same one each time', async () => {
    const entry = get(await library.create(makeDocument('One')));
    expect(entry.handle).toMatch(/^[0-9a-f-]{36}$/);
    expect((await library.list()).entries[0]?.handle).toBe(entry.handle);
  });

  it.each(['', 'own/x.corridor', '../../etc/passwd', '/etc/passwd', '__proto__'])(
    'refuses the made-up handle %j',
    async (handle) => {
      for (const result of [
        await library.open(handle),
        await library.save(handle, makeDocument('One')),
        await library.delete(handle),
        await library.restore(handle),
      ]) {
        expect(getError(result).code).toBe('not-found');
      }
      expect(await librarySnapshot()).toEqual({});
    },
  );

  it('refuses to save over or delete a shipped scenario, and says what to do', async () => {
    const before = await readFile(join(examplesFolder, 'railway.corridor'), 'utf8');
    const handle = (await library.list()).entries[0]?.handle ?? '';
    expect(getError(await library.save(handle, makeDocument('Shipped railway')))).toEqual({
      code: 'bad-input',
      message:
        'The scenario "Shipped railway" came with the program and stays as it is. Create a copy and save your changes there.',
    });
    expect(getError(await library.delete(handle)).code).toBe('bad-input');
    expect(await readFile(join(examplesFolder, 'railway.corridor'), 'utf8')).toBe(before);
    expect(await readdir(examplesFolder)).toEqual(['railway.corridor']);
  });

  it('keeps the file name when the title changes', async () => {
    const { handle } = get(await library.create(makeDocument('Old title')));
    get(await library.save(handle, makeDocument('New title')));
    expect((await ownFiles())[0]).toMatch(/^old-title-/);
    expect(await titles()).toEqual(['New title', 'Shipped railway']);
  });
});

describe('a file in the library that cannot be read', () => {
  const valid = serializeScenario(makeDocument('Good'));
  it.each([
    ['truncated', valid.slice(0, 300), 'is damaged at line'],
    ['empty', '', 'is empty'],
    ['of another program', '{"hello":1}', 'is not a scenario file'],
    [
      'newer',
      valid.replace('"formatVersion": 1', '"formatVersion": 7'),
      'in file format 7, which this version cannot read',
    ],
    [
      'edited into nonsense',
      valid.replace('"year": 2035', '"year": 12'),
      'because it says something that a scenario cannot',
    ],
    ['deeply nested', '['.repeat(100_000), 'is nested deeper'],
    ['huge', `"${'x'.repeat(5_000_001)}"`, 'at most 5 million'],
  ])('gives its sentence when it is %s, stays as it is, and stops nothing', async (_kind, text, sentence) => {
    await mkdir(libraryFolder);
    await writeFile(join(libraryFolder, 'bad.corridor'), text);
    await writeFile(join(libraryFolder, 'good.corridor'), valid);
    const { entries, notices } = await library.list();
    expect(entries.map(({ title }) => title)).toEqual(['Good', 'Shipped railway']);
    expect(notices).toHaveLength(1);
    expect(notices[0]?.message).toContain(`"bad.corridor"`);
    expect(notices[0]?.message).toContain(sentence);
    expect(await readFile(join(libraryFolder, 'bad.corridor'), 'utf8')).toBe(text);
  });

  it('is replaced by its backup when it is torn, and the person is told once', async () => {
    const { handle } = get(await library.create(makeDocument('First')));
    get(await library.save(handle, makeDocument('Second')));
    const [fileName = ''] = await ownFiles();
    await writeFile(join(libraryFolder, fileName), '{"format":');
    library = start();
    const { entries, notices } = await library.list();
    expect(entries[0]?.title).toBe('First');
    expect(notices.map(({ message }) => message)).toEqual([
      `"${fileName}" was damaged, so its backup was opened, which may lack your last changes; the damaged file is kept as "${fileName}.corrupt-2026-03-04T050607089Z".`,
    ]);
    expect((await library.list()).notices).toEqual([]);
  });

  it('opens with a notice when it was edited by hand and still makes sense', async () => {
    await mkdir(libraryFolder);
    await writeFile(join(libraryFolder, 'a.corridor'), valid.replace('"year": 2035', '"year": 2040'));
    const [entry] = (await library.list()).entries;
    const opened = get(await library.open(entry?.handle ?? ''));
    expect(opened.document.scenario.year).toBe(2040);
    expect(opened.notices).toEqual([
      { level: 'warning', message: expect.stringContaining('was edited outside the planner') as string },
    ]);
  });

  it('is refused with its own code when it became unreadable after it was listed', async () => {
    const { handle } = get(await library.create(makeDocument('One')));
    const path = join(libraryFolder, (await ownFiles())[0] ?? '');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('"formatVersion": 1', '"formatVersion": 2'));
    expect(getError(await library.open(handle)).code).toBe('newer-file');
    expect(getError(await library.save(handle, makeDocument('Two'))).code).toBe('newer-file');
    await writeFile(path, text.replace('"year": 2035', '"year": -1'));
    const refused = getError(await start().open(handle));
    expect(refused.code).toBe('not-found');
    expect((await start().list()).notices).toHaveLength(1);
  });
});

describe('importing', () => {
  const received = makeDocument('From Osh', { measures: { M_CKU: { strength: 0.7 } } }, 'osh-document-1');

  it('stores a received file among the received ones', async () => {
    const { entry, notices } = get(await library.import('reply.corridor', serializeScenario(received)));
    expect(entry).toMatchObject({ kind: 'recent', title: 'From Osh', documentId: 'osh-document-1', readOnly: false });
    expect(notices).toEqual([]);
    expect(get(await library.open(entry.handle)).document).toEqual(received);
  });

  it('gives the entry that is there when the content is the same', async () => {
    const first = get(await library.import('a.corridor', serializeScenario(received)));
    const again = get(await library.import('b.corridor', serializeScenario(received)));
    expect(again.entry.handle).toBe(first.entry.handle);
    expect(again.notices[0]?.message).toContain('is already in your library with the same content');
    expect(await readdir(join(libraryFolder, 'received'))).toHaveLength(1);
  });

  it('knows its own scenario when it comes back unchanged from another version of the program', async () => {
    const mine = get(await library.create(received));
    const returned = { ...received, writtenBy: { program: 'corridor-scenario-planner', version: '0.0.1' } };
    expect(get(await library.import('a.corridor', serializeScenario(returned))).entry.handle).toBe(mine.handle);
  });

  it('keeps another version of the same document beside it, and says so', async () => {
    get(await library.create(received));
    const changed = makeDocument('From Osh, revised', {}, 'osh-document-1');
    const { entry, notices } = get(await library.import('a.corridor', serializeScenario(changed)));
    expect(entry).toMatchObject({ kind: 'recent', documentId: 'osh-document-1' });
    expect(notices.map(({ message }) => message)).toEqual([
      'The scenario "From Osh, revised" is another version of "From Osh", which is in your library; both are kept.',
    ]);
    expect(await titles()).toEqual(['From Osh', 'From Osh, revised', 'Shipped railway']);
  });

  it('stores one file when the same text is dropped twice at once', async () => {
    const text = serializeScenario(received);
    const both = await Promise.all([library.import('a.corridor', text), library.import('a.corridor', text)]);
    expect(new Set(both.map((result) => get(result).entry.handle)).size).toBe(1);
  });

  const text = serializeScenario(received);
  it.each([
    ['truncated', text.slice(0, -40), 'bad-file', 'is damaged at line'],
    ['empty', '', 'bad-file', 'is empty'],
    ['newer', text.replace('"formatVersion": 1', '"formatVersion": 2'), 'newer-file', 'file format 2'],
    ['hostile', text.replace('"notes": ""', '"__proto__": {"a": 1}, "notes": ""'), 'bad-file', 'was not opened'],
    ['binary', 'PK\u0003\u0004\u0000', 'bad-file', 'is damaged at line'],
  ])('refuses a %s file with its sentence and leaves the library untouched', async (_kind, bad, code, sentence) => {
    get(await library.create(makeDocument('Mine')));
    const before = await librarySnapshot();
    const error = getError(await library.import('mail/../reply.corridor', bad));
    expect(error.code).toBe(code);
    expect(error.message).toContain('"reply.corridor"');
    expect(error.message).toContain(sentence);
    expect(await librarySnapshot()).toEqual(before);
  });

  it('takes in a file edited by hand, with a notice', async () => {
    const edited = text.replace('"year": 2035', '"year": 2036');
    const { notices } = get(await library.import('reply.corridor', edited));
    expect(notices[0]?.message).toContain('was edited outside the planner');
  });

  it('says that nothing was changed when the disk is full', async () => {
    const full = makeFaulty(diskFileSystem, { faultAt: (_step, name) => (name === 'write' ? 'ENOSPC' : undefined) });
    expect(getError(await start(full).import('a.corridor', text))).toEqual({
      code: 'storage',
      message:
        'The scenario "From Osh" could not be stored because the disk is full; nothing was changed. Free some space.',
    });
    expect(await librarySnapshot()).toEqual({});
  });
});

describe('deleting', () => {
  it('moves a scenario away and brings it back under the same handle, with its backup', async () => {
    const { handle } = get(await library.create(makeDocument('One')));
    get(await library.save(handle, makeDocument('Two')));
    const before = await librarySnapshot();
    const { undo } = get(await library.delete(handle));
    expect(await titles()).toEqual(['Shipped railway']);
    expect(Object.values(await librarySnapshot()).sort()).toEqual(Object.values(before).sort());
    expect(get(await library.restore(undo))).toMatchObject({ handle, title: 'Two' });
    expect(await librarySnapshot()).toEqual(before);
  });

  it('lets a deleted scenario be neither opened, saved nor deleted again', async () => {
    const { handle } = get(await library.create(makeDocument('One')));
    get(await library.delete(handle));
    expect(getError(await library.open(handle)).code).toBe('not-found');
    expect(getError(await library.save(handle, makeDocument('One'))).code).toBe('not-found');
    expect(getError(await library.delete(handle)).code).toBe('not-found');
    expect(await titles()).toEqual(['Shipped railway']);
  });

  it('undoes a deletion once', async () => {
    const { handle } = get(await library.create(makeDocument('One')));
    const { undo } = get(await library.delete(handle));
    get(await library.restore(undo));
    expect(getError(await library.restore(undo)).code).toBe('not-found');
    const again = get(await library.delete(handle));
    expect(again.undo).not.toBe(undo);
    expect(get(await library.restore(again.undo)).title).toBe('One');
  });

  it('deletes what is being saved only after it is saved', async () => {
    const { handle } = get(await library.create(makeDocument('One')));
    const saving = library.save(handle, makeDocument('Two'));
    const { undo } = get(await library.delete(handle));
    get(await saving);
    expect(await titles()).toEqual(['Shipped railway']);
    expect(get(await library.restore(undo)).title).toBe('Two');
  });

  it('does not bring a scenario back over a file that took its name', async () => {
    const { handle } = get(await library.create(makeDocument('One')));
    const [fileName = ''] = await ownFiles();
    const { undo } = get(await library.delete(handle));
    const other = serializeScenario(makeDocument('Other'));
    await writeFile(join(libraryFolder, fileName), other);
    expect(getError(await library.restore(undo)).code).toBe('conflict');
    expect(await readFile(join(libraryFolder, fileName), 'utf8')).toBe(other);
  });

  it.each<Fault>(['EBUSY', 'EACCES', 'EIO'])(
    'leaves the scenario and its backup when the disk refuses (%s)',
    async (fault) => {
      const { handle } = get(await library.create(makeDocument('One')));
      get(await library.save(handle, makeDocument('Two')));
      const before = await librarySnapshot();
      let renames = 0;
      const faulty = makeFaulty(diskFileSystem, {
        faultAt: (_step, name) => (name === 'rename' && (renames += 1) > 1 && renames < 9 ? fault : undefined),
      });
      library = start(faulty);
      const [entry] = (await library.list()).entries;
      const refused = getError(await library.delete(entry?.handle ?? ''));
      expect(refused.code).toBe('storage');
      expect(refused.message).toContain('The scenario "Two" could not be deleted because');
      if (fault !== 'EIO') expect(await librarySnapshot()).toEqual(before);
      expect(await titles()).toEqual(['Two', 'Shipped railway']);
    },
  );
});

it('a deletion that is cut off at any step leaves the scenario, or none; never the one before', async () => {
  const found: string[][] = [];
  for (let step = 1, killed = true; killed; step += 1) {
    await rm(libraryFolder, { recursive: true, force: true });
    library = start();
    const { handle } = get(await library.create(makeDocument('One')));
    get(await library.save(handle, makeDocument('Two')));
    const dying = makeFaulty(diskFileSystem, failAt(step, 'kill'));
    library = start(dying);
    const listed = (await library.list()).entries.find(({ kind }) => kind === 'own');
    if (listed) await library.delete(listed.handle);
    killed = dying.steps.length >= step;
    library = start();
    found.push((await titles()).filter((title) => title !== 'Shipped railway'));
  }
  expect(found.length).toBeGreaterThan(6);
  expect(new Set(found.map((names) => names.join()))).toEqual(new Set(['Two', '']));
});

describe('a refusing disk', () => {
  it('keeps the unsaved scenario open, tells of it, and saves it at the end', async () => {
    let full = false;
    library = start(
      makeFaulty(diskFileSystem, { faultAt: (_step, name) => (full && name === 'write' ? 'ENOSPC' : undefined) }),
    );
    const { handle } = get(await library.create(makeDocument('One')));
    full = true;
    expect(getError(await library.save(handle, makeDocument('Two')))).toEqual({
      code: 'storage',
      message:
        'The scenario "Two" could not be saved because the disk is full; it is still open here; free some space or save it elsewhere.',
    });
    const opened = get(await library.open(handle));
    expect(opened.document.scenario.title).toBe('Two');
    expect(opened.notices[0]?.message).toContain('could not be saved so far');
    expect(await library.flush()).toHaveLength(1);
    full = false;
    expect(await library.flush()).toEqual([]);
    library = start();
    expect(await titles()).toEqual(['Two', 'Shipped railway']);
  });

  it('is asked once more before a deletion, so that the trash holds the latest version', async () => {
    let full = false;
    const plan = {
      faultAt: (_step: number, name: string) => (full && name === 'write' ? 'ENOSPC' : undefined),
    } as const;
    library = start(makeFaulty(diskFileSystem, plan));
    const { handle } = get(await library.create(makeDocument('One')));
    full = true;
    getError(await library.save(handle, makeDocument('Two')));
    full = false;
    get(await library.delete(handle));
    const texts = Object.values(await librarySnapshot());
    expect(texts.some((text) => text.includes('"title": "Two"'))).toBe(true);
  });

  it('is told of as one notice per folder, while the other folders are shown', async () => {
    const faulty = makeFaulty(diskFileSystem, {
      faultAt: (step, name) => (step === 1 && name === 'readFolder' ? 'EACCES' : undefined),
    });
    const { entries, notices } = await start(faulty).list();
    expect(entries).toHaveLength(1);
    expect(notices.map(({ message }) => message)).toEqual([
      'The folder of your scenarios could not be read because this account may not read it. Allow reading it.',
    ]);
  });

  it('never lets a refused creation appear later', async () => {
    library = start(makeFaulty(diskFileSystem, { faultAt: (_step, name) => (name === 'sync' ? 'EIO' : undefined) }));
    expect(getError(await library.create(makeDocument('One'))).code).toBe('storage');
    expect(await library.flush()).toEqual([]);
    expect(await librarySnapshot()).toEqual({});
  });
});

it('every stored file reads back as the document that was stored', async () => {
  const document = makeDocument('Тест 测试 ı', { notes: 'line\nline\u2028"quoted"' });
  get(await library.create(document));
  const text = await readFile(join(libraryFolder, (await ownFiles())[0] ?? ''), 'utf8');
  expect(parseScenarioFile(text)).toMatchObject({ kind: 'ok', document: { scenario: document.scenario }, notices: [] });
});
