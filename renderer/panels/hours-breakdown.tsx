/**
 * Where the hours go: moving, border, transfer, waiting, as one bar per scenario on a common scale.
 */
import type { HoursBreakdown as Parts } from '../../shared/engine/types.ts';
import { formatNumber } from '../../shared/text/numbers.ts';
import { useServices, useTexts } from '../services.ts';
import { askOrigin } from '../state/session.ts';
import type { Answered } from '../study/answers.ts';
import { Badge, NumberButton } from './parts.tsx';

const PARTS = ['moving', 'border', 'transfer', 'waiting'] as const;
/** A segment narrower than this part of the bar carries no number. */
const SMALLEST_LABELLED = 0.085;

export function HoursBreakdown({ answered }: { answered: Answered }) {
  const { session } = useServices();
  const { t, language } = useTexts();
  const { comparison, columns } = answered;
  const totalOf = (parts: Parts | undefined) => PARTS.reduce((sum, part) => sum + (parts?.[part] ?? 0), 0);
  const largest = Math.max(1, ...comparison.scenarios.map((scenario) => totalOf(scenario.breakdown)));
  const referenceLetter = columns[comparison.referenceIndex]?.letter ?? 'A';
  return (
    <div className="answer-part">
      <h2 className="section-title">{t('hours.title')}</h2>
      <div className="hours-legend" data-letter={referenceLetter}>
        {PARTS.map((part) => (
          <span key={part}>
            <i className={`part-${part}`} />
            {t(`hours.${part}`)}
          </span>
        ))}
      </div>
      {columns.map((column, index) => {
        const parts = comparison.scenarios[index]?.breakdown;
        if (!parts) return null;
        const total = totalOf(parts);
        const texts = Object.fromEntries(PARTS.map((part) => [part, formatNumber(language, parts[part])]));
        return (
          <div key={column.key} className="hours-row" data-letter={column.letter}>
            <Badge letter={column.letter} />
            <div
              className="hours-bar"
              role="group"
              aria-label={t('hours.describe', { letter: column.letter, ...texts })}
            >
              {PARTS.map(
                (part) =>
                  parts[part] > 0 && (
                    <button
                      key={part}
                      type="button"
                      className={`hours-segment part-${part}`}
                      style={{ width: `${((100 * parts[part]) / largest).toFixed(2)}%` }}
                      title={`${t(`hours.${part}`)} ${t('value.hours', { value: formatNumber(language, parts[part]) })}`}
                      aria-label={`${column.letter}, ${t(`hours.${part}`)}: ${t('value.hours', { value: formatNumber(language, parts[part]) })}`}
                      onClick={(event) =>
                        askOrigin(session, event.currentTarget, { letter: column.letter, metric: 'hours' })
                      }
                    >
                      {parts[part] / largest > SMALLEST_LABELLED && formatNumber(language, parts[part])}
                    </button>
                  ),
              )}
            </div>
            <span className="total">
              <NumberButton
                letter={column.letter}
                metric="hours"
                what={t('table.hours')}
                value={formatNumber(language, total)}
              />
            </span>
          </div>
        );
      })}
    </div>
  );
}
