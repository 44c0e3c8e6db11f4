/**
 * The chart by year under the legs of the Explain view: a long question per set of scenarios and market, asked while
 * the view is open.
 */
import { useMemo } from 'react';
import { ChartFigure } from '../charts/chart-figure.tsx';
import type { Focus } from '../charts/column.ts';
import { charts } from '../charts/index.ts';
import { useDocument, useServices, useTexts } from '../services.ts';
import { FIRST_YEAR, LAST_YEAR } from '../state/document.ts';
import { useStore } from '../state/store.ts';
import type { Answered } from '../study/answers.ts';
import { useLongAnswer } from '../study/use-long-answer.ts';
import { useChartColumns } from './shown-answer.ts';

const YEARS = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => FIRST_YEAR + index);

export function YearsPanel({ answered }: { answered: Answered }) {
  const { dataset, session } = useServices();
  const { t, language } = useTexts();
  const focus = useStore(session, (state) => state.focus);
  const documentColumns = useDocument((state) => state.columns);
  const { question } = answered;
  const ask = useMemo(
    () => ({
      columns: documentColumns.map(({ key, document: { scenario } }) => ({ key, scenario })),
      question,
      years: YEARS,
    }),
    [documentColumns, question],
  );
  const { answer, isOld, problem, askAgain } = useLongAnswer('years', ask);
  const shown = useChartColumns(answered);
  const columns = useMemo(
    () =>
      shown.map((column, index) => {
        const years = answer?.find(({ key }) => key === answered.columns[index]?.key)?.years;
        return years ? { ...column, years } : column;
      }),
    [shown, answered, answer],
  );
  const onFocus = (next: Focus): void => session.set((current) => ({ ...current, focus: next }));
  return (
    <section className={isOld && answer ? 'years-panel is-old' : 'years-panel'} aria-busy={isOld}>
      {problem && (
        <p>
          {problem.message}{' '}
          <button type="button" className="number-button" onClick={askAgain}>
            {t('years.askAgain')}
          </button>
        </p>
      )}
      {!answer && !problem && <p className="muted">{t('years.waiting')}</p>}
      {answer && (
        <ChartFigure
          chart={charts.years}
          dataset={dataset}
          columns={columns}
          language={language}
          t={t}
          focus={focus}
          onFocus={onFocus}
        />
      )}
    </section>
  );
}
