/** Names in the reader's language, and what stands in where a translation is missing. */
import { describe, expect, it } from 'vitest';
import { nameOf } from '../../shared/dataset/names.ts';
import type { Dataset, Translation } from '../../shared/dataset/schema.ts';
import { baselineDataset } from '../support/baseline-pack.ts';

const words = (kind: string, id: string, field: string, en: string, ru = ''): Translation => ({
  kind,
  id,
  field,
  words: { en, ru, ky: '', zh: '' },
});

const dataset: Dataset = {
  ...baselineDataset(),
  translations: [
    words('node', 'KG_OSH', 'name', 'Osh', 'Ош'),
    words('measure', 'M_CKU', 'name', 'The railway', 'Железная дорога'),
    words('measure', 'M_CKU', 'short', 'Railway'),
    words('measure', 'M_CKU', 'description', 'From Kashgar to Andijan'),
    words('country', 'KG', 'name', 'Kyrgyzstan', 'Кыргызстан'),
  ],
};

describe('nameOf', () => {
  it('gives the name in the language asked for', () => {
    expect(nameOf(dataset, 'node', 'KG_OSH', 'ru')).toBe('Ош');
    expect(nameOf(dataset, 'country', 'KG', 'ru')).toBe('Кыргызстан');
  });

  it('prefers the long name in the right language to a short one in English', () => {
    expect(nameOf(dataset, 'measure', 'M_CKU', 'ru', 'short')).toBe('Железная дорога');
    expect(nameOf(dataset, 'measure', 'M_CKU', 'en', 'short')).toBe('Railway');
  });

  it('falls back to English, then to the name in the pack, then to the id', () => {
    expect(nameOf(dataset, 'node', 'KG_OSH', 'ky')).toBe('Osh');
    expect(nameOf(dataset, 'measure', 'M_BYPASS', 'ru')).toBe('Bishkek northern bypass, six lanes');
    expect(nameOf(dataset, 'border', 'B_TORUGART|road', 'ru')).toBe('Torugart');
    expect(nameOf(dataset, 'node', 'XX_NOWHERE', 'ru')).toBe('XX_NOWHERE');
    expect(nameOf(dataset, 'country', 'XX', 'ru')).toBe('XX');
  });

  it('names links and markets by their ends', () => {
    expect(nameOf(dataset, 'link', 'RD01', 'en')).toBe("Yiwu – Xi'an");
    expect(nameOf(dataset, 'market', 'MK_YIWU_MOS', 'en')).toBe('Yiwu – Moscow');
  });

  it('describes a measure in the words of the pack where no translation does, and a place not at all', () => {
    expect(nameOf(dataset, 'measure', 'M_CKU', 'ru', 'description')).toBe('From Kashgar to Andijan');
    expect(nameOf(dataset, 'measure', 'M_TKM', 'ru', 'description')).toMatch(/\w{3}/);
    expect(nameOf(dataset, 'node', 'KG_OSH', 'ru', 'description')).toBe('');
  });
});
