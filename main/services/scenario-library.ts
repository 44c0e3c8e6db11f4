/**
 * The library of scenarios: own, received and shipped ones, each a file of its own that is written by its own lowdb
 * database. Nothing is ever written over or erased without a way back, and one bad file never stops the others.
 * Tested in test/unit/storage-scenario-library.test.ts.
 */
import { basename } from 'node:path';
import type { LibraryEntry, Notice, OutputOf } from '../../shared/api/contract.ts';
import { canonicalText } from '../../shared/base/canonical-json.ts';
import { failure, success, type Result } from '../../shared/base/issue.ts';
import { PROGRAM_NAME, type ScenarioDocument } from '../../shared/scenario/document.ts';
import { parseScenarioFile } from '../../shared/scenario/file.ts';
import { HandleTable } from './handle-table.ts';
import { keyOf, LibraryShelves, type Place } from './library-shelves.ts';
import { errorOf, noticeOf, scenarioForm, subjectOf } from './scenario-form.ts';
import { changeFailure, saveFailure } from './storage-error.ts';
import { Trash } from './trash.ts';
import type { Disk } from './write-whole.ts';

export interface LibraryOptions {
  /** Own scenarios; received ones and the trash lie in folders inside. */
  readonly libraryFolder: string;
  /** Shipped scenarios; never written to. */
  readonly examplesFolder: string;
  readonly programVersion: string;
  readonly disk: Disk;
}

interface Shown {
  readonly place: Place;
  readonly document: ScenarioDocument;
}

/** All that a document says, but for who wrote it last. */
const contentOf = (document: ScenarioDocument): string => canonicalText({ ...document, writtenBy: undefined });

export class ScenarioLibrary {
  readonly #handles = new HandleTable<Place>(keyOf);
  readonly #shelves: LibraryShelves;
  readonly #trash: Trash;
  /** Ends when the change before has ended: two changes never choose or move the same file at once. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: LibraryOptions) {
    this.#shelves = new LibraryShelves(options.libraryFolder, options.examplesFolder, options.disk);
    this.#trash = new Trash(this.#shelves, options.disk);
  }

  /** To be called once, before the first write. */
  removeLeftovers(): Promise<void> {
    return this.#shelves.removeLeftovers();
  }

