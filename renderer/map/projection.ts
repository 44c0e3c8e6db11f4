/**
 * The projection of the corridor map: conformal conic with parallels 40 and 52 N (WINDOW.md 3), turned to the middle
 * of what is shown and fitted to it. Zoom and pan scale and move the projection itself, so line widths stay.
 */
import { geoConicConformal, geoDistance, geoInterpolate, type GeoProjection } from 'd3-geo';
import type { Point } from './parallel-lines.ts';

export type LonLat = readonly [number, number];

export interface Viewport {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Screen movement on top of the fitted projection. */
export interface ZoomPan {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export const unmoved: ZoomPan = { scale: 1, x: 0, y: 0 };

export interface Insets {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const parallels: [number, number] = [40, 52];
const smallestSpanDegrees = 1.5;

/** Points at least a little apart, so that a single place can be fitted too. */
function spanned(points: readonly LonLat[]): LonLat[] {
  const [longitude, latitude] = points[0] ?? [70, 45];
  const half = smallestSpanDegrees / 2;
  return [...points, [longitude - half, latitude - half], [longitude + half, latitude + half]];
}

export function fittedProjection(
  points: readonly LonLat[],
  { widthPx, heightPx }: Viewport,
  insets: Insets,
  moved: ZoomPan = unmoved,
): GeoProjection {
  const longitudes = spanned(points).map(([longitude]) => longitude);
  const middle = (Math.min(...longitudes) + Math.max(...longitudes)) / 2;
  const projection = geoConicConformal().parallels(parallels).rotate([-middle, 0]);
  projection.fitExtent(
    [
      [insets.left, insets.top],
      [Math.max(insets.left + 10, widthPx - insets.right), Math.max(insets.top + 10, heightPx - insets.bottom)],
    ],
    { type: 'MultiPoint', coordinates: spanned(points).map(([longitude, latitude]) => [longitude, latitude]) },
  );
  const [x, y] = projection.translate();
  projection.scale(projection.scale() * moved.scale).translate([x * moved.scale + moved.x, y * moved.scale + moved.y]);
  // Shapes far outside the view cost time and nothing else; points are not clipped.
  const margin = 40;
  return projection.clipExtent([
    [-margin, -margin],
    [widthPx + margin, heightPx + margin],
  ]);
}

/** Degrees of great circle per piece: short enough for smooth curves on any screen. */
const pieceDegrees = 1.5;

/** Screen points along the great circle between two places. */
export function greatCircle(projection: GeoProjection, from: LonLat, to: LonLat): Point[] {
  const [a, b]: [[number, number], [number, number]] = [
    [from[0], from[1]],
    [to[0], to[1]],
  ];
  const pieces = Math.max(1, Math.ceil((geoDistance(a, b) * 180) / Math.PI / pieceDegrees));
  const between = geoInterpolate(a, b);
  return Array.from({ length: pieces + 1 }, (_, i) => {
    const [x, y] = projection(between(i / pieces)) ?? [0, 0];
    return { x, y };
  });
}

const earthRadiusKm = 6371;

/** Length of one kilometre in the middle of the view, pixels. */
export function pixelsPerKm(projection: GeoProjection, { widthPx, heightPx }: Viewport): number {
  const left = projection.invert?.([widthPx / 2 - 50, heightPx / 2]);
  const right = projection.invert?.([widthPx / 2 + 50, heightPx / 2]);
  return left && right ? 100 / (geoDistance(left, right) * earthRadiusKm) : 1;
}

/** A round distance whose bar is at most `longestPx` long. */
export function scaleBarKm(pxPerKm: number, longestPx: number): number {
  const longest = longestPx / pxPerKm;
  const power = 10 ** Math.floor(Math.log10(longest));
  return ([5, 2, 1].find((step) => step * power <= longest) ?? 1) * power;
}
