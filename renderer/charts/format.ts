/**
 * Numbers for charts in the person's language: whole hours and USD on labels, one decimal only where a whole number
 * would say nothing. Formatting never changes the value that tables carry.
 */
import type { Language } from '../../shared/dataset/schema.ts';

export interface NumberFormats {
  /** 1,234 */
  readonly whole: (value: number) => string;
  /** 7 h stays 7, 0.8 h stays 0.8. */
  readonly short: (value: number) => string;
}

const cache = new Map<Language, NumberFormats>();

export function numberFormats(language: Language): NumberFormats {
  const known = cache.get(language);
  if (known) return known;
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const oneDecimal = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const formats: NumberFormats = {
    whole: (value) => whole.format(Math.round(value) === 0 ? 0 : value),
    short: (value) => (Math.abs(value) < 1 ? oneDecimal : whole).format(value),
  };
  cache.set(language, formats);
  return formats;
}
