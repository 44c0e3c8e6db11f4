/** Every procedure of the contract over a real folder, through dispatch, as each door calls them. */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { beforeEach, describe, expect, it } from 'vitest';
import { createClient, createDispatch, type Client, type Transport } from '../../shared/api/rpc.ts';
import type { Result } from '../../shared/base/issue.ts';
import { ENGINE_VERSION } from '../../shared/engine/evaluate.ts';
import { serializeScenario } from '../../shared/scenario/file.ts';
import { diskFileSystem, type FileSystem } from '../../main/services/file-system.ts';
import { createHandlers, createServices, type Services } from '../../main/services/handlers.ts';
import { makeFaulty } from '../support/faulty-file-system.ts';
import { makeDocument } from '../support/scenario-documents.ts';
import { makeTestClock } from '../support/storage-form.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

let dataFolder: string;
let examplesFolder: string;
const datasetFolder = join(import.meta.dirname, '../../scenarios/baseline');
const incidents: unknown[] = [];

const open = (fileSystem: FileSystem = diskFileSystem): Promise<Services> =>
  createServices({
    dataFolder,
    examplesFolder,
    datasetFolder,
    programVersion: '9.9.9',
    host: 'in-process',
    fileSystem,
    clock: makeTestClock(),
  });

interface Running {
  readonly services: Services;
  readonly transport: Transport;
  readonly call: Client;
}

async function start(fileSystem?: FileSystem): Promise<Running> {
  const services = await open(fileSystem);
  onTestFinished(() => services.close().catch(() => undefined));
  const transport = createDispatch(createHandlers(services), {
    onIncident: (_incident, error) => incidents.push(error),
    makeIncidentId: () => 'i-1',
  });
  return { services, transport, call: createClient(transport) };
}

function get<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

beforeEach(async () => {
  const root = makeTempFolder();
  dataFolder = join(root, 'data');
  examplesFolder = join(root, 'examples');
  await mkdir(examplesFolder);
  await writeFile(join(examplesFolder, 'railway.corridor'), serializeScenario(makeDocument('Railway')));
  incidents.length = 0;
  return () => expect(incidents).toEqual([]);
});

describe('the procedures', () => {
  it('answer a whole first session and the start after it', async () => {
    const { call, services } = await start();
    expect(get(await call('app.info', {}))).toEqual({
      version: '9.9.9',
      engineVersion: ENGINE_VERSION,
      host: 'in-process',
    });
    expect(Object.keys(get(await call('dataset.read', {})).files)).toContain('links.csv');
    expect(get(await call('settings.read', {}))).toEqual({ language: 'en', theme: 'system', singleKeys: true });
    expect(get(await call('study.read', {}))).toEqual({ drafts: [], endedCleanly: true });
    const [railway] = get(await call('library.list', {})).entries;
    const copy = get(await call('library.create', { document: makeDocument('My railway') }));
    get(await call('library.save', { handle: copy.handle, document: makeDocument('My railway', { year: 2040 }) }));
    const received = serializeScenario(makeDocument('Reply'));
    const { entry } = get(await call('library.import', { fileName: 'reply.corridor', text: received }));
    const { undo } = get(await call('library.delete', { handle: entry.handle }));
    expect(get(await call('library.restore', { undo })).title).toBe('Reply');
    get(await call('settings.write', { language: 'ru', theme: 'dark', singleKeys: false }));
    const study = {
      columns: [railway?.handle ?? '', copy.handle],
      market: { kind: 'market', id: 'X' },
      year: 2030,
    } as const;
    get(await call('study.write', { study: { ...study, columns: [...study.columns] }, drafts: [] }));
    get(await call('study.end', {}));
    await services.close();

    const { call: next } = await start();
    expect(get(await next('settings.read', {})).language).toBe('ru');
    const { entries, notices } = get(await next('library.list', {}));
    expect(notices).toEqual([]);
    expect(entries.map(({ kind, title }) => [kind, title])).toEqual([
      ['own', 'My railway'],
      ['recent', 'Reply'],
      ['shipped', 'Railway'],
    ]);
    const found = get(await next('study.read', {}));
    expect(found.endedCleanly).toBe(true);
    expect(found.study?.columns).toEqual([entries[2]?.handle, entries[0]?.handle]);
    expect(get(await next('library.open', { handle: entries[0]?.handle ?? '' })).document.scenario.year).toBe(2040);
  });

  it('tell what was wrong with settings and study once, with the notices of the library', async () => {
    await mkdir(dataFolder);
    await writeFile(join(dataFolder, 'settings.json'), 'torn');
    await writeFile(join(dataFolder, 'study.json'), 'torn');
    const { call } = await start();
    for (let time = 1; time <= 2; time += 1) {
      get(await call('settings.read', {}));
      get(await call('study.read', {}));
    }
    const { notices } = get(await call('library.list', {}));
    expect(notices.map(({ message }) => message)).toEqual([
      '"settings.json" is damaged: it is not JSON. The usual settings are used.',
      '"study.json" is damaged: it is not JSON. The table starts empty.',
    ]);
    get(await call('settings.read', {}));
    expect(get(await call('library.list', {})).notices).toEqual([]);
  });

  it('refuse a document that is none, before anything is written', async () => {
    const { transport } = await start();
    const refused = await transport('library.create', { document: { scenario: {} } });
    expect(refused).toMatchObject({ ok: false, error: { code: 'bad-input' } });
    expect(await readdir(dataFolder)).toEqual([expect.stringMatching(/^in-use\./)]);
  });
});

describe('the services', () => {
  it('refuse a folder that is in use, and free it when they close', async () => {
    const { services } = await start();
    await expect(open()).rejects.toMatchObject({ error: { code: 'conflict' } });
    await services.close();
    await (await open()).close();
    expect(await readdir(dataFolder)).toEqual([]);
  });

  it('say why a data folder cannot be used', async () => {
    await writeFile(dataFolder, 'a file, not a folder');
    await expect(open()).rejects.toMatchObject({ error: { code: 'storage' } });
    await expect(open()).rejects.toThrow(/^The data folder .* could not be opened because/);
  });

  it('remove what an interrupted save left, before the first write', async () => {
    const left = '.01234567-89ab-cdef-0123-456789abcdef.saving';
    await mkdir(join(dataFolder, 'library', 'received'), { recursive: true });
    for (const folder of ['', 'library', 'library/received']) await writeFile(join(dataFolder, folder, left), '{"half');
    await start();
    const names = await readdir(dataFolder, { recursive: true });
    expect(names.filter((name) => name.endsWith('.saving'))).toEqual([]);
  });

  it('write at the end what the disk refused before, and tell what stays unsaved', async () => {
    let full = false;
    const { call, services } = await start(
      makeFaulty(diskFileSystem, { faultAt: (_step, name) => (full && name === 'write' ? 'ENOSPC' : undefined) }),
    );
    const { handle } = get(await call('library.create', { document: makeDocument('One') }));
    full = true;
    expect(await call('library.save', { handle, document: makeDocument('Two') })).toMatchObject({
      error: { code: 'storage' },
    });
    await expect(services.close()).rejects.toThrow('The scenario "Two" could not be saved because the disk is full');
    full = false;
    await services.close();
    const { call: next } = await start();
    expect(get(await next('library.list', {})).entries[0]?.title).toBe('Two');
  });
});
