/**
 * One lane per scenario on the kilometre axis: where it runs (country names between border marks) and how (texture).
 */
import type { CountrySegment } from './country-segments.ts';
import { countrySegments } from './country-segments.ts';
import { Badge } from './badge.tsx';
import type { ChartProps } from './define-chart.tsx';
import { ModeLine } from './mode-line.tsx';
import { scenarioStyle } from './scenario-style.ts';
import type { Frame } from './staircase-layout.ts';
import { textWidthPx } from './text-width.ts';
import type { Marks } from './use-marks.ts';
import { countryName } from './place-names.ts';

const namePaddingPx = 3;
const shortestLineBesideName = 2.5;

/** The longest form of a country's name that leaves some line on both sides; undefined when even the code does not fit. */
function fittingName(
  segment: CountrySegment,
  widthPx: number,
  { dataset, language, t }: ChartProps,
): string | undefined {
  const names =
    segment.country === undefined
      ? [t('charts.sea.caspian'), t('charts.sea.caspianShort')]
      : [countryName(dataset, segment.country, language), segment.country];
  return names.find((name) => textWidthPx(name, 11) + 2 * namePaddingPx + 2 * shortestLineBesideName <= widthPx);
}

/** Parts of [from, to] left and right of a hole. */
const around = (from: number, to: number, hole: readonly [number, number] | undefined): [number, number][] =>
  !hole || hole[1] <= from || hole[0] >= to
    ? [[from, to]]
    : (
        [
          [from, hole[0]],
          [hole[1], to],
        ] satisfies [number, number][]
      ).filter(([start, end]) => end > start);

export function Lanes({ frame, props, marks }: { frame: Frame; props: ChartProps; marks: Marks }) {
  const { columns, dataset, t } = props;
  return columns.map(({ letter, scenario }) => {
    const y = frame.laneY.get(letter) ?? 0;
    const { color } = scenarioStyle(letter);
    const segments = scenario.main ? countrySegments(dataset, scenario.main) : [];
    const borders = segments.length > 0 ? [0, ...segments.map(({ toKm }) => toKm)] : [];
    return (
      <g key={letter} className="chart-lane">
        {segments.map((segment) => {
          const [start, end] = [frame.x(segment.fromKm), frame.x(segment.toKm)];
          const name = fittingName(segment, end - start, props);
          const middle = (start + end) / 2;
          const halfWidth = name === undefined ? 0 : textWidthPx(name, 11) / 2 + namePaddingPx;
          const hole = name === undefined ? undefined : ([middle - halfWidth, middle + halfWidth] as const);
          return (
            <g key={segment.fromKm}>
              {segment.stretches.flatMap(({ mode, fromKm, toKm }) =>
                around(frame.x(fromKm), frame.x(toKm), hole).map(([from, to]) => (
                  <ModeLine key={from} path={`M${from.toFixed(1)} ${y}H${to.toFixed(1)}`} mode={mode} color={color} />
                )),
              )}
              {name !== undefined && (
                <text className="chart-axis-text chart-lane-name" x={middle} y={y + 4} textAnchor="middle">
                  {name}
                </text>
              )}
            </g>
          );
        })}
        {borders.map((km) => (
          <path key={km} d={`M${frame.x(km).toFixed(1)} ${y - 4.5}v9`} className="chart-lane-border" />
        ))}
        {!scenario.main && (
          <text className="chart-axis-text" x={frame.left + 4} y={y + 4}>
            {t('charts.noRouteLane')}
          </text>
        )}
        <g className="chart-badge-mark" {...marks.badge(letter)}>
          <Badge letter={letter} x={frame.left - 15} y={y} radius={6.5} />
        </g>
      </g>
    );
  });
}
