/**
 * Deleting with a way back: a deleted scenario and its backup move to the library's trash folder, and an undo token
 * brings them back while the program runs. Never erases anything: what lies in the trash folder stays there for people
 * to take out by hand. Tested in test/unit/storage-scenario-library.test.ts.
 */
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { failure, success, type Result } from '../../shared/base/issue.ts';
import type { ScenarioDocument } from '../../shared/scenario/document.ts';
import { timeStamp } from './clock.ts';
import { keyOf, type LibraryShelves, type Place } from './library-shelves.ts';
import { backupSuffix } from './safe-json-file.ts';
import { changeFailure, isMissing, withRetry } from './storage-error.ts';
import { syncFolder, type Disk } from './write-whole.ts';

interface Deleted {
  readonly place: Place;
  /** Where its file is now; the backup beside it. */
  readonly path: string;
  readonly subject: string;
  /** What it said when it was deleted, so that bringing it back need not read it; absent if it could not be read. */
  readonly document: ScenarioDocument | undefined;
}

export class Trash {
  readonly #deleted = new Map<string, Deleted>();

  constructor(
    private readonly shelves: LibraryShelves,
    private readonly disk: Disk,
  ) {}

  /** Whether the file of this key was deleted and not brought back. */
  holds(key: string): boolean {
    return [...this.#deleted.values()].some(({ place }) => keyOf(place) === key);
  }

  /** Gives the undo token. The backup goes first: the other way round, a crash between would bring it back as the file. */
  async put(place: Place, subject: string, document: ScenarioDocument | undefined): Promise<Result<string>> {
    const path = this.shelves.pathOf(place);
    const folder = join(this.shelves.folderOf('own'), 'trash');
    const token = randomUUID();
    const aside = join(folder, `${timeStamp(this.disk.clock.now())}-${token.slice(0, 8)}-${place.fileName}`);
    try {
      await this.disk.fileSystem.createFolder(folder);
      await this.#move(path + backupSuffix, aside + backupSuffix);
      if (!(await this.#move(path, aside))) return failure('not-found', `${subject} is no longer in the library.`);
    } catch (error) {
      await this.#move(aside + backupSuffix, path + backupSuffix).catch(() => false);
      return changeFailure(subject, 'deleted', error);
    }
    await this.#settle(folder, dirname(path));
    this.#deleted.set(token, { place, path: aside, subject, document });
    return success(token);
  }

  async takeBack(token: string): Promise<Result<Pick<Deleted, 'place' | 'document'>>> {
    const deleted = this.#deleted.get(token);
    if (!deleted) return failure('not-found', 'This deletion was already undone, or was made before the last start.');
    const { place, subject } = deleted;
    const path = this.shelves.pathOf(place);
    try {
      if (await this.#exists(path)) {
        const message = `${subject} was not brought back, because another file has its name now; it stays in the trash folder.`;
        return failure('conflict', message);
      }
      if (!(await this.#move(deleted.path, path))) {
        return failure('not-found', `${subject} is no longer in the trash folder, so it cannot be brought back.`);
      }
    } catch (error) {
      return changeFailure(subject, 'brought back', error);
    }
    this.#deleted.delete(token);
    // The scenario is back; without its backup it is as safe as a new one.
    await this.#move(deleted.path + backupSuffix, path + backupSuffix).catch(() => false);
    await this.#settle(dirname(path), dirname(deleted.path));
    return success(deleted);
  }

  /** False when there was nothing to move. */
  async #move(from: string, to: string): Promise<boolean> {
    try {
      await withRetry(this.disk.clock, () => this.disk.fileSystem.rename(from, to));
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  async #exists(path: string): Promise<boolean> {
    try {
      await this.disk.fileSystem.modifiedAt(path);
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  /** New place first, so that a power cut leaves the file in one of the two. The move itself is already done. */
  async #settle(...folders: readonly string[]): Promise<void> {
    for (const folder of folders) await syncFolder(this.disk, folder).catch(() => undefined);
  }
}
