/**
 * `corridor evaluate`: the flows of one scenario in its own year or another: markets with shares, posts and caps with
 * what they carry. All markets are computed together, whichever are told. A market without a route is a finding.
 * Tested in test/unit/cli-evaluate.test.ts.
 */
import type { Dataset } from '../../shared/dataset/schema.ts';
import { getNetwork } from '../../shared/engine/apply-measures.ts';
import { backCast, cpmmIndicators, listPostIndicators, type CpmmIndicators } from '../../shared/engine/cpmm.ts';
import { evaluateScenario, selectionOf } from '../../shared/engine/evaluate.ts';
import type { ElementUse, FixedPoint, MarketResult } from '../../shared/engine/types.ts';
import type { Answer, CommonOptions } from './command.ts';
import { YEARS } from './itineraries.ts';
import type { LoadedScenario } from './load.ts';
import { noRouteSentence } from './no-route.ts';
import { amount, days, difference, textTable } from './text.ts';
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
  const network = getNetwork(dataset, selectionOf(scenario, year));
  const indicators = {
    road: cpmmIndicators(network, evaluation, 'road'),
    rail: cpmmIndicators(network, evaluation, 'rail'),
    posts: listPostIndicators(network, evaluation),
  };
  return {
    json: { ...evaluation, indicators, backCast: backCast(network, evaluation), issues: loaded.issues },
    text: [
      `${scenario.title}, ${year}\n`,
      textOf(evaluation.markets),
      textOfElements(evaluation.elements),
      textOfIndicators(indicators),
      textOfFixedPoint(evaluation.fixedPoint),
    ].join('\n'),
    notes: [
      ...loaded.notes,
      ...unreached,
      ...unservedSentences(evaluation.markets),
      ...(evaluation.fixedPoint.message === undefined ? [] : [evaluation.fixedPoint.message]),
    ],
    exitCode: unreached.length > 0 ? 1 : 0,
  };
}

const unservedSentences = (markets: readonly MarketResult[]): string[] =>
  markets.flatMap(({ id, unservedKt, volumeKt, noRoute }) =>
    unservedKt > 0 && !noRoute
      ? [`${amount(unservedKt)} of ${amount(volumeKt)} kt of ${id} stay at home: every way is full.`]
      : [],
  );

const textOfElements = (elements: readonly ElementUse[]): string =>
  textTable(
    ['post or cap', 'direction', 'kt', 'capacity', 'used %', 'queue h', 'beyond', 'next tonne USD'],
    elements.map((one) => [
      one.id,
      one.direction ?? 'both',
      amount(one.volumeKt),
      amount(one.capacityKt),
      one.utilisation === undefined ? '–' : (one.utilisation * 100).toFixed(0),
      difference(one.addedHours),
      one.beyondObservation ? 'yes' : '',
      one.marginalValueUsdPerTonne.toFixed(0),
    ]),
  );

const textOfIndicators = (indicators: Readonly<Record<'road' | 'rail', CpmmIndicators>>): string =>
  textTable(
    ['CPMM', 'border h', 'border USD', 'USD per 500 km and 20 t', 'km/h in motion', 'km/h with stops'],
    (['road', 'rail'] as const).map((mode) => {
      const { TFI1, TFI2, TFI3, SWOD, SWD } = indicators[mode];
      return [mode, ...[TFI1, TFI2, TFI3, SWOD, SWD].map(amount)];
    }),
  );

const textOfFixedPoint = ({ iterations, residual }: FixedPoint): string =>
  `Queue: hours above the middle dwell of the data; beyond = longer than any observed.\nFlows and queues agree to ${residual.toExponential(0)} after ${iterations} rounds.\n`;

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
