/**
 * P10-P90 ranges of an itinerary and of paired differences, by independent delays: each uncertain quantity moves alone
 * from P50 to P10 or P90, and the moves add up as the root of summed squares (MODEL.md 3, state p90). A quantity that
 * both itineraries share moves in both, so what is common cancels. The paired draws of MODEL.md 5 supersede this
 * where they have run. Tested in test/unit/ranges.test.ts.
 */
import { getParameter, lateHours } from './arc-costs.ts';
import type { AppliedNetwork, Itinerary, Leg, Range } from './types.ts';

/** What a total gains when one quantity goes to its P10 (`down`) or P90 (`up`). */
interface Swing {
  readonly down: number;
  readonly up: number;
}
export type Swings = ReadonlyMap<string, Swing>;

function addSwing(swings: Map<string, Swing>, id: string, down: number, up: number): void {
  const known = swings.get(id) ?? { down: 0, up: 0 };
  swings.set(id, { down: known.down + down, up: known.up + up });
}

/** Hours: the dwells of its stops. Moving time is not sampled here (MODEL.md 3). */
export function hourSwings(itinerary: Itinerary): Swings {
  const swings = new Map<string, Swing>();
  for (const leg of itinerary.legs) {
    if (leg.dwellHours) addSwing(swings, leg.id, leg.dwellHours.low - leg.dwellHours.mid, lateHours(leg.dwellHours));
  }
  return swings;
}

/** Quantities behind the money of a leg: each scales it, or (a payload) divides it. */
function moneyInputs(leg: Leg, itinerary: Itinerary, network: AppliedNetwork): { id: string; divides: boolean }[] {
  const payload =
    itinerary.payloadTonnes === getParameter(network, 'payload_road_t').mid
      ? 'payload_road_t'
      : 'payload_limit_cn_kg_t';
  switch (leg.kind) {
    case 'move':
      if (leg.mode === 'road')
        return [
          { id: 'road_rate_multiplier', divides: false },
          { id: payload, divides: true },
        ];
      return leg.mode === 'sea' ? [{ id: payload, divides: true }] : [];
    case 'border':
      return [{ id: network.borders.get(leg.id)?.feeUnit === 'FEU' ? 'payload_feu_t' : payload, divides: true }];
    case 'load':
    case 'unload':
      return [{ id: leg.mode === 'road' ? 'truck_handling_usd_t' : 'rail_terminal_usd_t', divides: false }];
    default:
      return [];
  }
}

/** Money: road rates, payloads and handling, low to high. Tariffs without a published range stay at their value. */
export function moneySwings(itinerary: Itinerary, network: AppliedNetwork): Swings {
  const swings = new Map<string, Swing>();
  for (const leg of itinerary.legs) {
    for (const { id, divides } of moneyInputs(leg, itinerary, network)) {
      const { low, mid, high } = getParameter(network, id);
      const at = (value: number) => leg.usdPerTonne * (divides ? mid / value : value / mid) - leg.usdPerTonne;
      addSwing(swings, id, at(low), at(high));
    }
  }
  return swings;
}

const NO_SWING: Swing = { down: 0, up: 0 };

/** Range of `middle` under the swings of b less those of a (a empty for a total alone). */
export function rangeFromSwings(middle: number, b: Swings, a: Swings = new Map()): Range {
  let below = 0;
  let above = 0;
  for (const id of new Set([...b.keys(), ...a.keys()])) {
    const ofB = b.get(id) ?? NO_SWING;
    const ofA = a.get(id) ?? NO_SWING;
    const down = ofB.down - ofA.down;
    const up = ofB.up - ofA.up;
    below += Math.min(down, up, 0) ** 2;
    above += Math.max(down, up, 0) ** 2;
  }
  return { p10: middle - Math.sqrt(below), p50: middle, p90: middle + Math.sqrt(above) };
}
