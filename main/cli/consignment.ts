/**
 * The market and year of a question about one consignment, from --market and --year: the first market of the data pack
 * and the first scenario's year unless given. Tested in test/unit/cli-doubt.test.ts.
 */
import { AppFailure } from '../../shared/base/issue.ts';
import type { Dataset } from '../../shared/dataset/schema.ts';
import type { ConsignmentQuestion } from '../../shared/engine/consignment.ts';
import { getMarketQuestion } from '../../shared/engine/evaluate.ts';
import { YEARS } from './itineraries.ts';
import type { LoadedScenario } from './load.ts';
import { readMarket, readNumber } from './values.ts';

export interface ConsignmentOptions {
  readonly market?: string;
  readonly year?: string;
}

export function readConsignment(
  { market, year }: ConsignmentOptions,
  dataset: Dataset,
  [first]: readonly LoadedScenario[],
): ConsignmentQuestion {
  const id = market === undefined ? [...dataset.markets.keys()][0] : readMarket('market', market, dataset);
  if (id === undefined || !first) {
    throw new AppFailure(
      'bad-input',
      `The data pack "${dataset.id}" has no market to ask about. Add one to markets.csv.`,
    );
  }
  return {
    year: year === undefined ? first.document.scenario.year : readNumber('year', year, YEARS),
    question: getMarketQuestion(dataset, id),
  };
}
