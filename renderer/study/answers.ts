/**
 * Keeps the answer in step with the document: asks the worker whenever compared scenarios, reference, market or year
 * change, and holds the last answer together with the columns it was given for, so that no view ever mixes the two.
 */
import type { Dataset } from '../../shared/dataset/schema.ts';
import type { MarketComparison, MarketQuestion } from '../../shared/engine/types.ts';
import { letterAt, referenceIndexOf, type DocumentStore, type Letter } from '../state/document.ts';
import { createStore, type Store } from '../state/store.ts';
import type { StudyClient } from './client.ts';
import { questionOf } from './market-question.ts';

export interface AnsweredColumn {
  readonly key: string;
  readonly letter: Letter;
  readonly title: string;
}

export interface Answered {
  readonly comparison: MarketComparison;
  readonly columns: readonly AnsweredColumn[];
  readonly question: MarketQuestion;
  readonly year: number;
  /** Revision of the document that it answers. */
  readonly revision: number;
}

export interface AnswerState {
  readonly latest?: Answered;
  /** Why the newest question has no answer. */
  readonly failed?: string;
}

/** Starts asking; the first question goes out at once. */
export function followDocument(dataset: Dataset, document: DocumentStore, study: StudyClient): Store<AnswerState> {
  const answers = createStore<AnswerState>({});
  const ask = (): void => {
    const { present, revision } = document.store.get();
    const question = questionOf(dataset, present.market);
    const scenarios = present.columns.map((column) => column.document.scenario);
    const columns = present.columns.map(({ key, document: { scenario } }, index) => ({
      key,
      letter: letterAt(index),
      title: scenario.title,
    }));
    const { year } = present;
    study.compare({ scenarios, referenceIndex: referenceIndexOf(present), year, question }, (result) =>
      answers.set(
        result.ok
          ? { latest: { comparison: result.value, columns, question, year, revision } }
          : (before) => ({ ...before, failed: result.error.message }),
      ),
    );
  };
  document.store.subscribe(ask);
  ask();
  return answers;
}
