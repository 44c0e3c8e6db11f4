/**
 * Names of places for labels, in the person's language: the first name of a crossing ("Syrym / Mashtakovo" is
 * "Syrym"), without what stands in brackets. Names come from the pack's translations.
 */
import type { Dataset, Language } from '../../shared/dataset/schema.ts';

const nameOf = (dataset: Dataset, kind: string, id: string, language: Language): string =>
  dataset.translations.find((entry) => entry.kind === kind && entry.id === id && entry.field === 'name')?.words[
    language
  ] ??
  dataset.nodes.get(id)?.name ??
  id;

/** Short name of a node. */
export function placeName(dataset: Dataset, nodeId: string, language: Language): string {
  const name = nameOf(dataset, 'node', nodeId, language);
  const short = name.split(/ \/ | ?[(（]|, /)[0]?.trim();
  return short === undefined || short === '' ? name : short;
}
