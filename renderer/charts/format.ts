/**
 * Numbers on charts, by the house rules of shared/text/numbers.ts: whole on axes and totals, one decimal for small
 * values on labels ("6.8 h").
 */
import type { TextLanguage } from '../../shared/text/index.ts';
import { digitsFor, formatNumber } from '../../shared/text/numbers.ts';

interface NumberFormats {
  readonly whole: (value: number) => string;
  readonly short: (value: number) => string;
}

export const numberFormats = (language: TextLanguage): NumberFormats => ({
  whole: (value) => formatNumber(language, value),
  short: (value) => formatNumber(language, value, digitsFor(value)),
});
