/**
 * A second opinion on itineraries, written from the words of the model and not from the engine: it walks every loopless
 * chain of rides and changes, one after the other, and prices each whole chain afterwards. Slow on purpose, for networks
 * of a handful of places. Used by test/property/itineraries-brute-force.test.ts.
 */
import type { Quantity } from '../../shared/base/quantity.ts';
import type { Border, Link, Mode, Terminal } from '../../shared/dataset/schema.ts';
import type { AppliedNetwork, ItineraryQuery, WorldState } from '../../shared/engine/types.ts';

type Ride = { readonly kind: 'ride'; readonly link: Link; readonly from: string; readonly to: string };
type Change = { readonly kind: 'change'; readonly terminal: Terminal };
type Step = Ride | Change;

/** What was done between the means it started on and the means it ended on. */
interface Walk {
  readonly steps: readonly Step[];
  readonly startMeans: string;
  readonly endMeans: string;
}

export interface PricedChain {
  /** Links and terminals in order: what makes two itineraries different. */
  readonly key: string;
  readonly hours: number;
  readonly usdPerTonne: number;
  readonly km: number;
  readonly emissionsKgPerTonne: number;
  readonly payloadTonnes: number;
  /** What the question minimises. */
  readonly weight: number;
}

/** More chains than this, and the network is too rich for brute force. */
const MOST_CHAINS = 8_000;

export const chainKey = (ids: readonly string[]): string => ids.join(' > ');

/** Every itinerary of the question, cheapest first; undefined when there are too many to list. */
export function listAllItineraries(network: AppliedNetwork, query: ItineraryQuery): PricedChain[] | undefined {
  const chains = new Map<string, PricedChain>();
  let walked = 0;
  for (const walk of walkChains(network, query)) {
    walked += 1;
    if (walked > MOST_CHAINS) return undefined;
    const chain = priceChain(network, query, walk);
    if (!chains.has(chain.key)) chains.set(chain.key, chain);
  }
  return [...chains.values()].sort((a, b) => a.weight - b.weight);
}

const modeOf = (means: string): Mode => (means === 'road' ? 'road' : means.startsWith('rail') ? 'rail' : 'sea');

const isPost = (network: AppliedNetwork, nodeId: string): boolean => {
  const countries = network.borders.get(`${nodeId}|road`)?.countries ?? [];
  return countries.length === 2 && countries.includes('CN') && countries.includes('KG');
};

/** What goods ride on along a link; a ferry with a queue of its own is its own means. */
function meansOfLink(network: AppliedNetwork, link: Link): string {
  if (link.mode === 'road') return 'road';
  if (link.mode === 'rail') return `rail${link.gaugeMm ?? 0}`;
  const hasOwnQueue = [...network.terminals.values()].some((terminal) => terminal.ownLineLinkIds.includes(link.id));
  return hasOwnQueue ? `sea:${link.id}` : 'sea';
}

/** The ferries that a terminal's water side serves, as means. */
function waterMeans(network: AppliedNetwork, terminal: Terminal): string[] {
  const ownLines = [...network.links.values()].filter(
    (link) =>
      (link.from === terminal.nodeId || link.to === terminal.nodeId) && meansOfLink(network, link) === `sea:${link.id}`,
  );
  if (terminal.ownLineLinkIds.length > 0) {
    return ownLines.filter((link) => terminal.ownLineLinkIds.includes(link.id)).map((link) => `sea:${link.id}`);
  }
  const isServedElsewhere = (link: Link): boolean =>
    [...network.terminals.values()].some(
      (other) => other.nodeId === terminal.nodeId && other.ownLineLinkIds.includes(link.id),
    );
  return ['sea', ...ownLines.filter((link) => !isServedElsewhere(link)).map((link) => `sea:${link.id}`)];
}

/** Changes of means that a terminal offers to goods on `means`. */
function changesAt(network: AppliedNetwork, terminal: Terminal, means: string): string[] {
  if (terminal.fromMeans === terminal.toMeans) return [];
  const sides = [terminal.fromMeans, terminal.toMeans].map((side) =>
    side === 'sea' ? waterMeans(network, terminal) : [side as string],
  );
  const [a = [], b = []] = sides;
  return [...(a.includes(means) ? b : []), ...(b.includes(means) ? a : [])];
}

