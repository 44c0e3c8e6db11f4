/**
 * Two itineraries side by side, part by part, as data: origin, each country's moving, each border, each transfer,
 * destination. Parts that mean the same thing share a row; the rows sum to both totals. Tested in test/unit/leg-rows.test.ts.
 */
import type { Dataset } from '../../shared/dataset/schema.ts';
import type { Itinerary, Leg } from '../../shared/engine/types.ts';
import { countryOfLeg } from '../charts/country-segments.ts';

export interface LegPart {
  /** Places of its legs in the itinerary. */
  readonly legIndexes: readonly number[];
  readonly legs: readonly Leg[];
  readonly hours: number;
  readonly usdPerTonne: number;
  readonly km: number;
}

export interface LegRow {
  readonly key: string;
  /** A country's moving legs, or one stop. */
  readonly country?: string;
  readonly a?: LegPart;
  readonly b?: LegPart;
}

interface Item {
  readonly key: string;
  readonly country?: string;
  readonly part: LegPart;
}

/** All moving legs in one country are one item, where the first of them is; a stop is an item of its own. */
function itemsOf(dataset: Dataset, itinerary: Itinerary): readonly Item[] {
  const items = new Map<string, Item>();
  itinerary.legs.forEach((leg, index) => {
    const country = leg.kind === 'move' ? countryOfLeg(dataset, leg) : undefined;
    const key = country === undefined ? stopKey(dataset, leg) : `move ${country}`;
    const known = items.get(key);
    const part = known
      ? join(known.part, leg, index)
      : { legIndexes: [index], legs: [leg], hours: leg.hours, usdPerTonne: leg.usdPerTonne, km: leg.km };
    items.set(key, { key, part, ...(country === undefined ? {} : { country }) });
  });
  return [...items.values()];
}

const join = (part: LegPart, leg: Leg, index: number): LegPart => ({
  legIndexes: [...part.legIndexes, index],
  legs: [...part.legs, leg],
  hours: part.hours + leg.hours,
  usdPerTonne: part.usdPerTonne + leg.usdPerTonne,
  km: part.km + leg.km,
});

/** Whatever post is used, passing from one country to the next is one row. */
function stopKey(dataset: Dataset, leg: Leg): string {
  if (leg.kind === 'load' || leg.kind === 'unload' || leg.kind === 'origin') return leg.kind;
  if (leg.kind !== 'border') return `${leg.kind} ${leg.id}`;
  return `border ${[...(dataset.nodes.get(leg.from)?.countries ?? [leg.from])].sort().join('-')}`;
}

/** Rows in the order of travel: those of both as anchors, the others between them, A's before B's. */
export function pairLegs(dataset: Dataset, a: Itinerary, b: Itinerary): readonly LegRow[] {
  const itemsA = itemsOf(dataset, a);
  const itemsB = itemsOf(dataset, b);
  // Longest common subsequence of keys keeps the order of both.
  const width = itemsB.length + 1;
  const lengths = new Array<number>((itemsA.length + 1) * width).fill(0);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = itemsA.length - 1; i >= 0; i -= 1) {
    for (let j = itemsB.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        itemsA[i]?.key === itemsB[j]?.key ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const rows: LegRow[] = [];
  const row = (item: Item, sides: Pick<LegRow, 'a' | 'b'>): void => {
    rows.push({ key: item.key, ...(item.country === undefined ? {} : { country: item.country }), ...sides });
  };
  let i = 0;
  let j = 0;
  while (i < itemsA.length || j < itemsB.length) {
    const itemA = itemsA[i];
    const itemB = itemsB[j];
    if (itemA && itemB && itemA.key === itemB.key) {
      row(itemA, { a: itemA.part, b: itemB.part });
      i += 1;
      j += 1;
    } else if (itemA && (!itemB || at(i + 1, j) >= at(i, j + 1))) {
      row(itemA, { a: itemA.part });
      i += 1;
    } else if (itemB) {
      row(itemB, { b: itemB.part });
      j += 1;
    }
  }
  return rows;
}
