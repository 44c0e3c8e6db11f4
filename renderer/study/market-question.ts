/**
 * The market on the table as a question to the engine, and its names for people.
 */
import type { MarketChoice } from '../../shared/api/contract.ts';
import { nameOf } from '../../shared/dataset/names.ts';
import type { Dataset, Language, ValueOfTimeClass } from '../../shared/dataset/schema.ts';
import { questionOfMarket } from '../../shared/engine/evaluate.ts';
import type { MarketQuestion } from '../../shared/engine/types.ts';

/** First start: a market that the railway changes (PRODUCT journey 1). */
export const DEFAULT_MARKET: MarketChoice = { kind: 'market', id: 'MK_KAS_TAS' };

/** A pair chosen by hand moves no volume; a market that the dataset lacks gives its first one. */
export function questionOf(dataset: Dataset, choice: MarketChoice): MarketQuestion {
  if (choice.kind === 'pair') {
    const { from, to, valueOfTimeClass, mode, through, avoidCountry } = choice;
    return {
      id: `${from}>${to}`,
      from,
      to,
      valueOfTimeClass,
      volumeKtPerYear: 0,
      ...(mode === undefined ? {} : { allowedModes: [mode] }),
      ...(through === undefined ? {} : { via: [through] }),
      ...(avoidCountry === undefined ? {} : { avoidCountries: [avoidCountry] }),
    };
  }
  const market = dataset.markets.get(choice.id) ?? [...dataset.markets.values()][0];
  if (!market) throw new Error('The dataset has no market.');
  return questionOfMarket(market);
}

export const valueOfTimeOf = (dataset: Dataset, choice: MarketChoice): ValueOfTimeClass =>
  choice.kind === 'pair' ? choice.valueOfTimeClass : (dataset.markets.get(choice.id)?.valueOfTimeClass ?? 'general');

/** A node's short name without what stands after a slash: "Khorgos". */
export const placeName = (dataset: Dataset, nodeId: string, language: Language): string =>
  nameOf(dataset, 'node', nodeId, language, 'short').split(' / ')[0] ?? nodeId;

/** "Kashgar–Moscow"; Russian sets spaces around the dash. */
export function marketName(dataset: Dataset, question: { from: string; to: string }, language: Language): string {
  const dash = language === 'ru' ? '\u00a0– ' : '–';
  return `${placeName(dataset, question.from, language)}${dash}${placeName(dataset, question.to, language)}`;
}
