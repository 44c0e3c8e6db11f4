/**
 * Everything the services may do with a disk, one method per step, so that a test can make every single step fail.
 * Rejects with Node's errors (`code` ENOENT, ENOSPC, ...); storage-error.ts turns them into sentences.
 * Tested through test/unit/storage-safe-json-file.test.ts, on a real disk and on one that loses power.
 */
// As a property, because Electron puts its own functions there to read inside the packed archive.
import { constants, promises as fs } from 'node:fs';

/** A new file while it is being written. */
export interface OpenFile {
  readonly write: (text: string) => Promise<void>;
  /** Returns once the content would survive a power cut. */
  readonly sync: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface FileSystem {
  /** Creates a file that only its owner may read; EEXIST when the name is taken. */
  readonly createFile: (path: string) => Promise<OpenFile>;
  /** The first `maxBytes` bytes. Never waits for a pipe or device: only ordinary files are opened. */
  readonly readFile: (path: string, maxBytes: number) => Promise<Uint8Array>;
  /** When a file was last written. */
  readonly modifiedAt: (path: string) => Promise<Date>;
  /** Names in a folder, sorted. */
  readonly readFolder: (path: string) => Promise<readonly string[]>;
  /** Creates a folder, and those above it where missing. */
  readonly createFolder: (path: string) => Promise<void>;
  /** Moves in one step, over an older file of that name. */
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly unlink: (path: string) => Promise<void>;
  /** Returns once the folder's names would survive a power cut; not every platform allows it. */
  readonly syncFolder: (path: string) => Promise<void>;
}

async function readStart(path: string, maxBytes: number): Promise<Uint8Array> {
  const file = await fs.open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw Object.assign(new Error(`Not an ordinary file: ${path}`), { code: 'EISDIR' });
    const bytes = new Uint8Array(Math.min(stat.size, maxBytes));
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return bytes.subarray(0, length);
  } finally {
    await file.close();
  }
}

export const diskFileSystem: FileSystem = {
  createFile: async (path) => {
    const file = await fs.open(path, 'wx', 0o600);
    return {
      write: (text) => file.writeFile(text, 'utf8'),
      sync: () => file.sync(),
      close: () => file.close(),
    };
  },
  readFile: readStart,
  modifiedAt: async (path) => (await fs.stat(path)).mtime,
  readFolder: async (path) => (await fs.readdir(path)).sort(),
  createFolder: async (path) => {
    await fs.mkdir(path, { recursive: true, mode: 0o700 });
  },
  rename: (from, to) => fs.rename(from, to),
  unlink: (path) => fs.unlink(path),
  syncFolder: async (path) => {
    const folder = await fs.open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  },
};

/** The text of UTF-8 bytes; undefined when they are not whole UTF-8, so nothing is replaced in silence. */
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
