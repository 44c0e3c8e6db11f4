/**
 * The thread that answers one long question of the command line and ends. What it is asked comes as workerData, what it
 * says are ThreadMessages. Started by long-question.ts; tested in test/e2e/cli-threads.test.ts.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { AppFailure, type AppError } from '../../shared/base/issue.ts';
import type { Dataset } from '../../shared/dataset/schema.ts';
import { longQuestions, type AskOf, type QuestionName } from './questions.ts';

export interface ThreadQuestion<Name extends QuestionName = QuestionName> {
  readonly name: Name;
  readonly dataset: Dataset;
  readonly ask: AskOf<Name>;
}

export type ThreadMessage =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'answer'; readonly answer: unknown }
  | { readonly kind: 'refused'; readonly error: AppError };

const say = (message: ThreadMessage): void => parentPort?.postMessage(message);
const { name, dataset, ask } = workerData as ThreadQuestion;

try {
  const answer = (
    longQuestions[name] as (...args: readonly [Dataset, typeof ask, (d: number, t: number) => void]) => unknown
  )(dataset, ask, (done, total) => say({ kind: 'progress', done, total }));
  say({ kind: 'answer', answer });
} catch (error) {
  if (!(error instanceof AppFailure)) throw error;
  say({ kind: 'refused', error: error.error });
}
