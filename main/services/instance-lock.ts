/**
 * One writer per data folder, whether desktop program or loopback host. Each process lays down a file whose name says
 * who it is, then looks for others that are alive; so two can never both go on, and a dead one's file is swept away.
 * Where the platform tells when a process began (Linux), a number that was given to another process is recognised;
 * elsewhere the number alone decides. Tested in test/unit/storage-instance-lock.test.ts.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OutputOf } from '../../shared/api/contract.ts';
import { AppFailure } from '../../shared/base/issue.ts';
import { codeOf, isMissing } from './storage-error.ts';
import type { Disk } from './write-whole.ts';

export type LockHost = OutputOf<'app.info'>['host'];

/** What the lock must know of processes. */
export interface ProcessTable {
  readonly ownPid: number;
  /** A word that no other process with the same number had or will have; undefined when no such process is alive. */
  readonly startToken: (pid: number) => string | undefined;
}

/** For platforms that do not tell when a process began. */
const UNKNOWN_START = 'alive';

function startOnLinux(pid: number): string | undefined {
  try {
    const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8);
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Field 22 counts from after the name, which stands in parentheses and may hold anything.
    const startTicks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return startTicks ? `${bootId}${startTicks}` : UNKNOWN_START;
  } catch (error) {
    return isMissing(error) || codeOf(error) === 'ESRCH' ? undefined : UNKNOWN_START;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

export const systemProcesses: ProcessTable = {
  ownPid: process.pid,
  startToken: (pid) => {
    if (!isAlive(pid)) return undefined;
    return process.platform === 'linux' ? startOnLinux(pid) : UNKNOWN_START;
  },
};

interface Holder {
  readonly fileName: string;
  readonly host: LockHost;
  readonly pid: number;
  readonly startToken: string;
}

const namePattern = /^in-use\.(electron|loopback|in-process)\.(\d{1,10})\.(\w+)\.lock$/;

function holderOf(fileName: string): Holder[] {
  const [, host, pid, startToken] = namePattern.exec(fileName) ?? [];
  if (!host || !pid || !startToken) return [];
  return [{ fileName, host: host as LockHost, pid: Number(pid), startToken }];
}

const hostNames: Readonly<Record<LockHost, string>> = {
  electron: 'as the desktop program',
  loopback: 'in a browser',
  'in-process': 'by another program',
};

const refusal = ({ host, pid }: Holder): AppFailure =>
  new AppFailure(
    'conflict',
    `The planner is already open ${hostNames[host]} (process ${pid}). Use that window, or close it and start again.`,
  );

/** Lock files of this process. One with this process's number that is not among them is a dead process's. */
const heldHere = new Set<string>();

export interface InstanceLock {
  readonly release: () => Promise<void>;
}

/** Rejects with AppFailure `conflict` when another living process holds the folder, or with the disk's refusal. */
export async function takeInstanceLock(
  folder: string,
  host: LockHost,
  { fileSystem }: Disk,
  processes: ProcessTable = systemProcesses,
): Promise<InstanceLock> {
  const startToken = processes.startToken(processes.ownPid) ?? UNKNOWN_START;
  const own: Holder = {
    fileName: `in-use.${host}.${processes.ownPid}.${startToken}.lock`,
    host,
    pid: processes.ownPid,
    startToken,
  };
  const remove = async (fileName: string): Promise<void> => {
    await fileSystem.unlink(join(folder, fileName)).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
    heldHere.delete(join(folder, fileName));
  };
  const isHeld = ({ fileName, pid, startToken: token }: Holder): boolean => {
    if (pid === processes.ownPid) return heldHere.has(join(folder, fileName));
    const present = processes.startToken(pid);
    return present !== undefined && (present === token || token === UNKNOWN_START || present === UNKNOWN_START);
  };

  await fileSystem.createFolder(folder);
  try {
    await (await fileSystem.createFile(join(folder, own.fileName))).close();
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    if (isHeld(own)) throw refusal(own);
  }
  heldHere.add(join(folder, own.fileName));
  const others = (await fileSystem.readFolder(folder)).flatMap(holderOf).filter((one) => one.fileName !== own.fileName);
  const holder = others.find(isHeld);
  if (holder) {
    await remove(own.fileName);
    throw refusal(holder);
  }
  for (const { fileName } of others) await remove(fileName);
  return { release: () => remove(own.fileName) };
}
