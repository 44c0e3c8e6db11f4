/**
 * How a long question reports and ends early: after every step it tells how far it is and asks whether to go on. A
 * stop is an AppFailure `cancelled`, so no half answer is ever returned. Tested in test/unit/long-work.test.ts.
 */
import { AppFailure } from './issue.ts';

export type Progress = (done: number, total: number) => void;
export type ShouldStop = () => boolean;

/** Counts the steps of a question; call the result after each step. Throws `cancelled` when asked to stop. */
export function countSteps(total: number, progress?: Progress, shouldStop?: ShouldStop): () => void {
  let done = 0;
  return () => {
    done += 1;
    progress?.(Math.min(done, total), total);
    if (shouldStop?.()) throw new AppFailure('cancelled', 'The question was cancelled before it was answered.');
  };
}