  /** Every readable scenario, and a sentence about every other file. */
  async list(): Promise<{ entries: LibraryEntry[]; notices: Notice[] }> {
    const { shown, notices } = await this.#readAll();
    return { entries: await Promise.all(shown.map((one) => this.#entryOf(one))), notices: [...notices] };
  }

  /** `bad-file` or `newer-file` when it cannot be read, `not-found` when it is gone. */
  async open(handle: string): Promise<Result<OutputOf<'library.open'>>> {
    const place = this.#handles.find(handle);
    if (!place || this.#trash.holds(keyOf(place))) return notInLibrary;
    const loaded = await this.#shelves.storedAt(place).load();
    if (!loaded.ok) return loaded;
    const reading = loaded.value;
    switch (reading.kind) {
      case 'absent':
        return notInLibrary;
      case 'whole':
      case 'restored': {
        const { value: document, notices } = reading;
        return success({ entry: await this.#entryOf({ place, document }), document, notices: [...notices] });
      }
      case 'newer':
        return failure('newer-file', reading.sentence);
      case 'damaged':
      case 'unreadable':
        return failure('bad-file', reading.sentence, reading.issues);
    }
  }

  /** Stores a new scenario among the own ones, whatever others it resembles. */
  create(document: ScenarioDocument): Promise<Result<LibraryEntry>> {
    return this.#inTurn(async () => {
      try {
        const place = await this.#shelves.add('own', this.#signed(document));
        return success(await this.#entryOf({ place, document }));
      } catch (error) {
        return saveFailure(scenarioForm.words(document), error);
      }
    });
  }

  async save(handle: string, document: ScenarioDocument): Promise<Result<LibraryEntry>> {
    const place = this.#handles.find(handle);
    if (!place || this.#trash.holds(keyOf(place))) return notInLibrary;
    if (place.shelf === 'shipped') {
      const message = `${subjectOf(document)} came with the program and stays as it is. Create a copy and save your changes there.`;
      return failure('bad-input', message);
    }
    const saved = await this.#shelves.storedAt(place).save(this.#signed(document));
    return saved.ok ? success(await this.#entryOf({ place, document })) : saved;
  }

  /** Takes in a received file. Nothing is written unless it is whole and valid, and nothing twice. */
  import(fileName: string, text: string): Promise<Result<OutputOf<'library.import'>>> {
    return this.#inTurn(async () => {
      const name = basename(fileName.replaceAll('\\', '/')) || 'The file';
      const outcome = parseScenarioFile(text);
      if (outcome.kind !== 'ok') return { ok: false, error: errorOf(outcome, name) };
      const { document } = outcome;
      const notices = outcome.notices.map((notice) => noticeOf(notice, name));
      const { shown } = await this.#readAll();
      const related = shown.filter((one) => one.document.lineage.documentId === document.lineage.documentId);
      const equal = related.find((one) => contentOf(one.document) === contentOf(document));
      if (equal) {
        const message = `${subjectOf(document)} is already in your library with the same content, so it was not stored again.`;
        return success({ entry: await this.#entryOf(equal), notices: [...notices, { level: 'info', message }] });
      }
      let entry: LibraryEntry;
      try {
        entry = await this.#entryOf({ place: await this.#shelves.add('recent', document), document });
      } catch (error) {
        return changeFailure(subjectOf(document), 'stored', error);
      }
      const other = related[0]?.document.scenario.title;
      if (other !== undefined) {
        const message = `${subjectOf(document)} is another version of "${other}", which is in your library; both are kept.`;
        notices.push({ level: 'info', message });
      }
      return success({ entry, notices });
    });
  }

  /** Moves a scenario to the trash folder; the token brings it back with `restore`, under the same handle. */
  delete(handle: string): Promise<Result<{ undo: string }>> {
    return this.#inTurn(async () => {
      const place = this.#handles.find(handle);
      if (!place || this.#trash.holds(keyOf(place))) return notInLibrary;
      const stored = this.#shelves.storedAt(place);
      // A refused write does not hinder the deletion; its value stays in memory for the way back.
      await stored.flush();
      const loaded = await stored.load();
      const document = loaded.ok && 'value' in loaded.value ? loaded.value.value : undefined;
      const subject = document ? subjectOf(document) : `"${place.fileName}"`;
      if (place.shelf === 'shipped') {
        return failure('bad-input', `${subject} came with the program and cannot be deleted.`);
      }
      const deleted = await this.#trash.put(place, subject, document);
      return deleted.ok ? success({ undo: deleted.value }) : deleted;
    });
  }

  restore(undo: string): Promise<Result<LibraryEntry>> {
    return this.#inTurn(async () => {
      const restored = await this.#trash.takeBack(undo);
      if (!restored.ok) return restored;
      const { place, document } = restored.value;
      // It is back, whatever the disk says to reading it at once.
      if (document) return success(await this.#entryOf({ place, document }));
      const opened = await this.open(this.#handles.issue(place));
      return opened.ok ? success(opened.value.entry) : opened;
    });
  }

  /** A name for a handle's file that still means the same at the next start; undefined for a handle never issued. */
  keyOf(handle: string): string | undefined {
    const place = this.#handles.find(handle);
    return place && keyOf(place);
  }

  /** Handles by key of all files that are there. */
  async handlesByKey(): Promise<ReadonlyMap<string, string>> {
    const { places } = await this.#shelves.listPlaces();
    return new Map(places.map((place) => [keyOf(place), this.#handles.issue(place)]));
  }

  /** Writes all that is waiting; gives what the disk refused. */
  async flush(): Promise<readonly Result<null>[]> {
    await this.#turn;
    // Changes that were refused before a deletion must not bring the file back.
    return this.#shelves.flush((key) => !this.#trash.holds(key));
  }

  #inTurn<R>(change: () => Promise<R>): Promise<R> {
    const turn = this.#turn.then(change);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  #signed(document: ScenarioDocument): ScenarioDocument {
    return { ...document, writtenBy: { program: PROGRAM_NAME, version: this.options.programVersion } };
  }

  async #entryOf({ place, document }: Shown): Promise<LibraryEntry> {
    const { scenario, lineage } = document;
    const savedAt = place.shelf === 'shipped' ? undefined : await this.#shelves.savedAt(place);
    return {
      handle: this.#handles.issue(place),
      kind: place.shelf,
      documentId: lineage.documentId,
      title: scenario.title,
      tags: scenario.tags,
      measureCount: Object.keys(scenario.measures).length,
      shockCount: Object.keys(scenario.shocks).length,
      ...(savedAt ? { savedAt } : {}),
      readOnly: place.shelf === 'shipped',
    };
  }

  async #readAll(): Promise<{ shown: readonly Shown[]; notices: readonly Notice[] }> {
    const { places, notices: shelfNotices } = await this.#shelves.listPlaces();
    const shown: Shown[] = [];
    const notices: Notice[] = [...shelfNotices];
    const warn = (message: string): void => void notices.push({ level: 'warning', message });
    for (const place of places) {
      const loaded = await this.#shelves.storedAt(place).load();
      if (!loaded.ok) warn(loaded.error.message);
      else if ('sentence' in loaded.value) warn(loaded.value.sentence);
      else if ('value' in loaded.value) shown.push({ place, document: loaded.value.value });
      // What is to know about a file that can be opened is said when it is opened; a restored one is so only once.
      if (loaded.ok && loaded.value.kind === 'restored') notices.push(...loaded.value.notices);
    }
    return { shown, notices };
  }
}

const notInLibrary = failure(
  'not-found',
  'This scenario is no longer in the library. It may have been deleted or moved outside the planner.',
);
