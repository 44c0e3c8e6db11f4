/**
 * The drawn parts of a staircase: grid, bands, ribbon, lines, labels. Each takes finished geometry and draws it.
 */
import { area } from 'd3-shape';
import { Badge } from './badge.tsx';
import { countrySegments } from './country-segments.ts';
import type { ChartProps } from './define-chart.tsx';
import { numberFormats } from './format.ts';
import { scenarioStyle, type ScenarioLetter } from './scenario-style.ts';
import type { StepLabel } from './staircase-labels.ts';
import {
  drawnLegs,
  endLabels,
  screenPoint,
  type DrawnLeg,
  type Frame,
  type Panel,
  type ProfiledColumn,
} from './staircase-layout.ts';
import type { Marks } from './use-marks.ts';
import { isStop } from './leg-words.ts';

interface PartProps {
  readonly frame: Frame;
  readonly panel: Panel;
  readonly props: ChartProps;
}

/** Horizontal lines, axis numbers, and faint bands where the focused scenario changes country. */
export function PanelGrid({ frame, panel, props, banded }: PartProps & { banded: ProfiledColumn | undefined }) {
  const { whole } = numberFormats(props.language);
  const bands = banded ? countrySegments(props.dataset, banded.itinerary).filter((_, index) => index % 2 === 0) : [];
  return (
    <g aria-hidden="true">
      {bands.map(({ fromKm, toKm }) => (
        <rect
          key={fromKm}
          className="chart-band"
          x={frame.x(fromKm)}
          width={frame.x(toKm) - frame.x(fromKm)}
          y={panel.top}
          height={panel.bottom - panel.top}
        />
      ))}
      {panel.ticks.map((tick) => (
        <g key={tick}>
          <path
            className={tick === 0 ? 'chart-axis-line' : 'chart-grid-line'}
            d={`M${frame.left} ${panel.y(tick).toFixed(1)}H${frame.right}`}
          />
          <text className="chart-axis-text" x={frame.left - 7} y={panel.y(tick) + 4} textAnchor="end">
            {whole(tick)}
          </text>
        </g>
      ))}
    </g>
  );
}

/** P10-P90 of the hours so far; for money the range of the total at the end, where it is known. */
export function Ribbon({ frame, panel, focused }: { frame: Frame; panel: Panel; focused: ProfiledColumn }) {
  const { color } = scenarioStyle(focused.column.letter);
  if (panel.measure === 'hours') {
    const shape = area<(typeof focused.points)[number]>(
      (point) => frame.x(point.km),
      (point) => panel.y(point.hoursLow),
      (point) => panel.y(point.hoursHigh),
    );
    return <path className="chart-ribbon" d={shape([...focused.points]) ?? ''} fill={color} />;
  }
  const range = focused.column.scenario.usdPerTonne;
  const end = focused.points.at(-1);
  if (!range || !end || range.p90 <= range.p10) return null;
  const { x } = screenPoint(frame, panel, end);
  return (
    <path
      className="chart-whisker"
      stroke={color}
      d={`M${x - 3} ${panel.y(range.p10)}h6m-3 0V${panel.y(range.p90)}m-3 0h6`}
    />
  );
}

const linePath = (legs: readonly DrawnLeg[]): string =>
  legs
    .map(({ start, end }, index) => {
      const join =
        legs[index - 1]?.end === start ||
        (index > 0 && legs[index - 1]?.end.x === start.x && legs[index - 1]?.end.y === start.y);
      return `${join ? '' : `M${start.x.toFixed(1)} ${start.y.toFixed(1)}`}L${end.x.toFixed(1)} ${end.y.toFixed(1)}`;
    })
    .join('');

function ScenarioLine({
  legs,
  letter,
  isFocused,
}: {
  legs: readonly DrawnLeg[];
  letter: ScenarioLetter;
  isFocused: boolean;
}) {
  const { color, dash } = scenarioStyle(letter);
  const stops = legs.filter(({ leg }) => isStop(leg));
  const size = isFocused ? 'focused' : 'plain';
  return (
    <>
      <path className={`chart-line-halo chart-line-${size}`} d={linePath(legs)} />
      <path className={`chart-line chart-line-${size}`} d={linePath(legs)} stroke={color} strokeDasharray={dash} />
      <path className={`chart-step chart-step-${size}`} d={linePath(stops)} stroke={color} />
    </>
  );
}

