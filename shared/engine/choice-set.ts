/**
 * The itineraries a market chooses among (MODEL.md 4): the cheapest of any kind, by road alone and by rail alone, and
 * the roads left when the first post of the cheapest road is avoided, again and again; the same with its last post. So a
 * rival that generalized cost alone would hide (rail variants crowding out the trucks through Kyrgyzstan, one post
 * crowding out the next) stands in the list. Found with the dwells of the data, before queues. Tested in test/unit/choice-set.test.ts.
 */
import type { Means, Mode } from '../dataset/schema.ts';
import { findItineraries } from './find-itineraries.ts';
import type { AppliedNetwork, Itinerary, ItineraryQuery } from './types.ts';

/** Cheapest itineraries taken of each family. */
const PER_FAMILY = 3;
/** How many posts are avoided one after another to find the roads beside the cheapest. */
const POSTS_AVOIDED = 4;

/** What tells two itineraries apart: their links and terminals in order. */
export const signatureOf = (itinerary: Itinerary): string =>
  itinerary.legs
    .filter((leg) => leg.kind === 'move' || leg.kind === 'transfer')
    .map((leg) => leg.id)
    .join(' ');

/** The roads left when the first (or last) post of the cheapest is closed, then that of the next, and so on. */
function* roadsAround(
  network: AppliedNetwork,
  query: ItineraryQuery,
  cheapest: Itinerary | undefined,
  which: 'first' | 'last',
): Generator<Itinerary> {
  let road = cheapest;
  const avoidNodes = [...(query.avoidNodes ?? [])];
  for (let round = 0; round < POSTS_AVOIDED && road; round += 1) {
    const posts = road.legs.filter((leg) => leg.kind === 'border');
    const post = which === 'first' ? posts[0] : posts.at(-1);
    if (!post || (which === 'last' && round === 0 && posts.length === 1)) return;
    avoidNodes.push(post.from);
    [road] = findItineraries(network, { ...query, avoidNodes, k: 1 });
    if (road) yield road;
  }
}

function searchChoices(network: AppliedNetwork, query: ItineraryQuery): Itinerary[] {
  const family = { ...query, k: PER_FAMILY };
  const mayGoBy = (mode: Mode, fits: (means: Means) => boolean): boolean =>
    (query.allowedModes?.includes(mode) ?? true) &&
    (query.startMeans?.some(fits) ?? true) &&
    (query.endMeans?.some(fits) ?? true);
  const found = new Map<string, Itinerary>();
  const keep = (itinerary: Itinerary): void => void found.set(signatureOf(itinerary), itinerary);
  findItineraries(network, family).forEach(keep);
  if (mayGoBy('rail', (means) => means.startsWith('rail')))
    findItineraries(network, { ...family, allowedModes: ['rail'] }).forEach(keep);
  if (mayGoBy('road', (means) => means === 'road')) {
    const byRoad: ItineraryQuery = { ...family, allowedModes: ['road'] };
    const roads = findItineraries(network, byRoad);
    roads.forEach(keep);
    for (const which of ['first', 'last'] as const)
      for (const road of roadsAround(network, byRoad, roads[0], which)) keep(road);
  }
  return [...found.values()].sort((a, b) => a.generalizedCostUsdPerTonne - b.generalizedCostUsdPerTonne);
}

const known = new WeakMap<AppliedNetwork, Map<string, readonly Itinerary[]>>();

/** Choices by generalized cost in USD per tonne, cheapest first; empty without route. Remembered with the network. */
export function listChoices(network: AppliedNetwork, query: ItineraryQuery): readonly Itinerary[] {
  const ofNetwork = known.get(network) ?? new Map<string, readonly Itinerary[]>();
  known.set(network, ofNetwork);
  const key = JSON.stringify(query);
  const choices = ofNetwork.get(key) ?? searchChoices(network, query);
  ofNetwork.set(key, choices);
  return choices;
}
