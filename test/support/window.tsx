/**
 * The window's parts without a browser: the real stores, engine and texts on the bundled data pack, with a program that
 * answers from memory. The worker answers when the test says so, or at once.
 */
import { render, type RenderResult } from '@testing-library/react';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { ServicesContext, type Services } from '../../renderer/services.ts';
import { start } from '../../renderer/start.ts';
import type { Message } from '../../renderer/state/library.ts';
import type { EndableWorker } from '../../renderer/study/long-work.ts';
import { createEngineRoom } from '../../renderer/study/engine-room.ts';
import type { WorkerAnswer, WorkerQuestion } from '../../renderer/study/protocol.ts';
import type { InputOf, LibraryEntry, OutputOf, ProcedureName, Settings } from '../../shared/api/contract.ts';
import type { Client } from '../../shared/api/rpc.ts';
import { failure, success, type Result } from '../../shared/base/issue.ts';
import type { ScenarioDocument } from '../../shared/scenario/document.ts';
import { createTexts } from '../../shared/text/index.ts';
import { baselineDataset, baselinePack } from './baseline-pack.ts';
import { shippedScenarios } from './shipped-scenarios.ts';

export type Call = { readonly [N in ProcedureName]: { readonly name: N; readonly input: InputOf<N> } }[ProcedureName];

/** A program in memory: shipped scenarios, own ones, the last study; and everything it was asked. */
export interface MemoryProgram {
  readonly client: Client;
  readonly calls: Call[];
  readonly documents: Map<string, { document: ScenarioDocument; readOnly: boolean }>;
  /** The next calls of these procedures are refused with this sentence. */
  readonly refusals: Map<ProcedureName, string>;
  lastStudy: OutputOf<'study.read'>;
}

const settings: Settings = { language: 'en', theme: 'light', singleKeys: true };

export function createMemoryProgram(): MemoryProgram {
  const { id, version, digest } = baselineDataset();
  const documents = new Map<string, { document: ScenarioDocument; readOnly: boolean }>();
  for (const [fileName, document] of shippedScenarios({ id, version, digest }))
    documents.set(fileName, { document, readOnly: true });
  const trash = new Map<string, { document: ScenarioDocument; readOnly: boolean }>();
  const entryOf = (handle: string): LibraryEntry => {
    const found = documents.get(handle);
    if (!found) throw new Error(`No scenario ${handle}`);
    const { scenario, lineage } = found.document;
    return {
      handle,
      kind: found.readOnly ? 'shipped' : 'own',
      documentId: lineage.documentId,
      title: scenario.title,
      tags: scenario.tags,
      measureCount: Object.keys(scenario.measures).length,
      shockCount: Object.keys(scenario.shocks).length,
      readOnly: found.readOnly,
    };
  };
  const put = (handle: string, document: ScenarioDocument): LibraryEntry => {
    documents.set(handle, { document, readOnly: false });
    return entryOf(handle);
  };
  const program: MemoryProgram = {
    calls: [],
    documents,
    refusals: new Map(),
    lastStudy: { drafts: [], endedCleanly: true },
    client: ((name: ProcedureName, input: never) => {
      const call = { name, input } as Call;
      program.calls.push(call);
      const refusal = program.refusals.get(name);
      return Promise.resolve(refusal === undefined ? answer(call) : failure('storage', refusal));
    }) as Client,
  };
  function answer(call: Call): Result<unknown> {
    switch (call.name) {
      case 'app.info':
        return success({ version: '0.1.0', engineVersion: '1.0.0', host: 'in-process' });
      case 'dataset.read':
        return success({ id: 'baseline', files: baselinePack() });
      case 'library.list':
        return success({ entries: [...documents.keys()].map(entryOf), notices: [] });
      case 'library.open': {
        const found = documents.get(call.input.handle);
        return found
          ? success({ entry: entryOf(call.input.handle), document: found.document, notices: [] })
          : failure('not-found', 'It is not in the library.');
      }
      case 'library.create':
        return success(put(`own-${documents.size}`, call.input.document));
      case 'library.save':
        return success(put(call.input.handle, call.input.document));
      case 'library.import':
        return failure('bad-file', `${call.input.fileName} is empty.`);
      case 'library.delete': {
        const found = documents.get(call.input.handle);
        if (found) trash.set(call.input.handle, found);
        documents.delete(call.input.handle);
        return success({ undo: call.input.handle });
      }
      case 'library.restore': {
        const found = trash.get(call.input.undo);
        if (!found) return failure('not-found', 'It is gone.');
        documents.set(call.input.undo, found);
        return success(entryOf(call.input.undo));
      }
      case 'settings.read':
        return success(settings);
      case 'settings.write':
        return success(call.input);
      case 'study.read':
        return success(program.lastStudy);
      case 'study.write':
      case 'study.end':
        return success({});
    }
  }
  return program;
}

/** A worker on this thread: it answers each question at once. */
export function createInstantWorker(): EndableWorker {
  let listener: ((event: { readonly data: WorkerAnswer }) => void) | undefined;
  const answer = createEngineRoom((data) => listener?.({ data }));
  return {
    addEventListener: (_type, added) => {
      listener = added;
    },
    postMessage: (question: WorkerQuestion) => {
      const data = answer(question);
      if (data) listener?.({ data });
    },
    terminate: () => {
      listener = undefined;
    },
  };
}

export interface OpenedWindow {
  readonly program: MemoryProgram;
  readonly services: Services;
  readonly messages: Message[];
  readonly show: (part: ReactNode) => RenderResult;
}

/** Starts everything but the drawing; `show` draws a part of the window. */
export async function openWindow(program: MemoryProgram = createMemoryProgram()): Promise<OpenedWindow> {
  const texts = createTexts('en');
  const messages: Message[] = [];
  const started = await start({
    client: program.client,
    texts,
    makeWorker: createInstantWorker,
    loadBasemap: () => Promise.resolve({ type: 'Topology', objects: {}, arcs: [] }),
    tell: (message) => void messages.push(message),
  });
  if (!started.ok) throw new Error(started.error.message);
  const services = started.value;
  return {
    program,
    services,
    messages,
    show: (part) =>
      render(
        <I18nextProvider i18n={texts}>
          <ServicesContext value={services}>{part}</ServicesContext>
        </I18nextProvider>,
      ),
  };
}
