/**
 * One consignment of one market: the way it takes in a scenario, chosen before anything is known about the day, at the
 * middle value of every input. Compare, draws, switching values and regret all speak of this one.
 * Tested in test/property/uncertainty.test.ts: it is the main itinerary of compareScenarios, bit for bit.
 */
import type { Dataset } from '../dataset/schema.ts';
import type { Scenario } from '../scenario/schema.ts';
import { getNetwork } from './apply-measures.ts';
import { queryOfMarket, selectionOf } from './evaluate.ts';
import { findItineraries } from './find-itineraries.ts';
import { isPayloadPost } from './graph.ts';
import type { AppliedNetwork, Itinerary, MarketQuestion } from './types.ts';

/** What a consignment is asked about: one market in one year. */
export interface ConsignmentQuestion {
  readonly year: number;
  readonly question: MarketQuestion;
}

/** The cheapest itinerary by generalized cost at the medians; undefined without route. */
export const findMain = (network: AppliedNetwork, question: MarketQuestion): Itinerary | undefined =>
  findItineraries(network, queryOfMarket(network, question, 1))[0];

export const networkOf = (dataset: Dataset, scenario: Scenario, year: number): AppliedNetwork =>
  getNetwork(dataset, selectionOf(scenario, year));

/** The parameter that loads the vehicle of an itinerary: the post's limit once it crosses a China-Kyrgyzstan road post. */
export const payloadParameterOf = (network: AppliedNetwork, { legs }: Pick<Itinerary, 'legs'>): string =>
  legs.some((leg) => leg.kind === 'border' && isPayloadPost(network.borders.get(leg.id)))
    ? 'payload_limit_cn_kg_t'
    : 'payload_road_t';
