/**
 * The report card: four test types, never one score; and the list of claims with value, accepted range, verdict, source.
 */
import { SegmentedControl } from '@blueprintjs/core';
import { useState } from 'react';
import type { ClaimTestType } from '../../shared/dataset/schema.ts';
import type { ClaimResult, ClaimsReport } from '../../shared/engine/claims.ts';
import { useServices, useTexts } from '../services.ts';

const TEST_TYPES: readonly ClaimTestType[] = ['calibrated', 'validation', 'identity', 'fact'];
const SHOWN = ['all', 'open'] as const;
type Shown = (typeof SHOWN)[number];

export function ReportCard({ report }: { report: ClaimsReport }) {
  const { t } = useTexts();
  return (
    <>
      <h2 className="panel-title">{t('claims.card')}</h2>
      <dl className="report-card">
        {TEST_TYPES.map((testType) => {
          const { total, holds, fact } = report.counts[testType];
          return (
            <div key={testType}>
              <dt>{t(`claims.type.${testType}`)}</dt>
              <dd className="count">
                {testType === 'fact' ? t('claims.facts', { count: fact }) : t('claims.holdOf', { holds, total })}
              </dd>
              <dd className="muted small">{t(`claims.typeHint.${testType}`)}</dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}

const isOpen = ({ verdict }: ClaimResult): boolean => verdict === 'not-reproduced';

export function ClaimList({ report }: { report: ClaimsReport }) {
  const { t } = useTexts();
  const [shown, setShown] = useState<Shown>('all');
  const claims = shown === 'all' ? report.claims : report.claims.filter(isOpen);
  return (
    <>
      <div className="claims-head">
        <h2 className="panel-title">{t('claims.published')}</h2>
        <SegmentedControl
          size="small"
          aria-label={t('claims.show')}
          value={shown}
          options={SHOWN.map((value) => ({ value, label: t(`claims.show.${value}`) }))}
          onValueChange={(value) => setShown(value === 'open' ? 'open' : 'all')}
        />
      </div>
      <div className="claims-scroll" role="region" aria-label={t('claims.published')} tabIndex={0}>
        <table className="appraise-table claim-list">
          <thead>
            <tr>
              <th scope="col">{t('claims.id')}</th>
              <th scope="col">{t('claims.statement')}</th>
              <th scope="col" className="number">
                {t('claims.value')}
              </th>
              <th scope="col" className="number">
                {t('claims.accepted')}
              </th>
              <th scope="col">{t('claims.unit')}</th>
              <th scope="col">{t('claims.verdict')}</th>
            </tr>
          </thead>
          <tbody>
            {claims.map((claim) => (
              <ClaimRow key={claim.id} claim={claim} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

const MARKS = { holds: '✓', 'not-reproduced': '✗', fact: '·' } as const;

function ClaimRow({ claim }: { claim: ClaimResult }) {
  const { dataset } = useServices();
  const { t, language } = useTexts();
  const { id, statement, verdict, value, unit, acceptLow, acceptHigh, sourceIds, notes, problem, testType } = claim;
  const figures = new Intl.NumberFormat(language, { maximumSignificantDigits: 4, useGrouping: unit !== 'year' });
  const show = (number: number | undefined): string =>
    number === undefined ? t('explain.none') : figures.format(number);
  const sources = sourceIds.map((sourceId) => dataset.sources.get(sourceId)?.title ?? sourceId).join('; ');
  const range = [acceptLow, acceptHigh].every((bound) => bound === undefined) || acceptLow === acceptHigh;
  return (
    <tr className={isOpen(claim) ? 'is-open' : undefined}>
      <th scope="row">{id}</th>
      <td>
        <span lang="en">{statement}</span>
        <span className="hint" lang="en" title={notes}>
          {sources}
        </span>
        {problem !== undefined && <span className="hint">{problem}</span>}
      </td>
      <td className="number">{show(value)}</td>
      <td className="number">{range ? show(acceptLow) : `${show(acceptLow)}–${show(acceptHigh)}`}</td>
      <td className="muted">{unit === '-' ? '' : unit}</td>
      <td>
        <span className={`verdict is-${verdict}`}>
          <span aria-hidden="true">{MARKS[verdict]}</span> {t(`claims.verdict.${verdict}`)}
        </span>
        <span className="hint">{t(`claims.type.${testType}`)}</span>
      </td>
    </tr>
  );
}
