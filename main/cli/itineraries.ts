/**
 * `corridor itineraries`: the k cheapest itineraries between two places under the constraints of the question. Without
 * a year, opening years are ignored. No route is a finding with the reason, not a fault of the question.
 * Tested in test/unit/cli-itineraries.test.ts.
 */
import type { Means, Mode } from '../../shared/dataset/schema.ts';
import type { Dataset } from '../../shared/dataset/schema.ts';
import { AppFailure } from '../../shared/base/issue.ts';
import { applySelection } from '../../shared/engine/apply-measures.ts';
import { explainNoRoute, valueOfTime } from '../../shared/engine/evaluate.ts';
import { findItineraries } from '../../shared/engine/find-itineraries.ts';
import { reasonText, type AppliedNetwork, type Itinerary, type ItineraryQuery } from '../../shared/engine/types.ts';
import { readSelection } from './choices.ts';
import type { Answer, CommonOptions } from './command.ts';
import { noRouteSentence } from './no-route.ts';
import { amount, days, textTable } from './text.ts';
import { readCountries, readNumber, readPlaces, readWord, readWords } from './values.ts';

export interface ItinerariesOptions extends CommonOptions {
  readonly from: string;
  readonly to: string;
  readonly startMeans?: readonly string[];
  readonly endMeans?: readonly string[];
  readonly via?: readonly string[];
  readonly avoid?: readonly string[];
  readonly avoidCountry?: readonly string[];
  readonly modes?: readonly string[];
  readonly objective: string;
  readonly valueOfTime?: string;
  readonly k: string;
  readonly state: string;
  readonly duty?: string;
  /** False when --no-handling was given. */
  readonly handling: boolean;
  readonly tir?: true;
  readonly measures?: readonly string[];
  readonly shocks?: readonly string[];
  readonly strength: string;
  readonly year?: string;
}

const means: readonly Means[] = ['road', 'rail1435', 'rail1520', 'sea'];
const modes: readonly Mode[] = ['road', 'rail', 'sea'];
export const YEARS = { atLeast: 2000, atMost: 2100, whole: true } as const;

/** Reads the options against a dataset; throws AppFailure with the first one that is wrong. */
function readQuestion(
  options: ItinerariesOptions,
  dataset: Dataset,
): { network: AppliedNetwork; query: ItineraryQuery } {
  const strength = readWord('strength', options.strength, ['low', 'mid', 'high']);
  const year = options.year === undefined ? undefined : readNumber('year', options.year, YEARS);
  const selection = readSelection(dataset, options.measures ?? [], options.shocks ?? [], strength, year);
  readPlaces('from', [options.from], dataset);
  readPlaces('to', [options.to], dataset);
  if (options.from === options.to) {
    throw new AppFailure('bad-input', `--from and --to are the same place, ${options.from}. Give two places.`);
  }
  const network = applySelection(dataset, selection);
  const query: ItineraryQuery = {
    from: options.from,
    to: options.to,
    startMeans: readWords('start-means', options.startMeans, means),
    endMeans: readWords('end-means', options.endMeans, means),
    via: readPlaces('via', options.via ?? [], dataset),
    avoidNodes: readPlaces('avoid', options.avoid ?? [], dataset),
    avoidCountries: readCountries('avoid-country', options.avoidCountry ?? [], dataset),
    allowedModes: readWords('modes', options.modes, modes),
    objective: readWord('objective', options.objective, ['generalized', 'time', 'cost']),
    valueOfTimeUsdPerTonneDay:
      options.valueOfTime === undefined
        ? valueOfTime(network, 'general')
        : readNumber('value-of-time', options.valueOfTime, { atLeast: 0, atMost: 1_000_000 }),
    k: readNumber('k', options.k, { atLeast: 1, atMost: 8, whole: true }),
    state: readWord('state', options.state, ['best', 'p50', 'p90', 'stress']),
    dutyHoursPerDay:
      options.duty === undefined ? undefined : readNumber('duty', options.duty, { atLeast: 0.1, atMost: 24 }),
    handling: options.handling,
    tir: options.tir === true,
  };
  return { network, query };
}

export function answerItineraries(options: ItinerariesOptions, dataset: Dataset): Answer {
  const { network, query } = readQuestion(options, dataset);
  const notes = network.inactive.map(({ id, reason }) => `${id} is not in force: ${reasonText(reason)}.`);
  const itineraries = findItineraries(network, query);
  if (itineraries.length === 0) {
    const noRoute = explainNoRoute(network, query);
    const sentence = noRouteSentence(dataset, query.from, query.to, noRoute);
    return { json: { itineraries, noRoute }, text: '', notes: [...notes, sentence], exitCode: 1 };
  }
  return { json: { itineraries }, text: textOf(itineraries), notes, exitCode: 0 };
}

function textOf(itineraries: readonly Itinerary[]): string {
  const summary = textTable(
    ['', 'hours', 'days', 'USD/t', 'generalized USD/t', 'km', 'kg CO2e/t', 'payload t'],
    itineraries.map((one, index) => [
      String(index + 1),
      amount(one.hours),
      days(one.hours),
      amount(one.usdPerTonne),
      amount(one.generalizedCostUsdPerTonne),
      one.km.toFixed(0),
      amount(one.emissionsKgPerTonne),
      one.payloadTonnes.toFixed(0),
    ]),
  );
  const details = itineraries.map((one, index) => {
    const legs = textTable(
      ['', 'id', 'from', 'to', 'mode', 'km', 'hours', 'USD/t'],
      one.legs.map((leg) => [
        leg.kind,
        leg.id,
        leg.from,
        leg.kind === 'move' ? leg.to : '',
        leg.mode,
        leg.kind === 'move' ? leg.km.toFixed(0) : '',
        amount(leg.hours),
        amount(leg.usdPerTonne),
      ]),
    );
    return `\nItinerary ${index + 1}\n${legs}`;
  });
  return summary + details.join('');
}
