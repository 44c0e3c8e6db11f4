/**
 * The Dataset: network, vehicles, markets, measures, parameters, claims and sources of one data pack, as typed
 * values (MODEL.md 1). Pure data: never mutated after reading; the engine derives its own network from it.
 * Read by read-pack.ts, checked by validate.ts.
 */
import type { Confidence, Provenance, Quantity } from '../base/quantity.ts';

export type Mode = 'road' | 'rail' | 'sea';

/** What goods ride on between two handlings, as the CSV and the command line name it. */
export type Means = 'road' | 'rail1435' | 'rail1520' | 'sea';

export interface Node {
  readonly id: string;
  readonly name: string;
  /** ISO codes; two for a border ("CN-KG"). */
  readonly countries: readonly string[];
  readonly kind: 'city' | 'border' | 'port' | 'rail_terminal' | 'break_of_gauge';
  readonly latitude: number;
  readonly longitude: number;
  readonly notes: string;
}

export interface Link {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly mode: Mode;
  readonly gaugeMm?: 1435 | 1520;
  readonly bothWays: boolean;
  readonly distanceKm: number;
  /** Driving speed on road; commercial speed for rail and sea. */
  readonly speedKmh: number;
  /** Rail tariff, USD per tonne-km. */
  readonly costUsdPerTonneKm: number;
  /** Road vehicle operating cost, USD per vehicle-km. */
  readonly costUsdPerVehicleKm?: number;
  /** Ferry charge in USD per tonne, quoted at 18 t a truck. */
  readonly fixedUsdPerTonne: number;
  readonly capacityKtPerYear?: number;
  readonly traction?: 'diesel' | 'electric';
  readonly status: string;
  /** Present: the link exists only once this measure enables it. */
  readonly measureId?: string;
  readonly openYear?: number;
  readonly provenance: Provenance;
}

export interface Border {
  /** "NODE|mode". */
  readonly id: string;
  readonly nodeId: string;
  readonly name: string;
  readonly countries: readonly string[];
  readonly mode: 'road' | 'rail';
  /** P10, P50, P90 hours of one loaded passage, both sides together. */
  readonly dwellHours: Quantity;
  readonly freeflowHours: number;
  readonly congestedHours: number;
  readonly feeUsdPerUnit: number;
  readonly feeUnit: 'truck' | 'FEU';
  readonly capacityTrucksPerDayPerDirection?: number;
  readonly openingHours: string;
  readonly grossLimitTonnes?: number;
  readonly payloadLimitTonnes?: number;
  readonly directionMeasured: string;
  readonly provenance: Provenance;
}

export interface Terminal {
  readonly id: string;
  readonly nodeId: string;
  readonly name: string;
  readonly fromMeans: Means;
  /** Equal to fromMeans (road) for a truck swap. */
  readonly toMeans: Means;
  readonly dwellHours: Quantity;
  readonly costUsdPerTonne: number;
  readonly capacityKtPerYear?: number;
  readonly status: string;
  readonly measureId?: string;
  /** Ferry links that queue at this terminal alone (Alat at T_TMB_AZ); empty for an ordinary terminal. */
  readonly ownLineLinkIds: readonly string[];
  readonly provenance: Provenance;
}

export interface Vehicle {
  readonly id: string;
  readonly name: string;
  readonly mode: Mode;
  readonly payloadTonnes: Quantity;
  readonly usdPerKm?: Quantity;
  readonly usdPerHour?: Quantity;
  readonly emissionsGramsPerTonneKm: Quantity;
  readonly grossLimitTonnes?: number;
  readonly provenance: Provenance;
}

export interface Parameter {
  readonly id: string;
  readonly group: string;
  readonly name: string;
  readonly value: Quantity;
  readonly provenance: Provenance;
}

export type EffectTarget = 'link' | 'border' | 'terminal' | 'parameter';
export type EffectOperation = 'enable' | 'set' | 'multiply' | 'add' | 'note';

/** One change a measure makes to one named field, in the field names of the CSV pack. */
export interface Effect {
  readonly measureId: string;
  readonly targetType: EffectTarget;
  readonly targetId: string;
  /** Field as the pack names it: dwell_p50_h, speed_kmh, cost_usd_per_vkm, value, traction, … */
  readonly field: string;
  readonly operation: EffectOperation;
  /** Numbers for strengths; text for traction; absent for enable. */
  readonly low?: number | string;
  readonly mid?: number | string;
  readonly high?: number | string;
  readonly unit: string;
  readonly note: string;
}

/** Where a measure stands in the grid; a pack may say it in the column grid_group. */
export const MEASURE_GROUPS = ['infrastructure', 'routes', 'borders', 'shocks'] as const;
export type MeasureGroup = (typeof MEASURE_GROUPS)[number];

