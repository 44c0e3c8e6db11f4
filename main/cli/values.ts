/**
 * Reads the values of options: numbers within limits, words of a list, ids of the dataset. Every refusal is one
 * sentence that names the option and what it takes. Tested in test/unit/cli-itineraries.test.ts.
 */
import { AppFailure } from '../../shared/base/issue.ts';
import type { Dataset } from '../../shared/dataset/schema.ts';
import { findNearest, unknownWord } from './suggest.ts';

const refuse = (message: string): AppFailure => new AppFailure('bad-input', message);

interface Limits {
  readonly atLeast: number;
  readonly atMost: number;
  readonly whole?: true;
}

/** Plain decimal notation only: "0x10", "1e400" and "" are no numbers here. */
export function readNumber(option: string, text: string, { atLeast, atMost, whole }: Limits): number {
  const value = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,2})?$/i.test(text.trim()) ? Number(text) : Number.NaN;
  if (value >= atLeast && value <= atMost && (!whole || Number.isInteger(value))) return value;
  const limits = atMost === Infinity ? `${atLeast} or more` : `from ${atLeast} to ${atMost}`;
  throw refuse(`--${option} takes a ${whole ? 'whole ' : ''}number ${limits}, and "${text}" is none.`);
}

export function readWord<T extends string>(option: string, text: string, known: readonly T[]): T {
  const word = known.find((one) => one === text);
  if (word === undefined) throw refuse(`--${option} takes ${known.join(', ')}, and "${text}" is none of them.`);
  return word;
}

/** Comma-separated, blanks around commas allowed; an option given twice adds up. */
export const collectList = (text: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  ...text.split(',').map((one) => one.trim()),
];

export function readWords<T extends string>(
  option: string,
  texts: readonly string[] | undefined,
  known: readonly T[],
): readonly T[] | undefined {
  return texts?.map((text) => readWord(option, text, known));
}

/** Ids of places; each must be in the dataset. */
export function readPlaces(option: string, ids: readonly string[], dataset: Dataset): readonly string[] {
  for (const id of ids) {
    if (dataset.nodes.has(id)) continue;
    if (id === '') throw refuse(`--${option} takes ids of places separated by commas, and one of them is empty.`);
    const nearest = findNearest(id, dataset.nodes.keys(), (known) => dataset.nodes.get(known)?.name ?? '');
    throw unknownWord('place', id, nearest, `the data pack "${dataset.id}", so --${option} cannot use it`);
  }
  return ids;
}

/** Country codes as the places have them. */
export function readCountries(option: string, codes: readonly string[], dataset: Dataset): readonly string[] {
  const known = new Set([...dataset.nodes.values()].flatMap((node) => node.countries));
  for (const code of codes) {
    if (known.has(code)) continue;
    throw refuse(`--${option} takes country codes (${[...known].sort().join(', ')}), and "${code}" is none of them.`);
  }
  return codes;
}

/** The id of a market of the dataset. */
export function readMarket(option: string, id: string, dataset: Dataset): string {
  if (dataset.markets.has(id)) return id;
  const nearest = findNearest(id, dataset.markets.keys(), () => '');
  throw unknownWord('market', id, nearest, `the data pack "${dataset.id}", so --${option} cannot use it`);
}
