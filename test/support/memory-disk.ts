/**
 * A disk in memory that can lose power. What was not synced may or may not survive: of a file any beginning of its
 * text, of a folder any selection of the names changed since its last sync. Harsher than real disks. Tests only.
 */
import { dirname } from 'node:path';
import type { FileSystem } from '../../main/services/file-system.ts';
import { systemError } from './faulty-file-system.ts';

interface Content {
  text: string;
  synced: string;
}

interface Change {
  readonly folder: string;
  readonly path: string;
  /** Undefined: the name is gone. */
  readonly content: Content | undefined;
}

export class MemoryDisk implements FileSystem {
  readonly #folders = new Set<string>();
  #names = new Map<string, Content>();
  readonly #syncedNames = new Map<string, Content>();
  #unsynced: (readonly Change[])[] = [];

  /** A file that was there all along. */
  place(path: string, text: string): void {
    const content = { text, synced: text };
    this.#folders.add(dirname(path));
    this.#names.set(path, content);
    this.#syncedNames.set(path, content);
  }

  textOf(path: string): string | undefined {
    return this.#names.get(path)?.text;
  }

  get paths(): readonly string[] {
    return [...this.#names.keys()].sort();
  }

  /** `survives()` decides of each unsynced change; `share()` (0..1) how much of an unsynced text is left. */
  losePower(survives: () => boolean, share: () => number): void {
    for (const group of this.#unsynced) if (survives()) this.#settle(group);
    this.#unsynced = [];
    this.#names = new Map(this.#syncedNames);
    for (const content of new Set(this.#names.values())) {
      if (content.text !== content.synced) content.text = content.text.slice(0, content.text.length * share());
      content.synced = content.text;
    }
  }

  #settle(group: readonly Change[]): void {
    for (const { path, content } of group) {
      if (content) this.#syncedNames.set(path, content);
      else this.#syncedNames.delete(path);
    }
  }

  #change(...group: readonly Change[]): void {
    for (const { path, content } of group) {
      if (content) this.#names.set(path, content);
      else this.#names.delete(path);
    }
    this.#unsynced.push(group);
  }

  #get(path: string): Content {
    const content = this.#names.get(path);
    if (!content) throw systemError('ENOENT');
    return content;
  }

  createFile: FileSystem['createFile'] = async (path) => {
    await Promise.resolve();
    if (!this.#folders.has(dirname(path))) throw systemError('ENOENT');
    if (this.#names.has(path)) throw systemError('EEXIST');
    const content: Content = { text: '', synced: '' };
    this.#change({ folder: dirname(path), path, content });
    return {
      write: (text) => Promise.resolve(void (content.text += text)),
      sync: () => Promise.resolve(void (content.synced = content.text)),
      close: () => Promise.resolve(),
    };
  };

  readFile: FileSystem['readFile'] = async (path, maxBytes) => {
    await Promise.resolve();
    return new TextEncoder().encode(this.#get(path).text).subarray(0, maxBytes);
  };

  modifiedAt: FileSystem['modifiedAt'] = async (path) => {
    await Promise.resolve();
    this.#get(path);
    return new Date(0);
  };

  readFolder: FileSystem['readFolder'] = async (folder) => {
    await Promise.resolve();
    if (!this.#folders.has(folder)) throw systemError('ENOENT');
    return this.paths.filter((path) => dirname(path) === folder).map((path) => path.slice(folder.length + 1));
  };

  createFolder: FileSystem['createFolder'] = async (path) => {
    await Promise.resolve();
    for (let folder = path; !this.#folders.has(folder); folder = dirname(folder)) this.#folders.add(folder);
  };

  rename: FileSystem['rename'] = async (from, to) => {
    await Promise.resolve();
    const content = this.#get(from);
    this.#change({ folder: dirname(from), path: from, content: undefined }, { folder: dirname(to), path: to, content });
  };

  unlink: FileSystem['unlink'] = async (path) => {
    await Promise.resolve();
    this.#get(path);
    this.#change({ folder: dirname(path), path, content: undefined });
  };

  syncFolder: FileSystem['syncFolder'] = async (folder) => {
    await Promise.resolve();
    const touches = (group: readonly Change[]): boolean => group.some((change) => change.folder === folder);
    for (const group of this.#unsynced.filter(touches)) this.#settle(group);
    this.#unsynced = this.#unsynced.filter((group) => !touches(group));
  };
}
