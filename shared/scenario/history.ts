/**
 * Undo and redo as a pure value over immer patches. A revision number stands for one content: undo brings an earlier
 * number back, a change always takes a new one, so "unsaved" and every cache compare numbers. It holds no clock and no
 * state of its own. Tested in test/property/history.test.ts.
 */
import { applyPatches, enablePatches, produceWithPatches, type Draft, type Patch } from 'immer';

enablePatches();

interface Step {
  readonly label: string;
  /** Changes of one gesture (a slider being drawn, a title being typed) are one step. */
  readonly gesture?: string | undefined;
  readonly forward: readonly Patch[];
  readonly backward: readonly Patch[];
  readonly revisionBefore: number;
  readonly revisionAfter: number;
}

export interface History<T extends object> {
  readonly present: T;
  readonly past: readonly Step[];
  /** Nearest first. */
  readonly future: readonly Step[];
  /** Stands for the content of `present`. */
  readonly revision: number;
  /** The revision that the file holds; undefined while there is no file. */
  readonly savedRevision: number | undefined;
  /** Highest number ever taken. */
  readonly lastRevision: number;
}

/** `saved`: whether `present` is what its file holds. */
export const createHistory = <T extends object>(present: T, saved = true): History<T> => ({
  present,
  past: [],
  future: [],
  revision: 1,
  savedRevision: saved ? 1 : undefined,
  lastRevision: 1,
});

/**
 * The history after a change. What was undone before is gone. A recipe that changes nothing returns the very same
 * history. `gesture` joins the change to the step before if that bears the same gesture.
 */
export function change<T extends object>(
  history: History<T>,
  label: string,
  recipe: (draft: Draft<T>) => void,
  gesture?: string,
): History<T> {
  const [present, forward, backward] = produceWithPatches(history.present, (draft: Draft<T>) => {
    recipe(draft);
  });
  if (forward.length === 0) return history;
  const revision = history.lastRevision + 1;
  const last = history.future.length === 0 ? history.past.at(-1) : undefined;
  const joins = gesture !== undefined && last?.gesture === gesture;
  const step: Step = {
    label,
    gesture,
    forward: joins ? [...last.forward, ...forward] : forward,
    backward: joins ? [...backward, ...last.backward] : backward,
    revisionBefore: joins ? last.revisionBefore : history.revision,
    revisionAfter: revision,
  };
  const past = [...(joins ? history.past.slice(0, -1) : history.past), step];
  return { ...history, present, past, future: [], revision, lastRevision: revision };
}

export const canUndo = (history: History<object>): boolean => history.past.length > 0;
export const canRedo = (history: History<object>): boolean => history.future.length > 0;

/** What undo would take back, what redo would bring back; undefined where there is nothing. */
export const undoLabel = (history: History<object>): string | undefined => history.past.at(-1)?.label;
export const redoLabel = (history: History<object>): string | undefined => history.future[0]?.label;

/** The history one step earlier; the same history where there is none. */
export function undo<T extends object>(history: History<T>): History<T> {
  const step = history.past.at(-1);
  if (!step) return history;
  return {
    ...history,
    present: applyPatches(history.present, step.backward),
    past: history.past.slice(0, -1),
    future: [step, ...history.future],
    revision: step.revisionBefore,
  };
}

/** The history one step later; the same history where there is none. A step brought back is no open gesture. */
export function redo<T extends object>(history: History<T>): History<T> {
  const [step, ...future] = history.future;
  if (!step) return history;
  return {
    ...history,
    present: applyPatches(history.present, step.forward),
    past: [...history.past, { ...step, gesture: undefined }],
    future,
    revision: step.revisionAfter,
  };
}

/** The history once a revision is in its file: the one that was written, which need not be the present one. */
export const markSaved = <T extends object>(history: History<T>, revision: number): History<T> => ({
  ...history,
  savedRevision: revision,
});

export const isUnsaved = (history: History<object>): boolean => history.revision !== history.savedRevision;
