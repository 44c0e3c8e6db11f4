/**
 * Results by year, with growing demand, opening measures and queues: hours, money and emissions of every scenario, and
 * how the volume of the focused one divides among route families (the first post on the way). Every number drawn stands
 * in toTable as well. Tested in test/dom/by-year.test.tsx.
 */
import { useMemo } from 'react';
import { familiesOf, layOutYears, yearsOf, type YearLines } from './by-year-layout.ts';
import { defineChart, focusedColumn, type ChartProps, type ChartQuestion, type ChartTable } from './define-chart.tsx';
import { numberFormats } from './format.ts';
import { placeName } from './place-names.ts';
import { scenarioStyle } from './scenario-style.ts';

function familyName({ dataset, language, t }: Pick<ChartQuestion, 'dataset' | 'language' | 't'>, id: string): string {
  const border = dataset.borders.get(id);
  if (!border) return t('charts.years.domestic');
  const place = placeName(dataset, border.nodeId, language);
  return t('charts.years.family', { place, mode: t(`charts.mode.${border.mode}`) });
}

const titleKeys = {
  hours: 'charts.years.hours',
  usdPerTonne: 'charts.years.money',
  emissionsKgPerTonne: 'charts.years.emissions',
} as const;

function Axes({
  plot,
  title,
  whole,
}: {
  plot: Omit<YearLines, 'measure' | 'lines'>;
  title: string;
  whole: (value: number) => string;
}) {
  return (
    <>
      <text className="chart-subtitle" x={plot.left - 32} y={14}>
        {title}
      </text>
      {plot.ticks.map((tick) => (
        <g key={tick}>
          <path className="chart-grid-line" d={`M${plot.left} ${plot.y(tick)}H${plot.right}`} />
          <text className="chart-axis-text" x={plot.left - 5} y={plot.y(tick) + 4} textAnchor="end">
            {whole(tick)}
          </text>
        </g>
      ))}
      {plot.yearTicks.map((year) => (
        <text key={year} className="chart-axis-text" x={plot.x(year)} y={plot.bottom + 15} textAnchor="middle">
          {String(year)}
        </text>
      ))}
    </>
  );
}

function Years(props: ChartProps) {
  const { columns, focus, language, t, widthPx, heightPx } = props;
  const focused = focusedColumn(columns, focus);
  const frame = useMemo(() => layOutYears(columns, focused, widthPx, heightPx), [columns, focused, widthPx, heightPx]);
  const { whole } = numberFormats(language);
  return (
    <svg className="chart-svg" width={widthPx} height={heightPx} role="img" aria-label={t('charts.years.describe')}>
      {frame.panels.map((panel) => (
        <g key={panel.measure}>
          <Axes plot={panel} title={t(titleKeys[panel.measure])} whole={whole} />
          {panel.lines.map(({ letter, path, endY }) => (
            <g key={letter}>
              <path
                className={`chart-line ${letter === focused?.letter ? 'chart-line-focused' : 'chart-line-plain'}`}
                d={path}
                stroke={scenarioStyle(letter).color}
                strokeDasharray={scenarioStyle(letter).dash}
              />
              <text x={panel.right + 5} y={endY + 4} className="chart-axis-text" fontWeight={700}>
                {letter}
              </text>
            </g>
          ))}
        </g>
      ))}
      {frame.families && focused && (
        <g>
          <Axes plot={frame.families} title={t('charts.years.volume', { letter: focused.letter })} whole={whole} />
          {frame.families.layers.map(({ id, path, labelY }, index) => (
            <g key={id}>
              <path
                d={path}
                fill={scenarioStyle(focused.letter).color}
                fillOpacity={Math.max(0.12, 0.72 - 0.15 * index)}
                stroke="var(--panel)"
              />
              {labelY !== undefined && (
                <text className="chart-axis-text" x={(frame.families?.right ?? 0) + 5} y={labelY + 4}>
                  {familyName(props, id)}
                </text>
              )}
            </g>
          ))}
        </g>
      )}
    </svg>
  );
}

function toTable(question: ChartQuestion): ChartTable {
  const { columns, t } = question;
  const families = [...new Set(columns.flatMap((column) => familiesOf(yearsOf(column))))];
  return {
    columns: [
      t('charts.table.scenario'),
      t('charts.table.year'),
      t('charts.table.legHours'),
      t('charts.table.legUsdPerTonne'),
      t('charts.years.emissions'),
      t('charts.table.volumeKt'),
      t('charts.table.unservedKt'),
      ...families.map((id) => `${familyName(question, id)}, ${t('charts.unit.kt')}`),
    ],
    rows: columns.flatMap((column) =>
      yearsOf(column).map(({ year, expected, volumeKt, unservedKt, families: own }) => [
        column.letter,
        // As text: a year takes no thousands separator.
        String(year),
        expected?.hours ?? t('charts.noRouteLane'),
        expected?.usdPerTonne ?? '',
        expected?.emissionsKgPerTonne ?? '',
        volumeKt,
        unservedKt,
        ...families.map((id) => own.find((family) => family.id === id)?.volumeKt ?? 0),
      ]),
    ),
  };
}

export const yearsChart = defineChart({
  id: 'years',
  titleKey: 'charts.years.title',
  Chart: Years,
  Legend: () => null,
  toTable,
});