function* walkChains(network: AppliedNetwork, query: ItineraryQuery): Generator<Walk> {
  const via = query.via ?? [];
  const links = [...network.links.values()];
  const terminals = [...network.terminals.values()];

  const mayUse = (nodeId: string, means: string): boolean => {
    if (query.avoidNodes?.includes(nodeId)) return false;
    const countries = network.dataset.nodes.get(nodeId)?.countries ?? [];
    if (countries.some((country) => query.avoidCountries?.includes(country))) return false;
    return query.allowedModes === undefined || query.allowedModes.includes(modeOf(means));
  };
  const hasLink = (nodeId: string, means: string): boolean =>
    links.some((link) => (link.from === nodeId || link.to === nodeId) && meansOfLink(network, link) === means);
  const isEndMeans = (asked: ItineraryQuery['startMeans'], nodeId: string, means: string): boolean =>
    asked
      ? asked.some((one) => one === means || (one === 'sea' && means.startsWith('sea:')))
      : ['road', 'rail1435', 'rail1520'].includes(means) && hasLink(nodeId, means);
  /** The other gauge, where a rail border row holds the break of gauge and no terminal does. */
  const otherGaugeAt = (nodeId: string, means: string): string | undefined => {
    const other = means === 'rail1435' ? 'rail1520' : means === 'rail1520' ? 'rail1435' : undefined;
    const hasOwnTerminal = [...network.dataset.terminals.values()].some(
      ({ nodeId: at, fromMeans, toMeans }) =>
        at === nodeId && fromMeans.startsWith('rail') && toMeans.startsWith('rail'),
    );
    const meet = other !== undefined && hasLink(nodeId, means) && hasLink(nodeId, other);
    return meet && network.borders.has(`${nodeId}|rail`) && !hasOwnTerminal ? other : undefined;
  };

  /** Goods stand at a place on a means; `seen` are the states of this stretch, `reached` the required nodes so far. */
  function* goOn(
    startMeans: string,
    nodeId: string,
    means: string,
    steps: readonly Step[],
    seen: readonly string[],
    reached: number,
  ): Generator<Walk> {
    if (nodeId === query.to && reached === via.length && isEndMeans(query.endMeans, nodeId, means)) {
      yield { steps, startMeans, endMeans: means };
    }
    const otherGauge = otherGaugeAt(nodeId, means);
    if (otherGauge && !seen.includes(`${nodeId} ${otherGauge}`)) {
      yield* goOn(startMeans, nodeId, otherGauge, steps, [...seen, `${nodeId} ${otherGauge}`], reached);
    }
    for (const terminal of terminals) {
      if (terminal.nodeId !== nodeId) continue;
      for (const next of changesAt(network, terminal, means)) {
        const state = `${nodeId} ${next}`;
        if (!mayUse(nodeId, next) || seen.includes(state)) continue;
        yield* goOn(startMeans, nodeId, next, [...steps, { kind: 'change', terminal }], [...seen, state], reached);
      }
    }
    for (const link of links) {
      if (meansOfLink(network, link) !== means) continue;
      const ways = [
        ...(link.from === nodeId ? [link.to] : []),
        ...(link.bothWays && link.to === nodeId ? [link.from] : []),
      ];
      for (const to of ways) {
        const state = `${to} ${means}`;
        if (!mayUse(to, means) || seen.includes(state)) continue;
        const isRequired = to === via[reached];
        yield* goOn(
          startMeans,
          to,
          means,
          [...steps, { kind: 'ride', link, from: nodeId, to }],
          isRequired ? [state] : [...seen, state],
          isRequired ? reached + 1 : reached,
        );
      }
    }
  }

  const everyMeans = new Set([
    'road',
    'rail1435',
    'rail1520',
    'sea',
    ...links.map((link) => meansOfLink(network, link)),
  ]);
  for (const means of everyMeans) {
    if (!isEndMeans(query.startMeans, query.from, means) || !mayUse(query.from, means)) continue;
    yield* goOn(means, query.from, means, [], [`${query.from} ${means}`], 0);
  }
}

const inState = (quantity: Quantity, state: WorldState): number =>
  state === 'best' ? quantity.low : state === 'stress' ? quantity.high : quantity.mid;

