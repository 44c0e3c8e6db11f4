/**
 * The words the engine speaks (MODEL.md 1-3): questions about a network and the answers, as plain data that
 * crosses worker and process borders unchanged. No formula lives here.
 */
import type { Quantity } from '../base/quantity.ts';
import type {
  EffectTarget,
  Link,
  Means,
  Mode,
  Border,
  Terminal,
  Parameter,
  Dataset,
  ValueOfTimeClass,
} from '../dataset/schema.ts';

/** best: every dwell at P10, duty hours high. p90: the p50 itinerary plus independent delays. stress: every dwell at P90. */
export type WorldState = 'best' | 'p50' | 'p90' | 'stress';
export type Objective = 'generalized' | 'time' | 'cost';

/** One field changed by one measure, shock or assumption: what it was, what it is. */
export interface Patch {
  readonly by: string;
  readonly targetType: EffectTarget;
  readonly targetId: string;
  readonly field: string;
  readonly from: number | string | boolean;
  readonly to: number | string | boolean;
  /** A later `set` replaced this value; the id says whose. */
  readonly overriddenBy?: string;
}

/** The dataset with measures applied: what exists in this scenario and year. The dataset itself is untouched. */
export interface AppliedNetwork {
  readonly dataset: Dataset;
  readonly links: ReadonlyMap<string, Link>;
  readonly borders: ReadonlyMap<string, Border>;
  readonly terminals: ReadonlyMap<string, Terminal>;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly patches: readonly Patch[];
  /** Ids in force, sorted; and those chosen but not in force, with the reason. */
  readonly active: readonly string[];
  readonly inactive: readonly { readonly id: string; readonly reason: ReasonCode }[];
}

/** Why an active measure changes nothing for the chosen market (MODEL.md 6). `by` names the other measure. */
export type ReasonCode =
  | { readonly kind: 'not-on-used-itinerary' }
  | { readonly kind: 'dominated' }
  | { readonly kind: 'capacity-not-binding' }
  | { readonly kind: 'before-opening-year'; readonly year: number }
  | { readonly kind: 'overridden-by'; readonly by: string }
  | { readonly kind: 'requires-missing'; readonly by: string }
  | { readonly kind: 'excluded-by'; readonly by: string }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'no-effect-on-this-metric' };

/** The text form of a reason: "overridden-by:S_KZ_SLOW", "before-opening-year". */
export const reasonText = (reason: ReasonCode): string =>
  'by' in reason ? `${reason.kind}:${reason.by}` : reason.kind;

export interface ItineraryQuery {
  readonly from: string;
  readonly to: string;
  /** Absent: any of road, rail1435, rail1520 that serves the place. */
  readonly startMeans?: readonly Means[];
  readonly endMeans?: readonly Means[];
  /** Nodes to pass, in this order. */
  readonly via?: readonly string[];
  readonly avoidNodes?: readonly string[];
  /** ISO codes; a country's border posts go with it. */
  readonly avoidCountries?: readonly string[];
  readonly allowedModes?: readonly Mode[];
  readonly objective: Objective;
  /** USD per tonne and day; weight of time in generalized cost. */
  readonly valueOfTimeUsdPerTonneDay: number;
  /** Adds reliability_ratio x value of time x (P90 - P50) of every dwell to the generalized cost. */
  readonly includeReliability?: boolean;
  readonly k: number;
  readonly state: WorldState;
  /** Driving hours per 24 h; absent: the dataset's (middle, or high in state best). */
  readonly dutyHoursPerDay?: number;
  /** Loading, unloading and rail terminals at both ends. */
  readonly handling: boolean;
  /** TIR through-truck: no truck swap. */
  readonly tir: boolean;
  /** Farm loads wait agri_origin_dwell_h at the origin. */
  readonly originDwell?: boolean;
}

export type LegKind = 'load' | 'origin' | 'move' | 'border' | 'transfer' | 'swap' | 'unload' | 'delay';

/** A part of an itinerary: everything shown is a sum over these. Stops have km 0 and from = to. */
export interface Leg {
  readonly kind: LegKind;
  /** Link, border ("NODE|mode"), terminal or parameter id that the numbers come from. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly mode: Mode;
  readonly km: number;
  readonly hours: number;
  /** Hours with wheels turning; the rest of a road leg is the drivers' daily rest. 0 for stops. */
  readonly motionHours: number;
  readonly usdPerTonne: number;
  readonly emissionsKgPerTonne: number;
  /** P10, P50, P90 of a stop in this scenario. */
  readonly dwellHours?: Quantity;
  /** Hours that the queue at this use of the post adds to the P50 (or takes from it); part of hours. */
  readonly queueHours?: number;
}

export interface Itinerary {
  readonly hours: number;
  readonly usdPerTonne: number;
  readonly km: number;
  readonly emissionsKgPerTonne: number;
  /** Legs that move, rest included; and stops. They sum to hours. */
  readonly movingHours: number;
  readonly dwellHours: number;
  /** Share of movingHours with wheels turning. */
  readonly motionHours: number;
  readonly payloadTonnes: number;
  readonly generalizedCostUsdPerTonne: number;
  readonly nodes: readonly string[];
  readonly legs: readonly Leg[];
}

/** A P10-P90 range around a middle value. */
export interface Range {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}

/** Hours of an itinerary by what they are spent on; they sum to its hours. */
export interface HoursBreakdown {
  readonly moving: number;
  readonly border: number;
  readonly transfer: number;
  readonly waiting: number;
}

