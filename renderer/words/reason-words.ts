/**
 * Reasons in words: a short line under a row, a whole sentence naming both measures in the tooltip.
 */
import { nameOf } from '../../shared/dataset/names.ts';
import type { Dataset } from '../../shared/dataset/schema.ts';
import type { ReasonCode } from '../../shared/engine/types.ts';
import type { TextLanguage, TextValues, Translate } from '../../shared/text/index.ts';

export interface Words {
  readonly dataset: Dataset;
  readonly language: TextLanguage;
  readonly t: Translate;
}

export const measureName = ({ dataset, language }: Words, id: string): string =>
  nameOf(dataset, 'measure', id, language, 'short');

function valuesOf(words: Words, reason: ReasonCode): TextValues {
  if ('by' in reason) return { other: measureName(words, reason.by) };
  return 'year' in reason ? { year: String(reason.year) } : {};
}

export const reasonLine = (words: Words, reason: ReasonCode): string =>
  words.t(`reason.${reason.kind}`, valuesOf(words, reason));

export const reasonSentence = (words: Words, measureId: string, reason: ReasonCode): string =>
  words.t(`reason.full.${reason.kind}`, { ...valuesOf(words, reason), measure: measureName(words, measureId) });

/** The reason as a clause that names the measure, for the answer sentence. */
export const reasonClause = (words: Words, measureId: string, reason: ReasonCode): string =>
  words.t(`because.${reason.kind}`, { ...valuesOf(words, reason), measure: measureName(words, measureId) });
