/**
 * Puts a text in place of a file so that, whatever happens, the old or the new content is there whole: unique temporary
 * file in the same folder, synced, then renamed over. Never leaves a temporary file behind unless the process ends;
 * those are removed at the next start. Tested in test/unit/storage-safe-json-file.test.ts.
 */
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { Clock } from './clock.ts';
import type { FileSystem } from './file-system.ts';
import { codeOf, withRetry } from './storage-error.ts';

/** What reaches the disk, and the clock that paces another try. */
export interface Disk {
  readonly fileSystem: FileSystem;
  readonly clock: Clock;
}

const temporaryName = (): string => `.${randomUUID()}.saving`;
const temporaryPattern = /^\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.saving$/;

/** How platforms (Windows among them) and network drives say that a folder cannot be synced. */
const syncRefusals: ReadonlySet<string> = new Set([
  'EPERM',
  'EACCES',
  'EISDIR',
  'EINVAL',
  'ENOTSUP',
  'ENOSYS',
  'EBADF',
]);

export async function syncFolder({ fileSystem }: Disk, folder: string): Promise<void> {
  try {
    await fileSystem.syncFolder(folder);
  } catch (error) {
    if (!syncRefusals.has(codeOf(error))) throw error;
  }
}

/** Rejects with the refusal of the step that failed; the file then has its old content, or its new one, whole. */
export async function writeWhole({ fileSystem, clock }: Disk, path: string, text: string): Promise<void> {
  const temporary = join(dirname(path), temporaryName());
  const file = await withRetry(clock, () => fileSystem.createFile(temporary));
  try {
    try {
      await file.write(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await withRetry(clock, () => fileSystem.rename(temporary, path));
  } catch (error) {
    // The refusal of the write is what matters; a temporary file that stays is removed at the next start.
    await fileSystem.unlink(temporary).catch(() => undefined);
    throw error;
  }
}

/** Removes what an interrupted write left; to be called before the first write, when no other process writes. */
export async function removeLeftovers({ fileSystem }: Disk, folder: string): Promise<void> {
  try {
    const names = await fileSystem.readFolder(folder);
    for (const name of names.filter((candidate) => temporaryPattern.test(candidate))) {
      await fileSystem.unlink(join(folder, name));
    }
  } catch (error) {
    // A leftover does no harm, so a folder that is missing or read-only is no reason to stop.
    if (!codeOf(error)) throw error;
  }
}
