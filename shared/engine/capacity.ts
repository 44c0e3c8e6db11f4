/**
 * What holds flows (MODEL.md 4). Soft: a road post with a capacity in trucks a day, per direction. Hard: sea links,
 * roads that the data caps (Bedel), links and terminals that a measure brings, and the parameter that caps a whole line
 * of a measure (the China-Kyrgyzstan-Uzbekistan railway), both directions together. Capacities of existing railways and
 * terminals are nameplates of yards that carry much beside these markets: they do not bind.
 * Tested in test/unit/capacity.test.ts.
 */
import { openYearOf, type Selection } from './apply-measures.ts';
import { getParameter } from './arc-costs.ts';
import type { AppliedNetwork, Itinerary } from './types.ts';

/** The one parameter that caps a line as a whole; its links are those of the measure that sets it. */
const LINE_CAP = 'cku_capacity_kt';

/**
 * Part of a new capacity that can be used in its first, second and later years. New freight railways and ferry lines
 * reach their timetable over two to three years (expert estimate, confidence C).
 */
const RAMP = [1 / 3, 2 / 3, 1] as const;

export interface HardCap {
  readonly id: string;
  readonly capacityKt: number;
  /** Links and terminals; an itinerary counts once however many it uses. */
  readonly elementIds: ReadonlySet<string>;
}

/** Passing a post: the border, and the direction as country left > country entered. */
export interface Passage {
  readonly legIndex: number;
  readonly borderId: string;
  readonly direction: string;
}

/** Usable part of what a measure brought, in the year of the selection; 1 without year. */
function rampOf(network: AppliedNetwork, selection: Selection, measureId: string | undefined): number {
  const openYear = measureId === undefined ? undefined : openYearOf(network.dataset, selection, measureId);
  if (openYear === undefined || selection.year === undefined) return 1;
  return RAMP[Math.min(Math.max(selection.year - openYear, 0), RAMP.length - 1)] ?? 1;
}

/** Caps of the network in force, by id. */
export function listHardCaps(network: AppliedNetwork, selection: Selection): HardCap[] {
  const caps: HardCap[] = [];
  const lineMeasure = [...network.dataset.measures.values()].find(({ effects }) =>
    effects.some(({ targetType, targetId }) => targetType === 'parameter' && targetId === LINE_CAP),
  );
  const onLine: string[] = [];
  for (const { id, mode, measureId, capacityKtPerYear } of network.links.values()) {
    if (measureId !== undefined && measureId === lineMeasure?.id) {
      onLine.push(id);
      continue;
    }
    if (capacityKtPerYear === undefined || (mode === 'rail' && measureId === undefined)) continue;
    const capacityKt = capacityKtPerYear * rampOf(network, selection, measureId);
    caps.push({ id, capacityKt, elementIds: new Set([id]) });
  }
  for (const { id, measureId, capacityKtPerYear } of network.terminals.values()) {
    if (capacityKtPerYear === undefined || measureId === undefined) continue;
    const capacityKt = capacityKtPerYear * rampOf(network, selection, measureId);
    caps.push({ id, capacityKt, elementIds: new Set([id]) });
  }
  if (onLine.length > 0) {
    const capacityKt = getParameter(network, LINE_CAP).mid * rampOf(network, selection, lineMeasure?.id);
    caps.push({ id: LINE_CAP, capacityKt, elementIds: new Set(onLine) });
  }
  return caps.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * Every post an itinerary passes, in order, by the countries on either side of it on its way: "KZ>KZ" where a line only
 * runs through the border station (Lugovaya).
 */
export function listPassages(network: AppliedNetwork, { legs }: Itinerary): Passage[] {
  const countriesOf = (nodeId: string | undefined): readonly string[] =>
    (nodeId === undefined ? undefined : network.dataset.nodes.get(nodeId)?.countries) ?? [];
  return legs.flatMap((leg, legIndex) => {
    const [one, other] = network.borders.get(leg.id)?.countries ?? [];
    if (leg.kind !== 'border' || one === undefined || other === undefined) return [];
    const sideOf = (nodeId: string | undefined): string | undefined => {
      const countries = countriesOf(nodeId);
      const [only, second] = [one, other].filter((country) => countries.includes(country));
      return second === undefined ? only : undefined;
    };
    const opposite = (country: string | undefined): string | undefined =>
      country === one ? other : country === other ? one : undefined;
    const behind = sideOf(legs.slice(0, legIndex).findLast(({ kind }) => kind === 'move')?.from);
    const ahead = sideOf(legs.slice(legIndex + 1).find(({ kind }) => kind === 'move')?.to);
    const direction = `${behind ?? opposite(ahead) ?? one}>${ahead ?? opposite(behind) ?? other}`;
    return [{ legIndex, borderId: leg.id, direction }];
  });
}
