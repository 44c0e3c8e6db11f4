/** Plain text for people, and "did you mean". */
import { describe, expect, it } from 'vitest';
import { findNearest } from '../../main/cli/suggest.ts';
import { amount, days, difference, figure, textTable } from '../../main/cli/text.ts';

describe('a table', () => {
  it('aligns words to the left and numbers to the right', () => {
    expect(
      textTable(
        ['place', 'hours'],
        [
          ['Osh', '9.5'],
          ['Kashgar', '120'],
        ],
      ),
    ).toBe('place    hours\nOsh        9.5\nKashgar    120\n');
  });

  it('leaves no blanks at the end of a line', () => {
    expect(textTable(['a', 'b'], [['long word', '']])).toBe('a          b\nlong word\n');
  });
});

describe('numbers', () => {
  it.each([
    [122.638, '123'],
    [9.95, '10'],
    [9.94, '9.9'],
    [-0.01, '0.0'],
    [undefined, '–'],
  ])('of hours and money: %s', (value, text) => expect(amount(value)).toBe(text));

  it.each([
    [41.2, '+41'],
    [-25.4, '-25'],
    [0.02, '0'],
    [-0.02, '0'],
    [undefined, '–'],
  ])('of differences: %s', (value, text) => expect(difference(value)).toBe(text));

  it.each([
    [4503.6, '4504'],
    [0.58489, '0.585'],
    [7.4228, '7.42'],
    [undefined, '–'],
  ])('of any size: %s', (value, text) => expect(figure(value)).toBe(text));

  it('of days have one decimal', () => expect([days(36), days(undefined)]).toEqual(['1.5', '–']));
});

describe('the nearest known word', () => {
  const names: Readonly<Record<string, string>> = { CN_KASHGAR: 'Kashgar', KG_OSH: 'Osh', UZ_TASHKENT: 'Tashkent' };
  const nearest = (word: string) => findNearest(word, Object.keys(names), (id) => names[id] ?? '');

  it.each([
    ['CN_KASGAR', 'CN_KASHGAR'],
    ['kashgar', 'CN_KASHGAR'],
    ['TASHKENT', 'UZ_TASHKENT'],
    ['Berlin', undefined],
    ['', undefined],
  ])('to "%s"', (word, id) => expect(nearest(word)).toBe(id));
});
