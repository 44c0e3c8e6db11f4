/**
 * An itinerary as a sparse form over the quantities that are drawn (MODEL.md 5): what each leg owes to which uncertain
 * number. Hours and money are written as the deterministic total plus deviations from the middle values, so that
 * without ranges every draw is the deterministic itinerary exactly (law 4). Link speeds, distances and tariffs have no
 * published range and are not drawn; scope differences never are. Tested in test/golden/uncertainty.test.ts.
 */
import { AppFailure } from '../base/issue.ts';
import type { Quantity } from '../base/quantity.ts';
import type { EffectTarget } from '../dataset/schema.ts';
import { getParameter } from './arc-costs.ts';
import { payloadParameterOf } from './consignment.ts';
import type { AppliedNetwork, Itinerary, Leg } from './types.ts';

/** One uncertain number. The same id has the same standard normal draw in every scenario, whatever its range there. */
export interface SampledQuantity {
  /** "border:B_TORUGART|road", "terminal:T_MAKMAL", "parameter:truck_load_h". */
  readonly id: string;
  readonly targetType: EffectTarget;
  readonly targetId: string;
  readonly range: Quantity;
}

/** What a leg owes to drawn quantities; all else of it is fixed. */
export interface LegTerms {
  readonly hours: number;
  readonly usdPerTonne: number;
  /** Adds its hours. */
  readonly dwell?: SampledQuantity;
  /** Adds its USD per tonne. */
  readonly charge?: SampledQuantity;
  /** Wheels turning on the road: x 24 / duty. */
  readonly drivingHours: number;
  /** x rate multiplier / payload. */
  readonly roadUsdPerVehicle: number;
  /** / payload: truck fees and ferry charges. */
  readonly usdPerVehicle: number;
  /** / FEU payload. */
  readonly usdPerFeu: number;
}

/** The numbers that scale legs. */
export interface Scales {
  readonly duty: SampledQuantity;
  readonly rate: SampledQuantity;
  readonly payload: SampledQuantity;
  readonly feuPayload: SampledQuantity;
}

export interface SampledForm extends Omit<LegTerms, 'dwell' | 'charge'> {
  readonly legs: readonly LegTerms[];
  readonly scales: Scales;
  /** Each with how often the itinerary pays it. */
  readonly dwells: readonly Occurrence[];
  readonly charges: readonly Occurrence[];
}

export interface Occurrence {
  readonly quantity: SampledQuantity;
  readonly times: number;
}

/** Ferry charges of the pack are quoted per tonne at this truck load (MODEL.md 3). */
const FERRY_QUOTE_TONNES = 18;

const parameterQuantity = (network: AppliedNetwork, id: string): SampledQuantity => ({
  id: `parameter:${id}`,
  targetType: 'parameter',
  targetId: id,
  range: getParameter(network, id),
});

/** The element of a leg, which must be in the network that the leg was found on. */
function elementOf<T>(elements: ReadonlyMap<string, T>, id: string): T {
  const element = elements.get(id);
  if (!element) throw new AppFailure('bad-input', `The network of this scenario has no "${id}". Compare again.`);
  return element;
}

function variableTerms(leg: Leg, network: AppliedNetwork): Partial<LegTerms> {
  switch (leg.kind) {
    case 'move': {
      const link = elementOf(network.links, leg.id);
      if (leg.mode === 'road') {
        const roadUsdPerVehicle = (link.costUsdPerVehicleKm ?? 0) * link.distanceKm;
        return { drivingHours: leg.motionHours, roadUsdPerVehicle };
      }
      return leg.mode === 'sea' ? { usdPerVehicle: link.fixedUsdPerTonne * FERRY_QUOTE_TONNES } : {};
    }
    case 'border': {
      const { dwellHours, feeUnit, feeUsdPerUnit } = elementOf(network.borders, leg.id);
      const dwell = { id: `border:${leg.id}`, targetType: 'border', targetId: leg.id, range: dwellHours } as const;
      return feeUnit === 'FEU' ? { dwell, usdPerFeu: feeUsdPerUnit } : { dwell, usdPerVehicle: feeUsdPerUnit };
    }
    case 'transfer':
    case 'swap': {
      const { dwellHours } = elementOf(network.terminals, leg.id);
      return { dwell: { id: `terminal:${leg.id}`, targetType: 'terminal', targetId: leg.id, range: dwellHours } };
    }
    case 'load':
    case 'unload':
      return {
        dwell: parameterQuantity(network, leg.id),
        charge: parameterQuantity(network, leg.mode === 'road' ? 'truck_handling_usd_t' : 'rail_terminal_usd_t'),
      };
    case 'origin':
      return { dwell: parameterQuantity(network, leg.id) };
    case 'delay':
      return {};
  }
}

const countUses = (quantities: readonly (SampledQuantity | undefined)[]): Occurrence[] => {
  const uses = new Map<string, Occurrence>();
  for (const quantity of quantities) {
    if (quantity) uses.set(quantity.id, { quantity, times: (uses.get(quantity.id)?.times ?? 0) + 1 });
  }
  return [...uses.values()];
};

/**
 * The form of an itinerary found on this network in state p50, in h and USD per tonne. Throws bad-input when the
 * network lacks one of its elements or a parameter.
 */
export function sampledFormOf(itinerary: Itinerary, network: AppliedNetwork): SampledForm {
  const legs = itinerary.legs.map((leg): LegTerms => ({
    hours: leg.hours,
    usdPerTonne: leg.usdPerTonne,
    drivingHours: 0,
    roadUsdPerVehicle: 0,
    usdPerVehicle: 0,
    usdPerFeu: 0,
    ...variableTerms(leg, network),
  }));
  const total = (read: (leg: LegTerms) => number) => legs.reduce((sum, leg) => sum + read(leg), 0);
  return {
    legs,
    hours: itinerary.hours,
    usdPerTonne: itinerary.usdPerTonne,
    drivingHours: total((leg) => leg.drivingHours),
    roadUsdPerVehicle: total((leg) => leg.roadUsdPerVehicle),
    usdPerVehicle: total((leg) => leg.usdPerVehicle),
    usdPerFeu: total((leg) => leg.usdPerFeu),
    dwells: countUses(legs.map((leg) => leg.dwell)),
    charges: countUses(legs.map((leg) => leg.charge)),
    scales: {
      duty: parameterQuantity(network, 'truck_duty_h_per_day'),
      rate: parameterQuantity(network, 'road_rate_multiplier'),
      payload: parameterQuantity(network, payloadParameterOf(network, itinerary)),
      feuPayload: parameterQuantity(network, 'payload_feu_t'),
    },
  };
}

/** The quantities that a form depends on, each once. */
export function listQuantities(form: SampledForm): readonly SampledQuantity[] {
  const { duty, rate, payload, feuPayload } = form.scales;
  return [
    ...[...form.dwells, ...form.charges].map(({ quantity }) => quantity),
    ...(form.drivingHours > 0 ? [duty] : []),
    ...(form.roadUsdPerVehicle > 0 ? [rate] : []),
    ...(form.roadUsdPerVehicle > 0 || form.usdPerVehicle > 0 ? [payload] : []),
    ...(form.usdPerFeu > 0 ? [feuPayload] : []),
  ];
}
