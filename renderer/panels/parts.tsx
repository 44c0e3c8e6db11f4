/**
 * Small parts that every panel uses: the letter of a scenario, its dash, a number that opens its origin.
 */
import type { ReactNode } from 'react';
import type { Metric } from '../state/session.ts';
import { askOrigin } from '../state/session.ts';
import { useServices, useTexts } from '../services.ts';
import { scenarioStyle } from '../charts/scenario-style.ts';
import type { Letter } from '../state/document.ts';

export function Badge({ letter, isSmall = false }: { letter: Letter; isSmall?: boolean }) {
  return (
    <span className={isSmall ? 'badge is-small' : 'badge'} data-letter={letter}>
      {letter}
    </span>
  );
}

/** The dash that stands for the scenario in charts. */
export function DashSample({ letter, widthPx = 24 }: { letter: Letter; widthPx?: number }) {
  return (
    <svg className="dash-sample" data-letter={letter} width={widthPx} height={4} aria-hidden="true">
      <line
        x1={0}
        x2={widthPx}
        y1={2}
        y2={2}
        stroke="currentColor"
        strokeWidth={2}
        strokeDasharray={scenarioStyle(letter).dash}
      />
    </svg>
  );
}

interface NumberButtonProps {
  readonly letter: Letter;
  readonly metric: Metric;
  readonly legIndex?: number;
  /** What the number is, for screen readers: "hours", "difference of hours". */
  readonly what: string;
  /** The number as shown. */
  readonly value: string;
  readonly children?: ReactNode;
  readonly className?: string;
}

/** Any number is a button: it opens where the number comes from. */
export function NumberButton({ letter, metric, legIndex, what, value, children, className }: NumberButtonProps) {
  const { session } = useServices();
  const { t } = useTexts();
  return (
    <button
      type="button"
      className={className ? `number-button ${className}` : 'number-button'}
      aria-label={t('table.provenance', { letter, what, value })}
      aria-haspopup="dialog"
      onClick={(event) =>
        askOrigin(session, event.currentTarget, { letter, metric, ...(legIndex === undefined ? {} : { legIndex }) })
      }
    >
      {children ?? value}
    </button>
  );
}

/** The same inside a sentence: it breaks over lines as words do, which a button element cannot. */
export function NumberPhrase({ letter, metric, what, value }: NumberButtonProps) {
  const { session } = useServices();
  const { t } = useTexts();
  return (
    <span
      role="button"
      tabIndex={0}
      className="number-button"
      aria-label={t('table.provenance', { letter, what, value })}
      aria-haspopup="dialog"
      onClick={(event) => askOrigin(session, event.currentTarget, { letter, metric })}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        askOrigin(session, event.currentTarget, { letter, metric });
      }}
    >
      {value}
    </span>
  );
}
