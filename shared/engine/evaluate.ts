/**
 * The pipeline of one scenario: apply what it switches on, find the itineraries of each market, share its volume over
 * them (MODEL.md 2-4). Shares are all-or-nothing on the cheapest itinerary: section 4 of MODEL.md (path-size logit,
 * queues, caps) replaces `allOrNothing` and fills `elements`, nothing else here changes.
 * Tested in test/property/laws.test.ts and test/golden/journeys.test.ts.
 */
import { AppFailure } from '../base/issue.ts';
import type { Dataset, Market, ValueOfTimeClass } from '../dataset/schema.ts';
import { digestScenario } from '../scenario/document.ts';
import type { Scenario } from '../scenario/schema.ts';
import { getNetwork, type Selection } from './apply-measures.ts';
import { getParameter } from './arc-costs.ts';
import { findItineraries } from './find-itineraries.ts';
import type {
  AppliedNetwork,
  Evaluation,
  Itinerary,
  ItineraryQuery,
  MarketQuestion,
  MarketResult,
  NoRoute,
  SharedItinerary,
  Totals,
} from './types.ts';

/** Semantic version of the formulas; pinned in files and stamps. */
export const ENGINE_VERSION = '1.0.0';

/** Itineraries kept for a market unless a question asks for more. */
const ITINERARIES_PER_MARKET = 3;

const VALUE_OF_TIME: Readonly<Record<ValueOfTimeClass, string>> = {
  express: 'vot_express_usd_t_day',
  general: 'vot_general_usd_t_day',
  agri: 'vot_agri_usd_t_day',
};

/** USD per tonne and day of a class, middle value of the network in force. */
export const valueOfTime = (network: AppliedNetwork, valueOfTimeClass: ValueOfTimeClass): number =>
  getParameter(network, VALUE_OF_TIME[valueOfTimeClass]).mid;

export const selectionOf = (scenario: Scenario, year: number | undefined = scenario.year): Selection => ({
  measures: scenario.measures,
  shocks: scenario.shocks,
  assumptions: scenario.assumptions,
  year,
});

export const questionOfMarket = (market: Market): MarketQuestion => ({
  id: market.id,
  from: market.from,
  to: market.to,
  valueOfTimeClass: market.valueOfTimeClass,
  startMeans: market.startMeans,
  endMeans: market.endMeans,
  volumeKtPerYear: market.volumeKtPerYear,
});

/** What a market asks the network, in state p50 with handling at both ends. */
export const queryOfMarket = (
  network: AppliedNetwork,
  question: MarketQuestion,
  k = ITINERARIES_PER_MARKET,
): ItineraryQuery => ({
  from: question.from,
  to: question.to,
  startMeans: question.startMeans ?? ['road', 'rail1435', 'rail1520'],
  endMeans: question.endMeans ?? ['road', 'rail1435', 'rail1520'],
  ...(question.via ? { via: question.via } : {}),
  ...(question.avoidCountries ? { avoidCountries: question.avoidCountries } : {}),
  ...(question.allowedModes ? { allowedModes: question.allowedModes } : {}),
  objective: 'generalized',
  valueOfTimeUsdPerTonneDay: valueOfTime(network, question.valueOfTimeClass),
  k,
  state: 'p50',
  handling: true,
  tir: false,
  originDwell: question.valueOfTimeClass === 'agri',
});

/** All volume on the cheapest itinerary. */
const allOrNothing = (itineraries: readonly Itinerary[], volumeKt: number): SharedItinerary[] =>
  itineraries.map((itinerary, index) => ({
    ...itinerary,
    share: index === 0 ? 1 : 0,
    volumeKt: index === 0 ? volumeKt : 0,
  }));

