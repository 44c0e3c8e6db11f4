/**
 * Numbers for people: by the rules of the language (Intl), and never sharper than their range justifies.
 * Tested in test/unit/numbers.test.ts.
 */
import type { Range } from '../engine/types.ts';
import type { TextLanguage } from './index.ts';

const MINUS = '−';
/** A range narrower than this deserves one decimal. */
const NARROW = 3;
/** Hours from here on are told as days in sentences (WINDOW.md 6). */
const HOURS_UNTIL_DAYS = 72;
const HOURS_PER_DAY = 24;

const formats = new Map<string, Intl.NumberFormat>();

function formatOf(language: TextLanguage, digits: number): Intl.NumberFormat {
  const key = `${language}${digits}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  formats.set(key, format);
  return format;
}

/** Decimals that a value with this range may show: one if the range is narrow or the value small, else none. */
export function digitsFor(value: number, range?: Range): 0 | 1 {
  const width = range ? range.p90 - range.p10 : 0;
  if (width > 0) return width < NARROW ? 1 : 0;
  return Math.abs(value) < 10 && value !== Math.round(value) ? 1 : 0;
}

/** Fixed decimals, a true minus sign, no "-0". */
export function formatNumber(language: TextLanguage, value: number, digits = 0): string {
  const text = formatOf(language, digits).format(Math.abs(value));
  return value < 0 && /[1-9]/.test(text) ? `${MINUS}${text}` : text;
}

/** With a plus sign where positive: "+10", "−112", "0". */
export function formatSigned(language: TextLanguage, value: number, digits = 0): string {
  const text = formatNumber(language, value, digits);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** Hours under 72 as hours, else days with one decimal. */
export function hoursOrDays(language: TextLanguage, hours: number): { unit: 'hours' | 'days'; value: string } {
  return Math.abs(hours) < HOURS_UNTIL_DAYS
    ? { unit: 'hours', value: formatNumber(language, hours, digitsFor(hours)) }
    : { unit: 'days', value: formatNumber(language, hours / HOURS_PER_DAY, 1) };
}
