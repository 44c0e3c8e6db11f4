/**
 * One table of calls through every door gives equal answers: in-process, fetch to the loopback server, and the preload's
 * bridge over message channels (played by a double of `electron` that copies values as Electron does). Handles and
 * times differ from run to run: handles are compared by the order in which they first appear, times by being there.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { answerProcedures, sendEvent } from '../../main/electron/ipc.ts';
import { startServer } from '../../main/http/server.ts';
import { createHandlers, createServices } from '../../main/services/handlers.ts';
import { connect, type Bridge } from '../../renderer/transport.ts';
import type { ProgramEvent } from '../../shared/api/events.ts';
import { procedureNames } from '../../shared/api/contract.ts';
import { createDispatch, type Transport } from '../../shared/api/rpc.ts';
import { failure, type Result } from '../../shared/base/issue.ts';
import { newDocument, serializeScenario } from '../../shared/scenario/file.ts';
import { emptyScenario } from '../../shared/scenario/schema.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const electron = vi.hoisted(() => ({
  bridge: [] as unknown[],
  answerers: new Map<string, (event: unknown, input: unknown) => unknown>(),
  listeners: new Map<string, (event: unknown, payload: unknown) => void>(),
}));
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (_key: string, api: unknown) => void electron.bridge.push(api) },
  ipcRenderer: {
    invoke: async (channel: string, input: unknown) => {
      const event = { senderFrame: { url: 'app://corridors/', parent: null } };
      return structuredClone(await electron.answerers.get(channel)?.(event, structuredClone(input)));
    },
    on: (channel: string, listener: never) => void electron.listeners.set(channel, listener),
  },
  ipcMain: { handle: (channel: string, answerer: never) => void electron.answerers.set(channel, answerer) },
}));
await import('../../main/electron/preload.ts');
const [bridge] = electron.bridge as Bridge[];
if (!bridge) throw new Error('The preload exposed nothing.');

const root = join(import.meta.dirname, '../..');
const noWindow = { location: { hash: '#token=key', pathname: '/', search: '' } };

/** A dispatch over services of its own, with nothing in the library but what the program ships. */
async function makeDispatch(): Promise<Transport> {
  const folder = makeTempFolder();
  const examplesFolder = join(folder, 'examples');
  mkdirSync(examplesFolder);
  const services = await createServices({
    dataFolder: join(folder, 'data'),
    examplesFolder,
    datasetFolder: join(root, 'scenarios/baseline'),
    programVersion: '1.2.3',
    host: 'in-process',
  });
  onTestFinished(() => services.close());
  return createDispatch(createHandlers(services), {
    onIncident: (_incident, error) => {
      throw error;
    },
    makeIncidentId: () => 'incident',
  });
}

async function openFetchDoor(dispatch: Transport): Promise<Transport> {
  const faults: unknown[] = [];
  const files = new Map();
  const server = await startServer({ dispatch, files, token: 'key', port: 0, onFault: (fault) => faults.push(fault) });
  const origin = `http://127.0.0.1:${server.port}`;
  const realFetch = globalThis.fetch;
  vi.stubGlobal('fetch', (address: string, init: RequestInit) =>
    realFetch(`${origin}${address}`, { ...init, headers: { ...init.headers, origin } }),
  );
  onTestFinished(async () => {
    vi.unstubAllGlobals();
    await server.close();
    expect(faults).toEqual([]);
  });
  const store = new Map<string, string>();
  const view = {
    ...noWindow,
    history: { state: null, replaceState: () => undefined },
    sessionStorage: { getItem: (key: string) => store.get(key) ?? null, setItem: store.set.bind(store) },
  };
  return connect(view as unknown as Window).transport;
}

function openBridgeDoor(dispatch: Transport): Promise<Transport> {
  electron.answerers.clear();
  answerProcedures(dispatch);
  return Promise.resolve(connect({ ...noWindow, corridor: bridge } as unknown as Window).transport);
}

const doors: Readonly<Record<string, (dispatch: Transport) => Promise<Transport>>> = {
  'in-process': (dispatch) => Promise.resolve(dispatch),
  fetch: openFetchDoor,
  bridge: openBridgeDoor,
};

const pin = { id: 'baseline', version: '1', digest: 'a'.repeat(64) };
const document = newDocument(
  { ...emptyScenario('Дорога "Бедель" 别迭里'), measures: { M_BEDEL: { strength: 'mid' } } },
  pin,
  '1.2.3',
  'document-1',
);
const study = { columns: [], market: { kind: 'market', id: 'MK01' }, year: 2035 };

