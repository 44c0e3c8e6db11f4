/** A small form of file for tests of storage: {"version":1,"note":"..."}, and a clock that never waits. Tests only. */
import type { Clock } from '../../main/services/clock.ts';
import type { FileForm } from '../../main/services/safe-json-file.ts';

export interface Note {
  readonly version: number;
  readonly note: string;
}

export const note = (text: string): Note => ({ version: 1, note: text });

export const noteForm: FileForm<Note> = {
  words: (value) => ({
    subject: `The note "${value.note}"`,
    held: 'it is still open here',
    wayOut: 'save it elsewhere',
  }),
  maxBytes: 100_000,
  serialize: (value) => JSON.stringify(value),
  parse: (text, fileName) => {
    let value: Partial<Note> | null;
    try {
      value = JSON.parse(text) as Partial<Note> | null;
    } catch {
      return { kind: 'damaged', sentence: `${fileName} is torn.` };
    }
    if (value?.version === 2) return { kind: 'newer', sentence: `${fileName} is of version 2.` };
    if (typeof value?.note !== 'string') return { kind: 'unreadable', sentence: `${fileName} is no note.` };
    return { kind: 'good', value: note(value.note), notices: [] };
  },
};

export interface TestClock extends Clock {
  /** Pauses asked for so far, in milliseconds. */
  readonly pausesMs: readonly number[];
}

export function makeTestClock(): TestClock {
  const pausesMs: number[] = [];
  return {
    pausesMs,
    now: () => new Date('2026-03-04T05:06:07.089Z'),
    wait: (milliseconds) => {
      pausesMs.push(milliseconds);
      return Promise.resolve();
    },
  };
}
