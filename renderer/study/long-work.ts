/**
 * Long questions of the window, in a worker of their own, so that toggles are answered meanwhile. One runs at a time; of
 * each name the newest wins and an older one is dropped, even while it runs. Cancelling ends the worker, so it acts at
 * once whatever the engine is doing; the next question starts a new one. The last answer of each name is remembered.
 * Tested in test/unit/long-work-client.test.ts.
 */
import { canonicalText } from '../../shared/base/canonical-json.ts';
import { failure, success, type Result } from '../../shared/base/issue.ts';
import type { PackFiles } from '../../shared/dataset/schema.ts';
import { createStore, type Store } from '../state/store.ts';
import type { WorkerLike } from './client.ts';
import type { LongAnswer, LongAsk, LongName } from './long-questions.ts';

/** A worker that can be ended in the middle of its work. */
export interface EndableWorker extends WorkerLike {
  readonly terminate: () => void;
}

export interface RunningWork {
  readonly name: LongName;
  /** Part of the work that is done, 0 to 1. */
  readonly part: number;
}

export interface LongWork {
  /** Present while a question is being worked on. */
  readonly running: Store<RunningWork | undefined>;
  /** `onAnswer` is called once, unless a newer question of this name comes first. */
  readonly ask: <N extends LongName>(
    name: N,
    ask: LongAsk<N>,
    onAnswer: (result: Result<LongAnswer<N>>) => void,
  ) => void;
  /** Ends the running question and drops those that wait; each is answered with the failure `cancelled`. */
  readonly cancel: () => void;
}

interface Waiting {
  readonly name: LongName;
  readonly key: string;
  readonly ask: LongAsk<LongName>;
  readonly onAnswer: (result: Result<never>) => void;
}

export function createLongWork(makeWorker: () => EndableWorker, files: PackFiles, datasetId: string): LongWork {
  const running = createStore<RunningWork | undefined>(undefined);
  const waiting = new Map<LongName, Waiting>();
  const remembered = new Map<LongName, { readonly key: string; readonly answer: LongAnswer<LongName> }>();
  let worker: EndableWorker | undefined;
  let current: (Waiting & { readonly number: number }) | undefined;
  let lastNumber = 0;

  function startWorker(): EndableWorker {
    const started = makeWorker();
    started.addEventListener('message', ({ data }) => {
      if (started !== worker || data.number !== current?.number) return;
      const { name, key, onAnswer } = current;
      if (data.kind === 'progress') {
        running.set({ name, part: data.part });
        return;
      }
      current = undefined;
      running.set(undefined);
      if (data.kind === 'answered') {
        remembered.set(name, { key, answer: data.answer });
        onAnswer(success(data.answer) as Result<never>);
      } else if (data.kind === 'failed') onAnswer(failure('internal', data.message));
      startNext();
    });
    started.postMessage({ kind: 'load', files, id: datasetId });
    return started;
  }

  function startNext(): void {
    const [next] = waiting.values();
    if (current || !next) return;
    waiting.delete(next.name);
    lastNumber += 1;
    current = { ...next, number: lastNumber };
    running.set({ name: next.name, part: 0 });
    worker ??= startWorker();
    worker.postMessage({ kind: 'long', number: lastNumber, name: next.name, ask: next.ask });
  }

  function endCurrent(): void {
    worker?.terminate();
    worker = undefined;
    current = undefined;
    running.set(undefined);
  }

  return {
    running,
    ask: (name, ask, onAnswer) => {
      const key = canonicalText(ask);
      if (current?.name === name && current.key === key) {
        current = { ...current, onAnswer };
        return;
      }
      if (current?.name === name) endCurrent();
      waiting.delete(name);
      const known = remembered.get(name);
      if (known?.key === key) onAnswer(success(known.answer));
      else waiting.set(name, { name, key, ask, onAnswer });
      startNext();
    },
    cancel: () => {
      const dropped = [...(current ? [current] : []), ...waiting.values()];
      endCurrent();
      waiting.clear();
      for (const { onAnswer } of dropped) onAnswer(failure('cancelled', 'The question was cancelled.'));
    },
  };
}
