/**
 * A long question of a view: asked when what it asks has stood still for a moment, answered when the worker is done.
 * The answer before stays until then and says of itself that it is old; a cancelled one can be asked again.
 */
import { useEffect, useMemo, useState } from 'react';
import { canonicalText } from '../../shared/base/canonical-json.ts';
import { useServices } from '../services.ts';
import type { LongAnswer, LongAsk, LongName } from './long-questions.ts';

/** A slider that is being dragged asks only where it rests. */
const STANDSTILL_MS = 120;

export interface LongAnswerState<N extends LongName> {
  readonly answer?: LongAnswer<N>;
  /** The question that `answer` answers. */
  readonly asked?: LongAsk<N>;
  /** The answer belongs to an earlier question. */
  readonly isOld: boolean;
  /** Why there is no answer to the present question. */
  readonly problem?: { readonly code: string; readonly message: string };
  readonly askAgain: () => void;
}

interface Held<N extends LongName> {
  readonly key: string;
  readonly answer?: LongAnswer<N>;
  readonly asked?: LongAsk<N>;
  readonly problem?: { readonly code: string; readonly message: string };
}

export function useLongAnswer<N extends LongName>(name: N, ask: LongAsk<N>): LongAnswerState<N> {
  const { longWork } = useServices();
  const key = useMemo(() => canonicalText(ask), [ask]);
  const [held, setHeld] = useState<Held<N>>({ key: '' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isWanted = true;
    const timer = setTimeout(() => {
      // The key is the question itself, as text.
      const asked = JSON.parse(key) as LongAsk<N>;
      longWork.ask(name, asked, (result) => {
        if (!isWanted) return;
        setHeld((before) =>
          result.ok ? { key, asked, answer: result.value } : { ...before, key, problem: result.error },
        );
      });
    }, STANDSTILL_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [longWork, name, key, attempt]);
  const isCurrent = held.key === key && !held.problem;
  return {
    ...(held.answer === undefined ? {} : { answer: held.answer }),
    ...(held.asked === undefined ? {} : { asked: held.asked }),
    isOld: !isCurrent,
    ...(held.key === key && held.problem ? { problem: held.problem } : {}),
    askAgain: () => setAttempt((count) => count + 1),
  };
}
