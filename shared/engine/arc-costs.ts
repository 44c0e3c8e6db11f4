/**
 * Hours and money of every arc of the virtual network (MODEL.md 3), per state of the world and payload, and the legs
 * they become in an itinerary. One formula serves search and report, so a total is always the sum of its legs.
 * Tested in test/property/laws.test.ts.
 */
import { AppFailure } from '../base/issue.ts';
import type { Quantity } from '../base/quantity.ts';
import type { Border, Link, Mode, Terminal } from '../dataset/schema.ts';
import type { Arc } from './graph.ts';
import type { AppliedNetwork, Leg, WorldState } from './types.ts';

/** Ferry charges of the pack are quoted per tonne at this truck load. */
const FERRY_QUOTE_TONNES = 18;
/** Road links at or above this vehicle operating cost count as mountain legs for emissions, USD per vehicle-km. */
const MOUNTAIN_RATE_USD_PER_VKM = 1.35;

/** A parameter of the network in force; throws bad-input naming it when the pack lacks it. */
export function getParameter(network: AppliedNetwork, id: string): Quantity {
  const parameter = network.parameters.get(id);
  if (!parameter)
    throw new AppFailure(
      'bad-input',
      `The dataset has no parameter "${id}", which this question needs. Add a row to parameters.csv.`,
    );
  return parameter.value;
}

export interface CostRules {
  readonly network: AppliedNetwork;
  readonly state: WorldState;
  readonly payloadTonnes: number;
  /** Driving hours per 24 h. */
  readonly dutyHoursPerDay: number;
  readonly tir: boolean;
  readonly handling: boolean;
}

/** Hours of a stop in a state of the world: P10 in best, P90 in stress, else P50. */
export const dwellInState = (dwell: Quantity, state: WorldState): number =>
  state === 'best' ? dwell.low : state === 'stress' ? dwell.high : dwell.mid;

/** Driving hours per 24 h: the person's, or the dataset's middle value (its high one in state best). */
export function dutyInState(network: AppliedNetwork, state: WorldState, chosen: number | undefined): number {
  if (chosen !== undefined) return chosen;
  const duty = getParameter(network, 'truck_duty_h_per_day');
  return state === 'best' ? duty.high : duty.mid;
}

/** Goods in tonnes per vehicle: 18 t class through a China-Kyrgyzstan road post, 20 t class elsewhere. */
export const payloadOfClass = (network: AppliedNetwork, throughPost: boolean): number =>
  getParameter(network, throughPost ? 'payload_limit_cn_kg_t' : 'payload_road_t').mid;

interface Cost {
  readonly hours: number;
  readonly usdPerTonne: number;
}

/** Road: km / speed x 24 / duty and vehicle-km rate x km / payload. Rail: tariff x km. Ferry: charge quoted at 18 t. */
function moveCost(link: Link, rules: CostRules): Cost & { motionHours: number } {
  const motionHours = link.distanceKm / link.speedKmh;
  switch (link.mode) {
    case 'road': {
      const rate = (link.costUsdPerVehicleKm ?? 0) * getParameter(rules.network, 'road_rate_multiplier').mid;
      return {
        motionHours,
        hours: (motionHours * 24) / rules.dutyHoursPerDay,
        usdPerTonne: (rate * link.distanceKm) / rules.payloadTonnes,
      };
    }
    case 'rail':
      return { motionHours, hours: motionHours, usdPerTonne: link.costUsdPerTonneKm * link.distanceKm };
    case 'sea':
      return {
        motionHours,
        hours: motionHours,
        usdPerTonne: (link.fixedUsdPerTonne * FERRY_QUOTE_TONNES) / rules.payloadTonnes,
      };
  }
}

/** Well-to-wheel grams per tonne-km by mode and traction, uplifted on mountain roads (GLEC, DESNZ; see sources). */
function gramsPerTonneKm(link: Link, network: AppliedNetwork): number {
  const factor = (id: string) => getParameter(network, id).mid;
  if (link.mode === 'sea') return factor('ef_roro_gco2e_tkm');
  if (link.mode === 'rail')
    return factor(link.traction === 'electric' ? 'ef_rail_electric_gco2e_tkm' : 'ef_rail_diesel_gco2e_tkm');
  const mountain = (link.costUsdPerVehicleKm ?? 0) >= MOUNTAIN_RATE_USD_PER_VKM;
  return factor('ef_truck_gco2e_tkm') * (mountain ? factor('ef_truck_mountain_uplift') : 1);
}

