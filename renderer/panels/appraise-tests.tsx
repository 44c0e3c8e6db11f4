/**
 * What would overturn an appraisal: switching values as a change from today, and the sensitivity block of the field.
 */
import type { Appraisal } from '../../shared/engine/appraisal.ts';
import type { SensitivityTest } from '../../shared/engine/appraisal-tests.ts';
import { formatNumber, formatSigned } from '../../shared/text/numbers.ts';
import { useTexts } from '../services.ts';

/** Rows whose change is no percentage of an input. */
const NOT_SWITCHED: readonly SensitivityTest[] = ['base', 'late-1', 'late-2'];

function useSwitchText(): (value: number | null) => string {
  const { t, language } = useTexts();
  return (value) =>
    value === null ? t('appraise.noSwitch') : t('appraise.perCent', { value: formatSigned(language, value, 1) });
}

/** From -100 to +100 per cent, a mark where the sign of the net present value changes. */
function SwitchScale({ value }: { value: number | null }) {
  return (
    <svg className="switch-scale" viewBox="-100 0 200 14" preserveAspectRatio="none" aria-hidden="true">
      <line className="base" x1={-100} x2={100} y1={7} y2={7} />
      <line className="zero" x1={0} x2={0} y1={1} y2={13} />
      {value !== null && (
        <>
          <line className="change" x1={0} x2={value} y1={7} y2={7} />
          <line className="mark" x1={value} x2={value} y1={2} y2={12} />
        </>
      )}
    </svg>
  );
}

export function SwitchingTable({ appraisal }: { appraisal: Appraisal }) {
  const { t } = useTexts();
  const told = useSwitchText();
  return (
    <>
      <h2 className="panel-title">{t('appraise.switching')}</h2>
      <p className="appraise-note">{t('appraise.switchingHint')}</p>
      <table className="appraise-table switching-table">
        <thead>
          <tr>
            <th scope="col">{t('appraise.input')}</th>
            <th scope="col" aria-hidden="true">
              <span className="scale-ends">
                <span>{t('appraise.perCent', { value: '−100' })}</span>
                <span>{t('appraise.perCent', { value: '+100' })}</span>
              </span>
            </th>
            <th scope="col" className="number">
              {t('appraise.change')}
            </th>
          </tr>
        </thead>
        <tbody>
          {appraisal.switchingValues.map(({ input, value }) => (
            <tr key={input}>
              <th scope="row">{t(`appraise.input.${input}`)}</th>
              <td aria-hidden="true">
                <SwitchScale value={value} />
              </td>
              <td className={value === null ? 'number muted is-wordy' : 'number'}>{told(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

export function SensitivityTable({ appraisal }: { appraisal: Appraisal }) {
  const { t, language } = useTexts();
  const told = useSwitchText();
  const { sensitivity } = appraisal;
  const largest = Math.max(1, ...sensitivity.map((row) => Math.abs(row.npvUsdMillion)));
  const rate = formatNumber(language, appraisal.hurdleRatePercent);
  return (
    <>
      <h2 className="panel-title">
        {t('appraise.sensitivity')} <span className="muted small">{t('appraise.sensitivityHint', { rate })}</span>
      </h2>
      <table className="appraise-table is-block">
        <thead>
          <tr>
            <th scope="col">{t('appraise.test')}</th>
            <th scope="col" className="bar-head">
              {t('appraise.enpv')}
            </th>
            <th scope="col" className="number">
              {t('appraise.eirrColumn')}
            </th>
            <th scope="col" className="number">
              {t('appraise.switchColumn')}
            </th>
          </tr>
        </thead>
        <tbody>
          {sensitivity.map(({ test, npvUsdMillion, eirr, switchingValue }) => {
            const text = formatSigned(language, npvUsdMillion, Math.abs(npvUsdMillion) < 100 ? 1 : 0);
            const bar = (
              <span className="bar" style={{ width: `${((62 * Math.abs(npvUsdMillion)) / largest).toFixed(1)}%` }} />
            );
            return (
              <tr key={test} className={test === 'base' ? 'is-base' : undefined}>
                <th scope="row">{t(`appraise.test.${test}`)}</th>
                <td>
                  <div className={`difference ${npvUsdMillion < 0 ? 'is-worse' : 'is-better'}`}>
                    <span className="side left">
                      {npvUsdMillion < 0 && text}
                      {npvUsdMillion < 0 && bar}
                    </span>
                    <span className="side">
                      {npvUsdMillion >= 0 && bar}
                      {npvUsdMillion >= 0 && text}
                    </span>
                  </div>
                </td>
                <td className="number">
                  {eirr === null
                    ? t('explain.none')
                    : t('appraise.perCent', { value: formatNumber(language, eirr, 1) })}
                </td>
                <td className={switchingValue === null ? 'number muted' : 'number'}>
                  {NOT_SWITCHED.includes(test) ? '' : told(switchingValue)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
