/**
 * Itineraries between two places: the k cheapest loopless ones by generalized cost, time or money, with all
 * constraints of the question (MODEL.md 3). Exact. Hours in h, money in USD per tonne, emissions in kg CO2e per tonne.
 * Judged by test/property/itineraries-brute-force.test.ts and, on the real data, by test/golden/claims.test.ts.
 */
import { AppFailure } from '../base/issue.ts';
import type { Means } from '../dataset/schema.ts';
import {
  dutyInState,
  getParameter,
  handlingLeg,
  lateHours,
  legsOfArc,
  originDwellLeg,
  payloadOfClass,
  type CostRules,
} from './arc-costs.ts';
import { getGraph, type SearchMeans, type TransportGraph } from './graph.ts';
import { findCheapestPaths, type FoundPath, type PathProblem } from './k-cheapest.ts';
import type { AppliedNetwork, Itinerary, ItineraryQuery, Leg } from './types.ts';

const DEFAULT_MEANS: readonly Means[] = ['road', 'rail1435', 'rail1520'];

/** Unless asked otherwise, what has a link at the place. Ferry lines with a queue of their own answer to `sea` as well. */
function searchMeans(graph: TransportGraph, place: string, means: readonly Means[] | undefined): SearchMeans[] {
  const all = new Set(graph.meansOf);
  return (means ?? DEFAULT_MEANS.filter((name) => graph.hasLink(place, name))).flatMap((name) =>
    name === 'sea' ? [...all].filter((other) => other === 'sea' || other.startsWith('sea:')) : [name],
  );
}

/** What an objective weighs: hours, money, and hours that stops may be late. */
interface Totals {
  readonly hours: number;
  readonly usdPerTonne: number;
  readonly lateHours: number;
}

function totalsOf(legs: readonly Leg[]): Totals {
  let hours = 0;
  let usdPerTonne = 0;
  let late = 0;
  for (const leg of legs) {
    hours += leg.hours;
    usdPerTonne += leg.usdPerTonne;
    if (leg.dwellHours) late += lateHours(leg.dwellHours);
  }
  return { hours, usdPerTonne, lateHours: late };
}

/** Hours, USD per tonne, or USD per tonne plus the value of time (and of reliability, when asked). */
function makeWeigher(network: AppliedNetwork, query: ItineraryQuery): (totals: Totals) => number {
  if (query.objective === 'time') return ({ hours }) => hours;
  if (query.objective === 'cost') return ({ usdPerTonne }) => usdPerTonne;
  const perHour = query.valueOfTimeUsdPerTonneDay / 24;
  const perLateHour = query.includeReliability ? perHour * getParameter(network, 'reliability_ratio').mid : 0;
  return (totals) => totals.usdPerTonne + perHour * totals.hours + perLateHour * totals.lateHours;
}

const arcTotals = new WeakMap<TransportGraph, Map<string, readonly Totals[]>>();

/** Rules kept per graph: a template lives long and meets every set of parameters that its followers have. */
const KEPT_RULES = 64;

/** Parameters that differ from the dataset's, as a key. */
function changedParameters({ dataset, parameters }: AppliedNetwork): string {
  let key = '';
  for (const [id, parameter] of parameters) {
    if (dataset.parameters.get(id) === parameter) continue;
    const { low, mid, high } = parameter.value;
    key += ` ${id} ${low} ${mid} ${high}`;
  }
  return key;
}

/**
 * Totals of every arc under the rules; the same for all questions in that state, so kept with the graph. A graph made
 * from a template takes over the totals of the arcs it shares.
 */
function getArcTotals(graph: TransportGraph, rules: CostRules): readonly Totals[] {
  const { template } = graph;
  const byRules = arcTotals.get(graph) ?? new Map<string, readonly Totals[]>();
  arcTotals.set(graph, byRules);
  const { network, state, payloadTonnes, dutyHoursPerDay, tir } = rules;
  const key = `${state} ${payloadTonnes} ${dutyHoursPerDay} ${tir}${changedParameters(network)}`;
  const known = byRules.get(key);
  if (known) return known;
  const inTemplate = template && getArcTotals(template, rules);
  const totals = graph.arcs.map((arc, index) => {
    const shared = arc === template?.arcs[index] ? inTemplate?.[index] : undefined;
    return shared ?? totalsOf(legsOfArc(arc, graph.nodeOf[arc.tail] ?? '', graph.nodeOf[arc.head] ?? '', rules));
  });
  if (byRules.size >= KEPT_RULES) byRules.clear();
  byRules.set(key, totals);
  return totals;
}

interface PayloadClass {
  readonly problem: PathProblem;
  readonly rules: CostRules;
}

