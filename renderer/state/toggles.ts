/**
 * Switching measures, with the outcome told to screen readers once the engine has answered exactly this change.
 */
import type { Strength } from '../../shared/base/quantity.ts';
import type { Dataset, Measure } from '../../shared/dataset/schema.ts';
import { formatNumber } from '../../shared/text/numbers.ts';
import type { TextLanguage, Translate } from '../../shared/text/index.ts';
import { measureName, reasonSentence } from '../words/reason-words.ts';
import type { AnswerState } from '../study/answers.ts';
import { marketName } from '../study/market-question.ts';
import { choiceOf, letterAt, setStrength, toggleMeasure, type DocumentStore } from './document.ts';
import type { SessionStore } from './session.ts';
import type { Store } from './store.ts';

export interface Toggles {
  readonly toggle: (key: string, measureId: string, kind: Measure['kind']) => void;
  readonly setStrength: (key: string, measureId: string, strength: Strength) => void;
}

export interface TogglesOptions {
  readonly dataset: Dataset;
  readonly document: DocumentStore;
  readonly session: SessionStore;
  readonly answers: Store<AnswerState>;
  readonly speak: () => { readonly t: Translate; readonly language: TextLanguage };
}

export function createToggles({ dataset, document, session, answers, speak }: TogglesOptions): Toggles {
  let pending:
    | { readonly revision: number; readonly key: string; readonly measureId: string; readonly change: string }
    | undefined;
  const say = (said: string): void => session.set((current) => ({ ...current, said }));

  answers.subscribe(() => {
    const { latest } = answers.get();
    if (!pending || !latest || latest.revision !== pending.revision) return;
    const { key, measureId, change } = pending;
    pending = undefined;
    const { t, language } = speak();
    const words = { dataset, language, t };
    const index = latest.columns.findIndex((column) => column.key === key);
    const scenario = latest.comparison.scenarios[index];
    const reason = scenario?.measures.find((outcome) => outcome.id === measureId)?.reason;
    const place = { change, market: marketName(dataset, latest.question, language), letter: letterAt(index) };
    if (reason) say(t('said.reason', { change, reason: reasonSentence(words, measureId, reason) }));
    else if (!scenario?.main) say(t('said.noRoute', place));
    else
      say(
        t('said.outcome', {
          ...place,
          hours: t('value.hours', { value: formatNumber(language, scenario.main.hours) }),
          money: t('value.usdPerTonne', { value: formatNumber(language, scenario.main.usdPerTonne) }),
        }),
      );
  });

  function find(key: string) {
    const { columns } = document.store.get().present;
    const index = columns.findIndex((column) => column.key === key);
    return { letter: letterAt(index), scenario: columns[index]?.document.scenario };
  }

  function apply(key: string, measureId: string, change: string, recipe: Parameters<DocumentStore['change']>[1]): void {
    pending = { revision: document.store.get().lastRevision + 1, key, measureId, change };
    document.change(change, recipe);
  }

  return {
    toggle: (key, measureId, kind) => {
      const { letter, scenario } = find(key);
      if (!scenario) return;
      const { t, language } = speak();
      const values = { measure: measureName({ dataset, language, t }, measureId), letter };
      const change = t(choiceOf(scenario, measureId) ? 'change.measureOff' : 'change.measureOn', values);
      apply(key, measureId, change, toggleMeasure(key, measureId, kind));
    },
    setStrength: (key, measureId, strength) => {
      const { letter } = find(key);
      const { t, language } = speak();
      const measure = measureName({ dataset, language, t }, measureId);
      const change = t('change.strength', { measure, letter, strength: t(`grid.${strength}Name`) });
      apply(key, measureId, change, setStrength(key, measureId, strength));
    },
  };
}
