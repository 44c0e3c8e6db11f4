/**
 * What the questions about one consignment share on the command line: the market and the year that are asked about.
 * Without --market it is the first market of the data pack, and the answer names it.
 */
import { AppFailure } from '../../shared/base/issue.ts';
import type { Dataset } from '../../shared/dataset/schema.ts';
import type { ConsignmentQuestion } from '../../shared/engine/consignment.ts';
import { getMarketQuestion } from '../../shared/engine/evaluate.ts';
import type { CommonOptions } from './command.ts';
import { YEARS } from './itineraries.ts';
import { readMarket, readNumber } from './values.ts';

export interface ConsignmentOptions extends CommonOptions {
  readonly market?: string;
  readonly year?: string;
}

export function readConsignment(
  { market, year }: ConsignmentOptions,
  dataset: Dataset,
  scenarioYear: number,
): ConsignmentQuestion {
  const [first] = dataset.markets.keys();
  const id = market === undefined ? first : readMarket('market', market, dataset);
  if (id === undefined) throw new AppFailure('bad-input', `The data pack "${dataset.id}" has no market to ask about.`);
  return {
    year: year === undefined ? scenarioYear : readNumber('year', year, YEARS),
    question: getMarketQuestion(dataset, id),
  };
}
