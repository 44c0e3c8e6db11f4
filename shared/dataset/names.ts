/**
 * Names of places, links, measures and the like in a language, as the pack's translations give them. It never returns
 * an empty name: another language, the pack's own name or at last the id stand in. Tested in test/unit/names.test.ts.
 */
import type { Dataset, Language } from './schema.ts';

export type NameField = 'name' | 'short' | 'description';

const indexes = new WeakMap<Dataset, ReadonlyMap<string, Readonly<Record<Language, string>>>>();

/** Ids and kinds hold no tab: cells are trimmed and a tab inside one is no id of any row. */
const keyOf = (kind: string, id: string, field: string): string => `${kind}\t${id}\t${field}`;

function indexOf(dataset: Dataset): ReadonlyMap<string, Readonly<Record<Language, string>>> {
  const known = indexes.get(dataset);
  if (known) return known;
  const index = new Map(dataset.translations.map((one) => [keyOf(one.kind, one.id, one.field), one.words]));
  indexes.set(dataset, index);
  return index;
}

/**
 * Words for one thing of the dataset. `kind` as in translations.csv: node, link, border, terminal, vehicle, parameter,
 * measure (shocks too), market,
 * country, … A short name falls back to the name, a language to English, English to the
 * pack's own name, that to the id. A description falls back to the pack's own, which may be empty.
 */
export function nameOf(
  dataset: Dataset,
  kind: string,
  id: string,
  language: Language,
  field: NameField = 'name',
): string {
  const index = indexOf(dataset);
  const wanted: readonly NameField[] = field === 'short' ? ['short', 'name'] : [field];
  for (const spoken of new Set<Language>([language, 'en'])) {
    for (const one of wanted) {
      const words = index.get(keyOf(kind, id, one))?.[spoken];
      if (words) return words;
    }
  }
  if (field === 'description') return (kind === 'measure' && dataset.measures.get(id)?.description) || '';
  return ownName(dataset, kind, id, language) || id;
}

function ownName(dataset: Dataset, kind: string, id: string, language: Language): string | undefined {
  const between = (ends: { readonly from: string; readonly to: string } | undefined): string | undefined =>
    ends && `${nameOf(dataset, 'node', ends.from, language)} – ${nameOf(dataset, 'node', ends.to, language)}`;
  switch (kind) {
    case 'node':
      return dataset.nodes.get(id)?.name;
    case 'link':
      return between(dataset.links.get(id));
    case 'market':
      return between(dataset.markets.get(id));
    case 'border':
      return dataset.borders.get(id)?.name;
    case 'terminal':
      return dataset.terminals.get(id)?.name;
    case 'vehicle':
      return dataset.vehicles.get(id)?.name;
    case 'parameter':
      return dataset.parameters.get(id)?.name;
    case 'measure':
      return dataset.measures.get(id)?.name;
    default:
      return undefined;
  }
}
