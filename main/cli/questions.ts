/**
 * The long questions of the command line by name, each a pure function of plain data: what the question thread can
 * answer. Adding one is one line here. Tested in test/unit/cli-doubt.test.ts.
 */
import type { Progress } from '../../shared/base/long-work.ts';
import type { Dataset } from '../../shared/dataset/schema.ts';
import { findSwitchingValues, type SwitchingQuestion } from '../../shared/engine/switching-values.ts';
import { runUncertainty, type UncertaintyQuestion } from '../../shared/engine/uncertainty.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';

interface UncertaintyAsk {
  readonly scenarios: readonly Scenario[];
  readonly question: UncertaintyQuestion;
}

interface SwitchingAsk {
  readonly scenarios: readonly [Scenario, Scenario];
  readonly question: SwitchingQuestion;
}

export const longQuestions = {
  uncertainty: (dataset: Dataset, { scenarios, question }: UncertaintyAsk, progress: Progress) =>
    runUncertainty(dataset, scenarios, question, progress),
  switching: (dataset: Dataset, { scenarios, question }: SwitchingAsk, progress: Progress) =>
    findSwitchingValues(dataset, scenarios, question, progress),
};

export type QuestionName = keyof typeof longQuestions;
export type AskOf<Name extends QuestionName> = Parameters<(typeof longQuestions)[Name]>[1];
export type AnswerOf<Name extends QuestionName> = ReturnType<(typeof longQuestions)[Name]>;
