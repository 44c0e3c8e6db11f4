/**
 * Nothing is ever lost: each change goes to the drafts at once and, after a short idle, into its own file. A change of
 * a read-only (shipped) scenario makes an own copy and keeps the column. A failed save keeps the change in memory and
 * in the drafts, says why, and is tried again with the next change. Tested in test/dom/autosave.test.tsx.
 */
import type { Client } from '../../shared/api/rpc.ts';
import { canonicalText } from '../../shared/base/canonical-json.ts';
import { digestScenario, type ScenarioDocument } from '../../shared/scenario/document.ts';
import type { Column, DocumentState, DocumentStore } from './document.ts';
import { createStore, type Store } from './store.ts';

/** Where a column's file lies and what it holds. */
export interface FileState {
  readonly handle: string;
  readonly readOnly: boolean;
  readonly saved: ScenarioDocument;
  /** Lineage of an own copy made of a read-only file. */
  readonly lineage?: ScenarioDocument['lineage'];
}

export type SaveStatus =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: Date }
  | { readonly kind: 'failed'; readonly message: string };

export interface Autosave {
  readonly files: Store<Readonly<Record<string, FileState>>>;
  readonly status: Store<SaveStatus>;
  /** Tells where the file of a column lies, before the column is added. */
  readonly register: (key: string, file: FileState) => void;
  /** Writes everything now; true when all is in its file. */
  readonly flush: () => Promise<boolean>;
  readonly hasUnsaved: () => boolean;
}

export interface AutosaveOptions {
  readonly document: DocumentStore;
  readonly client: Client;
  readonly makeId: () => string;
  readonly now: () => Date;
  /** Runs the task after the idle time; returns how to call it off. */
  readonly afterIdle: (task: () => void) => () => void;
  /** A file was written or made: the library list is old. */
  readonly onSaved: () => void;
}

/** The document as its file holds it. */
export const documentForFile = (column: Column, file: FileState | undefined): ScenarioDocument =>
  file?.lineage ? { ...column.document, lineage: file.lineage } : column.document;

export function createAutosave(options: AutosaveOptions): Autosave {
  const { document, client, makeId, now, afterIdle, onSaved } = options;
  const files = createStore<Readonly<Record<string, FileState>>>({});
  const status = createStore<SaveStatus>({ kind: 'idle' });
  /** Columns taken out of the comparison before they were in their file. */
  const leaving = new Map<string, Column>();
  let columnsBefore = document.store.get().present.columns;
  let callOff: (() => void) | undefined;
  let draftsWanted = false;
  let writingDrafts = false;
  let saving: Promise<boolean> | undefined;

  const isUnsaved = (column: Column): boolean => {
    const file = files.get()[column.key];
    return file !== undefined && file.saved !== column.document;
  };

  const listUnsaved = (): Column[] => [
    ...document.store.get().present.columns.filter(isUnsaved),
    ...[...leaving.values()].filter(isUnsaved),
  ];

  const register = (key: string, file: FileState): void => files.set((all) => ({ ...all, [key]: file }));

  async function writeDrafts(): Promise<void> {
    draftsWanted = true;
    if (writingDrafts) return;
    writingDrafts = true;
    while (draftsWanted) {
      draftsWanted = false;
      const { columns, reference, market, year } = document.store.get().present;
      const handleOf = (key: string) => files.get()[key]?.handle;
      const handles = columns.flatMap((column) => handleOf(column.key) ?? []);
      const drafts = listUnsaved().flatMap((column) => {
        const file = files.get()[column.key];
        return file ? [{ handle: file.handle, document: documentForFile(column, file) }] : [];
      });
      const referenceHandle = handleOf(reference);
      const result = await client('study.write', {
        study: { columns: handles, market, year, ...(referenceHandle ? { reference: referenceHandle } : {}) },
        drafts: drafts.slice(0, 6),
      });
      if (!result.ok) status.set({ kind: 'failed', message: result.error.message });
    }
    writingDrafts = false;
  }

  /** Writes one column; the sentence when that failed. */
  async function saveColumn(column: Column): Promise<string | undefined> {
    const file = files.get()[column.key];
    if (!file) return undefined;
    const settle = (change: Partial<FileState>): void =>
      register(column.key, { ...file, ...change, saved: column.document });
    if (!file.readOnly) {
      const result = await client('library.save', { handle: file.handle, document: documentForFile(column, file) });
      if (!result.ok) return result.error.message;
      settle({});
      return undefined;
    }
    // Changed and changed back: a shipped scenario needs no copy.
    if (canonicalText(column.document) === canonicalText(file.saved)) {
      settle({});
      return undefined;
    }
    const lineage = {
      documentId: makeId(),
      parentDigest: digestScenario(file.saved.scenario),
      ancestor: file.saved.scenario,
    };
    const result = await client('library.create', { document: { ...column.document, lineage } });
    if (!result.ok) return result.error.message;
    settle({ handle: result.value.handle, readOnly: false, lineage });
    return undefined;
  }

  async function saveAll(): Promise<boolean> {
    const unsaved = listUnsaved();
    if (unsaved.length === 0) return true;
    status.set({ kind: 'saving' });
    let failed: string | undefined;
    for (const column of unsaved) {
      const message = await saveColumn(column);
      if (message === undefined && !isUnsaved(column)) leaving.delete(column.key);
      failed ??= message;
    }
    status.set(failed === undefined ? { kind: 'saved', at: now() } : { kind: 'failed', message: failed });
    onSaved();
    void writeDrafts();
    return failed === undefined && listUnsaved().length === 0;
  }

  async function flush(): Promise<boolean> {
    callOff?.();
    callOff = undefined;
    // One writer at a time: what changed meanwhile is written after it.
    while (saving) await saving;
    saving = saveAll();
    const done = await saving;
    saving = undefined;
    return done;
  }

  function onChange(columns: DocumentState['columns']): void {
    const present = new Set(columns.map((column) => column.key));
    for (const column of columnsBefore) if (!present.has(column.key)) leaving.set(column.key, column);
    for (const key of present) leaving.delete(key);
    columnsBefore = columns;
    void writeDrafts();
    callOff?.();
    callOff = afterIdle(() => void flush());
  }

  document.store.subscribe(() => onChange(document.store.get().present.columns));
  return { files, status, register, flush, hasUnsaved: () => listUnsaved().length > 0 };
}
