/**
 * Titles of shipped scenarios in the person's language: the pack's translations know them by their English title. As
 * soon as somebody renames one, their own words are shown.
 */
import { useCallback } from 'react';
import type { Dataset, Language } from '../../shared/dataset/schema.ts';
import { useServices, useTexts } from '../services.ts';

export const scenarioTitle = (dataset: Dataset, title: string, language: Language): string =>
  dataset.translations.find((entry) => entry.kind === 'scenario' && entry.words.en === title)?.words[language] ?? title;

export function useScenarioTitle(): (title: string) => string {
  const { dataset } = useServices();
  const { language } = useTexts();
  return useCallback((title) => scenarioTitle(dataset, title, language), [dataset, language]);
}
