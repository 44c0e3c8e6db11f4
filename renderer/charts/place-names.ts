/**
 * Short names of places and countries for labels, in the person's language. Names are data of the pack; what stands
 * in brackets or after a slash ("Syrym / Mashtakovo") is for tables with more room.
 */
import type { Dataset, Language } from '../../shared/dataset/schema.ts';
import { nameOf } from '../../shared/dataset/names.ts';

export function placeName(dataset: Dataset, nodeId: string, language: Language): string {
  const name = nameOf(dataset, 'node', nodeId, language, 'short');
  const first = name.split(/ \/ |\s?[(（]/)[0]?.trim();
  return first === undefined || first === '' ? name : first;
}

/** Name of a country by ISO code; the code itself where the pack has no name. */
export const countryName = (dataset: Dataset, code: string, language: Language): string =>
  nameOf(dataset, 'country', code, language);
