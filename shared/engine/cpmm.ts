/**
 * CAREC CPMM indicators of the flows of a year, and the back-cast: ours beside the published values (MODEL.md 4, F8,
 * FIELD.md 2). Every mean is over what moves: passages and kilometres weighted by vehicles. Ours count both sides of a
 * crossing together; a published country value is its own side alone, and its note says so.
 * Tested in test/unit/cpmm.test.ts; SWD never exceeds SWOD (law 10).
 */
import type { PublishedIndicator } from '../dataset/schema.ts';
import { getParameter } from './arc-costs.ts';
import { listPassages } from './capacity.ts';
import type { AppliedNetwork, Evaluation, Leg } from './types.ts';

/** CPMM normalises cost to a 500 km section and 20 t of cargo. */
const SECTION_KM = 500;
const CARGO_TONNES = 20;

type CpmmMode = 'road' | 'rail';

export interface PostIndicators {
  readonly borderId: string;
  readonly direction: string;
  readonly mode: CpmmMode;
  readonly volumeKt: number;
  /** TFI1, queue included. */
  readonly hours: number;
  /** TFI2, official fees per truck or FEU; unofficial payments are not in the data. */
  readonly usd: number;
}

export interface CpmmIndicators {
  readonly TFI1?: number;
  readonly TFI2?: number;
  readonly TFI3?: number;
  readonly SWOD?: number;
  readonly SWD?: number;
}

export interface BackCastRow {
  readonly published: PublishedIndicator;
  /** Ours in the year of the evaluation; absent where nothing of the kind moves. */
  readonly computed?: number;
  /** Ours over the published value. */
  readonly ratio?: number;
}

/** A leg as vehicles experience it. */
interface Stretch {
  readonly leg: Leg;
  readonly vehicles: number;
  readonly volumeKt: number;
  readonly payloadTonnes: number;
  /** Of a border leg. */
  readonly direction?: string;
}

const isOnTheWay = ({ kind }: Leg): boolean => kind !== 'load' && kind !== 'origin' && kind !== 'unload';

/** Every leg between loading and unloading, with what moves over it; one list for all indicators. */
function listStretches(network: AppliedNetwork, evaluation: Evaluation): Stretch[] {
  const payloadFeu = getParameter(network, 'payload_feu_t').mid;
  return evaluation.markets.flatMap(({ itineraries }) =>
    itineraries.flatMap((itinerary) => {
      const directions = new Map(
        listPassages(network, itinerary).map(({ legIndex, direction }) => [legIndex, direction] as const),
      );
      return itinerary.legs.flatMap((leg, index) => {
        if (!isOnTheWay(leg)) return [];
        const payloadTonnes = leg.mode === 'rail' ? payloadFeu : itinerary.payloadTonnes;
        const direction = directions.get(index);
        const vehicles = itinerary.volumeKt / payloadTonnes;
        const stretch = { leg, vehicles, volumeKt: itinerary.volumeKt, payloadTonnes };
        return [direction === undefined ? stretch : { ...stretch, direction }];
      });
    }),
  );
}

/** Sum of numerators over sum of denominators; undefined where nothing moves. */
function ratioOf(
  stretches: readonly Stretch[],
  above: (stretch: Stretch) => number,
  below: (stretch: Stretch) => number,
): number | undefined {
  let numerator = 0;
  let denominator = 0;
  for (const stretch of stretches) {
    numerator += stretch.vehicles * above(stretch);
    denominator += stretch.vehicles * below(stretch);
  }
  return denominator > 0 ? numerator / denominator : undefined;
}

const isBorder = ({ leg }: Stretch): boolean => leg.kind === 'border';
const one = (): number => 1;
const usdOfVehicle = ({ leg, payloadTonnes }: Stretch): number => leg.usdPerTonne * payloadTonnes;

/** TFI1 and TFI2 of every post and direction, the busiest first. */
export function listPostIndicators(network: AppliedNetwork, evaluation: Evaluation): PostIndicators[] {
  const byPost = new Map<string, Stretch[]>();
  for (const stretch of listStretches(network, evaluation)) {
    if (stretch.direction === undefined || stretch.volumeKt === 0) continue;
    const key = `${stretch.leg.id} ${stretch.direction}`;
    byPost.set(key, [...(byPost.get(key) ?? []), stretch]);
  }
  return [...byPost.values()]
    .flatMap((stretches): PostIndicators[] => {
      const [first] = stretches;
      if (first?.direction === undefined) return [];
      const { leg, direction } = first;
      return [
        {
          borderId: leg.id,
          direction,
          mode: leg.mode === 'rail' ? 'rail' : 'road',
          volumeKt: stretches.reduce((sum, { volumeKt }) => sum + volumeKt, 0),
          hours: ratioOf(stretches, (stretch) => stretch.leg.hours, one) ?? 0,
          usd: ratioOf(stretches, usdOfVehicle, one) ?? 0,
        },
      ];
    })
    .sort((a, b) => b.volumeKt - a.volumeKt);
}

/** Whether a stretch lies in a country: a post that touches it, a link within it. */
function liesIn(network: AppliedNetwork, country: string, { leg }: Stretch): boolean {
  const touches = (nodeId: string): boolean => network.dataset.nodes.get(nodeId)?.countries.includes(country) ?? false;
  return touches(leg.from) && touches(leg.to);
}

/**
 * The mean indicators of a mode in a scope ("region" = everywhere, or a country). TFI1 h, TFI2 USD per truck or FEU,
 * TFI3 USD per 500 km and 20 t with border costs, SWOD and SWD km/h.
 */
export function cpmmIndicators(
  network: AppliedNetwork,
  evaluation: Evaluation,
  mode: CpmmMode,
  scope = 'region',
): CpmmIndicators {
  const stretches = listStretches(network, evaluation).filter(
    (stretch) => stretch.leg.mode === mode && (scope === 'region' || liesIn(network, scope, stretch)),
  );
  const borders = stretches.filter(isBorder);
  const km = ({ leg }: Stretch): number => leg.km;
  const section = ratioOf(stretches, ({ leg }) => leg.usdPerTonne * CARGO_TONNES * SECTION_KM, km);
  const found = {
    TFI1: ratioOf(borders, ({ leg }) => leg.hours, one),
    TFI2: ratioOf(borders, usdOfVehicle, one),
    TFI3: section,
    SWOD: ratioOf(stretches, km, ({ leg }) => leg.motionHours),
    SWD: ratioOf(stretches, km, ({ leg }) => leg.hours),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** Every published value of the dataset with ours beside it, in the order of the dataset. */
export function backCast(network: AppliedNetwork, evaluation: Evaluation): BackCastRow[] {
  const known = new Map<string, CpmmIndicators>();
  return network.dataset.publishedIndicators.map((published) => {
    const { mode, scope, indicator, value } = published;
    const key = `${mode} ${scope}`;
    const ours = known.get(key) ?? cpmmIndicators(network, evaluation, mode, scope);
    known.set(key, ours);
    const computed = ours[indicator];
    return computed === undefined ? { published } : { published, computed, ratio: computed / value };
  });
}
