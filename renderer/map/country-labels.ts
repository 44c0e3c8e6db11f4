/**
 * Where a country's name may stand on the map: only inside its own area as seen, clear of its frontiers; a country
 * without such a place gets no name (WINDOW.md 3). Pure geometry.
 */
import { geoPath, type GeoPermissibleObjects, type GeoProjection } from 'd3-geo';
import type { Box, LabelCandidate } from '../charts/label-placement.ts';
import { lengthInside } from '../charts/label-placement.ts';
import type { Point } from './parallel-lines.ts';

/** Rings of an area as projected and clipped, in pixels. */
export function projectedRings(projection: GeoProjection, shape: GeoPermissibleObjects): Point[][] {
  const rings: Point[][] = [];
  geoPath(projection, {
    beginPath: () => undefined,
    moveTo: (x: number, y: number) => rings.push([{ x, y }]),
    lineTo: (x: number, y: number) => rings.at(-1)?.push({ x, y }),
    arc: () => undefined,
    closePath: () => undefined,
  })(shape);
  return rings;
}

/** Even-odd rule over all rings. */
export function isInside(rings: readonly (readonly Point[])[], x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings) {
    let before = ring.at(-1);
    for (const point of ring) {
      if (before && point.y > y !== before.y > y) {
        if (x < ((before.x - point.x) * (y - point.y)) / (before.y - point.y) + point.x) inside = !inside;
      }
      before = point;
    }
  }
  return inside;
}

const gridPx = { x: 9, y: 6 } as const;

/** Boxes of the given size that lie wholly inside the area; nearer to its middle is cheaper. */
export function boxesInside(
  rings: readonly (readonly Point[])[],
  size: { readonly width: number; readonly height: number },
  bounds: Box,
): LabelCandidate[] {
  const points = rings.flat();
  if (points.length === 0) return [];
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));
  const left = clamp(
    xs.reduce((a, b) => Math.min(a, b)),
    bounds.x,
    bounds.x + bounds.width,
  );
  const right = clamp(
    xs.reduce((a, b) => Math.max(a, b)),
    bounds.x,
    bounds.x + bounds.width,
  );
  const top = clamp(
    ys.reduce((a, b) => Math.min(a, b)),
    bounds.y,
    bounds.y + bounds.height,
  );
  const bottom = clamp(
    ys.reduce((a, b) => Math.max(a, b)),
    bounds.y,
    bounds.y + bounds.height,
  );
  const edges = rings.flatMap((ring) =>
    ring.flatMap((point, i) => {
      const before = ring[i - 1];
      return before ? [{ x1: before.x, y1: before.y, x2: point.x, y2: point.y }] : [];
    }),
  );
  const answer: LabelCandidate[] = [];
  for (let x = left + 2; x + size.width <= right; x += gridPx.x) {
    for (let y = top + 2; y + size.height <= bottom; y += gridPx.y) {
      const middle = { x: x + size.width / 2, y: y + size.height / 2 };
      if (!isInside(rings, middle.x, middle.y)) continue;
      const box = { x, y, ...size };
      if (edges.some((edge) => lengthInside(edge, box) > 0)) continue;
      answer.push({ box, cost: Math.hypot(middle.x - (left + right) / 2, middle.y - (top + bottom) / 2) * 0.12 });
    }
  }
  return answer;
}
