/**
 * One lane per scenario on the kilometre axis: where it runs (country names between border marks) and how (texture).
 */
import type { CountrySegment } from './country-segments.ts';
import { countrySegments } from './country-segments.ts';
import { Badge } from './badge.tsx';
import type { ChartProps } from './define-chart.tsx';
import { ModeLine } from './mode-line.tsx';
import { scenarioStyle } from './scenario-style.ts';
import { cumulativeProfile } from '../../shared/engine/cumulative-profile.ts';
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

type Hole = readonly [number, number];

/** Parts of [from, to] left and right of a hole. */
const around = (from: number, to: number, [start, end]: Hole): [number, number][] => {
  if (end <= from || start >= to) return [[from, to]];
  const parts: [number, number][] = [
    [from, start],
    [end, to],
  ];
  return parts.filter((part) => part[1] > part[0]);
};

/** Parts of [from, to] outside all holes. */
const outside = (from: number, to: number, holes: readonly Hole[]): [number, number][] =>
  holes.reduce<[number, number][]>(
    (parts, hole) => parts.flatMap(([start, end]) => around(start, end, hole)),
    [[from, to]],
  );

export function Lanes({ frame, props, marks }: { frame: Frame; props: ChartProps; marks: Marks }) {
  const { columns, dataset, focus, t } = props;
  return columns.map(({ letter, scenario }) => {
    const y = frame.laneY.get(letter) ?? 0;
    const { color } = scenarioStyle(letter);
    const segments = scenario.main ? countrySegments(dataset, scenario.main) : [];
    const borders = segments.length > 0 ? [0, ...segments.map(({ toKm }) => toKm)] : [];
    const names = segments.flatMap((segment) => {
      const [start, end] = [frame.x(segment.fromKm), frame.x(segment.toKm)];
      const name = fittingName(segment, end - start, props);
      if (name === undefined) return [];
      const middle = (start + end) / 2;
      const halfWidth = textWidthPx(name, 11) / 2 + namePaddingPx;
      return [{ name, middle, hole: [middle - halfWidth, middle + halfWidth] as const }];
    });
    const holes = names.map(({ hole }) => hole);
    const line = (fromKm: number, toKm: number): string =>
      outside(frame.x(fromKm), frame.x(toKm), holes)
        .map(([from, to]) => `M${from.toFixed(1)} ${y}H${to.toFixed(1)}`)
        .join('');
    const legs = scenario.main?.legs ?? [];
    const points = cumulativeProfile({ legs });
    const moves = legs.flatMap((leg, legIndex) => {
      const [before, after] = [points[legIndex], points[legIndex + 1]];
      return leg.kind === 'move' && before && after ? [{ leg, legIndex, fromKm: before.km, toKm: after.km }] : [];
    });
    return (
      <g key={letter}>
        <g className={focus.element === undefined ? undefined : 'chart-receded'}>
          {segments
            .flatMap(({ stretches }) => stretches)
            .map(({ mode, fromKm, toKm }) => (
              <ModeLine key={fromKm} path={line(fromKm, toKm)} mode={mode} color={color} />
            ))}
        </g>
        {moves
          .filter(({ leg }) => leg.id === focus.element)
          .map(({ leg, legIndex, fromKm, toKm }) => (
            <ModeLine key={legIndex} path={line(fromKm, toKm)} mode={leg.mode} color={color} />
          ))}
        {names.map(({ name, middle }) => (
          <text key={middle} className="chart-axis-text chart-lane-name" x={middle} y={y + 4} textAnchor="middle">
            {name}
          </text>
        ))}
        {borders.map((km) => (
          <path key={km} d={`M${frame.x(km).toFixed(1)} ${y - 4.5}v9`} className="chart-lane-border" />
        ))}
        {moves.map(({ legIndex, fromKm, toKm }) => (
          <path
            key={legIndex}
            className="chart-hit"
            d={`M${frame.x(fromKm).toFixed(1)} ${y}H${frame.x(toKm).toFixed(1)}`}
            {...marks.pointer({ letter, legIndex })}
          >
            <title>{marks.label({ letter, legIndex })}</title>
          </path>
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
