/**
 * Flows of all markets on one network (MODEL.md 4): volumes shared over choices with the queues they cause, caps that
 * hold, and what each post and cap carries. Itineraries come back with the hours of their queues, so that every total
 * is still the sum of its legs. Tested in test/unit/flows.test.ts and test/property/flows.test.ts.
 */
import { getParameter } from './arc-costs.ts';
import { listPassages, type HardCap, type Passage } from './capacity.ts';
import { findEquilibrium, type Choice, type Queue } from './equilibrium.ts';
import { sumLegs } from './find-itineraries.ts';
import { constantsOf, logPathSizes } from './shares.ts';
import type {
  AppliedNetwork,
  ChoiceConstant,
  ElementUse,
  FixedPoint,
  Itinerary,
  MarketQuestion,
  SharedItinerary,
} from './types.ts';

export interface Demand {
  readonly question: MarketQuestion;
  readonly volumeKt: number;
  readonly valueOfTimeUsdPerTonneDay: number;
  readonly choices: readonly Itinerary[];
}

export interface MarketFlow {
  /** By generalized cost, queues included, cheapest first. */
  readonly itineraries: readonly SharedItinerary[];
  readonly unservedKt: number;
}

/** Loaded trucks a day per post and direction ("B_TORUGART|road CN>KG"). */
export type PostUse = ReadonlyMap<string, number>;

export interface Flows {
  /** In the order of the demands. */
  readonly markets: readonly MarketFlow[];
  readonly elements: readonly ElementUse[];
  readonly fixedPoint: FixedPoint;
  readonly postUse: PostUse;
}

const DAYS_PER_YEAR = 365;
/**
 * A post that our markets fill less than this in the base year owes its delay to other traffic: it stays as it is until
 * they fill so much, and grows with the fourth power from there. (From a base of a few trucks the fourth power would
 * make days of queue at an empty post.)
 */
const SMALLEST_REFERENCE_USE = 0.25;
/**
 * Goods stay at home when caps and queues make every way cost this much more than the cheapest would without them:
 * about three quarters of their value (value_density_usd_t). Expert estimate; far from any cost of an ordinary year.
 */
const PROHIBITIVE_USD_PER_TONNE = 5_000;
/** Parts of a volume below this are the tail of the logit, not goods left behind. */
const NEGLIGIBLE_PART = 1e-9;
/** Elements that carry less than a tonne a year are not listed. */
const LEAST_LISTED_KT = 1e-3;

const trucksPerDayPerKt = (payloadTonnes: number): number => 1000 / payloadTonnes / DAYS_PER_YEAR;
const keyOf = ({ borderId, direction }: Passage): string => `${borderId} ${direction}`;

interface Option {
  readonly itinerary: Itinerary;
  readonly constants: readonly ChoiceConstant[];
  readonly passages: readonly Passage[];
  readonly choice: Choice;
}

/** A post in one direction as the choices meet it; `queue` where its dwell answers to its use. */
interface Post {
  readonly passage: Passage;
  readonly queue?: Queue;
}

function describePost(network: AppliedNetwork, passage: Passage, baseUse: PostUse | undefined): Post {
  const { borderId } = passage;
  const border = network.borders.get(borderId);
  const capacity = border?.capacityTrucksPerDayPerDirection;
  const baseCapacity = network.dataset.borders.get(borderId)?.capacityTrucksPerDayPerDirection;
  if (!baseUse || !border || !capacity || !baseCapacity) return { passage };
  const baseUtilisation = (baseUse.get(keyOf(passage)) ?? 0) / baseCapacity;
  const delayHours = Math.max(0, border.dwellHours.mid - border.freeflowHours);
  const queue: Queue = {
    delayHours,
    referenceTrucksPerDay: Math.max(baseUtilisation, SMALLEST_REFERENCE_USE) * capacity,
    eases: baseUtilisation >= SMALLEST_REFERENCE_USE,
  };
  return delayHours > 0 ? { passage, queue } : { passage };
}

/** The itinerary with the hours of its queues on the legs where they arise. */
function withQueues(
  { itinerary, passages }: Option,
  hoursOf: ReadonlyMap<string, number>,
  valueOfTimeUsdPerTonneDay: number,
): Itinerary {
  const added = new Map(passages.map((passage) => [passage.legIndex, hoursOf.get(keyOf(passage)) ?? 0]));
  const legs = itinerary.legs.map((leg, index) => {
    const queueHours = added.get(index) ?? 0;
    return queueHours === 0 ? leg : { ...leg, hours: leg.hours + queueHours, queueHours };
  });
  return sumLegs(legs, itinerary.payloadTonnes, valueOfTimeUsdPerTonneDay);
}

