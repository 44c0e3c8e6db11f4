/**
 * Where a country's name may stand on the map: only inside its own area as seen, clear of its frontiers; a country
 * without such a place gets no name (WINDOW.md 3). Pure geometry.
 */
import { geoPath, type GeoPermissibleObjects, type GeoProjection } from 'd3-geo';
import type { Box, LabelCandidate } from '../charts/label-placement.ts';
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

interface Row {
  /** Where the frontier crosses the middle of the row: inside is between the first and the second, and so on. */
  readonly crossings: number[];
  /** Stretches of the row that the frontier touches. */
  readonly touched: [number, number][];
}

const gridPx = { x: 9, y: 6 } as const;

/** Rows of a grid, each as high as the label, with what the frontier does in them. */
function rowsOf(rings: readonly (readonly Point[])[], height: number, top: number, count: number): Row[] {
  const rows: Row[] = Array.from({ length: count }, () => ({ crossings: [], touched: [] }));
  for (const ring of rings) {
    let before = ring.at(-1);
    for (const point of ring) {
      const a = before ?? point;
      before = point;
      const [low, high] = a.y < point.y ? [a, point] : [point, a];
      const xAt = (y: number): number =>
        high.y === low.y ? low.x : low.x + ((high.x - low.x) * (y - low.y)) / (high.y - low.y);
      const first = Math.max(0, Math.ceil((low.y - height - top) / gridPx.y));
      const last = Math.min(count - 1, Math.floor((high.y - top) / gridPx.y));
      for (let index = first; index <= last; index += 1) {
        const row = rows[index];
        if (!row) continue;
        const rowTop = top + index * gridPx.y;
        const middle = rowTop + height / 2;
        if (low.y <= middle && middle < high.y) row.crossings.push(xAt(middle));
        const [x1, x2] = [xAt(Math.max(low.y, rowTop)), xAt(Math.min(high.y, rowTop + height))];
        row.touched.push(
          low.y === high.y ? [Math.min(a.x, point.x), Math.max(a.x, point.x)] : [Math.min(x1, x2), Math.max(x1, x2)],
        );
      }
    }
  }
  return rows;
}

/** Boxes of the given size that lie wholly inside the area (even-odd rule); nearer to its middle is cheaper and first. */
export function boxesInside(
  rings: readonly (readonly Point[])[],
  size: { readonly width: number; readonly height: number },
  bounds: Box,
): LabelCandidate[] {
  const points = rings.flat();
  if (points.length === 0) return [];
  const range = (values: readonly number[], low: number, high: number): [number, number] => [
    Math.max(
      low,
      values.reduce((a, b) => Math.min(a, b)),
    ),
    Math.min(
      high,
      values.reduce((a, b) => Math.max(a, b)),
    ),
  ];
  const [left, right] = range(
    points.map(({ x }) => x),
    bounds.x,
    bounds.x + bounds.width,
  );
  const [top, bottom] = range(
    points.map(({ y }) => y),
    bounds.y,
    bounds.y + bounds.height,
  );
  const rowCount = Math.floor((bottom - top - size.height) / gridPx.y) + 1;
  if (rowCount < 1) return [];
  const answer: LabelCandidate[] = [];
  rowsOf(rings, size.height, top, rowCount).forEach((row, index) => {
    const y = top + index * gridPx.y;
    for (let x = left + 2; x + size.width <= right; x += gridPx.x) {
      const middle = x + size.width / 2;
      if (row.crossings.filter((crossing) => crossing < middle).length % 2 === 0) continue;
      if (row.touched.some(([from, to]) => from < x + size.width && to > x)) continue;
      const distance = Math.hypot(middle - (left + right) / 2, y + size.height / 2 - (top + bottom) / 2);
      answer.push({ box: { x, y, ...size }, cost: distance * 0.12 });
    }
  });
  return answer.sort((a, b) => a.cost - b.cost);
}
