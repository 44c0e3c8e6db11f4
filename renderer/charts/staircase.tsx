/**
 * The UN ESCAP time-distance and cost-distance staircases, aligned on one kilometre axis, with a lane per scenario
 * between them (FIELD.md 1, WINDOW.md 3). Every number drawn stands in toTable as well.
 * Tested in test/dom/staircase.test.tsx.
 */
import { useMemo } from 'react';
import { Lanes } from './lanes.tsx';
import { countryOfLeg } from './country-segments.ts';
import { defineChart, focusedColumn, type ChartProps, type ChartQuestion, type ChartTable } from './define-chart.tsx';
import { numberFormats } from './format.ts';
import { legName, shortLegName } from './leg-words.ts';
import { countryName, placeName } from './place-names.ts';
import { scenarioStyle } from './scenario-style.ts';
import { placeStepLabels } from './staircase-labels.ts';
import { layOutFrame, profileColumns, type Measure } from './staircase-layout.ts';
import { EndLabels, Lines, PanelGrid, Ribbon, StepLabels } from './staircase-parts.tsx';
import { useMarks } from './use-marks.ts';

/** Names of both ends for headings; empty without columns. */
export function endNames({ columns, dataset, language }: ChartQuestion): { origin: string; destination: string } {
  const result = columns[0]?.scenario.result;
  return result
    ? { origin: placeName(dataset, result.from, language), destination: placeName(dataset, result.to, language) }
    : { origin: '', destination: '' };
}

function Staircases(props: ChartProps) {
  const { dataset, columns, focus, language, t, widthPx, heightPx } = props;
  const profiled = useMemo(() => profileColumns(columns), [columns]);
  const frame = useMemo(
    () => layOutFrame(columns, profiled, widthPx, heightPx),
    [columns, profiled, widthPx, heightPx],
  );
  const focusedLetter = focusedColumn(columns, focus)?.letter;
  const focused = profiled.find(({ column }) => column.letter === focusedLetter);
  const labels = useMemo(() => {
    const { short } = numberFormats(language);
    const place = (measure: Measure, key: 'charts.value.hours' | 'charts.value.usdPerTonne') =>
      placeStepLabels(
        frame,
        measure === 'hours' ? frame.hours : frame.money,
        profiled,
        focusedLetter,
        (leg) => `${shortLegName({ dataset, language, t }, leg)} ${t(key, { value: short(leg[measure]) })}`,
      );
    return {
      hours: place('hours', 'charts.value.hours'),
      usdPerTonne: place('usdPerTonne', 'charts.value.usdPerTonne'),
    };
  }, [frame, profiled, focusedLetter, dataset, language, t]);
  const marks = useMarks(props);
  const ends = endNames(props);
  const titles = { hours: t('charts.stairs.hours', { origin: ends.origin }), usdPerTonne: t('charts.stairs.money') };
  const { whole } = numberFormats(language);
  return (
    <svg
      className="chart-svg"
      width={widthPx}
      height={heightPx}
      role="group"
      aria-label={t('charts.stairs.describe', ends)}
      onKeyDown={marks.onKeyDown}
    >
      {[frame.hours, frame.money].map((panel) => (
        <g key={panel.measure}>
          <text className="chart-subtitle" x={12} y={panel.top - 9}>
            {titles[panel.measure]}
          </text>
          <PanelGrid frame={frame} panel={panel} props={props} banded={focused} />
          {focused && <Ribbon frame={frame} panel={panel} focused={focused} />}
          <Lines
            frame={frame}
            panel={panel}
            props={props}
            profiled={profiled}
            focusedLetter={focusedLetter}
            marks={marks}
            takesKeys={panel.measure === 'hours'}
          />
          <EndLabels frame={frame} panel={panel} props={props} profiled={profiled} marks={marks} />
          <StepLabels labels={labels[panel.measure]} element={focus.element} />
        </g>
      ))}
      <Lanes frame={frame} props={props} marks={marks} />
      <g aria-hidden="true">
        {frame.kmTicks.map((km) => (
          <g key={km}>
            <path className="chart-tick" d={`M${frame.x(km).toFixed(1)} ${frame.kmTicksY - 9}v3`} />
            <text className="chart-axis-text" x={frame.x(km)} y={frame.kmTicksY + 5} textAnchor="middle">
              {whole(km)}
            </text>
          </g>
        ))}
        <text className="chart-axis-text" x={frame.right + 8} y={frame.kmTicksY + 5}>
          {t('charts.unit.km')}
        </text>
      </g>
      {profiled.length === 0 && (
        <text className="chart-subtitle" x={widthPx / 2} y={frame.hours.top + 40} textAnchor="middle">
          {t('charts.noRoute')}
        </text>
      )}
    </svg>
  );
}

function Legend({ columns, focus, t }: ChartQuestion & { readonly focus: ChartProps['focus'] }) {
  const column = focusedColumn(columns, focus);
  if (!column) return null;
  return (
    <>
      <svg width={18} height={11} aria-hidden="true">
        <rect className="chart-ribbon" width={18} height={11} fill={scenarioStyle(column.letter).color} />
      </svg>
      <span>{t('charts.stairs.band', { letter: column.letter })}</span>
    </>
  );
}

function toTable({ dataset, columns, language, t }: ChartQuestion): ChartTable {
  return {
    columns: [
      t('charts.table.scenario'),
      t('charts.table.part'),
      t('charts.table.country'),
      t('charts.table.mode'),
      t('charts.table.km'),
      t('charts.table.hours'),
      t('charts.table.hoursLow'),
      t('charts.table.hoursHigh'),
      t('charts.table.usdPerTonne'),
    ],
    rows: profileColumns(columns).flatMap(({ column, itinerary, points }) =>
      itinerary.legs.flatMap((leg, index) => {
        const point = points[index + 1];
        if (!point) return [];
        const country = leg.km > 0 ? countryOfLeg(dataset, leg) : undefined;
        return [
          [
            column.letter,
            legName({ dataset, language, t }, leg),
            country === undefined ? '' : countryName(dataset, country, language),
            t(`charts.mode.${leg.mode}`),
            point.km,
            point.hours,
            point.hoursLow,
            point.hoursHigh,
            point.usdPerTonne,
          ],
        ];
      }),
    ),
  };
}

export const staircaseChart = defineChart({
  id: 'staircase',
  titleKey: 'charts.stairs.title',
  Chart: Staircases,
  Legend,
  toTable,
});