/** Steps in order; a step may use what an earlier one answered, by its index. */
type Step = readonly [name: string, input: unknown];
const steps: readonly (Step | ((answers: readonly Result<unknown>[]) => Step))[] = [
  ['app.info', {}],
  ['app.info', { unexpected: 1 }],
  ['app.info', null],
  ['app.info', []],
  ['no.such', {}],
  ['dataset.read', {}],
  ['library.list', {}],
  ['library.open', { handle: 'nothing' }],
  ['library.open', { handle: '../../etc/passwd' }],
  ['library.create', { document }],
  (answers) => ['library.open', { handle: handleOf(answers[9]) }],
  (answers) => [
    'library.save',
    { handle: handleOf(answers[9]), document: { ...document, extensions: { other: [1, null] } } },
  ],
  ['library.create', { document: { ...document, scenario: { ...document.scenario, year: 1 } } }],
  [
    'library.import',
    { fileName: 'received.corridor', text: serializeScenario({ ...document, lineage: { documentId: 'document-2' } }) },
  ],
  ['library.import', { fileName: 'half.corridor', text: serializeScenario(document).slice(0, 200) }],
  ['library.import', { fileName: 'empty.corridor', text: '' }],
  ['library.import', { fileName: 'binary.corridor', text: '\u0000\u0001\ufffd' }],
  ['library.list', {}],
  (answers) => ['library.delete', { handle: handleOf(answers[9]) }],
  ['library.list', {}],
  (answers) => ['library.restore', { undo: (answers[18] as { value: { undo: string } }).value.undo }],
  ['settings.read', {}],
  ['settings.write', { language: 'ru', theme: 'dark', singleKeys: false }],
  ['settings.write', { language: 'xx', theme: 'dark', singleKeys: false }],
  ['settings.read', {}],
  ['study.read', {}],
  ['study.write', { study, drafts: [] }],
  ['study.read', {}],
  ['study.end', {}],
];

function handleOf(answer: Result<unknown> | undefined): string {
  if (!answer?.ok) throw new Error('The step before had no handle.');
  return (answer.value as { handle: string }).handle;
}

/** Answers with handles and undo marks replaced by their order of appearance, and times by a word. */
function comparable(answers: readonly Result<unknown>[]): unknown {
  const seen: unknown[] = [];
  const text = JSON.stringify(answers, (key, value: unknown) => {
    if (key === 'savedAt') return 'a time';
    if (key !== 'handle' && key !== 'undo') return value;
    if (!seen.includes(value)) seen.push(value);
    return `${key} ${seen.indexOf(value)}`;
  });
  return JSON.parse(text);
}

async function runTable(open: (dispatch: Transport) => Promise<Transport>): Promise<readonly Result<unknown>[]> {
  const transport = await open(await makeDispatch());
  const answers: Result<unknown>[] = [];
  for (const step of steps) {
    const [name, input] = typeof step === 'function' ? step(answers) : step;
    answers.push(await transport(name, input));
  }
  return answers;
}

describe('one table of calls', () => {
  it('asks every procedure at least once, and is answered in both ways', async () => {
    const answers = await runTable(doors['in-process'] ?? openBridgeDoor);
    const asked = steps.map((step) => (typeof step === 'function' ? step(answers) : step)[0]);
    expect(procedureNames.filter((name) => !asked.includes(name))).toEqual([]);
    expect(answers.map(({ ok }) => ok).filter((ok) => !ok).length).toBeGreaterThan(5);
    expect(answers.map(({ ok }) => ok).filter(Boolean).length).toBeGreaterThan(10);
  });

  it.each(['fetch', 'bridge'])('gives through %s what it gives in-process', async (door) => {
    const direct = comparable(await runTable(doors['in-process'] ?? openBridgeDoor));
    expect(comparable(await runTable(doors[door] ?? openBridgeDoor))).toEqual(direct);
  });

  it('masks a fault alike through every door', async () => {
    for (const open of Object.values(doors)) {
      const incidents: string[] = [];
      const handlers = { 'app.info': () => Promise.reject(new Error('inner secret')) };
      const dispatch = createDispatch(handlers as never, {
        onIncident: (incident) => incidents.push(incident),
        makeIncidentId: () => 'i-1',
      });
      const answer = await (await open(dispatch))('app.info', {});
      expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } });
      expect(JSON.stringify(answer)).toContain('i-1');
      expect(JSON.stringify(answer)).not.toContain('inner secret');
      expect(incidents).toEqual(['i-1']);
      vi.unstubAllGlobals();
    }
  });
});

describe('the bridge', () => {
  it('keeps events for the page until it listens, then passes them on until it stops', () => {
    const event: ProgramEvent = { kind: 'file-opened', result: failure('bad-file', 'x.corridor could not be read.') };
    const contents = { send: (channel: string, payload: unknown) => electron.listeners.get(channel)?.({}, payload) };
    const send = (): void => sendEvent(contents as never, event);
    const heard: ProgramEvent[] = [];
    send();
    const stop = bridge.onEvent((one) => heard.push(one));
    expect(heard).toEqual([event]);
    send();
    expect(heard).toHaveLength(2);
    stop();
    send();
    expect(heard).toHaveLength(2);
  });
});
