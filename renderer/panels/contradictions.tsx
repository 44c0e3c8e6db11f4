/**
 * Statements that cannot both hold, each with the rule that finds it; or what explains why they only seem to clash.
 */
import { useMemo } from 'react';
import { findContradictions, type Contradiction, type TripStatement } from '../../shared/engine/contradictions.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import { formatNumber } from '../../shared/text/numbers.ts';
import { useServices, useTexts } from '../services.ts';
import { placeName } from '../study/market-question.ts';
import { measureName } from '../words/reason-words.ts';

export function Contradictions({ scenario }: { scenario: Scenario }) {
  const { dataset } = useServices();
  const { t } = useTexts();
  const found = useMemo(() => findContradictions(dataset, scenario), [dataset, scenario]);
  return (
    <>
      <h2 className="panel-title">{t('claims.contradictions')}</h2>
      {found.length === 0 ? (
        <p className="appraise-note">{t('claims.noContradiction')}</p>
      ) : (
        <ul className="contradictions">
          {found.map((one, index) => (
            <li key={index}>{one.rule === 'saving-exceeds-trip' ? <Saving found={one} /> : <Opening found={one} />}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** "7–8 days", "up from 0.5 days". */
function useDays(): (statement: TripStatement) => string {
  const { t, language } = useTexts();
  const show = (days: number): string => formatNumber(language, days, Number.isInteger(days) ? 0 : 1);
  return ({ days: { low, high } }) => {
    if (low === high) return t('claims.days', { value: show(low) });
    return Number.isFinite(high)
      ? t('claims.days', { value: `${show(low)}–${show(high)}` })
      : t('claims.daysUp', { value: show(low) });
  };
}

function Saving({ found }: { found: Extract<Contradiction, { rule: 'saving-exceeds-trip' }> }) {
  const { dataset } = useServices();
  const { t, language } = useTexts();
  const days = useDays();
  const { saving, trip, state } = found;
  const pairOf = ({ pair }: TripStatement): string =>
    (pair ?? '')
      .split('>')
      .map((nodeId) => placeName(dataset, nodeId, language))
      .join('–');
  const values = {
    saving: saving.id,
    saved: days(saving),
    trip: trip.id,
    took: days(trip),
    savingPair: pairOf(saving),
    tripPair: pairOf(trip),
  };
  const isSamePair = saving.pair === trip.pair;
  return (
    <>
      <span className={`flag is-${state}`}>{t(state === 'open' ? 'claims.flagOpen' : 'claims.flagExplained')}</span>
      <span>{t('claims.savingExceedsTrip', values)}</span>
      {state === 'explained' && (
        <span className="hint">{isSamePair ? t('claims.otherWay', values) : t('claims.otherTrip', values)}</span>
      )}
      <span className="hint" lang="en">{`${saving.id}: ${saving.says} · ${trip.id}: ${trip.says}`}</span>
    </>
  );
}

function Opening({ found }: { found: Extract<Contradiction, { rule: 'opening-before-contract' }> }) {
  const { dataset } = useServices();
  const { t, language } = useTexts();
  const { measureId, year, claim, contract } = found;
  const values = {
    measure: measureName({ dataset, t, language }, measureId),
    year: String(year),
    contract: String(contract.value),
  };
  const says = [claim, contract].flatMap((one) => (one ? [`${one.statement} (${one.year ?? ''})`] : []));
  return (
    <>
      <span className="flag is-open">{t('claims.flagOpen')}</span>
      <span>{t(claim ? 'claims.openingBeforeContract' : 'claims.scenarioBeforeContract', values)}</span>
      <span className="hint" lang="en">
        {says.join(' · ')}
      </span>
    </>
  );
}
