/**
 * A value in memory and its file: a lowdb database with a write queue in which the latest value wins. A refused write
 * never loses the value: it stays here, is what `load` gives, and is tried again at the next save or flush.
 * Tested in test/unit/storage-stored-value.test.ts.
 */
import { basename } from 'node:path';
import { Low } from 'lowdb';
import { success, type Result } from '../../shared/base/issue.ts';
import type { Reading, SafeJsonFile } from './safe-json-file.ts';
import { readFailure, saveFailure } from './storage-error.ts';

export class StoredValue<T> {
  /** Holds what the file holds. */
  readonly #database: Low<T | null>;
  /** A value that the file lacks so far; `refused` once the disk has said no. */
  #unsaved: { readonly value: T; readonly refused: boolean } | undefined;
  /** Ends when all that was asked of the file has been done, well or not. */
  #running: Promise<unknown> = Promise.resolve();
  /** The write that has not begun; every save until then is part of it. */
  #waiting: Promise<Result<null>> | undefined;

  constructor(private readonly file: SafeJsonFile<T>) {
    this.#database = new Low<T | null>(file, null);
  }

  /** Reads the file, unless memory holds a value that the file lacks. */
  load(): Promise<Result<Reading<T>>> {
    return this.#queue(async () => {
      if (this.#unsaved) {
        const { value, refused } = this.#unsaved;
        const message = `${this.file.form.words(value).subject} could not be saved so far; its last changes are only in this program.`;
        return success({ kind: 'whole', value, notices: refused ? [{ level: 'warning', message }] : [] });
      }
      try {
        await this.#database.read();
        return success(this.file.reading);
      } catch (error) {
        return readFailure(`"${basename(this.file.path)}"`, error);
      }
    });
  }

  /** Ends when this value or a later one is in the file, or with the disk's refusal. */
  save(value: T): Promise<Result<null>> {
    this.#unsaved = { value, refused: false };
    this.#waiting ??= this.#queue(() => this.#writeLatest());
    return this.#waiting;
  }

  /** Waits for the queue, and tries once more what was refused. */
  async flush(): Promise<Result<null>> {
    await this.#running;
    return this.#unsaved ? this.save(this.#unsaved.value) : success(null);
  }

  #queue<R>(step: () => Promise<R>): Promise<R> {
    const queued = this.#running.then(step);
    this.#running = queued.catch(() => undefined);
    return queued;
  }

  async #writeLatest(): Promise<Result<null>> {
    this.#waiting = undefined;
    const latest = this.#unsaved;
    if (!latest) return success(null);
    try {
      this.#database.data = latest.value;
      await this.#database.write();
      if (this.#unsaved === latest) this.#unsaved = undefined;
      return success(null);
    } catch (error) {
      if (this.#unsaved === latest) this.#unsaved = { ...latest, refused: true };
      return saveFailure(this.file.form.words(latest.value), error);
    }
  }
}
