/**
 * Costs and benefits of an appraisal, year by year: benefits stand above the line, capital and running cost hang below
 * it, the net value is a mark. Undiscounted, constant prices. The table holds the same and the carbon apart.
 * Tested in test/dom/appraise-view.test.tsx.
 */
import { scaleBand, scaleLinear } from 'd3-scale';
import type { AppraisalYear } from '../../shared/engine/appraisal.ts';
import type { TextLanguage, Translate } from '../../shared/text/index.ts';
import type { ElementSize } from '../panels/use-size.ts';
import type { ChartTable } from './define-chart.tsx';
import { numberFormats } from './format.ts';

interface FlowsProps {
  readonly years: readonly AppraisalYear[];
  readonly openingYear: number;
  readonly language: TextLanguage;
  readonly t: Translate;
}

const MARGIN = { left: 52, right: 12, top: 18, bottom: 22 };
const LABELLED_YEARS = 5;
const TICKS = 5;

export const yearlyFlowsTable = ({ years, t }: Pick<FlowsProps, 'years' | 't'>): ChartTable => ({
  columns: [
    t('appraise.year'),
    t('appraise.capexFlow'),
    t('appraise.opexFlow'),
    t('appraise.benefit'),
    t('appraise.net'),
    t('appraise.carbonApart'),
    t('appraise.volumeWithout'),
    t('appraise.volumeWith'),
  ],
  rows: years.map((year) => [
    String(year.year),
    year.capexUsdMillion,
    year.opexUsdMillion,
    year.benefitUsdMillion,
    year.netUsdMillion,
    year.carbonUsdMillion,
    year.volumeWithoutKt,
    year.volumeWithKt,
  ]),
});

/** Samples as they stand in the picture. */
export function YearlyFlowsLegend({ t }: Pick<FlowsProps, 't'>) {
  return (
    <>
      <span className="flow-sample is-benefit" />
      <span>{t('appraise.benefit')}</span>
      <span className="flow-sample is-capex" />
      <span>{t('appraise.capexFlow')}</span>
      <span className="flow-sample is-opex" />
      <span>{t('appraise.opexFlow')}</span>
      <span className="flow-sample is-net" />
      <span>{t('appraise.net')}</span>
    </>
  );
}

export function YearlyFlows({ years, openingYear, language, t, widthPx, heightPx }: FlowsProps & ElementSize) {
  const { whole, short } = numberFormats(language);
  const above = Math.max(
    0,
    ...years.map((year) => Math.max(0, year.benefitUsdMillion) + Math.max(0, -year.opexUsdMillion)),
  );
  const below = Math.min(0, ...years.map((year) => Math.min(-year.costUsdMillion, year.benefitUsdMillion, 0)));
  const y = scaleLinear()
    .domain(above === below ? [-1, 1] : [below, above])
    .nice(TICKS)
    .range([heightPx - MARGIN.bottom, MARGIN.top]);
  const x = scaleBand<number>()
    .domain(years.map((year) => year.year))
    .range([MARGIN.left, widthPx - MARGIN.right])
    .padding(0.28);
  const width = x.bandwidth();
  /** A bar between two values; nothing where they are equal. */
  const bar = (year: number, from: number, to: number, className: string) =>
    from === to ? null : (
      <rect
        key={className}
        className={className}
        x={x(year)}
        width={width}
        y={Math.min(y(from), y(to))}
        height={Math.abs(y(from) - y(to))}
      />
    );
  const openingX = (x(openingYear) ?? MARGIN.left) - (x.step() - width) / 2;
  return (
    <svg className="chart-svg" width={widthPx} height={heightPx} role="img" aria-label={t('appraise.chartTitle')}>
      {y.ticks(TICKS).map((tick) => (
        <g key={tick}>
          <line className="chart-grid-line" x1={MARGIN.left} x2={widthPx - MARGIN.right} y1={y(tick)} y2={y(tick)} />
          <text className="chart-axis-text" x={MARGIN.left - 6} y={y(tick) + 4} textAnchor="end">
            {Number.isInteger(tick) ? whole(tick) : short(tick)}
          </text>
        </g>
      ))}
      <text className="chart-axis-text" x={MARGIN.left - 46} y={11}>
        {t('appraise.unit')}
      </text>
      <line className="flow-opening" x1={openingX} x2={openingX} y1={MARGIN.top - 4} y2={heightPx - MARGIN.bottom} />
      <text className="chart-axis-text" x={openingX + 4} y={11}>
        {t('appraise.opens', { year: String(openingYear) })}
      </text>
      {years.map(({ year, capexUsdMillion, opexUsdMillion, benefitUsdMillion, netUsdMillion }) => (
        <g key={year}>
          <title>
            {t('appraise.yearTold', {
              year: String(year),
              benefit: short(benefitUsdMillion),
              cost: short(capexUsdMillion + opexUsdMillion),
              net: short(netUsdMillion),
            })}
          </title>
          {bar(year, 0, benefitUsdMillion, 'flow-benefit')}
          {bar(year, 0, -capexUsdMillion, 'flow-capex')}
          {bar(year, -capexUsdMillion, -capexUsdMillion - opexUsdMillion, 'flow-opex')}
          <line
            className="flow-net"
            x1={(x(year) ?? 0) - 2}
            x2={(x(year) ?? 0) + width + 2}
            y1={y(netUsdMillion)}
            y2={y(netUsdMillion)}
          />
        </g>
      ))}
      <line className="chart-axis-line" x1={MARGIN.left} x2={widthPx - MARGIN.right} y1={y(0)} y2={y(0)} />
      {years
        .filter(({ year }) => year % LABELLED_YEARS === 0)
        .map(({ year }) => (
          <text
            key={year}
            className="chart-axis-text"
            x={(x(year) ?? 0) + width / 2}
            y={heightPx - 7}
            textAnchor="middle"
          >
            {year}
          </text>
        ))}
    </svg>
  );
}
