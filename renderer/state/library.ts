/**
 * The scenario library as the window sees it, and what a person does with it: compare, new, duplicate, rename, delete
 * with undo, open received files, save one to send. Refusals come back as sentences in the person's sight (tell).
 * Tested in test/dom/library.test.tsx.
 */
import type { LibraryEntry, OutputOf } from '../../shared/api/contract.ts';
import type { Client } from '../../shared/api/rpc.ts';
import type { DatasetPin, ScenarioDocument } from '../../shared/scenario/document.ts';
import { newDocument, serializeScenario } from '../../shared/scenario/file.ts';
import { emptyScenario, type Scenario } from '../../shared/scenario/schema.ts';
import type { Translate } from '../../shared/text/index.ts';
import { documentForFile, type Autosave } from './autosave.ts';
import { addColumn, MOST_COLUMNS, removeColumn, renameScenario, type Column, type DocumentStore } from './document.ts';
import { createStore, type Store } from './store.ts';

/** A short message; `action` is one thing to do about it. */
export interface Message {
  readonly level: 'info' | 'warning' | 'danger';
  readonly text: string;
  readonly details?: readonly string[];
  readonly action?: { readonly text: string; readonly run: () => void };
}

export interface LibraryStore {
  readonly entries: Store<readonly LibraryEntry[]>;
  readonly refresh: () => Promise<void>;
  readonly compare: (entry: LibraryEntry) => Promise<void>;
  readonly takeOut: (key: string) => void;
  readonly create: () => Promise<void>;
  /** Puts a scenario made elsewhere in the window into library and comparison; refuses when six are compared. */
  readonly createFrom: (scenario: Scenario) => Promise<void>;
  readonly duplicate: (entry: LibraryEntry) => Promise<void>;
  readonly rename: (entry: LibraryEntry, title: string) => Promise<void>;
  readonly remove: (entry: LibraryEntry) => Promise<void>;
  readonly importFile: (fileName: string, text: string) => Promise<void>;
  /** A file that somebody else imported (a double click in the system): shown in the comparison. */
  readonly show: (opened: OutputOf<'library.import'>) => Promise<void>;
  /** Saves the entry as a file of its own, outside the library. */
  readonly share: (entry: LibraryEntry) => Promise<void>;
  readonly shareColumn: (column: Column) => void;
  /** Says why something was not done. */
  readonly refuse: (message: string) => void;
}

export interface LibraryOptions {
  readonly client: Client;
  readonly document: DocumentStore;
  readonly autosave: Autosave;
  readonly dataset: DatasetPin;
  readonly programVersion: string;
  readonly makeId: () => string;
  readonly translate: () => Translate;
  readonly tell: (message: Message) => void;
  readonly saveFile: (fileName: string, text: string) => void;
}

/** A title as a file name that every system takes. */
export const fileNameOf = (title: string): string =>
  `${
    title
      .replace(/[\p{Cc}\\/:*?"<>|]+/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 80) || 'scenario'
  }.corridor`;

