/** Both languages say the same things, and nothing is said that nobody asks for. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTexts, translatorOf } from '../../shared/text/index.ts';

const root = join(import.meta.dirname, '../..');
const readTexts = (name: string): Record<string, string> =>
  JSON.parse(readFileSync(join(root, 'shared/text', name), 'utf8')) as Record<string, string>;

const withoutPlural = (key: string): string => key.replace(/_(one|few|many|other)$/, '');
const keysOf = (texts: Record<string, string>): string[] => [...new Set(Object.keys(texts).map(withoutPlural))].sort();
const valuesIn = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort();

const english = { ...readTexts('en.json'), ...readTexts('charts-en.json'), ...readTexts('appraise-en.json') };
const russian = { ...readTexts('ru.json'), ...readTexts('charts-ru.json'), ...readTexts('appraise-ru.json') };

const source = ['renderer', 'shared']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((name) => join(root, folder, String(name))),
  )
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(name, 'utf8'))
  .join('\n');

/** Keys put together in code, as patterns: t(`reason.${kind}`). */
const builtKeys = [...source.matchAll(/`([a-z]+(?:\.[\w.]*)?)\$\{[^`]*`/g)].map((match) => match[1] ?? '');

describe('the texts', () => {
  it('have the same keys in English and Russian', () => {
    expect(keysOf(russian)).toEqual(keysOf(english));
  });

  it('put the same values into both languages', () => {
    for (const key of Object.keys(russian)) {
      const original = english[key] ?? english[`${withoutPlural(key)}_other`] ?? '';
      expect([key, [...new Set(valuesIn(russian[key] ?? ''))]]).toEqual([key, [...new Set(valuesIn(original))]]);
    }
  });

  it('have every plural form that the language needs', () => {
    for (const [language, texts] of [
      ['en', english],
      ['ru', russian],
    ] as const) {
      const forms = [...new Intl.PluralRules(language).resolvedOptions().pluralCategories].sort();
      const counted = new Set(
        Object.keys(texts)
          .filter((key) => withoutPlural(key) !== key)
          .map(withoutPlural),
      );
      expect(counted.size).toBeGreaterThan(0);
      for (const key of counted) {
        const present = Object.keys(texts)
          .filter((one) => one !== key && withoutPlural(one) === key)
          .map((one) => one.slice(key.length + 1));
        expect([language, key, present.sort()]).toEqual([language, key, forms]);
      }
    }
  });

  it('are all used somewhere', () => {
    const isUsed = (key: string): boolean =>
      source.includes(`'${key}'`) || builtKeys.some((start) => start.includes('.') && key.startsWith(start));
    expect(keysOf(english).filter((key) => !isUsed(key))).toEqual([]);
  });

  it('count in Russian as Russian counts', () => {
    const t = translatorOf(createTexts('ru'));
    expect([1, 3, 5, 21].map((count) => t('library.measures', { count }))).toEqual([
      '1 мера',
      '3 меры',
      '5 мер',
      '21 мера',
    ]);
  });
});
