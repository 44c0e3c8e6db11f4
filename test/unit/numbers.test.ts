/** Numbers as people read them: true minus, grouping of the language, no digit that the range does not justify. */
import { expect, it } from 'vitest';
import { digitsFor, formatNumber, formatSigned, hoursOrDays } from '../../shared/text/numbers.ts';

it('shows no decimals where the range is wide, one where it is narrow', () => {
  expect(digitsFor(57.3, { p10: 44, p50: 57.3, p90: 106 })).toBe(0);
  expect(digitsFor(6.8, { p10: 6, p50: 6.8, p90: 8 })).toBe(1);
});

it('shows one decimal of a small number without a range, none of a large one', () => {
  expect([digitsFor(3.3), digitsFor(112.4), digitsFor(4)]).toEqual([1, 0, 0]);
});

it('writes a true minus sign and never minus zero', () => {
  expect(formatNumber('en', -112.4)).toBe('−112');
  expect(formatNumber('en', -0.2)).toBe('0');
  expect([formatSigned('en', 10), formatSigned('en', -3), formatSigned('en', 0.3)]).toEqual(['+10', '−3', '0']);
});

it('groups thousands as the language does', () => {
  expect(formatNumber('en', 4427)).toBe('4,427');
  expect(formatNumber('ru', 44_270)).toMatch(/^44\s270$/);
});

it('tells hours under 72 as hours, longer ones as days with one decimal', () => {
  expect(hoursOrDays('en', 41.2)).toEqual({ unit: 'hours', value: '41' });
  expect(hoursOrDays('en', 71.9).unit).toBe('hours');
  expect(hoursOrDays('en', 72)).toEqual({ unit: 'days', value: '3.0' });
});
