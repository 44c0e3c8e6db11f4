/**
 * The questions that take longer than a frame, by name: what is asked, what is answered, and the engine function that
 * does it. The only file that lists them: a new long question is one line in each of the two parts.
 */
import type { Progress } from '../../shared/base/long-work.ts';
import type { Dataset } from '../../shared/dataset/schema.ts';
import { appraise, type Appraisal } from '../../shared/engine/appraisal.ts';
import type { AppraisalQuestion } from '../../shared/engine/cash-flows.ts';
import { evaluateClaims, type ClaimsReport } from '../../shared/engine/claims.ts';
import {
  defaultLatticeMeasures,
  listPackages,
  type Lattice,
  type LatticeQuestion,
} from '../../shared/engine/lattice.ts';
import { regretBoard, type RegretBoard, type RegretQuestion } from '../../shared/engine/regret.ts';

/** Without measures it varies those of the base, filled up by the ones that change most. Nothing else is on. */
export interface PackagesQuestion extends Omit<LatticeQuestion, 'measureIds'> {
  readonly measureIds?: readonly string[];
}

export interface LongQuestions {
  readonly packages: { readonly ask: PackagesQuestion; readonly answer: Lattice };
  readonly appraise: { readonly ask: Omit<AppraisalQuestion, 'costsOf'>; readonly answer: Appraisal };
  /** The report card depends on the data alone. */
  readonly claims: { readonly ask: Readonly<Record<never, never>>; readonly answer: ClaimsReport };
  readonly regret: { readonly ask: RegretQuestion; readonly answer: RegretBoard };
}

export type LongName = keyof LongQuestions;
export type LongAsk<N extends LongName> = LongQuestions[N]['ask'];
export type LongAnswer<N extends LongName> = LongQuestions[N]['answer'];

type Answerers = {
  readonly [N in LongName]: (dataset: Dataset, ask: LongAsk<N>, progress: Progress) => LongAnswer<N>;
};

const answerers: Answerers = {
  packages: (dataset, { base, measureIds, ...asked }, progress) => {
    const varied = measureIds ?? defaultLatticeMeasures(dataset, base, asked);
    const measures = Object.fromEntries(Object.entries(base.measures).filter(([id]) => varied.includes(id)));
    return listPackages(dataset, { base: { ...base, measures }, measureIds: varied, ...asked }, progress);
  },
  appraise,
  claims: evaluateClaims,
  regret: regretBoard,
};

export const answerLong = <N extends LongName>(
  dataset: Dataset,
  name: N,
  ask: LongAsk<N>,
  progress: Progress,
): LongAnswer<N> => answerers[name](dataset, ask, progress);
