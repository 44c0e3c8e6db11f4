/**
 * What a disk's refusal means to a person: one sentence with the cause and what to do next. Also says which refusals
 * are worth another try. Tested in test/unit/storage-error.test.ts.
 */
import { AppFailure, failure, type Result } from '../../shared/base/issue.ts';
import type { Clock } from './clock.ts';

/** How to speak of one stored thing. */
export interface FileWords {
  /** Begins a sentence: 'The scenario "Railway"'. */
  readonly subject: string;
  /** Where its content is while the file lacks it: 'it is still open here'. */
  readonly held: string;
  /** What a person can do when the cause will not go away: 'save it elsewhere'. */
  readonly wayOut: string;
}

interface Cause {
  readonly because: string;
  /** The cure; absent when only the way out is left. */
  readonly cure?: string;
}

const full: Cause = { because: 'the disk is full', cure: 'free some space' };
const notAllowed: Cause = { because: 'the file or its folder may not be changed', cure: 'allow writing there' };
const notReadable: Cause = { because: 'this account may not read it', cure: 'allow reading it' };
const inUse: Cause = { because: 'another program holds the file', cure: 'close that program and try again' };
const faulty: Cause = { because: 'the disk reported a fault', cure: 'have the disk checked' };
const nameTooLong: Cause = { because: "the file's name is too long for this disk" };
const gone: Cause = { because: 'its folder is no longer there', cure: 'bring the folder back' };
const notAFile: Cause = { because: 'a folder or device bears its name', cure: 'move that away' };

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
  ['EISDIR', notAFile],
]);

/** Node's short word for what went wrong ("ENOSPC"); empty when the error is none of the system's. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

export const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT';

const causeOf = (error: unknown): Cause =>
  causes.get(codeOf(error)) ?? { because: `the system refused (${codeOf(error)})`, cure: 'try again' };

/** Ends a request as an AppFailure when it is one, else as `storage` with the sentence; a program fault is thrown on. */
function asFailure(error: unknown, sentence: (cause: Cause) => string): Result<never> {
  if (error instanceof AppFailure) return { ok: false, error: error.error };
  if (!codeOf(error)) throw error;
  return failure('storage', sentence(causeOf(error)));
}

export const saveFailure = ({ subject, held, wayOut }: FileWords, error: unknown): Result<never> =>
  asFailure(error, ({ because, cure }) => {
    const advice = cure ? `${cure} or ${wayOut}` : wayOut;
    return `${subject} could not be saved because ${because}; ${held}; ${advice}.`;
  });

const upperFirst = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** For what is neither a save nor a reading: `deed` is "deleted", "stored", ... */
export const changeFailure = (subject: string, deed: string, error: unknown): Result<never> =>
  asFailure(error, ({ because, cure = 'try again' }) => {
    return `${subject} could not be ${deed} because ${because}; nothing was changed. ${upperFirst(cure)}.`;
  });

export const readFailure = (subject: string, error: unknown): Result<never> =>
  asFailure(error, (cause) => {
    const { because, cure = 'try again' } = cause === notAllowed ? notReadable : cause;
    return `${subject} could not be read because ${because}. ${upperFirst(cure)}.`;
  });

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
