/**
 * What the worker does with a question: the same pure engine as everywhere, on a dataset read once. A fault becomes a
 * sentence, never a silence. Tested in test/unit/study-client.test.ts.
 */
import { AppFailure } from '../../shared/base/issue.ts';
import type { Progress } from '../../shared/base/long-work.ts';
import { readPack } from '../../shared/dataset/read-pack.ts';
import type { Dataset } from '../../shared/dataset/schema.ts';
import { applySelection } from '../../shared/engine/apply-measures.ts';
import { compareScenarios } from '../../shared/engine/compare.ts';
import { selectionOf } from '../../shared/engine/evaluate.ts';
import { explainLeg } from '../../shared/engine/explain-leg.ts';
import { answerLong } from './long-questions.ts';
import type { WorkerAnswer, WorkerQuestion } from './protocol.ts';

const sentenceOf = (error: unknown): string =>
  error instanceof AppFailure || error instanceof Error ? error.message : String(error);

/** Told in whole percent, so that telling takes no time itself. */
function tellProgress(number: number, tell: (progress: WorkerAnswer) => void): Progress {
  let percent = 0;
  return (done, total) => {
    const reached = Math.floor((100 * done) / total);
    if (reached === percent) return;
    percent = reached;
    tell({ kind: 'progress', number, part: reached / 100 });
  };
}

/** Answers one question after another; `load` has no answer. `tell` hears how far a long question is. */
export function createEngineRoom(
  tell: (progress: WorkerAnswer) => void,
): (question: WorkerQuestion) => WorkerAnswer | undefined {
  let dataset: Dataset | undefined;
  return (question) => {
    if (question.kind === 'load') {
      dataset = readPack(question.files, question.id).dataset;
      return undefined;
    }
    const { number } = question;
    if (!dataset) return { kind: 'failed', number, message: 'The dataset could not be read.' };
    try {
      if (question.kind === 'compare') {
        const { scenarios, ...options } = question.ask;
        return { kind: 'compared', number, comparison: compareScenarios(dataset, scenarios, options) };
      }
      if (question.kind === 'long') {
        const answer = answerLong(dataset, question.name, question.ask, tellProgress(number, tell));
        return { kind: 'answered', number, answer };
      }
      const { scenario, year, leg, payloadTonnes } = question.ask;
      const network = applySelection(dataset, selectionOf(scenario, year));
      return { kind: 'explained', number, explanation: explainLeg(network, leg, payloadTonnes) };
    } catch (error) {
      return { kind: 'failed', number, message: sentenceOf(error) };
    }
  };
}
