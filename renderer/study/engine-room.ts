/**
 * What the worker does with a question: the same pure engine as everywhere, on a dataset read once. A fault becomes a
 * sentence, never a silence. Tested in test/unit/study-client.test.ts.
 */
import { AppFailure } from '../../shared/base/issue.ts';
import { readPack } from '../../shared/dataset/read-pack.ts';
import type { Dataset } from '../../shared/dataset/schema.ts';
import { applySelection } from '../../shared/engine/apply-measures.ts';
import { compareScenarios } from '../../shared/engine/compare.ts';
import { selectionOf } from '../../shared/engine/evaluate.ts';
import { explainLeg } from '../../shared/engine/explain-leg.ts';
import type { WorkerAnswer, WorkerQuestion } from './protocol.ts';

const sentenceOf = (error: unknown): string =>
  error instanceof AppFailure || error instanceof Error ? error.message : String(error);

/** Answers one question after another; `load` has no answer. */
export function createEngineRoom(): (question: WorkerQuestion) => WorkerAnswer | undefined {
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
      const { scenario, year, leg, payloadTonnes } = question.ask;
      const network = applySelection(dataset, selectionOf(scenario, year));
      return { kind: 'explained', number, explanation: explainLeg(network, leg, payloadTonnes) };
    } catch (error) {
      return { kind: 'failed', number, message: sentenceOf(error) };
    }
  };
}