export interface Measure {
  readonly id: string;
  readonly kind: 'measure' | 'shock';
  readonly group: MeasureGroup;
  readonly name: string;
  readonly description: string;
  /** Measures without which this one cannot be switched on. */
  readonly requires: readonly string[];
  /** The pack's words for the requirement, where they say more than the ids. */
  readonly requiresNote: string;
  readonly excludes: readonly string[];
  readonly openYear?: { readonly early: number; readonly mid: number; readonly late: number };
  /** Constant prices of the base year. */
  readonly capexUsdMillion: Quantity;
  readonly opexUsdMillionPerYear: number;
  readonly effects: readonly Effect[];
  readonly provenance: Provenance;
}

export type ValueOfTimeClass = 'express' | 'general' | 'agri';

export interface Market {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly commodity: string;
  readonly valueOfTimeClass: ValueOfTimeClass;
  readonly startMeans: readonly Means[];
  readonly endMeans: readonly Means[];
  readonly volumeKtPerYear: number;
  readonly baseYear: number;
  readonly growthParameter: string;
  readonly valueParameter?: string;
  readonly provenance: Provenance;
}

export type ClaimTestType = 'validation' | 'calibrated' | 'identity' | 'fact';

export interface Claim {
  readonly id: string;
  readonly statement: string;
  readonly testType: ClaimTestType;
  readonly kind: string;
  readonly quantity: string;
  readonly unit: string;
  readonly expected: string;
  readonly acceptLow?: number;
  readonly acceptHigh?: number;
  readonly originDestination: string;
  readonly scenario: string;
  readonly mustReproduce: boolean;
  readonly sourceIds: readonly string[];
  readonly notes: string;
  /** The rule that computes it, in the words of claim_formulas.csv; absent for a fact. */
  readonly formula?: string;
  readonly formulaUnit?: string;
}

/** An exact itinerary question used by the claims. */
export interface Probe {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly startMeans: Means;
  readonly endMeans: Means;
  readonly objective: 'generalized' | 'time' | 'cost';
  readonly via: readonly string[];
  readonly avoidNodes: readonly string[];
  readonly avoidCountries: readonly string[];
  readonly handling: boolean;
  readonly tir: boolean;
  readonly allowedModes: readonly Mode[];
}

/**
 * What another source says of a quantity of the pack. `value`: another number for the same thing. `scope`: the number
 * of a thing with other bounds (a section, the whole line): a choice to make, never part of a range.
 */
export interface RivalClaim {
  /** Key of an assumption, such as "border:B_TORUGART|road:dwell_p50_h", or "measure:ID:open_year" or ":capex_usd_m". */
  readonly key: string;
  readonly value: number;
  readonly unit: string;
  readonly difference: 'value' | 'scope';
  /** Year of the measurement or publication. */
  readonly year?: number;
  readonly statement: string;
  readonly provenance: Provenance;
}

export interface Source {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly year: string;
  readonly url: string;
  readonly says: string;
  readonly reliability: string;
}

export type Language = 'en' | 'ru' | 'ky' | 'zh';

/** A published value of a CAREC CPMM indicator, to hold ours against. Definitions changed over the years: read the note. */
export interface PublishedIndicator {
  readonly year: number;
  /** "region", or an ISO code of a country. */
  readonly scope: string;
  readonly mode: 'road' | 'rail';
  readonly indicator: 'TFI1' | 'TFI2' | 'TFI3' | 'SWOD' | 'SWD';
  readonly value: number;
  readonly unit: string;
  readonly sourceId: string;
  readonly definitionNote: string;
}

/** Names as data: kind, id, field -> words per language. */
export interface Translation {
  readonly kind: string;
  readonly id: string;
  readonly field: string;
  readonly words: Readonly<Record<Language, string>>;
}

export interface Dataset {
  /** Stable name of the pack ("baseline"), first year of its prices, and SHA-256 of its canonical content. */
  readonly id: string;
  readonly version: string;
  readonly digest: string;
  readonly nodes: ReadonlyMap<string, Node>;
  readonly links: ReadonlyMap<string, Link>;
  readonly borders: ReadonlyMap<string, Border>;
  readonly terminals: ReadonlyMap<string, Terminal>;
  readonly vehicles: ReadonlyMap<string, Vehicle>;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly measures: ReadonlyMap<string, Measure>;
  readonly markets: ReadonlyMap<string, Market>;
  readonly claims: ReadonlyMap<string, Claim>;
  readonly probes: ReadonlyMap<string, Probe>;
  readonly sources: ReadonlyMap<string, Source>;
  /** Changes no result until a scenario chooses one, so the digest leaves it out. */
  readonly rivalClaims: readonly RivalClaim[];
  readonly translations: readonly Translation[];
  /** Empty in a pack without cpmm-published.csv. */
  readonly publishedIndicators: readonly PublishedIndicator[];
}

/** A data pack as texts: file name -> content. Who reads the folder is a door's business. */
export type PackFiles = Readonly<Record<string, string>>;

export type { Confidence, Provenance, Quantity };
