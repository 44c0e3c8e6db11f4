/**
 * The itineraries a market chooses among (MODEL.md 4): the cheapest of any kind, by road alone and by rail alone, and
 * the road that avoids the first post of the cheapest road. So a rival that generalized cost alone would hide
 * (rail variants crowding out the trucks through Kyrgyzstan) still stands in the list. Found with the dwells of the
 * data, before queues. Tested in test/unit/shares.test.ts.
 */
import type { Mode } from '../dataset/schema.ts';
import { queryOfMarket } from './evaluate.ts';
import { findItineraries } from './find-itineraries.ts';
import type { AppliedNetwork, Itinerary, ItineraryQuery, MarketQuestion } from './types.ts';

const PER_FAMILY = 3;

/** What tells two itineraries apart: their links and terminals in order. */
export const signatureOf = (itinerary: Itinerary): string =>
  itinerary.legs
    .filter((leg) => leg.kind === 'move' || leg.kind === 'transfer')
    .map((leg) => leg.id)
    .join(' ');

/** Choices by generalized cost, cheapest first; empty without route. */
export function listChoices(network: AppliedNetwork, question: MarketQuestion): Itinerary[] {
  const query = queryOfMarket(network, question, PER_FAMILY);
  const ends = [...(query.startMeans ?? []), ...(query.endMeans ?? [])];
  const families: ItineraryQuery[] = [query];
  for (const mode of ['road', 'rail'] satisfies Mode[]) {
    if (ends.some((means) => means.startsWith(mode))) families.push({ ...query, allowedModes: [mode] });
  }
  const found = new Map<string, Itinerary>();
  const keep = (itineraries: readonly Itinerary[]): void => {
    for (const itinerary of itineraries) found.set(signatureOf(itinerary), itinerary);
  };
  for (const family of families) {
    const itineraries = findItineraries(network, family);
    keep(itineraries);
    const firstPost = itineraries[0]?.legs.find((leg) => leg.kind === 'border');
    if (family.allowedModes?.[0] === 'road' && firstPost) {
      keep(findItineraries(network, { ...family, avoidNodes: [firstPost.from], k: 1 }));
    }
  }
  return [...found.values()].sort((a, b) => a.generalizedCostUsdPerTonne - b.generalizedCostUsdPerTonne);
}
