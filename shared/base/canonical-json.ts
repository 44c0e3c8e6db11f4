/**
 * One canonical text for a value: keys sorted, two-space indent, LF at the end. Equal values give equal bytes
 * on every machine, so digests and files can be compared. Tested in test/property/canonical-json.test.ts.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== 'object') return value;
  const record = value as Record<string, unknown>;
  const sorted: [string, unknown][] = Object.keys(record)
    .sort()
    .filter((key) => record[key] !== undefined)
    .map((key) => [key, sortKeys(record[key])]);
  return Object.fromEntries(sorted);
}

/** Sorted keys, two-space indent, final LF. Undefined fields are left out. */
export const canonicalText = (value: unknown): string => `${JSON.stringify(sortKeys(value), null, 2)}\n`;

/** SHA-256 of a text in lower-case hex. */
export const digestText = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));

/** SHA-256 of the canonical text of a value. */
export const digestValue = (value: unknown): string => digestText(canonicalText(value));
