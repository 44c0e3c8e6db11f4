/**
 * Everything that stands on one map view, in pixels: base network, itineraries beside each other, posts, badges,
 * labels. Pure; what is drawn depends on the columns, the projection and the language alone.
 */
import type { GeoProjection } from 'd3-geo';
import type { Dataset, Link, Mode } from '../../shared/dataset/schema.ts';
import type { Leg } from '../../shared/engine/types.ts';
import type { ChartColumn } from '../charts/column.ts';
import type { Box, Segment } from '../charts/label-placement.ts';
import { overlaps } from '../charts/label-placement.ts';
import type { ScenarioLetter } from '../charts/scenario-style.ts';
import type { MapPlace } from './map-places.ts';
import {
  bundleOffsets,
  countCrossings,
  joinedLines,
  lineLength,
  pointAlong,
  type Point,
  type Route,
  type Stretch,
} from './parallel-lines.ts';
import { greatCircle, type LonLat } from './projection.ts';

/** WINDOW.md 2: parallels 4.6 apart. */
const parallelGapPx = 4.6;

export interface MapSettings {
  readonly projection: GeoProjection;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Pixels of radius per root of an hour: 1.35 on the map, 1.9 in the inset. */
  readonly postScale: number;
  /** Part of the view that another view shows closer: no badges and few labels there. */
  readonly shownElsewhere?: Box;
}

export interface DrawnStretch {
  readonly letter: ScenarioLetter;
  readonly leg: Leg;
  readonly legIndex: number;
  readonly line: readonly Point[];
}

export interface DrawnRun {
  readonly letter: ScenarioLetter;
  readonly mode: Mode;
  readonly line: readonly Point[];
}

