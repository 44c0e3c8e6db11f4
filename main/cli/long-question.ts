/**
 * Asks a long question in a thread of its own: progress on standard error when that is a terminal, Ctrl+C ends it with
 * one sentence. Run from the sources, where no thread is built, it answers in place. The answer is the same either way.
 * Tested in test/unit/cli-doubt.test.ts and, as built, in test/e2e/cli-threads.test.ts.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { AppFailure } from '../../shared/base/issue.ts';
import type { Progress } from '../../shared/base/long-work.ts';
import type { Dataset } from '../../shared/dataset/schema.ts';
import type { ThreadMessage, ThreadQuestion } from './question-thread.ts';
import { longQuestions, type AnswerOf, type AskOf, type QuestionName } from './questions.ts';

const threadFile = join(import.meta.dirname, 'question-thread.js');

/** One line that is written over, and wiped at the end; nothing where nobody looks. */
function makeProgressLine(name: QuestionName): { readonly show: Progress; readonly wipe: () => void } {
  const { stderr } = process;
  if (!stderr.isTTY) return { show: () => undefined, wipe: () => undefined };
  let shown = -1;
  return {
    show: (done, total) => {
      const percent = Math.floor((100 * done) / total);
      if (percent === shown) return;
      shown = percent;
      stderr.write(`\r${name}: ${percent} %`);
    },
    wipe: () => void stderr.write('\r\u001b[K'),
  };
}

function askThread<Name extends QuestionName>(question: ThreadQuestion<Name>, show: Progress): Promise<AnswerOf<Name>> {
  const thread = new Worker(threadFile, { workerData: question });
  return new Promise<AnswerOf<Name>>((resolve, reject) => {
    const cancel = (): void =>
      reject(new AppFailure('cancelled', 'The question was cancelled before it was answered. Nothing was changed.'));
    process.once('SIGINT', cancel);
    thread.on('message', (message: ThreadMessage) => {
      if (message.kind === 'progress') show(message.done, message.total);
      else if (message.kind === 'answer') resolve(message.answer as AnswerOf<Name>);
      else reject(new AppFailure(message.error.code, message.error.message, message.error.details));
    });
    thread.once('error', reject);
    thread.once('exit', () => process.removeListener('SIGINT', cancel));
  }).finally(() => thread.terminate());
}

/** The answer to a long question; throws AppFailure as the question does, `cancelled` on Ctrl+C. */
export async function askLong<Name extends QuestionName>(
  name: Name,
  dataset: Dataset,
  ask: AskOf<Name>,
): Promise<AnswerOf<Name>> {
  const { show, wipe } = makeProgressLine(name);
  try {
    if (existsSync(threadFile)) return await askThread({ name, dataset, ask }, show);
    const answer = longQuestions[name] as (...args: readonly [Dataset, typeof ask, Progress]) => AnswerOf<Name>;
    return answer(dataset, ask, show);
  } finally {
    wipe();
  }
}
