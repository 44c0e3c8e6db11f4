/**
 * The answer of an appraisal in one sentence and one table, what is built for it, and which markets gain.
 */
import type { Appraisal } from '../../shared/engine/appraisal.ts';
import { nameOf } from '../../shared/dataset/names.ts';
import { formatNumber, formatSigned } from '../../shared/text/numbers.ts';
import { useServices, useTexts } from '../services.ts';
import { marketName } from '../study/market-question.ts';
import { measureName } from '../words/reason-words.ts';

const MARKETS_SHOWN = 6;

/** Two decimals below ten: a ratio near one must not round to it. */
const ratioDigits = (ratio: number): number => (Math.abs(ratio) < 10 ? 2 : 0);

export function AppraisalHeadline({ appraisal, letter }: { appraisal: Appraisal; letter: string }) {
  const { t, language } = useTexts();
  const { npvUsdMillion, ratesOfReturn, bcr, valueForMoney, firstYearReturnPercent, capex, presentValues } = appraisal;
  const money = (value: number): string => formatNumber(language, value, Math.abs(value) < 100 ? 1 : 0);
  const percent = (value: number): string => t('appraise.perCent', { value: formatNumber(language, value, 1) });
  const word = valueForMoney === null ? '' : t(`appraise.word.${valueForMoney}`);
  const roots = ratesOfReturn.roots.map(percent).join(', ');
  const eirr =
    ratesOfReturn.warning === 'none'
      ? t('appraise.noRate')
      : ratesOfReturn.warning === 'several'
        ? t('appraise.severalRates', { rates: roots })
        : roots;
  const rate = formatNumber(language, appraisal.hurdleRatePercent);
  const sentence =
    bcr === null
      ? t('appraise.sentenceFree', {
          letter,
          value: money(npvUsdMillion[String(appraisal.hurdleRatePercent)] ?? 0),
          rate,
        })
      : t('appraise.sentence', { letter, ratio: formatNumber(language, bcr, ratioDigits(bcr)), rate, word });
  const rows: readonly (readonly [string, string, string?])[] = [
    ...Object.entries(npvUsdMillion).map(
      ([one, value]) => [t('appraise.enpvAt', { rate: formatNumber(language, Number(one)) }), money(value)] as const,
    ),
    [t('appraise.eirr'), eirr],
    [
      t('appraise.bcr', { rate }),
      bcr === null ? t('explain.none') : `${formatNumber(language, bcr, ratioDigits(bcr))} · ${word}`,
    ],
    [
      t('appraise.firstYear'),
      firstYearReturnPercent === null ? t('explain.none') : percent(firstYearReturnPercent),
      t('appraise.firstYearHint', { rate }),
    ],
    [t('appraise.capexRange'), `${money(capex.low)}–${money(capex.high)}`],
    [t('appraise.npvRange'), `${money(capex.npvAtHigh)} … ${money(capex.npvAtLow)}`],
    [t('appraise.carbonValue'), money(presentValues.carbon), t('appraise.carbonHint')],
  ];
  return (
    <>
      <p className="appraise-sentence">{sentence}</p>
      <table className="appraise-table">
        <caption className="sr-only">{t('appraise.headline')}</caption>
        <tbody>
          {rows.map(([name, value, hint]) => (
            <tr key={name}>
              <th scope="row">
                {name}
                {hint !== undefined && <span className="hint">{hint}</span>}
              </th>
              <td className="number">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {appraisal.cautions.map((caution) => (
        <p key={caution} className="appraise-caution">
          {t(`appraise.caution.${caution}`)}
        </p>
      ))}
    </>
  );
}

export function BuiltTable({ appraisal }: { appraisal: Appraisal }) {
  const { dataset } = useServices();
  const { t, language } = useTexts();
  const { items } = appraisal;
  if (items.length === 0) return null;
  const scopes = items.filter((item) => item.scopeUsdMillion.length > 1);
  return (
    <>
      <h2 className="section-title">{t('appraise.built')}</h2>
      <table className="appraise-table built-table">
        <thead>
          <tr>
            <th scope="col">{t('appraise.measure')}</th>
            <th scope="col" className="number">
              {t('appraise.capexColumn')}
            </th>
            <th scope="col" className="number">
              {t('appraise.paid')}
            </th>
            <th scope="col" className="number">
              {t('appraise.opening')}
            </th>
            <th scope="col" className="number">
              {t('appraise.opexColumn')}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => {
            const name = measureName({ dataset, t, language }, item.id);
            return (
              <tr key={`${item.id} ${item.sign}`}>
                <th scope="row">{item.sign < 0 ? t('appraise.notBuilt', { measure: name }) : name}</th>
                <td className="number">{formatNumber(language, item.capexUsdMillion.mid)}</td>
                <td className="number">
                  {item.buildFrom === item.buildTo ? item.buildTo : `${item.buildFrom}–${item.buildTo}`}
                </td>
                <td className="number">{item.openYear}</td>
                <td className="number">{formatNumber(language, item.opexUsdMillionPerYear, 1)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {scopes.map((item) => (
        <p key={item.id} className="appraise-note">
          {t('appraise.scope', {
            measure: measureName({ dataset, t, language }, item.id),
            values: item.scopeUsdMillion.map((value) => formatNumber(language, value)).join(' / '),
          })}
        </p>
      ))}
    </>
  );
}

export function BenefitTable({ appraisal }: { appraisal: Appraisal }) {
  const { dataset } = useServices();
  const { t, language } = useTexts();
  const gains = appraisal.markets.filter((market) => Math.abs(market.benefitUsdMillion) >= 0.05);
  const shown = gains.slice(0, MARKETS_SHOWN);
  const rest = gains.slice(MARKETS_SHOWN);
  return (
    <>
      <h2 className="section-title">{t('appraise.whoGains')}</h2>
      {gains.length === 0 ? (
        <p className="appraise-note">{t('appraise.nobodyGains')}</p>
      ) : (
        <table className="appraise-table">
          <tbody>
            {shown.map(({ id, benefitUsdMillion }) => {
              const market = dataset.markets.get(id);
              return (
                <tr key={id}>
                  <th scope="row">
                    {market ? marketName(dataset, market, language) : id}{' '}
                    <span className="muted">{market && nameOf(dataset, 'commodity', market.commodity, language)}</span>
                  </th>
                  <td className="number">{formatSigned(language, benefitUsdMillion, 1)}</td>
                </tr>
              );
            })}
            {rest.length > 0 && (
              <tr>
                <th scope="row" className="muted">
                  {t('appraise.otherMarkets', { count: rest.length })}
                </th>
                <td className="number">
                  {formatSigned(
                    language,
                    rest.reduce((sum, market) => sum + market.benefitUsdMillion, 0),
                    1,
                  )}
                </td>
              </tr>
            )}
          </tbody>
        </table>
      )}
    </>
  );
}