/**
 * Shares every demand over its choices. `baseUse` = the posts' use in the baseline of the base year; without it no post
 * queues (that is how the baseline itself is computed). Choices over a closed cap or post (capacity 0) are not to be had.
 */
export function assignFlows(
  network: AppliedNetwork,
  demands: readonly Demand[],
  hardCaps: readonly HardCap[],
  baseUse?: PostUse,
): Flows {
  const scalePerUsd = getParameter(network, 'choice_scale_per_usd').mid;
  const posts = new Map<string, Post>();
  const queueKeys: string[] = [];
  const queues: Queue[] = [];
  const isClosed = (itinerary: Itinerary): boolean =>
    itinerary.legs.some(({ id }) => network.borders.get(id)?.capacityTrucksPerDayPerDirection === 0) ||
    hardCaps.some((cap) => cap.capacityKt <= 0 && itinerary.legs.some(({ id }) => cap.elementIds.has(id)));

  const options = demands.map(({ question, choices, valueOfTimeUsdPerTonneDay }): Option[] => {
    const open = choices.filter((itinerary) => !isClosed(itinerary));
    const logSizes = logPathSizes(open);
    return open.map((itinerary, index) => {
      const passages = listPassages(network, itinerary);
      for (const passage of passages) {
        const key = keyOf(passage);
        if (posts.has(key)) continue;
        const post = describePost(network, passage, baseUse);
        posts.set(key, post);
        if (post.queue) {
          queueKeys.push(key);
          queues.push(post.queue);
        }
      }
      const caps = hardCaps.flatMap(({ elementIds }, cap) =>
        itinerary.legs.some(({ id }) => elementIds.has(id)) ? [cap] : [],
      );
      const constants = constantsOf(network, question, itinerary);
      const choice: Choice = {
        costUsdPerTonne:
          itinerary.generalizedCostUsdPerTonne + constants.reduce((sum, { usdPerTonne }) => sum + usdPerTonne, 0),
        logSize: logSizes[index] ?? 0,
        queues: [...new Set(passages.map(keyOf))].map((key) => queueKeys.indexOf(key)).filter((at) => at >= 0),
        trucksPerDayPerKt: trucksPerDayPerKt(itinerary.payloadTonnes),
        usdPerHour: valueOfTimeUsdPerTonneDay / 24,
        caps,
      };
      return { itinerary, constants, passages, choice };
    });
  });

  const series = groupCaps(hardCaps, options.flat());
  const caps = series.map(({ capacityKt }) => ({ capacityKt }));
  const markets = demands.map(({ volumeKt }, index) => {
    const choices = (options[index] ?? []).map(({ choice }) => ({
      ...choice,
      caps: series.flatMap(({ indices }, at) => (indices.some((cap) => choice.caps.includes(cap)) ? [at] : [])),
    }));
    return {
      volumeKt,
      choices: choices.length > 0 ? withStayingHome(choices) : choices,
    };
  });
  const solved = findEquilibrium({ markets, queues, caps, scalePerUsd });
  const hoursOf = new Map(queueKeys.map((key, index) => [key, solved.addedHours[index] ?? 0]));

  const flows = demands.map(({ volumeKt, valueOfTimeUsdPerTonneDay }, market): MarketFlow => {
    const own = options[market] ?? [];
    const shares = own.map((_, index) => solved.shares[market]?.[index] ?? 0);
    const movingPart = shares.reduce((sum, share) => sum + share, 0);
    const isServed = own.length > 0 && 1 - movingPart < NEGLIGIBLE_PART;
    const itineraries = own.map((option, index): SharedItinerary => {
      const share = (shares[index] ?? 0) / movingPart;
      return {
        ...withQueues(option, hoursOf, valueOfTimeUsdPerTonneDay),
        share,
        volumeKt: share * (isServed ? volumeKt : movingPart * volumeKt),
        constants: option.constants,
      };
    });
    itineraries.sort((a, b) => a.generalizedCostUsdPerTonne - b.generalizedCostUsdPerTonne);
    return { itineraries, unservedKt: isServed ? 0 : (1 - movingPart) * volumeKt };
  });
  const used = listUse(network, flows);
  const postElements = [...used.values()].map(({ passage, volumeKt, trucksPerDay }): ElementUse => {
    const key = keyOf(passage);
    const border = network.borders.get(passage.borderId);
    const capacity = border?.capacityTrucksPerDayPerDirection;
    const addedHours = hoursOf.get(key) ?? 0;
    return {
      kind: 'post',
      id: passage.borderId,
      direction: passage.direction,
      volumeKt,
      ...(capacity === undefined
        ? {}
        : { capacityKt: (volumeKt * capacity) / trucksPerDay, utilisation: trucksPerDay / capacity }),
      addedHours,
      beyondObservation:
        addedHours > 0 && border !== undefined && border.dwellHours.mid + addedHours > border.congestedHours,
      marginalValueUsdPerTonne: 0,
    };
  });
  const capElements = series.flatMap(({ indices, capacityKt: tightestKt }, at) =>
    indices.flatMap((index): ElementUse[] => {
      const cap = hardCaps[index];
      const volumeKt = solved.capKt[at] ?? 0;
      if (!cap) return [];
      const { id, capacityKt } = cap;
      return [
        {
          kind: 'hard-cap',
          id,
          volumeKt,
          capacityKt,
          utilisation: volumeKt / capacityKt,
          addedHours: 0,
          beyondObservation: false,
          marginalValueUsdPerTonne: capacityKt === tightestKt ? (solved.capPrice[at] ?? 0) : 0,
        },
      ];
    }),
  );
  return {
    markets: flows,
    elements: [...postElements, ...capElements]
      .filter(({ volumeKt }) => volumeKt >= LEAST_LISTED_KT)
      .sort((a, b) => (a.id === b.id ? b.volumeKt - a.volumeKt : a.id < b.id ? -1 : 1)),
    fixedPoint: describeFixedPoint(solved),
    postUse: new Map([...used].map(([key, { trucksPerDay }]) => [key, trucksPerDay])),
  };
}

