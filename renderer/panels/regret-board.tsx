/**
 * The compared scenarios under every shock: how far each stays behind the best one when that shock comes. Zero is "best",
 * a bar shows the rest; no route is said in words.
 */
import { SegmentedControl } from '@blueprintjs/core';
import { CONSIGNMENT_METRICS, type ConsignmentMetric } from '../../shared/engine/consignment-metric.ts';
import type { RegretBoard as Board, RegretCell } from '../../shared/engine/regret.ts';
import { digitsFor, formatNumber, formatSigned } from '../../shared/text/numbers.ts';
import { useServices, useTexts } from '../services.ts';
import type { Letter } from '../state/document.ts';
import { useStore } from '../state/store.ts';
import { metricText, regretSentence } from '../words/package-words.ts';
import { measureName } from '../words/reason-words.ts';
import { Badge } from './parts.tsx';

/** Regrets below this are arithmetic noise. */
const NOISE = 1e-9;

interface RegretBoardProps {
  readonly board: Board;
  readonly scenarios: readonly { readonly letter: Letter; readonly title: string }[];
}

function Cell({ cell, largest }: { cell: RegretCell | undefined; largest: number }) {
  const { t, language } = useTexts();
  const regret = cell?.regret;
  if (regret === undefined) return <td className="muted">{t('table.noRoute')}</td>;
  if (regret < NOISE)
    return (
      <td>
        <b className="regret-number">{formatNumber(language, 0)}</b>
        <span className="is-better tiny">{t('packages.best')}</span>
      </td>
    );
  return (
    <td>
      <span className="regret-number">{formatSigned(language, regret, digitsFor(regret))}</span>
      <span className="regret-bar" style={{ width: `${((52 * regret) / largest).toFixed(1)}%` }} />
    </td>
  );
}

export function RegretBoard({ board, scenarios }: RegretBoardProps) {
  const { dataset } = useServices();
  const { t, language } = useTexts();
  const words = { dataset, t, language };
  const { columns, rows, metric } = board;
  const largest = Math.max(NOISE, ...rows.flatMap(({ cells }) => cells.map(({ regret }) => regret ?? 0)));
  const sentence = regretSentence(words, board, scenarios);
  return (
    <>
      <div className="regret-scroll" tabIndex={0} role="group" aria-label={t('packages.regretTitle')}>
        <table className="regret-table">
          <caption className="sr-only">{t('packages.regretTitle')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('packages.package')}</th>
              {columns.map(({ shockId }) => (
                <th key={shockId ?? ''} scope="col">
                  {shockId === undefined ? t('packages.noShock') : measureName(words, shockId)}
                </th>
              ))}
              <th scope="col">{t('packages.worst')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => {
              const scenario = scenarios[index];
              if (!scenario) return null;
              return (
                <tr key={scenario.letter} className={row.isSmallest ? 'is-smallest' : undefined}>
                  <th scope="row">
                    <Badge letter={scenario.letter} /> {scenario.title}
                  </th>
                  {columns.map(({ shockId }, column) => (
                    <Cell key={shockId ?? ''} cell={row.cells[column]} largest={largest} />
                  ))}
                  <td className="regret-worst">
                    <b>
                      {row.worstRegret === undefined ? t('table.noRoute') : metricText(words, metric, row.worstRegret)}
                    </b>
                    {row.isSmallest && <span className="is-better"> ▼ {t('packages.smallest')}</span>}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {sentence !== undefined && (
        <p className="regret-sentence" data-testid="regret-sentence">
          {sentence}
        </p>
      )}
    </>
  );
}

export function RegretMetric() {
  const { session } = useServices();
  const { t } = useTexts();
  const metric = useStore(session, (state) => state.packages.metric);
  return (
    <SegmentedControl
      size="small"
      aria-label={t('packages.metric')}
      value={metric}
      options={CONSIGNMENT_METRICS.map((value) => ({ value, label: t(`packages.metric.${value}`) }))}
      onValueChange={(value) => {
        const chosen = CONSIGNMENT_METRICS.find((one): one is ConsignmentMetric => one === value);
        if (chosen) session.set((current) => ({ ...current, packages: { ...current.packages, metric: chosen } }));
      }}
    />
  );
}
