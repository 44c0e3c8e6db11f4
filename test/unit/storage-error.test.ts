/** What people are told when a disk refuses. */
import { describe, expect, it } from 'vitest';
import { AppFailure } from '../../shared/base/issue.ts';
import { changeFailure, readFailure, saveFailure } from '../../main/services/storage-error.ts';
import { systemError } from '../support/faulty-file-system.ts';

const words = { subject: 'The scenario "Railway"', held: 'it is still open here', wayOut: 'save it elsewhere' };
const told = (code: string): unknown => {
  const result = saveFailure(words, systemError(code));
  return result.ok ? undefined : result.error;
};

describe('a refused save', () => {
  it.each([
    ['ENOSPC', 'because the disk is full; it is still open here; free some space or save it elsewhere.'],
    [
      'EACCES',
      'because the file or its folder may not be changed; it is still open here; allow writing there or save it elsewhere.',
    ],
    [
      'EBUSY',
      'because another program holds the file; it is still open here; close that program and try again or save it elsewhere.',
    ],
    ['EIO', 'because the disk reported a fault; it is still open here; have the disk checked or save it elsewhere.'],
    ['ENAMETOOLONG', "because the file's name is too long for this disk; it is still open here; save it elsewhere."],
    ['EWEIRD', 'because the system refused (EWEIRD); it is still open here; try again or save it elsewhere.'],
  ])('by %s names the cause, where the work is, and the way out', (code, end) => {
    expect(told(code)).toEqual({ code: 'storage', message: `The scenario "Railway" could not be saved ${end}` });
  });

  it('keeps the code and sentence of a refusal that is already in words', () => {
    const result = saveFailure(words, new AppFailure('newer-file', 'Too new.'));
    expect(result).toEqual({ ok: false, error: { code: 'newer-file', message: 'Too new.' } });
  });

  it('does not pass a fault of the program off as one of the disk', () => {
    expect(() => saveFailure(words, new TypeError('a bug'))).toThrow(TypeError);
  });
});

it('a file that cannot be deleted is told of with the cure', () => {
  expect(changeFailure('"a.corridor"', 'deleted', systemError('EBUSY'))).toEqual({
    ok: false,
    error: {
      code: 'storage',
      message:
        '"a.corridor" could not be deleted because another program holds the file; nothing was changed. Close that program and try again.',
    },
  });
});

it('a file that this account may not read is not spoken of as one that it may not write', () => {
  expect(readFailure('"a.corridor"', systemError('EACCES'))).toMatchObject({
    error: { message: '"a.corridor" could not be read because this account may not read it. Allow reading it.' },
  });
});