/** Caps in series: the same choices use them, so the tightest one holds for all. */
interface CapSeries {
  readonly indices: readonly number[];
  readonly capacityKt: number;
}

function groupCaps(hardCaps: readonly HardCap[], options: readonly Option[]): CapSeries[] {
  const byUsers = new Map<string, number[]>();
  hardCaps.forEach((_, cap) => {
    const users = options.flatMap(({ choice }, index) => (choice.caps.includes(cap) ? [index] : []));
    if (users.length === 0) return;
    const key = users.join(' ');
    byUsers.set(key, [...(byUsers.get(key) ?? []), cap]);
  });
  return [...byUsers.values()].map((indices) => ({
    indices,
    capacityKt: Math.min(...indices.map((cap) => hardCaps[cap]?.capacityKt ?? Infinity)),
  }));
}

/** The choices and one more: to leave the goods at home. */
const withStayingHome = (choices: readonly Choice[]): readonly Choice[] => [
  ...choices,
  {
    costUsdPerTonne: Math.min(...choices.map((choice) => choice.costUsdPerTonne)) + PROHIBITIVE_USD_PER_TONNE,
    logSize: 0,
    queues: [],
    trucksPerDayPerKt: 0,
    usdPerHour: 0,
    caps: [],
  },
];

/** What passes each post, summed from the itineraries themselves. */
function listUse(network: AppliedNetwork, markets: readonly MarketFlow[]) {
  const used = new Map<string, { passage: Passage; volumeKt: number; trucksPerDay: number }>();
  for (const itinerary of markets.flatMap(({ itineraries }) => itineraries)) {
    for (const passage of listPassages(network, itinerary)) {
      const key = keyOf(passage);
      const use = used.get(key) ?? { passage, volumeKt: 0, trucksPerDay: 0 };
      use.volumeKt += itinerary.volumeKt;
      use.trucksPerDay += itinerary.volumeKt * trucksPerDayPerKt(itinerary.payloadTonnes);
      used.set(key, use);
    }
  }
  return used;
}

function describeFixedPoint({ iterations, residual, converged }: FixedPoint): FixedPoint {
  if (converged) return { iterations, residual, converged };
  const message = `Flows and queues did not settle: after ${iterations} rounds they still differ by ${(residual * 100).toPrecision(2)} %. Read shares and added hours with that in mind.`;
  return { iterations, residual, converged, message };
}
