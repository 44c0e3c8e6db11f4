/**
 * The corridor map: itineraries of all columns on a conformal conic, posts by hours, and the mountain crossings closer
 * up below (63:37). Wheel, drag and buttons zoom and move the upper view. Each leg drawn stands in toTable as well.
 */
import { useMemo, useState } from 'react';
import { defineChart, type ChartProps, type ChartQuestion, type ChartTable } from '../charts/define-chart.tsx';
import { isStop, legName } from '../charts/leg-words.ts';
import type { Box } from '../charts/label-placement.ts';
import { numberFormats } from '../charts/format.ts';
import { ModeLine } from '../charts/mode-line.tsx';
import { placeName } from '../charts/place-names.ts';
import { endNames } from '../charts/staircase.tsx';
import { textWidthPx } from '../charts/text-width.ts';
import { useMarks } from '../charts/use-marks.ts';
import { decodeBasemap } from './basemap.ts';
import type { MapSettings } from './map-layout.ts';
import { MapView } from './map-view.tsx';
import { fittedProjection, type LonLat, type ZoomPan, unmoved } from './projection.ts';
import { useZoomPan } from './use-zoom-pan.ts';
import './map.css';

const postScale = { main: 1.35, inset: 1.9 } as const;
const insetShare = 0.37;
/** Below this height of the map the inset waits for its button (a window under 680 px). */
const roomForInsetPx = 405;

/** The mountain crossings: 69-76 E, 39-43 N. */
const crossings = { west: 69, east: 76, south: 39, north: 43 } as const;
const crossingCorners: readonly LonLat[] = [
  [crossings.west, crossings.south],
  [crossings.west, crossings.north],
  [crossings.east, crossings.south],
  [crossings.east, crossings.north],
  [(crossings.west + crossings.east) / 2, crossings.north],
  [(crossings.west + crossings.east) / 2, crossings.south],
];

/** Origin, destination and every place of every itinerary; several origins at once never happen. */
function shownPoints(dataset: ChartQuestion['dataset'], columns: ChartQuestion['columns']): LonLat[] {
  const ids = new Set(
    columns.flatMap(({ scenario }) => [scenario.result.from, scenario.result.to, ...(scenario.main?.nodes ?? [])]),
  );
  return [...ids].flatMap((id): LonLat[] => {
    const node = dataset.nodes.get(id);
    return node ? [[node.longitude, node.latitude]] : [];
  });
}

/** A view that shows the crossings about as large as the inset would needs no inset, and no frame. */
const widestFrameShare = 0.4;

const isInCrossings = ([longitude, latitude]: LonLat): boolean =>
  longitude >= crossings.west &&
  longitude <= crossings.east &&
  latitude >= crossings.south &&
  latitude <= crossings.north;

