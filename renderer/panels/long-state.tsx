/**
 * What stands in place of a long answer: waiting with progress and cancel, a refusal with its sentence and another try,
 * or the answer, dimmed and labelled while a newer one is being worked out. Never a stale answer as if it were new.
 */
import { Button, ProgressBar } from '@blueprintjs/core';
import type { ReactNode } from 'react';
import { useServices, useTexts } from '../services.ts';
import { useStore } from '../state/store.ts';
import type { LongAnswer, LongName } from '../study/long-questions.ts';
import type { LongAnswerState } from '../study/use-long-answer.ts';

interface LongStateProps<N extends LongName> {
  readonly name: N;
  readonly state: LongAnswerState<N>;
  readonly children: (answer: LongAnswer<N>) => ReactNode;
}

export function LongState<N extends LongName>({ name, state, children }: LongStateProps<N>) {
  const { longWork } = useServices();
  const { t } = useTexts();
  const part = useStore(longWork.running, (running) => (running?.name === name ? running.part : undefined));
  const { answer, isOld, problem, askAgain } = state;
  return (
    <div className="long-state">
      {problem && (
        <p className="long-strip" role="alert">
          <span>{problem.code === 'cancelled' ? t('long.cancelled') : problem.message}</span>
          <Button size="small" text={t('long.again')} onClick={askAgain} />
        </p>
      )}
      {!problem && isOld && (
        <div className="long-strip" role="status">
          <span>{t('long.working')}</span>
          <ProgressBar value={part ?? 0} stripes={false} />
          <Button size="small" text={t('long.cancel')} onClick={longWork.cancel} />
        </div>
      )}
      {answer !== undefined && (
        <div className={isOld ? 'long-answer is-old' : 'long-answer'} aria-busy={isOld}>
          {children(answer)}
        </div>
      )}
    </div>
  );
}
