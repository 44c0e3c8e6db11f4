/**
 * The same way on a network with other numbers: every leg anew by the formulas of arc-costs.ts, nothing searched. On
 * the network it was found on, an itinerary comes back bit for bit. Tested in test/unit/override-input.test.ts.
 */
import { dutyInState, handlingLeg, legsOfArc, originDwellLeg, payloadOfClass, type CostRules } from './arc-costs.ts';
import { payloadParameterOf } from './consignment.ts';
import { queryOfMarket } from './evaluate.ts';
import { sumLegs } from './find-itineraries.ts';
import type { Arc } from './graph.ts';
import type { AppliedNetwork, Itinerary, Leg, MarketQuestion } from './types.ts';

function legAnew(leg: Leg, rules: CostRules): Leg[] {
  const { network } = rules;
  const along = (parts: Partial<Arc>): Leg[] =>
    legsOfArc({ tail: 0, head: 0, mode: leg.mode, passesPayloadPost: false, ...parts }, leg.from, leg.to, rules);
  switch (leg.kind) {
    case 'move':
      return along({ link: network.links.get(leg.id) });
    case 'border':
      return along({ border: network.borders.get(leg.id) });
    case 'swap':
      return along({ swap: network.terminals.get(leg.id) });
    case 'transfer':
      return along({ terminal: network.terminals.get(leg.id) });
    case 'load':
    case 'unload':
      return [handlingLeg(leg.kind, leg.from, leg.mode, rules) ?? []].flat();
    case 'origin':
      return [originDwellLeg(leg.from, rules)];
    case 'delay':
      return [leg];
  }
}

/** The legs of an itinerary of this market at the numbers of the network, in state p50, and their sums. */
export function recost(itinerary: Itinerary, network: AppliedNetwork, question: MarketQuestion): Itinerary {
  const { state, tir, handling, valueOfTimeUsdPerTonneDay } = queryOfMarket(network, question, 1);
  const throughPost = payloadParameterOf(network, itinerary) === 'payload_limit_cn_kg_t';
  const payloadTonnes = payloadOfClass(network, throughPost);
  const dutyHoursPerDay = dutyInState(network, state, undefined);
  const rules: CostRules = { network, state, payloadTonnes, dutyHoursPerDay, tir, handling };
  return sumLegs(
    itinerary.legs.flatMap((leg) => legAnew(leg, rules)),
    payloadTonnes,
    valueOfTimeUsdPerTonneDay,
  );
}