const expectedTotals = (itineraries: readonly SharedItinerary[]): Totals => {
  const weighted = (read: (itinerary: Itinerary) => number) =>
    itineraries.reduce((sum, itinerary) => sum + (itinerary.share === 0 ? 0 : itinerary.share * read(itinerary)), 0);
  return {
    hours: weighted((itinerary) => itinerary.hours),
    usdPerTonne: weighted((itinerary) => itinerary.usdPerTonne),
    emissionsKgPerTonne: weighted((itinerary) => itinerary.emissionsKgPerTonne),
  };
};

/** Which measure, or which constraint of the question, would open a way where there is none. */
export function explainNoRoute(network: AppliedNetwork, query: ItineraryQuery): NoRoute {
  const { dataset } = network;
  const one = { ...query, k: 1 };
  const constraints: string[] = [];
  const { startMeans: _start, endMeans: _end, ...anyMeans } = one;
  const { avoidNodes = [], avoidCountries = [], via = [], allowedModes = [] } = one;
  const relaxed: readonly (readonly [string, ItineraryQuery])[] = [
    ...avoidNodes.map((id) => [id, { ...one, avoidNodes: avoidNodes.filter((other) => other !== id) }] as const),
    ...avoidCountries.map(
      (code) => [code, { ...one, avoidCountries: avoidCountries.filter((other) => other !== code) }] as const,
    ),
    ...(via.length > 0 ? [['via', { ...one, via: [] }] as const] : []),
    ...(allowedModes.length > 0 ? [['modes', { ...one, allowedModes: [] }] as const] : []),
    ...(query.startMeans || query.endMeans ? [['means', anyMeans] as const] : []),
  ];
  for (const [name, question] of relaxed) if (findItineraries(network, question).length > 0) constraints.push(name);

  const opensWith: string[] = [];
  for (const measure of dataset.measures.values()) {
    if (measure.kind !== 'measure' || network.active.includes(measure.id)) continue;
    const wanted = [...network.active, measure.id, ...measure.requires];
    const pick = (kind: 'measure' | 'shock') =>
      Object.fromEntries(
        wanted.filter((id) => dataset.measures.get(id)?.kind === kind).map((id) => [id, { strength: 'mid' as const }]),
      );
    const opened = getNetwork(dataset, { measures: pick('measure'), shocks: pick('shock'), assumptions: {} });
    if (findItineraries(opened, one).length > 0) opensWith.push(measure.id);
  }
  return { opensWith, constraints };
}

/** One market on a network: itineraries with shares, expected totals, or why there is no route. */
export function evaluateMarket(
  network: AppliedNetwork,
  question: MarketQuestion,
  k = ITINERARIES_PER_MARKET,
): MarketResult {
  const query = queryOfMarket(network, question, k);
  const itineraries = allOrNothing(findItineraries(network, query), question.volumeKtPerYear);
  const { id, from, to } = question;
  return itineraries.length === 0
    ? { id, from, to, itineraries, noRoute: explainNoRoute(network, query) }
    : { id, from, to, expected: expectedTotals(itineraries), itineraries };
}

/** A market of the dataset as a question; throws bad-input (AppFailure) for an unknown id. */
export function getMarketQuestion(dataset: Dataset, id: string): MarketQuestion {
  const market = dataset.markets.get(id);
  if (!market)
    throw new AppFailure(
      'bad-input',
      `There is no market "${id}" in the dataset. Known markets: ${[...dataset.markets.keys()].join(', ')}.`,
    );
  return questionOfMarket(market);
}

/** Every market of the dataset (or the named ones) under a scenario, in a year (the scenario's unless given). */
export function evaluateScenario(
  dataset: Dataset,
  scenario: Scenario,
  options: { year?: number; marketIds?: readonly string[] } = {},
): Evaluation {
  const year = options.year ?? scenario.year;
  const network = getNetwork(dataset, selectionOf(scenario, year));
  const ids = options.marketIds ?? [...dataset.markets.keys()];
  return {
    scenario: { title: scenario.title, digest: digestScenario(scenario) },
    year,
    markets: ids.map((id) => evaluateMarket(network, getMarketQuestion(dataset, id))),
    elements: [],
  };
}
