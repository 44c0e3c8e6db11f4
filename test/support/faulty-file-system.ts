/**
 * A file system whose every single step can be made to fail: step n is refused with an error, or the program is
 * "killed" there, after which no step does anything. Steps count from 1; reading counts too. Tests only.
 */
import type { FileSystem, OpenFile } from '../../main/services/file-system.ts';

export type Fault = 'ENOSPC' | 'EACCES' | 'EBUSY' | 'EIO' | 'kill';
export const faults: readonly Fault[] = ['ENOSPC', 'EACCES', 'EBUSY', 'EIO', 'kill'];

export const systemError = (code: string): Error => Object.assign(new Error(`${code}: made by a test`), { code });

export interface Plan {
  /** The fault of the step with this number and name, or undefined to let it be done. */
  readonly faultAt: (step: number, name: string) => Fault | undefined;
  /** Lets a test hold every step back. */
  readonly before?: () => Promise<unknown>;
}

export interface FaultyFileSystem extends FileSystem {
  /** Names of the steps asked for so far. */
  readonly steps: readonly string[];
}

export function makeFaulty(fileSystem: FileSystem, plan: Plan): FaultyFileSystem {
  const steps: string[] = [];
  let killed = false;
  const step = async <T>(name: string, act: () => Promise<T>, actHalf?: () => Promise<void>): Promise<T> => {
    await plan.before?.();
    steps.push(name);
    if (killed) throw systemError('EKILLED');
    const fault = plan.faultAt(steps.length, name);
    if (!fault) return act();
    if (fault === 'kill') killed = true;
    await actHalf?.();
    throw systemError(fault === 'kill' ? 'EKILLED' : fault);
  };
  const wrap = (file: OpenFile): OpenFile => ({
    // A write that fails has written half.
    write: (text) =>
      step(
        'write',
        () => file.write(text),
        () => file.write(text.slice(0, text.length / 2)),
      ),
    sync: () => step('sync', () => file.sync()),
    // The descriptor is freed whatever close reports, as the system does.
    close: async () => {
      await file.close();
      await step('close', () => Promise.resolve());
    },
  });
  return {
    steps,
    createFile: (path) => step('createFile', async () => wrap(await fileSystem.createFile(path))),
    readFile: (path, maxBytes) => step('readFile', () => fileSystem.readFile(path, maxBytes)),
    modifiedAt: (path) => step('modifiedAt', () => fileSystem.modifiedAt(path)),
    readFolder: (path) => step('readFolder', () => fileSystem.readFolder(path)),
    createFolder: (path) => step('createFolder', () => fileSystem.createFolder(path)),
    rename: (from, to) => step('rename', () => fileSystem.rename(from, to)),
    unlink: (path) => step('unlink', () => fileSystem.unlink(path)),
    syncFolder: (path) => step('syncFolder', () => fileSystem.syncFolder(path)),
  };
}

/** Refuses one step. */
export const failAt = (failing: number, fault: Fault): Plan => ({
  faultAt: (step) => (step === failing ? fault : undefined),
});

export const noFault: Plan = { faultAt: () => undefined };
