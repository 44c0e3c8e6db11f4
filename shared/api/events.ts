/**
 * What the program tells the window unasked: one named event, its payload typed. The only one is a scenario file that
 * a person opened from outside (double click, second start); it was already imported when the event is sent.
 * Tested in test/parity.
 */
import type { Result } from '../base/issue.ts';
import type { OutputOf } from './contract.ts';

export interface FileOpened {
  readonly kind: 'file-opened';
  readonly result: Result<OutputOf<'library.import'>>;
}

export type ProgramEvent = FileOpened;

/** Returns how to stop listening. */
export type Subscribe = (listener: (event: ProgramEvent) => void) => () => void;
