/**
 * One stored file as a lowdb adapter that survives crashes (ARCHITECTURE decision 6): every write leaves the old or the
 * new document whole and the one before as `.bak`; a damaged file is set aside as `.corrupt-<time>` and the backup
 * takes its place; a newer version's file is never touched. One step at a time per file, so each file needs one
 * SafeJsonFile only. Tested in test/unit/storage-safe-json-file.test.ts and test/property/storage-safe-json-file.test.ts.
 */
import { basename, dirname, join } from 'node:path';
import type { Adapter } from 'lowdb';
import type { Notice } from '../../shared/api/contract.ts';
import { AppFailure, type Issue } from '../../shared/base/issue.ts';
import { timeStamp } from './clock.ts';
import { decodeText } from './file-system.ts';
import { codeOf, isMissing, withRetry, type FileWords } from './storage-error.ts';
import { syncFolder, writeWhole, type Disk } from './write-whole.ts';

/** What a text turned out to be. `damaged` is torn or overwritten; `unreadable` is whole, but says nothing valid. */
export type Parsed<T> =
  | { readonly kind: 'good'; readonly value: T; readonly notices: readonly Notice[] }
  | {
      readonly kind: 'damaged' | 'unreadable' | 'newer';
      readonly sentence: string;
      readonly issues?: readonly Issue[];
    };

/** The form of a kind of file: the only code that turns its text into a value and back. */
export interface FileForm<T> {
  readonly words: (value: T) => FileWords;
  readonly maxBytes: number;
  readonly parse: (text: string, fileName: string) => Parsed<T>;
  readonly serialize: (value: T) => string;
}

/** What reading found. `restored`: the backup, because the file itself was damaged or missing. */
export type Reading<T> =
  | { readonly kind: 'absent' }
  | { readonly kind: 'whole' | 'restored'; readonly value: T; readonly notices: readonly Notice[] }
  | {
      readonly kind: 'damaged' | 'unreadable' | 'newer';
      readonly sentence: string;
      readonly issues?: readonly Issue[];
    };

interface Found<T> {
  /** Empty when the bytes are no text. */
  readonly text: string;
  readonly parsed: Parsed<T>;
}

export const backupSuffix = '.bak';

export class SafeJsonFile<T> implements Adapter<T | null> {
  /** What the last `read` found. */
  reading: Reading<T> = { kind: 'absent' };
  /** Ends when the step before has ended, well or not. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    readonly path: string,
    readonly form: FileForm<T>,
    private readonly disk: Disk,
  ) {}

  /** The value, or null when there is none to be had; `reading` says why. Rejects when the disk refuses. */
  read(): Promise<T | null> {
    return this.#inTurn(async () => {
      this.reading = await this.#readOrRestore();
      return 'value' in this.reading ? this.reading.value : null;
    });
  }

  /** Rejects with the disk's refusal, or with AppFailure `newer-file`; the file is then whole, old or new. */
  write(value: T | null): Promise<void> {
    return this.#inTurn(() => (value === null ? Promise.resolve() : this.#replace(this.form.serialize(value))));
  }

  #inTurn<R>(step: () => Promise<R>): Promise<R> {
    const turn = this.#turn.then(step);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #find(path: string): Promise<Found<T> | undefined> {
    const fileName = basename(path);
    try {
      const bytes = await withRetry(this.disk.clock, () => this.disk.fileSystem.readFile(path, this.form.maxBytes));
      const text = decodeText(bytes);
      const parsed: Parsed<T> =
        text === undefined
          ? { kind: 'damaged', sentence: `"${fileName}" is not a text file, so nothing in it can be read.` }
          : this.form.parse(text, fileName);
      return { text: text ?? '', parsed };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async #readOrRestore(): Promise<Reading<T>> {
    const found = await this.#find(this.path);
    if (found?.parsed.kind === 'good') return { ...found.parsed, kind: 'whole' };
    if (found && found.parsed.kind !== 'damaged') return found.parsed;
    const backup = await this.#find(this.path + backupSuffix);
    if (backup?.parsed.kind !== 'good') return found?.parsed ?? { kind: 'absent' };
    const notice = await this.#putBack(backup.text, found !== undefined);
    return { kind: 'restored', value: backup.parsed.value, notices: [notice, ...backup.parsed.notices] };
  }

  /** Puts the backup's text in place of the file and says so; a refusing disk only changes the sentence. */
  async #putBack(text: string, damaged: boolean): Promise<Notice> {
    const fileName = basename(this.path);
    const opened = `"${fileName}" was ${damaged ? 'damaged' : 'missing'}, so its backup was opened, which may lack your last changes`;
    try {
      const kept = damaged ? `; the damaged file is kept as "${await this.#setAside()}"` : '';
      await writeWhole(this.disk, this.path, text);
      await syncFolder(this.disk, dirname(this.path));
      return { level: 'warning', message: `${opened}${kept}.` };
    } catch (error) {
      if (!codeOf(error)) throw error;
      return { level: 'warning', message: `${opened}; it could not be put back in place, so please save it soon.` };
    }
  }

  async #replace(text: string): Promise<void> {
    await this.disk.fileSystem.createFolder(dirname(this.path));
    const found = await this.#find(this.path);
    switch (found?.parsed.kind) {
      case undefined:
        break;
      case 'newer':
        throw new AppFailure('newer-file', found.parsed.sentence);
      case 'damaged':
      case 'unreadable':
        await this.#setAside();
        break;
      case 'good':
        if (found.text === text) return syncFolder(this.disk, dirname(this.path));
        await writeWhole(this.disk, this.path + backupSuffix, found.text);
    }
    await writeWhole(this.disk, this.path, text);
    await syncFolder(this.disk, dirname(this.path));
  }

  /** Moves the file to a free name beside it and gives that name. */
  async #setAside(): Promise<string> {
    const { fileSystem, clock } = this.disk;
    const names = new Set(await fileSystem.readFolder(dirname(this.path)));
    const wanted = `${basename(this.path)}.corrupt-${timeStamp(clock.now())}`;
    let name = wanted;
    for (let count = 2; names.has(name); count += 1) name = `${wanted}-${count}`;
    await withRetry(clock, () => fileSystem.rename(this.path, join(dirname(this.path), name)));
    return name;
  }
}