export function createLibrary(options: LibraryOptions, first: readonly LibraryEntry[]): LibraryStore {
  const { client, document, autosave, makeId, tell } = options;
  const entries = createStore(first);
  const t: Translate = (key, values) => options.translate()(key, values);
  const columns = () => document.store.get().present.columns;
  const refuse = (message: string): void => tell({ level: 'danger', text: message });

  async function refresh(): Promise<void> {
    const result = await client('library.list', {});
    if (result.ok) entries.set(result.value.entries);
    else refuse(result.error.message);
  }

  const findColumn = (handle: string): Column | undefined =>
    columns().find((column) => autosave.files.get()[column.key]?.handle === handle);

  async function read(handle: string): Promise<ScenarioDocument | undefined> {
    const column = findColumn(handle);
    if (column) return documentForFile(column, autosave.files.get()[column.key]);
    const result = await client('library.open', { handle });
    if (!result.ok) {
      refuse(result.error.message);
      return undefined;
    }
    for (const notice of result.value.notices) tell({ level: notice.level, text: notice.message });
    return result.value.document;
  }

  async function compare(entry: LibraryEntry): Promise<void> {
    if (findColumn(entry.handle)) return;
    if (columns().length >= MOST_COLUMNS) {
      tell({ level: 'warning', text: t('library.full') });
      return;
    }
    const opened = await read(entry.handle);
    if (!opened || findColumn(entry.handle)) return;
    const key = makeId();
    autosave.register(key, { handle: entry.handle, readOnly: entry.readOnly, saved: opened });
    document.change(t('change.added', { title: entry.title }), addColumn({ key, document: opened }));
  }

  function takeOut(key: string): void {
    const column = columns().find((one) => one.key === key);
    if (!column) return;
    if (columns().length === 1) {
      tell({ level: 'warning', text: t('library.last') });
      return;
    }
    document.change(t('change.removed', { title: column.document.scenario.title }), removeColumn(key));
  }

  /** Puts a document into the library as an own scenario, and into the comparison where there is room. */
  async function add(content: ScenarioDocument): Promise<void> {
    const result = await client('library.create', { document: content });
    if (!result.ok) {
      refuse(result.error.message);
      return;
    }
    await refresh();
    if (columns().length < MOST_COLUMNS) await compare(result.value);
  }

  const share = (content: ScenarioDocument): void =>
    options.saveFile(fileNameOf(content.scenario.title), serializeScenario(content));

  async function show({ entry, notices }: OutputOf<'library.import'>): Promise<void> {
    for (const notice of notices) tell({ level: notice.level, text: notice.message });
    tell({ level: 'info', text: t('file.opened', { title: entry.title }) });
    await refresh();
    await compare(entry);
  }

  return {
    entries,
    refresh,
    compare,
    takeOut,
    create: () =>
      add(newDocument(emptyScenario(t('library.newTitle')), options.dataset, options.programVersion, makeId())),
    createFrom: async (scenario) => {
      if (columns().length >= MOST_COLUMNS) {
        tell({ level: 'warning', text: t('library.full') });
        return;
      }
      await add(newDocument(scenario, options.dataset, options.programVersion, makeId()));
      tell({ level: 'info', text: t('library.added', { title: scenario.title }) });
    },
    duplicate: async (entry) => {
      const content = await read(entry.handle);
      if (!content) return;
      const scenario = {
        ...content.scenario,
        title: t('library.copyTitle', { title: content.scenario.title }).slice(0, 200),
      };
      await add({ ...content, scenario, lineage: { documentId: makeId(), ancestor: content.scenario } });
    },
    rename: async (entry, title) => {
      const column = findColumn(entry.handle);
      if (column) {
        document.change(t('change.renamed', { title }), renameScenario(column.key, title));
        return;
      }
      const content = await read(entry.handle);
      if (!content) return;
      const renamed = { ...content, scenario: { ...content.scenario, title } };
      const result = await client('library.save', { handle: entry.handle, document: renamed });
      if (!result.ok) refuse(result.error.message);
      await refresh();
    },
    remove: async (entry) => {
      const column = findColumn(entry.handle);
      if (column && columns().length === 1) {
        tell({ level: 'warning', text: t('library.last') });
        return;
      }
      if (column) {
        await autosave.flush();
        takeOut(column.key);
      }
      const result = await client('library.delete', { handle: entry.handle });
      if (!result.ok) {
        refuse(result.error.message);
        return;
      }
      await refresh();
      const restore = async (): Promise<void> => {
        const restored = await client('library.restore', { undo: result.value.undo });
        if (!restored.ok) {
          refuse(restored.error.message);
          return;
        }
        await refresh();
        if (column) await compare(restored.value);
      };
      tell({
        level: 'info',
        text: t('library.deleted', { title: entry.title }),
        action: { text: t('library.restore'), run: () => void restore() },
      });
    },
    importFile: async (fileName, text) => {
      const result = await client('library.import', { fileName, text });
      if (result.ok) await show(result.value);
      else
        tell({
          level: 'danger',
          text: `${t('file.refused', { name: fileName })}. ${result.error.message}`,
          details: (result.error.details ?? []).map((issue) =>
            issue.field === undefined ? issue.message : `${issue.field}: ${issue.message}`,
          ),
        });
    },
    show,
    refuse,
    share: async (entry) => {
      const content = await read(entry.handle);
      if (content) share(content);
    },
    shareColumn: (column) => share(documentForFile(column, autosave.files.get()[column.key])),
  };
}
