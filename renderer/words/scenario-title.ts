/**
 * Titles of shipped scenarios in the person's language: the pack's translations know them by their English title. As
 * soon as somebody renames one, their own words are shown.
 */
import { useCallback } from 'react';
import { nameOf } from '../../shared/dataset/names.ts';
import type { Dataset, Language } from '../../shared/dataset/schema.ts';
import { useServices, useTexts } from '../services.ts';

export function scenarioTitle(
  dataset: Dataset,
  title: string,
  language: Language,
  field: 'name' | 'short' = 'name',
): string {
  const known = dataset.translations.find(
    (entry) => entry.kind === 'scenario' && entry.field === 'name' && entry.words.en === title,
  );
  return known ? nameOf(dataset, 'scenario', known.id, language, field) : title;
}

export function useScenarioTitle(): (title: string, field?: 'name' | 'short') => string {
  const { dataset } = useServices();
  const { language } = useTexts();
  return useCallback((title, field) => scenarioTitle(dataset, title, language, field), [dataset, language]);
}