function priceChain(network: AppliedNetwork, query: ItineraryQuery, walk: Walk): PricedChain {
  const { steps } = walk;
  const quantity = (id: string): Quantity => {
    const parameter = network.parameters.get(id);
    if (!parameter) throw new Error(`The network has no parameter ${id}`);
    return parameter.value;
  };
  const mid = (id: string): number => quantity(id).mid;

  const rides = steps.filter((step) => step.kind === 'ride');
  const passed: Border[] = rides.slice(1).flatMap((ride, index) => {
    const before = rides[index];
    const border = network.borders.get(`${ride.from}|${ride.link.mode}`);
    return border && before?.link.mode === ride.link.mode ? [border] : [];
  });
  const swaps: Terminal[] = query.tir
    ? []
    : steps.flatMap((step, index) => {
        const before = steps[index - 1];
        if (step.kind !== 'ride' || before?.kind !== 'ride') return [];
        if (step.link.mode !== 'road' || before.link.mode !== 'road') return [];
        if (!isPost(network, step.to) || isPost(network, before.from)) return [];
        return [...network.terminals.values()].filter(
          (terminal) => terminal.nodeId === step.from && terminal.fromMeans === 'road' && terminal.toMeans === 'road',
        );
      });
  const payloadTonnes = passed.some((border) => border.mode === 'road' && isPost(network, border.nodeId))
    ? mid('payload_limit_cn_kg_t')
    : mid('payload_road_t');
  const duty =
    query.dutyHoursPerDay ??
    (query.state === 'best' ? quantity('truck_duty_h_per_day').high : mid('truck_duty_h_per_day'));

  const dwells: Quantity[] = [];
  let hours = 0;
  let usdPerTonne = 0;
  let km = 0;
  let grams = 0;
  for (const { link } of rides) {
    km += link.distanceKm;
    if (link.mode === 'road') {
      const rate = link.costUsdPerVehicleKm ?? 0;
      hours += ((link.distanceKm / link.speedKmh) * 24) / duty;
      usdPerTonne += ((rate * link.distanceKm) / payloadTonnes) * mid('road_rate_multiplier');
      grams += link.distanceKm * mid('ef_truck_gco2e_tkm') * (rate >= 1.35 ? mid('ef_truck_mountain_uplift') : 1);
    } else {
      hours += link.distanceKm / link.speedKmh;
      if (link.mode === 'rail') {
        usdPerTonne += link.costUsdPerTonneKm * link.distanceKm;
        grams += link.distanceKm * mid(`ef_rail_${link.traction === 'electric' ? 'electric' : 'diesel'}_gco2e_tkm`);
      } else {
        usdPerTonne += (link.fixedUsdPerTonne * 18) / payloadTonnes;
        grams += link.distanceKm * mid('ef_roro_gco2e_tkm');
      }
    }
  }
  for (const border of passed) {
    dwells.push(border.dwellHours);
    usdPerTonne += border.feeUsdPerUnit / (border.feeUnit === 'FEU' ? mid('payload_feu_t') : payloadTonnes);
  }
  for (const terminal of [...swaps, ...steps.flatMap((step) => (step.kind === 'change' ? [step.terminal] : []))]) {
    dwells.push(terminal.dwellHours);
    usdPerTonne += terminal.costUsdPerTonne;
  }
  if (query.handling) {
    for (const [mode, railHours] of [
      [modeOf(walk.startMeans), 'rail_origin_h'],
      [modeOf(walk.endMeans), 'rail_dest_h'],
    ] as const) {
      if (mode === 'road') {
        hours += mid('truck_load_h');
        usdPerTonne += mid('truck_handling_usd_t');
      } else if (mode === 'rail') {
        dwells.push(quantity(railHours));
        usdPerTonne += mid('rail_terminal_usd_t');
      }
    }
  }
  hours += dwells.reduce((sum, dwell) => sum + inState(dwell, query.state), 0);

  const late = dwells.map((dwell) => dwell.high - dwell.mid);
  const spread = query.includeReliability ? mid('reliability_ratio') * late.reduce((sum, one) => sum + one, 0) : 0;
  const weight =
    query.objective === 'time'
      ? hours
      : query.objective === 'cost'
        ? usdPerTonne
        : usdPerTonne + (query.valueOfTimeUsdPerTonneDay / 24) * (hours + spread);
  const delay = query.state === 'p90' ? Math.sqrt(late.reduce((sum, one) => sum + one ** 2, 0)) : 0;
  return {
    key: chainKey(steps.map((step) => (step.kind === 'ride' ? step.link.id : step.terminal.id))),
    hours: hours + delay,
    usdPerTonne,
    km,
    emissionsKgPerTonne: grams / 1000,
    payloadTonnes,
    weight,
  };
}
