/**
 * The answer: one sentence, then the numbers behind it. It shows the last answer until the next one is in.
 */
import { useMemo } from 'react';
import { answerAbout } from '../../shared/engine/answer.ts';
import { useServices, useTexts } from '../services.ts';
import type { Answered } from '../study/answers.ts';
import { useStore } from '../state/store.ts';
import { answerSentence } from '../words/answer-words.ts';
import { CapacityPanel } from './capacity-panel.tsx';
import { ComparisonTable } from './comparison-table.tsx';
import { HoursBreakdown } from './hours-breakdown.tsx';
import { IndicatorTable } from './indicator-table.tsx';
import { NumberPhrase } from './parts.tsx';
import { useShownAnswer, subjectIndexOf } from './shown-answer.ts';

function Sentence({ answered, index }: { answered: Answered; index: number }) {
  const { dataset } = useServices();
  const { t, language } = useTexts();
  const sentence = useMemo(() => {
    const answer = answerAbout(answered.comparison, index);
    return answer && answerSentence({ dataset, t, language }, answered, answer);
  }, [answered, index, dataset, t, language]);
  const letter = answered.columns[index]?.letter;
  if (!sentence || !letter) return null;
  return (
    <div className="answer-part">
      <h2 className="sr-only">{t('answer.title')}</h2>
      <p className="answer-sentence" data-testid="answer-sentence">
        {sentence.parts.map(({ text, metric }, position) =>
          metric ? (
            <NumberPhrase
              key={position}
              letter={letter}
              metric={metric}
              what={t(metric === 'hours' ? 'table.hours' : 'table.money')}
              value={text}
            />
          ) : (
            <span key={position}>{text}</span>
          ),
        )}
      </p>
      {sentence.note && <p className="answer-note">{sentence.note}</p>}
    </div>
  );
}

export function AnswerPanel() {
  const { session, answers } = useServices();
  const { t } = useTexts();
  const answered = useShownAnswer();
  const failed = useStore(answers, (state) => state.failed);
  const focusLetter = useStore(session, (state) => state.focus.columnLetter);
  return (
    <aside className="answer" aria-label={t('app.answerRegion')} data-region="answer" tabIndex={-1}>
      {failed !== undefined && (
        <p className="answer-part is-worse" role="alert">
          {t('answer.failed', { message: failed })}
        </p>
      )}
      {answered ? (
        <>
          <Sentence answered={answered} index={subjectIndexOf(answered, focusLetter)} />
          <ComparisonTable answered={answered} />
          <HoursBreakdown answered={answered} />
          <IndicatorTable answered={answered} />
          <CapacityPanel answered={answered} />
        </>
      ) : (
        <p className="answer-part muted">{t('answer.waiting')}</p>
      )}
    </aside>
  );
}
