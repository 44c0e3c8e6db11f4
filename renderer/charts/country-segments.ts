/**
 * Which country an itinerary is in, from kilometre to kilometre, and by what mode: the lanes and bands of the
 * staircase. A leg lies in the country that both of its ends share; a ferry leg between two countries is at sea.
 */
import type { Dataset, Mode } from '../../shared/dataset/schema.ts';
import type { Itinerary, Leg } from '../../shared/engine/types.ts';

interface ModeStretch {
  readonly mode: Mode;
  readonly fromKm: number;
  readonly toKm: number;
}

export interface CountrySegment {
  /** ISO code; undefined at sea. */
  readonly country: string | undefined;
  readonly fromKm: number;
  readonly toKm: number;
  readonly stretches: readonly ModeStretch[];
}

/** Country of a moving leg; undefined at sea. Road and rail between two countries count to the one entered. */
export function countryOfLeg(dataset: Dataset, leg: Pick<Leg, 'from' | 'to' | 'mode'>): string | undefined {
  const from = dataset.nodes.get(leg.from)?.countries ?? [];
  const to = dataset.nodes.get(leg.to)?.countries ?? [];
  const shared = from.find((country) => to.includes(country));
  return shared ?? (leg.mode === 'sea' ? undefined : to[0]);
}

/** Contiguous segments from km 0 to the end; neighbours differ in country. */
export function countrySegments(dataset: Dataset, itinerary: Pick<Itinerary, 'legs'>): CountrySegment[] {
  const segments: { country: string | undefined; fromKm: number; toKm: number; stretches: ModeStretch[] }[] = [];
  let km = 0;
  for (const leg of itinerary.legs) {
    if (leg.km <= 0) continue;
    const country = countryOfLeg(dataset, leg);
    const stretch = { mode: leg.mode, fromKm: km, toKm: km + leg.km };
    const last = segments.at(-1);
    if (last && last.country === country) {
      last.toKm = stretch.toKm;
      const before = last.stretches.at(-1);
      if (before?.mode === leg.mode) last.stretches[last.stretches.length - 1] = { ...before, toKm: stretch.toKm };
      else last.stretches.push(stretch);
    } else {
      segments.push({ country, fromKm: stretch.fromKm, toKm: stretch.toKm, stretches: [stretch] });
    }
    km += leg.km;
  }
  return segments;
}
