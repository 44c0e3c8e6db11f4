/**
 * Published statements that cannot both hold (PRODUCT F6): a saving longer than the trip it is saved on, an opening
 * earlier than the contract. General rules over data; no claim is known here by its id. A pair is `open` while a reader
 * may take both for one trip, `explained` once each names its own comparison. Tested in test/unit/contradictions.test.ts.
 */
import type { Claim, Dataset, RivalClaim } from '../dataset/schema.ts';
import type { Scenario } from '../scenario/schema.ts';

/** What a source says of the time of a trip, or of the time that something saves on a trip. */
export interface TripStatement {
  readonly id: string;
  readonly says: string;
  readonly kind: 'trip' | 'saving';
  readonly days: { readonly low: number; readonly high: number };
  /** The trip meant: origin, destination and way. Absent: the source does not say. */
  readonly trip?: string;
  /** Origin and destination alone. */
  readonly pair?: string;
  readonly sourceIds: readonly string[];
}

export type Contradiction =
  | {
      readonly rule: 'saving-exceeds-trip';
      readonly state: 'open' | 'explained';
      readonly saving: TripStatement;
      readonly trip: TripStatement;
    }
  | {
      readonly rule: 'opening-before-contract';
      readonly measureId: string;
      readonly year: number;
      /** Absent: the scenario itself chose the year. */
      readonly claim?: RivalClaim;
      readonly contract: RivalClaim;
    };

const overlaps = (a: readonly string[], b: readonly string[]): boolean => a.some((one) => b.includes(one));

/**
 * Rule: a saving cannot exceed the trip it is saved on. Compared are statements that a reader meets together: of one
 * source, of one origin and destination, or one of them without a named trip.
 */
export function findImpossibleSavings(statements: readonly TripStatement[]): Contradiction[] {
  const savings = statements.filter((statement) => statement.kind === 'saving');
  const trips = statements.filter((statement) => statement.kind === 'trip');
  return savings.flatMap((saving) =>
    trips.flatMap((trip): Contradiction[] => {
      if (saving.days.low <= trip.days.high) return [];
      const unnamed = saving.trip === undefined || trip.trip === undefined;
      const met =
        overlaps(saving.sourceIds, trip.sourceIds) || (saving.pair !== undefined && saving.pair === trip.pair);
      if (!met) return [];
      const state = unnamed || saving.trip === trip.trip ? 'open' : 'explained';
      return [{ rule: 'saving-exceeds-trip', state, saving, trip }];
    }),
  );
}

/** "7-8", ">=12", "120" in a unit of time as days; undefined for anything else. */
function daysOf({ expected, unit }: Claim): TripStatement['days'] | undefined {
  const perDay = unit === 'days' ? 1 : unit === 'h' ? 24 : undefined;
  const [, atLeast, low, high] = /^(>=?)?\s*(\d+(?:\.\d+)?)(?:\s*-\s*(\d+(?:\.\d+)?))?$/.exec(expected) ?? [];
  if (perDay === undefined || low === undefined) return undefined;
  return { low: Number(low) / perDay, high: atLeast ? Infinity : Number(high ?? low) / perDay };
}

/** hours(probe, …) alone is a trip; hours(probe, base, …) less hours(…) is a saving on that trip. */
function statementOf(claim: Claim): TripStatement | undefined {
  const days = daysOf(claim);
  const formula = (claim.formula ?? '').replace(/ *\/ *24$/, '').replace(/^\((.*)\)$/, '$1');
  const trip = /^hours\((\w+)[^()]*\)$/.exec(formula);
  const saving = /^hours\((\w+)[^(),]*, *base\b[^()]*\) *- *hours\([^()]*\)$/.exec(formula);
  const way = (trip ?? saving)?.[1];
  if (!days || way === undefined) return undefined;
  const { id, statement, sourceIds, originDestination } = claim;
  const kind = trip ? 'trip' : 'saving';
  const pair = originDestination ? { pair: originDestination } : {};
  return { id, says: statement, kind, days, trip: way, ...pair, sourceIds };
}

/** Trips and savings among the claims of a dataset, each with the way that its formula names. */
export const listTripStatements = (dataset: Dataset): TripStatement[] =>
  [...dataset.claims.values()].flatMap((claim) => statementOf(claim) ?? []);

/** Rule: nothing opens before the year of its contract. An official opening year (confidence A) counts as contract. */
function findEarlyOpenings(dataset: Dataset, scenario: Scenario | undefined): Contradiction[] {
  return [...dataset.measures.keys()].flatMap((measureId): Contradiction[] => {
    const years = dataset.rivalClaims.filter((claim) => claim.key === `measure:${measureId}:open_year`);
    const contract = years
      .filter((claim) => claim.provenance.confidence === 'A')
      .sort((a, b) => b.value - a.value)
      .at(0);
    if (!contract) return [];
    const about = { rule: 'opening-before-contract', measureId, contract } as const;
    const early = years.filter((claim) => claim.value < contract.value);
    const chosen = scenario?.measures[measureId]?.openYear;
    return [
      ...early.map((claim) => ({ ...about, year: claim.value, claim })),
      ...(chosen !== undefined && chosen < contract.value ? [{ ...about, year: chosen }] : []),
    ];
  });
}

/** Everything in the dataset (and the choices of a scenario) that cannot hold together. */
export const findContradictions = (dataset: Dataset, scenario?: Scenario): Contradiction[] => [
  ...findImpossibleSavings(listTripStatements(dataset)),
  ...findEarlyOpenings(dataset, scenario),
];
