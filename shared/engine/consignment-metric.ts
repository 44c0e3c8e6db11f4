/**
 * The three numbers by which one consignment is judged where a question needs a single one: attribution and regret.
 * Always a number of the main itinerary, never of a network. Tested with the questions that use it.
 */
import type { Itinerary } from './types.ts';

/** Hours; USD per tonne; or generalized cost, USD per tonne with time at the market's value. Less is better in all. */
export const CONSIGNMENT_METRICS = ['hours', 'usdPerTonne', 'generalized'] as const;
export type ConsignmentMetric = (typeof CONSIGNMENT_METRICS)[number];

export function metricOf(itinerary: Itinerary, metric: ConsignmentMetric): number {
  switch (metric) {
    case 'hours':
      return itinerary.hours;
    case 'usdPerTonne':
      return itinerary.usdPerTonne;
    case 'generalized':
      return itinerary.generalizedCostUsdPerTonne;
  }
}
