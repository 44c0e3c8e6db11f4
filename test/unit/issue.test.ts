/** Findings as people read them, and refusals as the doors pass them on. */
import { describe, expect, it } from 'vitest';
import { AppFailure, assertNever, failure, formatIssue, success } from '../../shared/base/issue.ts';

describe('an issue', () => {
  it('says where, then what', () => {
    const where = { file: 'links.csv', row: 12, field: 'to' };
    expect(formatIssue({ severity: 'error', message: 'Unknown.', ...where })).toBe(
      'links.csv, row 12, field to: Unknown.',
    );
    expect(formatIssue({ severity: 'error', message: 'Unknown.', row: 0 })).toBe('row 0: Unknown.');
  });

  it('without a place is its message alone', () => {
    expect(formatIssue({ severity: 'warning', message: 'Unknown.' })).toBe('Unknown.');
  });
});

describe('a result', () => {
  it('holds a value or one error, with details only where there are some', () => {
    expect(success(3)).toEqual({ ok: true, value: 3 });
    expect(failure('not-found', 'Gone.')).toStrictEqual({ ok: false, error: { code: 'not-found', message: 'Gone.' } });
    const details = [{ severity: 'error', message: 'Unknown.' }] as const;
    expect(failure('bad-file', 'Bad.', details)).toMatchObject({ ok: false, error: { details } });
  });

  it('thrown as a failure carries the same error', () => {
    const thrown = new AppFailure('conflict', 'Taken.');
    expect(thrown).toBeInstanceOf(Error);
    expect(thrown).toMatchObject({ message: 'Taken.', error: { code: 'conflict', message: 'Taken.' } });
  });

  it('of a case that cannot be stops the program with the case in words', () => {
    expect(() => assertNever('new kind' as never)).toThrow(/new kind/);
  });
});
