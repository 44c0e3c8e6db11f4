/**
 * The window's side of the worker. Comparisons: the latest question wins, an older one still waiting is dropped, and an
 * answer that is no longer asked for is never shown; until the new one is in, the last answer stays.
 * Tested in test/unit/study-client.test.ts.
 */
import { failure, success, type Result } from '../../shared/base/issue.ts';
import type { PackFiles } from '../../shared/dataset/schema.ts';
import type { LegExplanation } from '../../shared/engine/explain-leg.ts';
import type { MarketComparison } from '../../shared/engine/types.ts';
import type { ComparisonQuestion, LegQuestion, WorkerAnswer, WorkerQuestion } from './protocol.ts';

/** The part of a Worker that is used. */
export interface WorkerLike {
  readonly postMessage: (question: WorkerQuestion) => void;
  readonly addEventListener: (type: 'message', listener: (event: { readonly data: WorkerAnswer }) => void) => void;
}

export interface StudyClient {
  readonly load: (files: PackFiles, id: string) => void;
  /** Asks for a comparison; `onAnswer` is called once, unless a newer question came first. */
  readonly compare: (ask: ComparisonQuestion, onAnswer: (result: Result<MarketComparison>) => void) => void;
  readonly explain: (ask: LegQuestion) => Promise<Result<LegExplanation>>;
}

interface Waiting {
  readonly number: number;
  readonly ask: ComparisonQuestion;
  readonly onAnswer: (result: Result<MarketComparison>) => void;
}

export function createStudyClient(worker: WorkerLike): StudyClient {
  let lastNumber = 0;
  let running: Waiting | undefined;
  let next: Waiting | undefined;
  const explanations = new Map<number, (result: Result<LegExplanation>) => void>();

  function start(waiting: Waiting): void {
    running = waiting;
    worker.postMessage({ kind: 'compare', number: waiting.number, ask: waiting.ask });
  }

  worker.addEventListener('message', ({ data }) => {
    const explained = explanations.get(data.number);
    if (explained) {
      explanations.delete(data.number);
      if (data.kind === 'explained') explained(success(data.explanation));
      else if (data.kind === 'failed') explained(failure('internal', data.message));
      return;
    }
    if (!running || data.number !== running.number) return;
    const { onAnswer } = running;
    running = undefined;
    const follower = next;
    next = undefined;
    if (follower) start(follower);
    else if (data.kind === 'compared') onAnswer(success(data.comparison));
    else if (data.kind === 'failed') onAnswer(failure('internal', data.message));
  });

  return {
    load: (files, id) => worker.postMessage({ kind: 'load', files, id }),
    compare: (ask, onAnswer) => {
      const waiting = { number: ++lastNumber, ask, onAnswer };
      if (running) next = waiting;
      else start(waiting);
    },
    explain: (ask) =>
      new Promise((resolve) => {
        const number = ++lastNumber;
        explanations.set(number, resolve);
        worker.postMessage({ kind: 'explain', number, ask });
      }),
  };
}
