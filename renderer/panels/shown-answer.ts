/**
 * The answer that every view shows: the latest one, or its reference alone while R is held.
 */
import { useMemo } from 'react';
import type { ChartColumn } from '../charts/column.ts';
import { useServices } from '../services.ts';
import { useStore } from '../state/store.ts';
import type { Answered } from '../study/answers.ts';
import { useScenarioTitle } from '../words/scenario-title.ts';

/** The reference alone, keeping its letter. */
function onlyReference(answered: Answered): Answered {
  const { referenceIndex } = answered.comparison;
  const column = answered.columns[referenceIndex];
  const scenario = answered.comparison.scenarios[referenceIndex];
  if (!column || !scenario) return answered;
  return {
    ...answered,
    columns: [column],
    comparison: { ...answered.comparison, referenceIndex: 0, scenarios: [scenario] },
  };
}

export function useShownAnswer(): Answered | undefined {
  const { answers, session } = useServices();
  const latest = useStore(answers, (state) => state.latest);
  const isHeld = useStore(session, (state) => state.referenceHeld);
  return useMemo(() => (latest && isHeld ? onlyReference(latest) : latest), [latest, isHeld]);
}

/** Which scenario the sentence speaks of: the focused one, else the first that is not the reference. */
export function subjectIndexOf(answered: Answered, focusLetter: string | undefined): number {
  const { referenceIndex } = answered.comparison;
  const focused = answered.columns.findIndex((column) => column.letter === focusLetter);
  if (focused >= 0 && focused !== referenceIndex) return focused;
  const first = answered.columns.findIndex((_, index) => index !== referenceIndex);
  return first >= 0 ? first : referenceIndex;
}

export function useChartColumns(answered: Answered | undefined): readonly ChartColumn[] {
  const titleOf = useScenarioTitle();
  return useMemo(
    () =>
      (answered?.columns ?? []).flatMap((column, index): ChartColumn[] => {
        const scenario = answered?.comparison.scenarios[index];
        if (!scenario) return [];
        const isReference = index === answered.comparison.referenceIndex;
        return [{ letter: column.letter, title: titleOf(column.title), scenario, isReference }];
      }),
    [answered, titleOf],
  );
}