function frameOf(points: readonly (readonly [number, number] | null)[]): Box {
  const xs = points.flatMap((point) => (point ? [point[0]] : []));
  const ys = points.flatMap((point) => (point ? [point[1]] : []));
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

function insetSettings(widthPx: number, heightPx: number): MapSettings {
  const projection = fittedProjection(
    crossingCorners,
    { widthPx, heightPx },
    { left: 8, right: 8, top: 26, bottom: 10 },
  );
  return { projection, widthPx, heightPx, postScale: postScale.inset };
}

function mainSettings(
  points: readonly LonLat[],
  widthPx: number,
  heightPx: number,
  moved: ZoomPan,
  withInset: boolean,
): MapSettings {
  const insets = { left: Math.min(64, widthPx * 0.13), right: 46, top: 24, bottom: 30 };
  const projection = fittedProjection(points, { widthPx, heightPx }, insets, moved);
  const settings = { projection, widthPx, heightPx, postScale: postScale.main };
  if (!withInset) return settings;
  const shownElsewhere = frameOf(crossingCorners.map(([longitude, latitude]) => projection([longitude, latitude])));
  return shownElsewhere.width < widthPx * widestFrameShare ? { ...settings, shownElsewhere } : settings;
}

function CorridorMap(props: ChartProps) {
  const { dataset, columns, widthPx, heightPx, t } = props;
  const marks = useMarks(props);
  const basemap = props.basemap && decodeBasemap(props.basemap);
  const points = useMemo(() => shownPoints(dataset, columns), [dataset, columns]);
  const [asksForInset, setAsksForInset] = useState(false);
  const showsCloser = useMemo(() => {
    const fitted = mainSettings(points, widthPx, heightPx * (1 - insetShare), unmoved, true);
    return points.filter(isInCrossings).length > 1 && fitted.shownElsewhere !== undefined;
  }, [points, widthPx, heightPx]);
  const hasRoom = heightPx >= roomForInsetPx;
  const withInset = showsCloser && (hasRoom || asksForInset);
  const insetHeight = withInset ? Math.round(heightPx * insetShare) : 0;
  const mainHeight = heightPx - insetHeight;
  const { moved, setMoved, zoomBy, ref, dragHandlers } = useZoomPan(widthPx, mainHeight);
  const main = useMemo(
    () => mainSettings(points, widthPx, mainHeight, moved, withInset),
    [points, widthPx, mainHeight, moved, withInset],
  );
  const inset = useMemo(() => insetSettings(widthPx, insetHeight), [widthPx, insetHeight]);
  const insetTitle = t('charts.map.inset');
  const insetTitleWidth = textWidthPx(insetTitle, 11, 'bold') + 14;
  const covered = useMemo(
    () => ({
      main: [{ x: 0, y: mainHeight - 26, width: 150, height: 26 }],
      inset: [
        { x: 0, y: 0, width: insetTitleWidth + 16, height: 24 },
        { x: widthPx - 130, y: insetHeight - 26, width: 130, height: 26 },
      ],
    }),
    [mainHeight, insetHeight, widthPx, insetTitleWidth],
  );
  const isMoved = moved !== unmoved;
  return (
    <div className="map">
      <svg
        ref={ref}
        className="chart-svg map-main"
        width={widthPx}
        height={mainHeight}
        role="group"
        aria-label={t('charts.map.describe', endNames(props))}
        onKeyDown={marks.onKeyDown}
        {...dragHandlers}
      >
        <MapView props={props} settings={main} basemap={basemap} marks={marks} isInset={false} covered={covered.main} />
      </svg>
      {withInset && (
        <svg className="chart-svg map-inset" width={widthPx} height={insetHeight} aria-hidden="true">
          <MapView props={props} settings={inset} basemap={basemap} marks={marks} isInset covered={covered.inset} />
          <rect className="map-inset-title-box" x={8} y={6} width={insetTitleWidth} height={16} rx={2} />
          <text className="map-inset-title" x={15} y={18}>
            {insetTitle}
          </text>
        </svg>
      )}
      <div className={isMoved ? 'map-tools map-tools-shown' : 'map-tools'}>
        <button type="button" className="chart-tool" aria-label={t('charts.map.zoomIn')} onClick={() => zoomBy(1.5)}>
          <ToolIcon path="M7 2v10M2 7h10" />
        </button>
        <button
          type="button"
          className="chart-tool"
          aria-label={t('charts.map.zoomOut')}
          onClick={() => zoomBy(1 / 1.5)}
        >
          <ToolIcon path="M2 7h10" />
        </button>
        {isMoved && (
          <button
            type="button"
            className="chart-tool"
            aria-label={t('charts.map.zoomReset')}
            onClick={() => setMoved(unmoved)}
          >
            <ToolIcon path="M2 5V2h3M9 2h3v3M12 9v3H9M5 12H2V9" />
          </button>
        )}
      </div>
      {showsCloser && !hasRoom && (
        <button type="button" className="map-inset-toggle" onClick={() => setAsksForInset(!asksForInset)}>
          {t(asksForInset ? 'charts.map.hideInset' : 'charts.map.showInset')}
        </button>
      )}
    </div>
  );
}

const ToolIcon = ({ path }: { path: string }) => (
  <svg width={14} height={14} aria-hidden="true" fill="none" stroke="currentColor" strokeWidth={1.5}>
    <path d={path} />
  </svg>
);

const legendHours = { large: 36, small: 10 } as const;

function Legend({ t, language }: ChartQuestion) {
  const { whole } = numberFormats(language);
  const large = postScale.main * Math.sqrt(legendHours.large);
  const small = postScale.main * Math.sqrt(legendHours.small);
  return (
    <>
      {(['road', 'rail', 'sea'] as const).map((mode) => (
        <span key={mode} className="map-legend-mode">
          <svg width={22} height={8} aria-hidden="true">
            <ModeLine path={mode === 'sea' ? 'M2 4H20' : 'M0 4H22'} mode={mode} color="var(--text)" halo={false} />
          </svg>
          {t(`charts.mode.${mode}`)}
        </span>
      ))}
      <span className="map-legend-mode">
        <svg width={2 * (large + small) + 8} height={2 * large + 3} aria-hidden="true">
          <circle className="map-post" cx={large + 1.5} cy={large + 1.5} r={large} />
          <circle className="map-post" cx={2 * large + small + 5} cy={large + 1.5} r={small} />
        </svg>
        {t('charts.map.postsLegend', {
          large: whole(legendHours.large),
          small: whole(legendHours.small),
        })}
      </span>
    </>
  );
}

function toTable({ dataset, columns, language, t }: ChartQuestion): ChartTable {
  return {
    columns: [
      t('charts.table.scenario'),
      t('charts.table.part'),
      t('charts.table.from'),
      t('charts.table.to'),
      t('charts.table.mode'),
      t('charts.table.legKm'),
      t('charts.table.legHours'),
      t('charts.table.legUsdPerTonne'),
    ],
    rows: columns.flatMap(({ letter, scenario }) =>
      (scenario.main?.legs ?? []).map((leg) => [
        letter,
        legName({ dataset, language, t }, leg),
        placeName(dataset, leg.from, language),
        isStop(leg) ? '' : placeName(dataset, leg.to, language),
        t(`charts.mode.${leg.mode}`),
        leg.km,
        leg.hours,
        leg.usdPerTonne,
      ]),
    ),
  };
}

export const corridorMap = defineChart({
  id: 'corridor-map',
  titleKey: 'charts.map.title',
  Chart: CorridorMap,
  Legend,
  toTable,
});
