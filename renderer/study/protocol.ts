/**
 * What the window and its worker say to each other. Plain data; each answer carries the number of its question.
 */
import type { PackFiles } from '../../shared/dataset/schema.ts';
import type { LegExplanation } from '../../shared/engine/explain-leg.ts';
import type { Leg, MarketComparison, MarketQuestion } from '../../shared/engine/types.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import type { LongAnswer, LongAsk, LongName } from './long-questions.ts';

export interface ComparisonQuestion {
  readonly scenarios: readonly Scenario[];
  readonly referenceIndex: number;
  readonly year: number;
  readonly question: MarketQuestion;
}

export interface LegQuestion {
  readonly scenario: Scenario;
  readonly year: number;
  readonly leg: Leg;
  readonly payloadTonnes: number;
}

export type WorkerQuestion =
  | { readonly kind: 'load'; readonly files: PackFiles; readonly id: string }
  | { readonly kind: 'compare'; readonly number: number; readonly ask: ComparisonQuestion }
  | { readonly kind: 'explain'; readonly number: number; readonly ask: LegQuestion }
  | { readonly kind: 'long'; readonly number: number; readonly name: LongName; readonly ask: LongAsk<LongName> };

export type WorkerAnswer =
  | { readonly kind: 'compared'; readonly number: number; readonly comparison: MarketComparison }
  | { readonly kind: 'explained'; readonly number: number; readonly explanation: LegExplanation }
  /** Part of a long question that is done, 0 to 1. */
  | { readonly kind: 'progress'; readonly number: number; readonly part: number }
  | { readonly kind: 'answered'; readonly number: number; readonly answer: LongAnswer<LongName> }
  | { readonly kind: 'failed'; readonly number: number; readonly message: string };