function makePayloadClass(network: AppliedNetwork, query: ItineraryQuery, throughPost: boolean): PayloadClass {
  const graph = getGraph(network);
  const rules: CostRules = {
    network,
    state: query.state,
    payloadTonnes: payloadOfClass(network, throughPost),
    dutyHoursPerDay: dutyInState(network, query.state, query.dutyHoursPerDay),
    tir: query.tir,
    handling: query.handling,
  };
  const avoidNodes = new Set(query.avoidNodes ?? []);
  const avoidCountries = new Set(query.avoidCountries ?? []);
  const isShut = (nodeId: string): boolean =>
    avoidNodes.has(nodeId) ||
    (network.dataset.nodes.get(nodeId)?.countries.some((country) => avoidCountries.has(country)) ?? false);
  const modes = query.allowedModes?.length ? new Set(query.allowedModes) : undefined;
  const nothingShut = avoidNodes.size === 0 && avoidCountries.size === 0;
  const shut = nothingShut ? [] : graph.nodeOf.map(isShut);

  const weigh = makeWeigher(network, query);
  const totals = getArcTotals(graph, rules);
  const weights = new Float64Array(graph.arcs.length);
  graph.arcs.forEach((arc, index) => {
    const closed =
      shut[arc.head] || shut[arc.tail] || (modes && !modes.has(arc.mode)) || (arc.passesPayloadPost && !throughPost);
    const total = totals[index];
    weights[index] = closed || !total ? Infinity : weigh(total);
  });
  const ends = (kind: 'load' | 'unload', place: string, means: readonly Means[] | undefined) =>
    isShut(place)
      ? []
      : searchMeans(graph, place, means).flatMap((name) => {
          const mode = name === 'road' ? 'road' : name.startsWith('rail') ? 'rail' : 'sea';
          if (modes && !modes.has(mode)) return [];
          const vertices =
            kind === 'load' ? [graph.findStart(place, name) ?? []].flat() : graph.listArrivals(place, name);
          const legs = endLegs(kind, place, mode, query, rules);
          return vertices.map((vertex) => ({ vertex, cost: weigh(totalsOf(legs)) }));
        });
  const problem: PathProblem = {
    graph,
    weights,
    starts: ends('load', query.from, query.startMeans),
    ends: ends('unload', query.to, query.endMeans),
    via: query.via ?? [],
    mustPassPost: throughPost,
  };
  return { problem, rules };
}

function endLegs(
  kind: 'load' | 'unload',
  place: string,
  mode: 'road' | 'rail' | 'sea',
  query: ItineraryQuery,
  rules: CostRules,
): Leg[] {
  const handling = handlingLeg(kind, place, mode, rules);
  const waiting = kind === 'load' && query.originDwell ? [originDwellLeg(place, rules)] : [];
  return handling ? [...waiting, handling] : waiting;
}

/** Sums legs into an itinerary; the only place where totals are made. */
export function sumLegs(legs: readonly Leg[], payloadTonnes: number, valueOfTimeUsdPerTonneDay: number): Itinerary {
  const total = { hours: 0, usdPerTonne: 0, km: 0, emissionsKgPerTonne: 0, movingHours: 0, motionHours: 0 };
  for (const leg of legs) {
    total.hours += leg.hours;
    total.usdPerTonne += leg.usdPerTonne;
    total.km += leg.km;
    total.emissionsKgPerTonne += leg.emissionsKgPerTonne;
    total.motionHours += leg.motionHours;
    if (leg.kind === 'move') total.movingHours += leg.hours;
  }
  const first = legs[0];
  const nodes = first ? [first.from, ...legs.filter((leg) => leg.kind === 'move').map((leg) => leg.to)] : [];
  return {
    ...total,
    dwellHours: total.hours - total.movingHours,
    payloadTonnes,
    generalizedCostUsdPerTonne: total.usdPerTonne + (valueOfTimeUsdPerTonneDay / 24) * total.hours,
    nodes,
    legs,
  };
}

/** In state p90 an itinerary takes the root of the summed squares of (P90 - P50) longer: independent delays. */
function delayLeg(legs: readonly Leg[], place: string, mode: Leg['mode']): Leg {
  const squares = legs.reduce((sum, leg) => sum + (leg.dwellHours ? lateHours(leg.dwellHours) ** 2 : 0), 0);
  return {
    kind: 'delay',
    id: 'independent_delays',
    from: place,
    to: place,
    mode,
    km: 0,
    hours: Math.sqrt(squares),
    motionHours: 0,
    usdPerTonne: 0,
    emissionsKgPerTonne: 0,
  };
}

function makeItinerary(path: FoundPath, query: ItineraryQuery, rules: CostRules): Itinerary {
  const { graph } = path.problem;
  const node = (index: number | undefined): string => (index === undefined ? '' : (graph.nodeOf[index] ?? ''));
  const modeAt = (index: number | undefined) => {
    const means = index === undefined ? 'road' : (graph.meansOf[index] ?? 'road');
    return means === 'road' ? 'road' : means.startsWith('rail') ? 'rail' : 'sea';
  };
  const moves = path.arcs.flatMap((arcIndex) => {
    const arc = graph.arcs[arcIndex];
    return arc ? legsOfArc(arc, node(arc.tail), node(arc.head), rules) : [];
  });
  const legs = [
    ...endLegs('load', query.from, modeAt(path.vertices[0]), query, rules),
    ...moves,
    ...endLegs('unload', query.to, modeAt(path.vertices.at(-1)), query, rules),
  ];
  const whole = query.state === 'p90' ? [...legs, delayLeg(legs, query.to, modeAt(path.vertices.at(-1)))] : legs;
  return sumLegs(whole, rules.payloadTonnes, query.valueOfTimeUsdPerTonneDay);
}

/**
 * The k cheapest loopless itineraries, cheapest first by the objective; empty when there is no route.
 * Throws bad-input (AppFailure) for a place that the dataset lacks or a missing parameter.
 */
export function findItineraries(network: AppliedNetwork, query: ItineraryQuery): Itinerary[] {
  for (const id of [query.from, query.to, ...(query.via ?? []), ...(query.avoidNodes ?? [])]) {
    if (!network.dataset.nodes.has(id)) throw new AppFailure('bad-input', `There is no place "${id}" in the dataset.`);
  }
  if (query.from === query.to)
    throw new AppFailure('bad-input', `Origin and destination are the same place, "${query.from}".`);
  const classes = (getGraph(network).hasPayloadPost ? [false, true] : [false]).map((throughPost) =>
    makePayloadClass(network, query, throughPost),
  );
  const paths = findCheapestPaths(
    classes.map(({ problem }) => problem),
    query.k,
  );
  return paths.flatMap((path) => {
    const rules = classes.find(({ problem }) => problem === path.problem)?.rules;
    return rules ? [makeItinerary(path, query, rules)] : [];
  });
}
