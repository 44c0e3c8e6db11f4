/**
 * No silent toggles (MODEL.md 6, F13): for one market, every chosen measure and shock reports its effect (with it
 * minus without it, the others staying) or exactly one reason why it has none.
 * Tested in test/property/measure-outcomes.test.ts over random packages.
 */
import type { Dataset } from '../dataset/schema.ts';
import { getNetwork, type Selection } from './apply-measures.ts';
import { evaluateMarket, queryOfMarket } from './evaluate.ts';
import { findItineraries } from './find-itineraries.ts';
import { hourSwings, moneySwings, rangeFromSwings } from './ranges.ts';
import type {
  AppliedNetwork,
  ConsignmentResult,
  Itinerary,
  MarketQuestion,
  MeasureEffect,
  MeasureOutcome,
  Patch,
  ReasonCode,
} from './types.ts';

/** Differences below this are arithmetic noise: 1e-9 h or USD. */
const NOISE = 1e-9;
/** Itineraries looked at to tell "dominated" from "not on the used itinerary". */
const ALTERNATIVES = 8;

const headline = (network: AppliedNetwork, result: ConsignmentResult) => {
  const main = result.itineraries[0];
  if (!main || !result.expected) return undefined;
  return {
    ...result.expected,
    hoursRange: rangeFromSwings(main.hours, hourSwings(main)),
    usdRange: rangeFromSwings(main.usdPerTonne, moneySwings(main, network)),
  };
};

function effectBetween(
  before: ReturnType<typeof headline>,
  after: ReturnType<typeof headline>,
): MeasureEffect | undefined {
  const zero = {
    hours: 0,
    usdPerTonne: 0,
    emissionsKgPerTonne: 0,
    hoursP10: 0,
    hoursP90: 0,
    usdPerTonneP10: 0,
    usdPerTonneP90: 0,
  };
  if (!after) return undefined;
  if (!before) return { ...zero, opensRoute: true };
  const effect = {
    hours: after.hours - before.hours,
    usdPerTonne: after.usdPerTonne - before.usdPerTonne,
    emissionsKgPerTonne: after.emissionsKgPerTonne - before.emissionsKgPerTonne,
    hoursP10: after.hoursRange.p10 - before.hoursRange.p10,
    hoursP90: after.hoursRange.p90 - before.hoursRange.p90,
    usdPerTonneP10: after.usdRange.p10 - before.usdRange.p10,
    usdPerTonneP90: after.usdRange.p90 - before.usdRange.p90,
  };
  return Object.values(effect).some((value) => Math.abs(value) > NOISE) ? effect : undefined;
}

function without(selection: Selection, id: string): Selection {
  const { [id]: _measure, ...measures } = selection.measures;
  const { [id]: _shock, ...shocks } = selection.shocks;
  return { ...selection, measures, shocks };
}

/** Ids of links, borders and terminals that an itinerary uses. */
const elementsOf = (itinerary: Itinerary | undefined): ReadonlySet<string> =>
  new Set(itinerary?.legs.map((leg) => leg.id));

function reasonFor(
  network: AppliedNetwork,
  id: string,
  main: Itinerary | undefined,
  alternatives: () => readonly Itinerary[],
): ReasonCode {
  const inactive = network.inactive.find((entry) => entry.id === id);
  if (inactive) return inactive.reason;
  const patches = network.patches.filter((patch) => patch.by === id);
  const overriddenBy = patches[0]?.overriddenBy;
  if (overriddenBy !== undefined && patches.every((patch) => patch.overriddenBy !== undefined))
    return { kind: 'overridden-by', by: overriddenBy };
  const isCapacity = (patch: Patch): boolean =>
    patch.field.startsWith('capacity') || patch.targetId === 'cku_capacity_kt';
  const touches = (itinerary: Itinerary | undefined) => {
    const elements = elementsOf(itinerary);
    return patches.filter((patch) => elements.has(patch.targetId));
  };
  const onMain = touches(main);
  if (onMain.length > 0) {
    const overrider = onMain.find((patch) => patch.overriddenBy !== undefined)?.overriddenBy;
    if (overrider !== undefined && onMain.every((patch) => patch.overriddenBy !== undefined))
      return { kind: 'overridden-by', by: overrider };
    return onMain.every(isCapacity) ? { kind: 'capacity-not-binding' } : { kind: 'no-effect-on-this-metric' };
  }
  if (patches.every((patch) => patch.targetType === 'parameter' && !isCapacity(patch)))
    return { kind: 'no-effect-on-this-metric' };
  if (patches.every(isCapacity)) return { kind: 'capacity-not-binding' };
  return alternatives().some((itinerary) => touches(itinerary).length > 0)
    ? { kind: 'dominated' }
    : { kind: 'not-on-used-itinerary' };
}

/** Effect or reason of everything the selection chooses, by id, for one market. */
export function listMeasureOutcomes(
  dataset: Dataset,
  selection: Selection,
  question: MarketQuestion,
  network: AppliedNetwork,
  result: ConsignmentResult,
): MeasureOutcome[] {
  const after = headline(network, result);
  let listed: readonly Itinerary[] | undefined;
  const alternatives = () => (listed ??= findItineraries(network, queryOfMarket(network, question, ALTERNATIVES)));
  return [...Object.keys(selection.measures), ...Object.keys(selection.shocks)].sort().map((id) => {
    if (network.active.includes(id)) {
      const otherNetwork = getNetwork(dataset, without(selection, id));
      const effect = effectBetween(headline(otherNetwork, evaluateMarket(otherNetwork, question, 1)), after);
      if (effect) return { id, effect };
    }
    return { id, reason: reasonFor(network, id, result.itineraries[0], alternatives) };
  });
}
