/**
 * What a disk's refusal means to a person: one sentence with the cause and what to do next. Also says which refusals
 * are worth another try. Tested in test/unit/storage-error.test.ts.
 */
import { AppFailure, failure, type Result } from '../../shared/base/issue.ts';
import type { Clock } from './clock.ts';

interface Cause {
  readonly because: string;
  readonly advice: string;
}

const elsewhere = 'save it elsewhere';
const full: Cause = { because: 'the disk is full', advice: `free some space or ${elsewhere}` };
const notAllowed: Cause = {
  because: 'the folder or file may not be written',
  advice: `allow writing there or ${elsewhere}`,
};
const inUse: Cause = {
  because: 'another program holds the file',
  advice: `close that program and try again, or ${elsewhere}`,
};
const faulty: Cause = { because: 'the disk reported a fault', advice: `${elsewhere}, and have the disk checked` };
const nameTooLong: Cause = { because: "the file's name is too long here", advice: elsewhere };
const gone: Cause = { because: 'its folder is no longer there', advice: `bring the folder back or ${elsewhere}` };
const other: Cause = { because: 'the system refused', advice: `try again or ${elsewhere}` };

const causes: ReadonlyMap<string, Cause> = new Map([
  ['ENOSPC', full],
  ['EDQUOT', full],
  ['EFBIG', full],
  ['EACCES', notAllowed],
  ['EPERM', notAllowed],
  ['EROFS', notAllowed],
  ['EBUSY', inUse],
  ['ETXTBSY', inUse],
  ['EIO', faulty],
  ['ENAMETOOLONG', nameTooLong],
  ['ENOENT', gone],
  ['ENOTDIR', gone],
]);

/** Node's short word for what went wrong ("ENOSPC"); empty when the error is none of the system's. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

export const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT';

const causeOf = (error: unknown): Cause => {
  const code = codeOf(error);
  return causes.get(code) ?? { ...other, because: code ? `the system refused (${code})` : other.because };
};

/** Ends a request as an AppFailure when it is one, else as `storage` with the sentence; a program fault is thrown on. */
function asFailure(error: unknown, sentence: (cause: Cause) => string): Result<never> {
  if (error instanceof AppFailure) return { ok: false, error: error.error };
  if (!codeOf(error)) throw error;
  return failure('storage', sentence(causeOf(error)));
}

/** `subject` begins the sentence and is in the singular: 'The scenario "Railway"'. */
export const saveFailure = (subject: string, error: unknown): Result<never> =>
  asFailure(
    error,
    ({ because, advice }) => `${subject} could not be saved because ${because}; it is still open here; ${advice}.`,
  );

/** For everything that is not a save: "could not be read", "could not be deleted". */
export const diskFailure = (subject: string, deed: string, error: unknown): Result<never> =>
  asFailure(
    error,
    ({ because }) => `${subject} could not be ${deed} because ${because}; nothing was changed. Please try again.`,
  );

/** Virus scanners, indexers and synchronisation hold files for a moment; these refusals are then given. */
const passing: ReadonlySet<string> = new Set(['EPERM', 'EACCES', 'EBUSY']);
const pausesMs = [10, 20, 40, 80, 160, 320];

/** Does one step, again after a pause when the refusal may pass; gives the last refusal after about 0.6 s. */
export async function withRetry<T>(clock: Clock, step: () => Promise<T>): Promise<T> {
  for (const pauseMs of pausesMs) {
    try {
      return await step();
    } catch (error) {
      if (!passing.has(codeOf(error))) throw error;
    }
    await clock.wait(pauseMs);
  }
  return step();
}
