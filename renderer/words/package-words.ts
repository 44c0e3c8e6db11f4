/**
 * Packages in words: their measures by short names, their numbers with units, and the sentence that closes the regret
 * board. Tested in test/dom/packages.test.tsx.
 */
import type { Dataset } from '../../shared/dataset/schema.ts';
import type { ConsignmentMetric } from '../../shared/engine/consignment-metric.ts';
import type { RegretBoard } from '../../shared/engine/regret.ts';
import type { TextLanguage, Translate } from '../../shared/text/index.ts';
import { digitsFor, formatNumber } from '../../shared/text/numbers.ts';
import type { Letter } from '../state/document.ts';
import { measureName } from './reason-words.ts';

interface Words {
  readonly dataset: Dataset;
  readonly t: Translate;
  readonly language: TextLanguage;
}

/** "Customs digitisation + Torugart around the clock"; "Nothing built". */
export const packageName = (words: Words, measures: readonly string[]): string =>
  measures.length === 0 ? words.t('packages.nothingBuilt') : measures.map((id) => measureName(words, id)).join(' + ');

/** Hours or USD per tonne with unit. */
export function metricText({ t, language }: Words, metric: ConsignmentMetric, value: number): string {
  const text = formatNumber(language, value, digitsFor(value));
  return metric === 'hours' ? t('value.hours', { value: text }) : t('value.usdPerTonne', { value: text });
}

/** Regrets below this are arithmetic noise. */
const NOISE = 1e-9;

/** Which package stays closest to the best whatever shock comes, and what the one that is best without shocks risks. */
export function regretSentence(
  words: Words,
  board: RegretBoard,
  titles: readonly { readonly letter: Letter; readonly title: string }[],
): string | undefined {
  const { t, dataset } = words;
  const { rows, columns, metric } = board;
  const chosen = rows.findIndex(({ isSmallest }) => isSmallest);
  const safe = titles[chosen];
  const worst = rows[chosen]?.worstRegret;
  if (!safe || worst === undefined || rows.length < 2) return undefined;
  const shocks = t('packages.shocks', { count: columns.length - 1 });
  const first =
    worst < NOISE
      ? t('packages.alwaysBest', { title: safe.title, letter: safe.letter, shocks })
      : t('packages.neverMore', {
          title: safe.title,
          letter: safe.letter,
          shocks,
          worst: metricText(words, metric, worst),
        });
  const rival = rows.findIndex(({ cells }, index) => index !== chosen && (cells[0]?.regret ?? Infinity) < NOISE);
  const loser = titles[rival];
  const isSafeBestToo = (rows[chosen]?.cells[0]?.regret ?? 0) < NOISE;
  if (!loser || isSafeBestToo) return first;
  const regrets = rows[rival]?.cells.map(({ regret }) => regret ?? -1) ?? [];
  const column = regrets.indexOf(Math.max(...regrets));
  const shockId = columns[column]?.shockId;
  if (shockId === undefined) return first;
  const loss = metricText(words, metric, regrets[column] ?? 0);
  const second = t('packages.butLoses', {
    letter: loser.letter,
    worst: loss,
    shock: measureName({ ...words, dataset }, shockId),
  });
  return `${first} ${second}`;
}
