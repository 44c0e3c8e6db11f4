/**
 * One view of the map (the corridor, or the inset closer up): ground, base network, itineraries, posts, labels.
 * Texture is the mode here, colour and letter are the scenario (WINDOW.md 2).
 */
import { geoPath } from 'd3-geo';
import { memo, useMemo, useState } from 'react';
import { Badge } from '../charts/badge.tsx';
import type { ChartProps } from '../charts/define-chart.tsx';
import type { Box } from '../charts/label-placement.ts';
import { numberFormats } from '../charts/format.ts';
import { ModeLine } from '../charts/mode-line.tsx';
import { scenarioStyle } from '../charts/scenario-style.ts';
import type { MarkId, Marks } from '../charts/use-marks.ts';
import type { Basemap } from './basemap.ts';
import { labelMap, placeFontPx, placeText, type LabelledMap } from './map-labels.ts';
import {
  boxOfPlace,
  layOutBadges,
  layOutBaseNetwork,
  layOutItineraries,
  layOutPlaces,
  pathOf,
  frameSegments,
  segmentsOf,
  type BaseLink,
  type DrawnPlace,
  type MapSettings,
} from './map-layout.ts';
import { listPlaces } from './map-places.ts';
import { pixelsPerKm, scaleBarKm } from './projection.ts';

const Ground = memo(function Ground({ basemap, settings }: { basemap: Basemap | undefined; settings: MapSettings }) {
  const { projection, widthPx, heightPx } = settings;
  if (!basemap) return <rect className="map-land" width={widthPx} height={heightPx} />;
  const path = geoPath(projection);
  return (
    <g aria-hidden="true">
      <rect className="map-sea" width={widthPx} height={heightPx} />
      <path className="map-land" d={path(basemap.land) ?? ''} />
      <path className="map-frontier" d={path(basemap.frontiers) ?? ''} />
      {basemap.lakes && <path className="map-sea" d={path(basemap.lakes) ?? ''} />}
    </g>
  );
});

const BaseNetwork = memo(function BaseNetwork({ links }: { links: readonly BaseLink[] }) {
  const pathsOf = (mode: BaseLink['link']['mode']) =>
    links
      .filter(({ link }) => link.mode === mode)
      .map(({ line }) => pathOf(line))
      .join('');
  return (
    <g aria-hidden="true">
      <path className="map-base map-base-sea" d={pathsOf('sea')} />
      <path className="map-base map-base-rail" d={pathsOf('rail')} />
      <path className="map-base map-base-rail-inner" d={pathsOf('rail')} />
      <path className="map-base map-base-road" d={pathsOf('road')} />
    </g>
  );
});

function AreaNames({ labels }: { labels: LabelledMap['areaLabels'] }) {
  return labels.map(({ key, kind, text, box }) => (
    <text key={key} className={`map-area map-area-${kind}`} x={box.x} y={box.y + 11}>
      {text}
    </text>
  ));
}

function PlaceNames({ labels }: { labels: LabelledMap['placeLabels'] }) {
  return labels.map(({ place, text, isBold, candidate: { box, leader } }) => (
    <g key={place.node.id}>
      {leader && <path className="map-leader" d={`M${leader.x1} ${leader.y1}L${leader.x2} ${leader.y2}`} />}
      <text
        className={isBold ? 'map-label map-label-bold' : 'map-label'}
        fontSize={placeFontPx(isBold)}
        x={box.x + 1}
        y={box.y + 11}
        data-label={place.node.id}
      >
        {text}
      </text>
    </g>
  ));
}

const placeShape = ({ rank, isOnItinerary, radius, x, y }: DrawnPlace) =>
  rank === 'end' ? (
    <rect className="map-end" x={x - radius} y={y - radius} width={2 * radius} height={2 * radius} />
  ) : (
    <circle className={isOnItinerary ? 'map-post' : 'map-post map-post-off'} cx={x} cy={y} r={radius} />
  );

/** The ruler: at the lower left, or lower right in the inset. */
function ScaleBar({ settings, props, atRight }: { settings: MapSettings; props: ChartProps; atRight: boolean }) {
  const { projection, widthPx, heightPx } = settings;
  const perKm = pixelsPerKm(projection, { widthPx, heightPx });
  const km = scaleBarKm(perKm, atRight ? 60 : 90);
  const text = props.t('charts.value.km', { value: numberFormats(props.language).whole(km) });
  const length = km * perKm;
  const left = atRight ? widthPx - length - 66 : 11;
  const y = heightPx - 11;
  return (
    <g aria-hidden="true">
      <path className="map-scale" d={`M${left} ${y - 4}v4h${length.toFixed(1)}v-4`} />
      <text className="chart-axis-text map-scale-text" x={left + length + 6} y={y + 1}>
        {text}
      </text>
    </g>
  );
}

export interface MapViewProps {
  readonly props: ChartProps;
  readonly settings: MapSettings;
  readonly basemap: Basemap | undefined;
  readonly marks: Marks;
  /** The inset names hours, keeps its ruler at the right and takes no keys. */
  readonly isInset: boolean;
  /** Parts covered by tools or titles. */
  readonly covered: readonly Box[];
}