export interface DrawnPlace extends MapPlace {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

export interface DrawnBadge extends Point {
  readonly letter: ScenarioLetter;
}

export const pathOf = (line: readonly Point[]): string =>
  line.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

export const segmentsOf = (line: readonly Point[]): Segment[] =>
  line.flatMap((point, i) => {
    const before = line[i - 1];
    return before ? [{ x1: before.x, y1: before.y, x2: point.x, y2: point.y }] : [];
  });

/** The four sides of a box. */
export const frameSegments = ({ x, y, width, height }: Box): Segment[] =>
  segmentsOf([
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
    { x, y },
  ]);

const lonLat = (dataset: Dataset, nodeId: string): LonLat | undefined => {
  const node = dataset.nodes.get(nodeId);
  return node && [node.longitude, node.latitude];
};

const linkLine = (dataset: Dataset, projection: GeoProjection, from: string, to: string): Point[] => {
  const [a, b] = [lonLat(dataset, from), lonLat(dataset, to)];
  return a && b ? greatCircle(projection, a, b) : [];
};

export interface BaseLink {
  readonly link: Link;
  readonly line: readonly Point[];
}

/** The network without measures, each pair of places once per mode. */
export function layOutBaseNetwork(dataset: Dataset, projection: GeoProjection): BaseLink[] {
  const drawn = new Set<string>();
  return [...dataset.links.values()].flatMap((link) => {
    const key = `${[link.from, link.to].sort().join(' ')} ${link.mode}`;
    if (link.measureId !== undefined || drawn.has(key)) return [];
    drawn.add(key);
    return [{ link, line: linkLine(dataset, projection, link.from, link.to) }];
  });
}

/** Every moving leg of every column as an offset line, and neighbours of one mode joined to runs for drawing. */
export function layOutItineraries(
  dataset: Dataset,
  columns: readonly ChartColumn[],
  projection: GeoProjection,
): { stretches: DrawnStretch[]; runs: DrawnRun[] } {
  const moves = columns.map(({ letter, scenario }) => ({
    letter,
    legs: (scenario.main?.legs ?? []).flatMap((leg, legIndex) => (leg.kind === 'move' ? [{ leg, legIndex }] : [])),
  }));
  const routes: (Route & { stretches: readonly Stretch[] })[] = moves.map(({ letter, legs }) => ({
    letter,
    stretches: legs.map(({ leg }) => ({
      from: leg.from,
      to: leg.to,
      points: linkLine(dataset, projection, leg.from, leg.to),
    })),
  }));
  const linesAt = (gapPx: number): Point[][][] => {
    const offsets = bundleOffsets(routes, gapPx);
    return routes.map((route) => joinedLines(route.stretches, offsets.get(route.letter) ?? []));
  };
  // Letters run across the bundle one way or the other, whichever tangles less.
  const choices = [linesAt(parallelGapPx), linesAt(-parallelGapPx)].map((lines) => ({
    lines,
    crossings: countCrossings(lines.map((route) => route.flat())),
  }));
  const chosen = choices.reduce((best, next) => (next.crossings < best.crossings ? next : best));
  const stretches: DrawnStretch[] = [];
  const runs: { letter: ScenarioLetter; mode: Mode; line: Point[] }[] = [];
  moves.forEach(({ letter, legs }, index) => {
    const lines = chosen.lines[index] ?? [];
    let run: { letter: ScenarioLetter; mode: Mode; line: Point[] } | undefined;
    legs.forEach(({ leg, legIndex }, i) => {
      const line = lines[i] ?? [];
      stretches.push({ letter, leg, legIndex, line });
      if (run?.mode === leg.mode) run.line.push(...line);
      else runs.push((run = { letter, mode: leg.mode, line: [...line] }));
    });
  });
  return { stretches, runs };
}

/** Passed places nearer than this to a more important one are left out: junctions around a city. */
const nearestViaPx = 9;

export function layOutPlaces(places: readonly MapPlace[], { projection, postScale }: MapSettings): DrawnPlace[] {
  const drawn = places.flatMap((place) => {
    const at = projection([place.node.longitude, place.node.latitude]);
    if (!at) return [];
    const radius =
      place.rank === 'end' ? 4 : place.stopHours > 0 ? Math.max(2.4, postScale * Math.sqrt(place.stopHours)) : 2.2;
    return [{ ...place, x: at[0], y: at[1], radius }];
  });
  return drawn.filter(
    (place, index) =>
      place.rank !== 'via' ||
      drawn.slice(0, index).every((other) => Math.hypot(other.x - place.x, other.y - place.y) > nearestViaPx),
  );
}

const badgeRadius = 8;
const ownBadgeGapPx = 90;
const badgeBox = ({ x, y }: Point): Box => ({
  x: x - badgeRadius,
  y: y - badgeRadius,
  width: 2 * badgeRadius,
  height: 2 * badgeRadius,
});

export const boxOfPlace = ({ x, y, radius }: DrawnPlace): Box => ({
  x: x - radius,
  y: y - radius,
  width: 2 * radius,
  height: 2 * radius,
});

/** Up to two letters per scenario along its line, in view, clear of posts and of each other. */
export function layOutBadges(
  stretches: readonly DrawnStretch[],
  places: readonly DrawnPlace[],
  { widthPx, heightPx, shownElsewhere }: MapSettings,
): DrawnBadge[] {
  const taken: Box[] = places.filter((place) => place.isOnItinerary).map(boxOfPlace);
  const badges: DrawnBadge[] = [];
  const isFree = (point: Point): boolean => {
    const box = badgeBox(point);
    const inView = point.x > 12 && point.y > 12 && point.x < widthPx - 12 && point.y < heightPx - 12;
    return (
      inView && !(shownElsewhere && overlaps(box, shownElsewhere)) && taken.every((other) => !overlaps(box, other, 1))
    );
  };
  const isAwayFromOwn = (letter: ScenarioLetter, point: Point): boolean =>
    badges.every(
      (other) => other.letter !== letter || Math.hypot(other.x - point.x, other.y - point.y) > ownBadgeGapPx,
    );
  for (const letter of new Set(stretches.map((stretch) => stretch.letter))) {
    const line = stretches.filter((stretch) => stretch.letter === letter).flatMap((stretch) => stretch.line);
    const length = lineLength(line);
    const spots: { point: Point; at: number }[] = [];
    for (let at = 10; at < length; at += 6) {
      const point = pointAlong(line, at);
      if (point && point.x > 0 && point.y > 0 && point.x < widthPx && point.y < heightPx) spots.push({ point, at });
    }
    const wanted = spots.length > 50 ? [0.3, 0.72] : [0.5];
    for (const share of wanted) {
      const target = spots[Math.floor(spots.length * share)]?.at ?? 0;
      const nearest = spots
        .filter(({ point }) => isFree(point) && isAwayFromOwn(letter, point))
        .sort((a, b) => Math.abs(a.at - target) - Math.abs(b.at - target))[0];
      if (!nearest) continue;
      badges.push({ letter, ...nearest.point });
      taken.push(badgeBox(nearest.point));
    }
  }
  return badges;
}
