/**
 * Shares of a market over its itineraries: path-size logit on generalized cost (M. Ben-Akiva and M. Bierlaire,
 * "Discrete choice methods and their applications to short term travel decisions", 1999), with labelled constants
 * (MODEL.md 4). Tested in test/unit/shares.test.ts.
 */
import type { ValueOfTimeClass } from '../dataset/schema.ts';
import { getParameter } from './arc-costs.ts';
import type { AppliedNetwork, ChoiceConstant, Itinerary, MarketQuestion } from './types.ts';

/** The mode that carries more than half of the kilometres. */
function mainMode(itinerary: Itinerary): 'road' | 'rail' | 'mixed' {
  const km = (mode: string) => itinerary.legs.reduce((sum, leg) => sum + (leg.mode === mode ? leg.km : 0), 0);
  return km('road') > itinerary.km / 2 ? 'road' : km('rail') > itinerary.km / 2 ? 'rail' : 'mixed';
}

/** The constants that act on one itinerary, each by the name of its parameter; none for most. */
export function constantsOf(network: AppliedNetwork, question: MarketQuestion, itinerary: Itinerary): ChoiceConstant[] {
  const { nodes } = network.dataset;
  const isIn = (nodeId: string, country: string) => nodes.get(nodeId)?.countries.includes(country) ?? false;
  const constants: ChoiceConstant[] = [];
  const mode = mainMode(itinerary);
  const express: ValueOfTimeClass = 'express';
  if (mode === 'rail' && question.valueOfTimeClass === express) {
    const parameterId = 'rail_constant_express_usd_t';
    constants.push({ parameterId, usdPerTonne: getParameter(network, parameterId).mid });
  }
  const chinaRussia = isIn(question.from, 'CN') && isIn(question.to, 'RU');
  if (mode === 'road' && chinaRussia && itinerary.nodes.some((nodeId) => isIn(nodeId, 'KG'))) {
    const parameterId = 'kg_route_constant_usd_t';
    constants.push({ parameterId, usdPerTonne: -getParameter(network, parameterId).mid });
  }
  return constants;
}

/** ln of the path size of each itinerary: by how much it is a route of its own, 0 when it shares no link. */
export function logPathSizes(itineraries: readonly Itinerary[]): number[] {
  const uses = new Map<string, number>();
  for (const { legs } of itineraries) {
    for (const leg of legs) if (leg.kind === 'move') uses.set(leg.id, (uses.get(leg.id) ?? 0) + 1);
  }
  return itineraries.map(({ legs, km }) =>
    Math.log(legs.reduce((sum, leg) => sum + (leg.kind === 'move' ? leg.km / km / (uses.get(leg.id) ?? 1) : 0), 0)),
  );
}

/** Logit shares of disutilities in USD per tonne with scale 1/(USD/t); they sum to 1. Infinity = not to be had. */
export function logitShares(costs: readonly number[], logSizes: readonly number[], scalePerUsd: number): number[] {
  const utilities = costs.map((cost, index) => (logSizes[index] ?? 0) - scalePerUsd * cost);
  const best = Math.max(...utilities);
  const weights = utilities.map((utility) => Math.exp(utility - best));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
