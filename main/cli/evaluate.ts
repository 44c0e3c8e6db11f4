/**
 * `corridor evaluate`: one scenario, all markets of the dataset or one, in its own year or another. A market without a
 * route is a finding. Tested in test/unit/cli-evaluate.test.ts.
 */
import type { Dataset } from '../../shared/dataset/schema.ts';
import { evaluateScenario } from '../../shared/engine/evaluate.ts';
import type { MarketResult } from '../../shared/engine/types.ts';
import type { Answer, CommonOptions } from './command.ts';
import { YEARS } from './itineraries.ts';
import type { LoadedScenario } from './load.ts';
import { noRouteSentence } from './no-route.ts';
import { amount, days, textTable } from './text.ts';
import { readMarket, readNumber } from './values.ts';

export interface EvaluateOptions extends CommonOptions {
  readonly market?: string;
  readonly year?: string;
}

export function answerEvaluate(options: EvaluateOptions, dataset: Dataset, loaded: LoadedScenario): Answer {
  const { scenario } = loaded.document;
  const year = options.year === undefined ? scenario.year : readNumber('year', options.year, YEARS);
  const marketIds = options.market === undefined ? undefined : [readMarket('market', options.market, dataset)];
  const evaluation = evaluateScenario(dataset, scenario, { year, ...(marketIds ? { marketIds } : {}) });
  const unreached = evaluation.markets.flatMap(({ from, to, noRoute }) =>
    noRoute ? [noRouteSentence(dataset, from, to, noRoute)] : [],
  );
  return {
    json: { ...evaluation, issues: loaded.issues },
    text: `${scenario.title}, ${year}\n\n${textOf(evaluation.markets)}`,
    notes: [...loaded.notes, ...unreached],
    exitCode: unreached.length > 0 ? 1 : 0,
  };
}

const textOf = (markets: readonly MarketResult[]): string =>
  textTable(
    ['market', 'from', 'to', 'share %', 'hours', 'days', 'USD/t', 'kg CO2e/t', 'by'],
    markets.flatMap(({ id, from, to, itineraries }) =>
      itineraries.length === 0
        ? [[id, from, to, '–', '–', '–', '–', '–', 'no route']]
        : itineraries.map((one, rank) => [
            rank === 0 ? id : '',
            rank === 0 ? from : '',
            rank === 0 ? to : '',
            (one.share * 100).toFixed(0),
            amount(one.hours),
            days(one.hours),
            amount(one.usdPerTonne),
            amount(one.emissionsKgPerTonne),
            [...new Set(one.legs.filter((leg) => leg.kind === 'move').map((leg) => leg.mode))].join(' + '),
          ]),
    ),
  );
