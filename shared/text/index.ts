/**
 * The words of the program: i18next with typed keys, flat ("grid.title"), one JSON per language. Names of places and
 * measures are data and come from the pack (shared/dataset/names.ts). Plural forms are i18next's suffixes.
 * Tested in test/unit/texts.test.ts: equal key sets, none unused, none missing.
 */
import i18next, { type i18n } from 'i18next';
import appraiseEnglish from './appraise-en.json' with { type: 'json' };
import appraiseRussian from './appraise-ru.json' with { type: 'json' };
import chartsEnglish from './charts-en.json' with { type: 'json' };
import chartsRussian from './charts-ru.json' with { type: 'json' };
import english from './en.json' with { type: 'json' };
import russian from './ru.json' with { type: 'json' };

export const LANGUAGES = ['en', 'ru'] as const;
export type TextLanguage = (typeof LANGUAGES)[number];

const englishTexts = { ...english, ...chartsEnglish, ...appraiseEnglish };

type WithoutPlural<K> = K extends `${infer Base}_${'one' | 'few' | 'many' | 'other'}` ? Base : K;

/** Every key there is; `count` picks the plural form. */
export type TextKey = WithoutPlural<keyof typeof englishTexts>;
export type TextValues = Readonly<Record<string, string | number>>;
export type Translate = (key: TextKey, values?: TextValues) => string;

/** A ready translator in this language; it reads nothing from disk or network. */
export function createTexts(language: TextLanguage): i18n {
  const texts = i18next.createInstance();
  void texts.init({
    lng: language,
    fallbackLng: 'en',
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: {
      en: { translation: englishTexts },
      ru: { translation: { ...russian, ...chartsRussian, ...appraiseRussian } },
    },
  });
  return texts;
}

/** Its translate function with our keys. */
export const translatorOf = (texts: i18n): Translate => texts.t;
