/**
 * The two views of a scenario (MODEL.md 2-4). `evaluateMarket`: one consignment on the cheapest itinerary, with the
 * dwells of the data. `evaluateScenario`: all markets of a year together, their volumes shared over itineraries, with
 * the queues they cause and the caps that hold them.
 * Tested in test/property/laws.test.ts, test/property/flows.test.ts and test/golden/journeys.test.ts.
 */
import { AppFailure } from '../base/issue.ts';
import type { Dataset, Market, ValueOfTimeClass } from '../dataset/schema.ts';
import { digestScenario } from '../scenario/document.ts';
import type { Scenario } from '../scenario/schema.ts';
import { getNetwork, NOTHING_SELECTED, type Selection } from './apply-measures.ts';
import { getParameter } from './arc-costs.ts';
import { listHardCaps } from './capacity.ts';
import { listChoices } from './choice-set.ts';
import { assignFlows, type Demand, type MarketFlow, type PostUse } from './flows.ts';
import { findItineraries } from './find-itineraries.ts';
import type {
  AppliedNetwork,
  ConsignmentResult,
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

/** Parameter that holds the value of time of a class. */
export const VALUE_OF_TIME: Readonly<Record<ValueOfTimeClass, string>> = {
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

const expectedTotals = (itineraries: readonly SharedItinerary[]): Totals => {
  const weighted = (read: (itinerary: Itinerary) => number) =>
    itineraries.reduce((sum, itinerary) => sum + itinerary.share * read(itinerary), 0);
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

/** One consignment on a network: its itineraries without queues, the totals of the cheapest, or why there is no route. */
export function evaluateMarket(
  network: AppliedNetwork,
  question: MarketQuestion,
  k = ITINERARIES_PER_MARKET,
): ConsignmentResult {
  const query = queryOfMarket(network, question, k);
  const itineraries = findItineraries(network, query);
  const { id, from, to } = question;
  const main = itineraries[0];
  if (!main) return { id, from, to, itineraries, noRoute: explainNoRoute(network, query) };
  const { hours, usdPerTonne, emissionsKgPerTonne } = main;
  return { id, from, to, expected: { hours, usdPerTonne, emissionsKgPerTonne }, itineraries };
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

/** Volume of a market in a year: base volume times yearly growth since the base year; pairs chosen by hand move none. */
function volumeInYear(network: AppliedNetwork, question: MarketQuestion, year: number): number {
  const market = network.dataset.markets.get(question.id);
  if (!market) return question.volumeKtPerYear;
  const growth = getParameter(network, market.growthParameter).mid / 100;
  return question.volumeKtPerYear * (1 + growth) ** (year - market.baseYear);
}

const demandOf = (network: AppliedNetwork, question: MarketQuestion, volumeKt: number): Demand => {
  const query = queryOfMarket(network, question);
  const { valueOfTimeUsdPerTonneDay } = query;
  return { question, volumeKt, valueOfTimeUsdPerTonneDay, choices: listChoices(network, query) };
};

const baseUses = new WeakMap<Dataset, PostUse>();

/** Loaded trucks a day of every post in the baseline of the base year, from our own model. */
function getBaseUse(dataset: Dataset): PostUse {
  const known = baseUses.get(dataset);
  if (known) return known;
  const network = getNetwork(dataset, NOTHING_SELECTED);
  const demands = [...dataset.markets.values()].map((market) =>
    demandOf(network, questionOfMarket(market), market.volumeKtPerYear),
  );
  const { postUse } = assignFlows(network, demands, listHardCaps(network, NOTHING_SELECTED));
  baseUses.set(dataset, postUse);
  return postUse;
}

function marketResult(network: AppliedNetwork, { question, volumeKt }: Demand, flow: MarketFlow): MarketResult {
  const { id, from, to } = question;
  const { itineraries, unservedKt } = flow;
  const result = { id, from, to, volumeKt, unservedKt, itineraries };
  if (itineraries.length > 0) return { ...result, expected: expectedTotals(itineraries) };
  const query = queryOfMarket(network, question);
  // Ways there are, but closed by a capacity of 0: that is no lack of a route.
  return listChoices(network, query).length > 0 ? result : { ...result, noRoute: explainNoRoute(network, query) };
}

/**
 * All markets of the dataset under a scenario in a year (the scenario's unless given), with the queues and caps they
 * share. `marketIds` picks what is told, never what is computed: a market alone would meet no queues. `question`: a pair
 * chosen by hand, told after the markets; it goes along without volume.
 */
export function evaluateScenario(
  dataset: Dataset,
  scenario: Scenario,
  options: { year?: number; marketIds?: readonly string[]; question?: MarketQuestion } = {},
): Evaluation {
  const { year = scenario.year, marketIds, question } = options;
  for (const id of marketIds ?? []) getMarketQuestion(dataset, id);
  const selection = selectionOf(scenario, year);
  const network = getNetwork(dataset, selection);
  const pair = question && !dataset.markets.has(question.id) ? [question] : [];
  const demands = [...[...dataset.markets.values()].map(questionOfMarket), ...pair].map((one) =>
    demandOf(network, one, volumeInYear(network, one, year)),
  );
  const flows = assignFlows(network, demands, listHardCaps(network, selection), getBaseUse(dataset));
  return {
    scenario: { title: scenario.title, digest: digestScenario(scenario) },
    year,
    markets: demands.flatMap((demand, index) => {
      const flow = flows.markets[index];
      const isTold = marketIds === undefined || marketIds.includes(demand.question.id);
      return flow && isTold ? [marketResult(network, demand, flow)] : [];
    }),
    elements: flows.elements,
    fixedPoint: flows.fixedPoint,
  };
}
