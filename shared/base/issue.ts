/**
 * What can go wrong, said once for all doors: issues are findings about data (many, gathered), an AppError
 * ends a request. Never throws across a boundary: functions return a Result. Tested in test/unit/issue.test.ts.
 */

/** One finding about data. `file`, `row` (1 = header) and `field` say where; `message` is one whole sentence. */
export interface Issue {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly file?: string;
  readonly row?: number;
  readonly field?: string;
}

export type ErrorCode =
  | 'bad-input'
  | 'not-found'
  | 'bad-file'
  | 'newer-file'
  | 'storage'
  | 'no-route'
  | 'conflict'
  | 'cancelled'
  | 'forbidden'
  | 'internal';

/** A refused request. `message` says what happened, why, and what to do next, in one or two sentences. */
export interface AppError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details?: readonly Issue[];
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError };

export const success = <T>(value: T): Result<T> => ({ ok: true, value });

export const failure = (code: ErrorCode, message: string, details?: readonly Issue[]): Result<never> => ({
  ok: false,
  error: details ? { code, message, details } : { code, message },
});

/** The exception form of an AppError, for code that has no Result to return (constructors, callbacks). */
export class AppFailure extends Error {
  readonly error: AppError;
  constructor(code: ErrorCode, message: string, details?: readonly Issue[]) {
    super(message);
    this.name = 'AppFailure';
    this.error = details ? { code, message, details } : { code, message };
  }
}

/** Makes the compiler prove that a union was handled whole. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}

/** "links.csv, row 12, field to: …" for people. */
export function formatIssue(issue: Issue): string {
  const place = [
    issue.file,
    issue.row === undefined ? undefined : `row ${issue.row}`,
    issue.field && `field ${issue.field}`,
  ]
    .filter(Boolean)
    .join(', ');
  return place ? `${place}: ${issue.message}` : issue.message;
}