export function MapView({ props, settings, basemap, marks, isInset, covered }: MapViewProps) {
  const { dataset, columns, focus, language, t } = props;
  const [hovered, setHovered] = useState<string>();
  const baseLinks = useMemo(() => layOutBaseNetwork(dataset, settings.projection), [dataset, settings.projection]);
  const { stretches, runs } = useMemo(
    () => layOutItineraries(dataset, columns, settings.projection),
    [dataset, columns, settings.projection],
  );
  const places = useMemo(() => layOutPlaces(listPlaces(dataset, columns), settings), [dataset, columns, settings]);
  const badges = useMemo(() => layOutBadges(stretches, places, settings), [stretches, places, settings]);
  const labels = useMemo(() => {
    const boxes = [
      ...places.map(boxOfPlace),
      ...badges.map(({ x, y }) => ({ x: x - 8, y: y - 8, width: 16, height: 16 })),
      ...covered,
    ];
    const lines = [
      ...runs.flatMap(({ line }) => segmentsOf(line)),
      ...(settings.shownElsewhere ? frameSegments(settings.shownElsewhere) : []),
    ];
    return labelMap({ dataset, language, t }, settings, places, { lines, boxes }, basemap);
  }, [places, badges, runs, covered, dataset, language, t, settings, basemap]);

  const { element } = focus;
  const isDimmed = element !== undefined;
  const emphasised = isDimmed ? stretches.filter(({ leg }) => leg.id === element) : [];
  const endsOfEmphasised = new Set(emphasised.flatMap(({ leg }) => [leg.from, leg.to]));
  const isEmphasised = (place: DrawnPlace): boolean =>
    element !== undefined && (place.elements.includes(element) || endsOfEmphasised.has(place.node.id));
  const labelled = new Set(labels.placeLabels.map(({ place }) => place.node.id));
  const named = places.filter(
    (place) => !labelled.has(place.node.id) && (place.node.id === hovered || isEmphasised(place)),
  );
  const stops = columns.flatMap(({ letter, scenario }) =>
    (scenario.main?.legs ?? []).flatMap((leg, legIndex) => (leg.kind === 'move' ? [] : [{ letter, leg, legIndex }])),
  );
  const placeOf = new Map(places.map((place) => [place.node.id, place]));
  const behaviour = (mark: MarkId) => (isInset ? marks.pointer(mark) : marks.button(mark));

  return (
    <>
      <Ground basemap={basemap} settings={settings} />
      <BaseNetwork links={baseLinks} />
      <AreaNames labels={labels.areaLabels} />
      {settings.shownElsewhere && <rect className="map-inset-frame" {...settings.shownElsewhere} />}
      <g className={isDimmed ? 'chart-receded' : undefined} aria-hidden="true">
        {runs.map(({ letter, mode, line }, index) => (
          <ModeLine key={index} path={pathOf(line)} mode={mode} color={scenarioStyle(letter).color} />
        ))}
      </g>
      {emphasised.map(({ letter, leg, line }) => (
        <g key={letter} className="map-emphasised" aria-hidden="true">
          <ModeLine path={pathOf(line)} mode={leg.mode} color={scenarioStyle(letter).color} />
        </g>
      ))}
      {stretches.map(({ letter, legIndex, line }) => {
        const label = marks.label({ letter, legIndex });
        return (
          <path
            key={`${letter}${legIndex}`}
            className="chart-hit map-hit"
            d={pathOf(line)}
            {...behaviour({ letter, legIndex })}
          >
            <title>{label}</title>
          </path>
        );
      })}
      <g aria-hidden="true">
        {[...places].reverse().map((place) => (
          <g
            key={place.node.id}
            className={isDimmed && !isEmphasised(place) ? 'chart-receded' : undefined}
            onPointerEnter={() => setHovered(place.node.id)}
            onPointerLeave={() => setHovered(undefined)}
          >
            {placeShape(place)}
          </g>
        ))}
      </g>
      {stops.map(({ letter, leg, legIndex }) => {
        const place = placeOf.get(leg.from);
        const label = marks.label({ letter, legIndex });
        return (
          place && (
            <circle
              key={`${letter}${legIndex}`}
              className="chart-hit map-stop-hit"
              cx={place.x}
              cy={place.y}
              r={Math.max(6, place.radius)}
              {...behaviour({ letter, legIndex })}
              onPointerOver={() => setHovered(place.node.id)}
              onPointerOut={() => setHovered(undefined)}
            >
              <title>{label}</title>
            </circle>
          )
        );
      })}
      {badges.map(({ letter, x, y }) => (
        <g key={`${letter}${x}`} className="chart-badge-mark" {...marks.badge(letter)}>
          <Badge letter={letter} x={x} y={y} radius={7.5} />
        </g>
      ))}
      <g aria-hidden="true">
        <PlaceNames labels={labels.placeLabels} />
        {named.map((place) => (
          <text
            key={place.node.id}
            className="map-label map-label-hover"
            x={place.x > settings.widthPx - 110 ? place.x - place.radius - 4 : place.x + place.radius + 4}
            y={place.y + 4}
            textAnchor={place.x > settings.widthPx - 110 ? 'end' : 'start'}
          >
            {placeText({ dataset, language, t }, place, true)}
          </text>
        ))}
      </g>
      <ScaleBar settings={settings} props={props} atRight={isInset} />
    </>
  );
}
