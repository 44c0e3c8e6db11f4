/**
 * How full the posts and caps on the way are, with the flows of all markets in the year (WINDOW.md, capacity used): the
 * fullest of each scenario, scenarios that agree in one row. An answer to an earlier question is shown as such, by key.
 */
import { useMemo } from 'react';
import { nameOf } from '../../shared/dataset/names.ts';
import type { Dataset } from '../../shared/dataset/schema.ts';
import type { CapacityUse } from '../../shared/engine/capacity-use.ts';
import type { ElementUse } from '../../shared/engine/types.ts';
import type { TextLanguage } from '../../shared/text/index.ts';
import { formatNumber } from '../../shared/text/numbers.ts';
import { useDocument, useServices, useTexts } from '../services.ts';
import type { Letter } from '../state/document.ts';
import type { Answered, AnsweredColumn } from '../study/answers.ts';
import { useLongAnswer } from '../study/use-long-answer.ts';
import { Fold } from './fold.tsx';
import { Badge } from './parts.tsx';

interface CapacityRow {
  readonly element: ElementUse;
  readonly percent: number;
  readonly letters: readonly Letter[];
}

/** The fullest element of every column; columns with the same element as full are one row. */
function rowsOf(uses: readonly CapacityUse[], columns: readonly AnsweredColumn[]): CapacityRow[] {
  const rows = new Map<string, CapacityRow>();
  for (const { key, letter } of columns) {
    const [element] = uses.find((use) => use.key === key)?.elements ?? [];
    if (!element) continue;
    const percent = Math.round(100 * (element.utilisation ?? 0));
    const rowKey = `${element.id} ${element.direction ?? ''} ${percent}`;
    const row = rows.get(rowKey);
    rows.set(rowKey, { element, percent, letters: [...(row?.letters ?? []), letter] });
  }
  return [...rows.values()].sort((a, b) => b.percent - a.percent);
}

function elementName(dataset: Dataset, id: string, language: TextLanguage): string {
  const kind = dataset.borders.has(id)
    ? 'border'
    : dataset.terminals.has(id)
      ? 'terminal'
      : dataset.links.has(id)
        ? 'link'
        : 'parameter';
  return nameOf(dataset, kind, id, language, 'short');
}

function Row({ row: { element, percent, letters } }: { row: CapacityRow }) {
  const { dataset } = useServices();
  const { t, language } = useTexts();
  const number = (value: number) => formatNumber(language, value);
  const { id, direction, volumeKt, capacityKt = 0, addedHours, marginalValueUsdPerTonne, beyondObservation } = element;
  const about = [
    t('capacity.filled', { kt: number(volumeKt), capacity: number(capacityKt) }),
    ...(Math.abs(addedHours) >= 0.5
      ? [t(addedHours > 0 ? 'capacity.queue' : 'capacity.shorter', { hours: number(Math.abs(addedHours)) })]
      : []),
    ...(beyondObservation ? [t('capacity.beyond')] : []),
    ...(marginalValueUsdPerTonne > 0.5 ? [t('capacity.nextTonne', { usd: number(marginalValueUsdPerTonne) })] : []),
  ].join(' · ');
  return (
    <tr>
      <th scope="row">
        {elementName(dataset, id, language)}
        {direction && <span className="muted"> {direction.replace('>', '→')}</span>}{' '}
        {letters.map((letter) => (
          <Badge key={letter} letter={letter} isSmall />
        ))}
        <small className="capacity-about">{about}</small>
      </th>
      <td aria-hidden="true">
        <div className="capacity-bar">
          <div
            className={percent >= 100 ? 'capacity-fill is-full' : 'capacity-fill'}
            style={{ width: `${Math.min(percent, 100)}%` }}
          />
        </div>
      </td>
      <td className="capacity-percent">{t('capacity.percent', { percent: number(percent) })}</td>
    </tr>
  );
}

export function CapacityPanel({ answered }: { answered: Answered }) {
  const { t } = useTexts();
  const columns = useDocument((state) => state.columns);
  const { year, question } = answered;
  const ask = useMemo(
    () => ({
      columns: columns.map(({ key, document: { scenario } }) => ({ key, scenario })),
      year,
      question,
    }),
    [columns, year, question],
  );
  const { answer, isOld, problem } = useLongAnswer('capacity', ask);
  const rows = useMemo(() => (answer ? rowsOf(answer, answered.columns) : []), [answer, answered.columns]);
  return (
    <Fold title={t('capacity.title', { year: String(year) })}>
      {problem && <p className="is-worse">{problem.message}</p>}
      {!answer && !problem && <p className="muted">{t('capacity.waiting')}</p>}
      {answer && rows.length === 0 && <p className="muted">{t('capacity.none')}</p>}
      {rows.length > 0 && (
        <table className={isOld ? 'capacity-table is-old' : 'capacity-table'} aria-busy={isOld}>
          <tbody>
            {rows.map((row) => (
              <Row key={`${row.element.id} ${row.element.direction ?? ''} ${row.percent}`} row={row} />
            ))}
          </tbody>
        </table>
      )}
      {answer?.some(({ converged }) => !converged) && <p className="is-worse">{t('capacity.unsettled')}</p>}
    </Fold>
  );
}