/** Fee per truck over the payload, per FEU over the FEU payload. */
const borderFee = (border: Border, rules: CostRules): number =>
  border.feeUsdPerUnit /
  (border.feeUnit === 'truck' ? rules.payloadTonnes : getParameter(rules.network, 'payload_feu_t').mid);

const stop = (kind: Leg['kind'], id: string, place: string, mode: Mode, cost: Cost, dwellHours?: Quantity): Leg => ({
  kind,
  id,
  from: place,
  to: place,
  mode,
  km: 0,
  hours: cost.hours,
  motionHours: 0,
  usdPerTonne: cost.usdPerTonne,
  emissionsKgPerTonne: 0,
  ...(dwellHours ? { dwellHours } : {}),
});

const terminalStop = (kind: 'transfer' | 'swap', terminal: Terminal, mode: Mode, rules: CostRules): Leg =>
  stop(
    kind,
    terminal.id,
    terminal.nodeId,
    mode,
    { hours: dwellInState(terminal.dwellHours, rules.state), usdPerTonne: terminal.costUsdPerTonne },
    terminal.dwellHours,
  );

/** What travelling an arc means: the crossing and the truck swap at its tail, then the move or the change of means. */
export function legsOfArc(arc: Arc, tailNode: string, headNode: string, rules: CostRules): Leg[] {
  const legs: Leg[] = [];
  if (arc.border) {
    const { border } = arc;
    const cost = { hours: dwellInState(border.dwellHours, rules.state), usdPerTonne: borderFee(border, rules) };
    legs.push(stop('border', border.id, tailNode, border.mode, cost, border.dwellHours));
  }
  if (arc.swap && !rules.tir) legs.push(terminalStop('swap', arc.swap, 'road', rules));
  if (arc.terminal) legs.push(terminalStop('transfer', arc.terminal, arc.mode, rules));
  if (arc.link) {
    const { link } = arc;
    legs.push({
      kind: 'move',
      id: link.id,
      from: tailNode,
      to: headNode,
      mode: link.mode,
      km: link.distanceKm,
      ...moveCost(link, rules),
      emissionsKgPerTonne: (gramsPerTonneKm(link, rules.network) * link.distanceKm) / 1000,
    });
  }
  return legs;
}

/** Loading at the origin or unloading at the destination: trucks, or the rail terminal; nothing for a ship. */
export function handlingLeg(kind: 'load' | 'unload', place: string, mode: Mode, rules: CostRules): Leg | undefined {
  if (!rules.handling || mode === 'sea') return undefined;
  const { network, state } = rules;
  if (mode === 'road') {
    const cost = {
      hours: getParameter(network, 'truck_load_h').mid,
      usdPerTonne: getParameter(network, 'truck_handling_usd_t').mid,
    };
    return stop(kind, 'truck_load_h', place, mode, cost);
  }
  const id = kind === 'load' ? 'rail_origin_h' : 'rail_dest_h';
  const dwell = getParameter(network, id);
  const cost = { hours: dwellInState(dwell, state), usdPerTonne: getParameter(network, 'rail_terminal_usd_t').mid };
  return stop(kind, id, place, mode, cost, dwell);
}

/** Farm loads wait to be consolidated and certified at the origin (agri_origin_dwell_h). */
export function originDwellLeg(place: string, rules: CostRules): Leg {
  const dwell = getParameter(rules.network, 'agri_origin_dwell_h');
  return stop(
    'origin',
    'agri_origin_dwell_h',
    place,
    'road',
    { hours: dwellInState(dwell, rules.state), usdPerTonne: 0 },
    dwell,
  );
}

/** P90 - P50 of a stop, hours; what reliability weighs and independent delays add up. */
export const lateHours = (dwell: Quantity): number => dwell.high - dwell.mid;
