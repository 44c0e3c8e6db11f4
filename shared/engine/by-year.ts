/**
 * Results by year (MODEL.md 4, horizon): one market in the network of all, year after year, as demand grows and measures
 * open. A route family is the first post on the way, because that is where the ways part. Tested in
 * test/unit/by-year.test.ts.
 */
import { AppFailure } from '../base/issue.ts';
import type { Dataset } from '../dataset/schema.ts';
import type { Scenario } from '../scenario/schema.ts';
import { evaluateScenario } from './evaluate.ts';
import type { FixedPoint, Itinerary, MarketQuestion, Totals } from './types.ts';

export interface YearResult {
  readonly year: number;
  /** Share-weighted, queues included; absent when nothing moves. */
  readonly expected?: Totals;
  readonly volumeKt: number;
  readonly unservedKt: number;
  readonly families: readonly { readonly id: string; readonly share: number; readonly volumeKt: number }[];
  readonly fixedPoint: FixedPoint;
}

/** "NODE|mode" of the first post on the way; "domestic" without any. */
export const familyOf = ({ legs }: Itinerary): string => legs.find(({ kind }) => kind === 'border')?.id ?? 'domestic';

/**
 * One result per year, in the order given: hours, USD per tonne, kg CO2e per tonne, kt a year. `progress` after every
 * year. Throws cancelled (AppFailure) when `shouldStop` says so.
 */
export function resultsByYear(
  dataset: Dataset,
  scenario: Scenario,
  question: MarketQuestion,
  years: readonly number[],
  progress?: (done: number, total: number) => void,
  shouldStop?: () => boolean,
): YearResult[] {
  return years.flatMap((year, index) => {
    if (shouldStop?.()) throw new AppFailure('cancelled', 'The years were not computed to the end: cancelled.');
    const { markets, fixedPoint } = evaluateScenario(dataset, scenario, { year, question });
    progress?.(index + 1, years.length);
    const market = markets.find(({ id }) => id === question.id);
    if (!market) return [];
    const families = new Map<string, { share: number; volumeKt: number }>();
    for (const itinerary of market.itineraries) {
      const family = families.get(familyOf(itinerary)) ?? { share: 0, volumeKt: 0 };
      family.share += itinerary.share;
      family.volumeKt += itinerary.volumeKt;
      families.set(familyOf(itinerary), family);
    }
    const { expected, volumeKt, unservedKt } = market;
    return [
      {
        year,
        ...(expected ? { expected } : {}),
        volumeKt,
        unservedKt,
        families: [...families].map(([id, family]) => ({ id, ...family })).sort((a, b) => b.share - a.share),
        fixedPoint,
      },
    ];
  });
}
