/**
 * What stands in place of a long answer: a waiting line (progress and cancel are in the status strip), a refusal with its
 * sentence and another try, or the answer, dimmed while a newer one is being worked out.
 */
import { Button } from '@blueprintjs/core';
import type { ReactNode } from 'react';
import { useTexts } from '../services.ts';
import type { LongAnswer, LongName } from '../study/long-questions.ts';
import type { LongAnswerState } from '../study/use-long-answer.ts';

interface LongStateProps<N extends LongName> {
  readonly state: LongAnswerState<N>;
  readonly children: (answer: LongAnswer<N>) => ReactNode;
}

export function LongState<N extends LongName>({ state, children }: LongStateProps<N>) {
  const { t } = useTexts();
  const { answer, isOld, problem, askAgain } = state;
  return (
    <div className="long-state">
      {problem && (
        <p className="long-strip" role="alert">
          <span>{problem.code === 'cancelled' ? t('long.cancelled') : problem.message}</span>
          <Button size="small" text={t('long.again')} onClick={askAgain} />
        </p>
      )}
      {!problem && answer === undefined && <p className="long-strip muted">{t('long.working')}</p>}
      {answer !== undefined && (
        <div className={isOld ? 'long-answer is-old' : 'long-answer'} aria-busy={isOld}>
          {children(answer)}
        </div>
      )}
    </div>
  );
}