/** An unobserved advantage or drawback that acts in the choice alone, never in an itinerary's own numbers. */
export interface ChoiceConstant {
  readonly parameterId: 'rail_constant_express_usd_t' | 'kg_route_constant_usd_t';
  /** Added to generalized cost in the choice; negative = an advantage. */
  readonly usdPerTonne: number;
}

export interface SharedItinerary extends Itinerary {
  /** Part of the volume that moves, 0..1; the shares of a market sum to 1. */
  readonly share: number;
  readonly volumeKt: number;
  /** Those that act on this itinerary; none for most. */
  readonly constants: readonly ChoiceConstant[];
}

export interface MarketQuestion {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly valueOfTimeClass: ValueOfTimeClass;
  readonly startMeans?: readonly Means[];
  readonly endMeans?: readonly Means[];
  /** Wishes about the way, as in ItineraryQuery. */
  readonly via?: readonly string[];
  readonly avoidCountries?: readonly string[];
  readonly allowedModes?: readonly Mode[];
  readonly volumeKtPerYear: number;
}

export interface Totals {
  readonly hours: number;
  readonly usdPerTonne: number;
  readonly emissionsKgPerTonne: number;
}

/** One consignment: the itineraries it may take, cheapest first, without queues. It goes by the first. */
export interface ConsignmentResult {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Of the first itinerary; absent when there is no route. */
  readonly expected?: Totals;
  readonly itineraries: readonly Itinerary[];
  /** Ids of measures, or countries and nodes avoided, that would open a route; present only without route. */
  readonly noRoute?: NoRoute;
}

/** A market in the network of all: its volume of the year shared over itineraries that carry their queues. */
export interface MarketResult extends ConsignmentResult {
  /** Share-weighted, queues included; absent when nothing moves. */
  readonly expected?: Totals;
  readonly itineraries: readonly SharedItinerary[];
  /** Demand of the year, growth included; itineraries and unservedKt sum to it. */
  readonly volumeKt: number;
  /** What caps and queues leave behind where a market has no other way at a bearable cost. */
  readonly unservedKt: number;
}

export interface NoRoute {
  /** What shuts the only way: measures not switched on, or constraints of the question. */
  readonly opensWith: readonly string[];
  readonly constraints: readonly string[];
}

/** A border post in one direction, or a hard cap over both, as the flows of a year use it. */
export interface ElementUse {
  readonly kind: 'post' | 'hard-cap';
  /** "NODE|mode" of a post; a link, a terminal, or the parameter that caps a whole line. */
  readonly id: string;
  /** Of a post: country left > country entered. */
  readonly direction?: string;
  readonly volumeKt: number;
  /** A year's kt; of a post, its trucks a day with the loads that pass. Absent where the data has none. */
  readonly capacityKt?: number;
  readonly utilisation?: number;
  /** Hours of queue above the P50 of the data; below 0 where less passes than in the base year. */
  readonly addedHours: number;
  /** The dwell is longer than any that was observed. */
  readonly beyondObservation: boolean;
  /** What one more tonne of capacity saves (of all equal caps in series); 0 where the cap does not bind. */
  readonly marginalValueUsdPerTonne: number;
}

/** How well flows and delays agree. */
export interface FixedPoint {
  readonly iterations: number;
  /** Largest relative difference between a flow and the flow that its delay or price stands for. */
  readonly residual: number;
  readonly converged: boolean;
  /** What to know when it did not converge. */
  readonly message?: string;
}

export interface Evaluation {
  readonly scenario: { readonly title: string; readonly digest: string };
  readonly year: number;
  readonly markets: readonly MarketResult[];
  readonly elements: readonly ElementUse[];
  readonly fixedPoint: FixedPoint;
}

/** With the measure minus without it; zero totals when it opens the only route. */
export interface MeasureEffect extends Totals {
  readonly hoursP10: number;
  readonly hoursP90: number;
  readonly usdPerTonneP10: number;
  readonly usdPerTonneP90: number;
  readonly opensRoute?: true;
}

export interface MeasureOutcome {
  readonly id: string;
  /** Change that this measure makes to the chosen market, the others staying as they are. */
  readonly effect?: MeasureEffect;
  readonly reason?: ReasonCode;
}

/** CAREC CPMM indicators of one itinerary or set of flows (FIELD.md 2). */
export interface Indicators {
  readonly speedWithoutDelayKmh: number;
  readonly speedWithDelayKmh: number;
  /** Absent when no border is crossed. */
  readonly hoursPerBorder?: number;
  /** Per truck of the itinerary's payload, or per FEU. */
  readonly usdPerBorder?: number;
  readonly usdPer500Km20t: number;
}

/** One scenario column of a comparison for one market. */
export interface ComparedScenario {
  readonly title: string;
  readonly digest: string;
  readonly result: ConsignmentResult;
  /** Chosen (cheapest) itinerary; absent without route. */
  readonly main?: Itinerary;
  readonly hours?: Range;
  readonly usdPerTonne?: Range;
  readonly deltaHours?: Range;
  readonly deltaUsdPerTonne?: Range;
  readonly breakdown?: HoursBreakdown;
  readonly indicators?: Indicators;
  readonly measures: readonly MeasureOutcome[];
}

export interface MarketComparison {
  readonly marketId: string;
  readonly referenceIndex: number;
  readonly year: number;
  readonly scenarios: readonly ComparedScenario[];
}