/** All scenario lines, the focused one on top; with an emphasised leg all others step back. */
export function Lines({
  frame,
  panel,
  props,
  profiled,
  focusedLetter,
  marks,
  takesKeys,
}: PartProps & {
  profiled: readonly ProfiledColumn[];
  focusedLetter: ScenarioLetter | undefined;
  marks: Marks;
  takesKeys: boolean;
}) {
  const { element } = props.focus;
  const drawn = profiled
    .map((entry) => ({ letter: entry.column.letter, legs: drawnLegs(frame, panel, entry) }))
    .sort((a, b) => Number(a.letter === focusedLetter) - Number(b.letter === focusedLetter));
  return (
    <>
      <g className={element === undefined ? undefined : 'chart-receded'}>
        {drawn.map(({ letter, legs }) => (
          <ScenarioLine key={letter} legs={legs} letter={letter} isFocused={letter === focusedLetter} />
        ))}
      </g>
      {element !== undefined &&
        drawn.map(({ letter, legs }) => {
          const emphasised = legs.filter(({ leg }) => leg.id === element);
          return emphasised.length > 0 && <ScenarioLine key={letter} legs={emphasised} letter={letter} isFocused />;
        })}
      {drawn.map(({ letter, legs }) =>
        legs.map((drawnLeg, legIndex) => (
          <path
            key={`${letter}${legIndex}`}
            className="chart-hit"
            d={linePath([drawnLeg])}
            {...(takesKeys ? marks.button({ letter, legIndex }) : marks.pointer({ letter, legIndex }))}
          >
            <title>{marks.label({ letter, legIndex })}</title>
          </path>
        )),
      )}
    </>
  );
}

/** "Irkeshtam 14 h" beside its step, with a leader where it stands further off. */
export function StepLabels({ labels, element }: { labels: readonly StepLabel[]; element: string | undefined }) {
  return (
    <g aria-hidden="true">
      {labels.map(({ key, letter, leg, text, box, leader }) => (
        <g key={key} className={element !== undefined && leg.id !== element ? 'chart-receded' : undefined}>
          {leader && (
            <path
              className="chart-leader"
              stroke={scenarioStyle(letter).color}
              d={`M${leader.x1.toFixed(1)} ${leader.y1.toFixed(1)}L${leader.x2.toFixed(1)} ${leader.y2.toFixed(1)}`}
            />
          )}
          <text
            className="chart-step-label"
            x={box.x + 1}
            y={box.y + 11.5}
            fill={scenarioStyle(letter).color}
            data-label={key}
          >
            {text}
          </text>
        </g>
      ))}
    </g>
  );
}

/** Badge and total at the right edge, tied to the end of its line. */
export function EndLabels({
  frame,
  panel,
  props,
  profiled,
  marks,
}: PartProps & { profiled: readonly ProfiledColumn[]; marks: Marks }) {
  const { whole } = numberFormats(props.language);
  const badgeX = frame.right + 17;
  return endLabels(frame, panel, profiled).map(({ letter, total, end, labelY }) => {
    const { color } = scenarioStyle(letter);
    return (
      <g key={letter} className="chart-badge-mark" {...marks.badge(letter)}>
        <path
          className="chart-end-leader"
          stroke={color}
          d={`M${end.x + 5} ${end.y}L${Math.max(end.x + 5, frame.right - 4)} ${labelY}H${badgeX - 9}`}
        />
        <circle cx={end.x} cy={end.y} r={3.2} fill={color} className="chart-end-dot" />
        <Badge letter={letter} x={badgeX} y={labelY} radius={7.5} />
        <text className="chart-total" x={badgeX + 12} y={labelY + 4.6}>
          {whole(total)}
        </text>
      </g>
    );
  });
}
