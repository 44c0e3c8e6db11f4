/**
 * Lines of several scenarios beside each other where they share a stretch: each takes a slot across the bundle and
 * keeps its side at bends, so that six itineraries on one link stay readable. Pure geometry in pixels.
 * Tested in test/unit/parallel-lines.test.ts.
 */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** One stretch between two neighbouring places, in the direction of travel. */
export interface Stretch {
  readonly from: string;
  readonly to: string;
  /** Screen points from `from` to `to`, both included. */
  readonly points: readonly Point[];
}

export interface Route {
  readonly letter: string;
  readonly stretches: readonly Stretch[];
}

const stretchKey = (stretch: Stretch): string =>
  stretch.from < stretch.to ? `${stretch.from} ${stretch.to}` : `${stretch.to} ${stretch.from}`;

const side = (a: Point, b: Point, p: Point): number => Math.sign((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x));

/** How often lines of different routes cross: what the order across the bundle should keep low. */
export function countCrossings(lines: readonly (readonly Point[])[]): number {
  let crossings = 0;
  lines.forEach((one, i) => {
    for (const other of lines.slice(i + 1)) {
      for (let m = 1; m < one.length; m += 1) {
        for (let n = 1; n < other.length; n += 1) {
          const [a, b, c, d] = [one[m - 1], one[m], other[n - 1], other[n]];
          if (!a || !b || !c || !d) continue;
          if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) crossings += 1;
        }
      }
    }
  });
  return crossings;
}

/** Signed distance from the middle of the bundle for each stretch of each route; right of the travel is positive. */
export function bundleOffsets(routes: readonly Route[], gapPx: number): ReadonlyMap<string, readonly number[]> {
  const users = new Map<string, { letters: string[]; from: string }>();
  for (const { letter, stretches } of routes) {
    for (const stretch of stretches) {
      const key = stretchKey(stretch);
      const bundle = users.get(key);
      if (!bundle) users.set(key, { letters: [letter], from: stretch.from });
      else if (!bundle.letters.includes(letter)) bundle.letters.push(letter);
    }
  }
  return new Map(
    routes.map(({ letter, stretches }) => [
      letter,
      stretches.map((stretch) => {
        const bundle = users.get(stretchKey(stretch));
        if (!bundle) return 0;
        const slot = bundle.letters.indexOf(letter) - (bundle.letters.length - 1) / 2;
        return slot * gapPx * (bundle.from === stretch.from ? 1 : -1);
      }),
    ]),
  );
}

const normalOf = (a: Point, b: Point): Point => {
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  return { x: -(b.y - a.y) / length, y: (b.x - a.x) / length };
};

/** Longest miter at a bend, in multiples of the offset; sharper bends are cut. */
const miterLimit = 2;

/**
 * The line at a distance from a polyline, right of the travel for positive offsets on a screen (y down). Bends are
 * mitred; every answer has as many points as the input or more, and starts and ends square to its first and last piece.
 */
export function offsetLine(points: readonly Point[], offsetPx: number): Point[] {
  const distinct = points.filter((point, i) => i === 0 || point.x !== points[i - 1]?.x || point.y !== points[i - 1]?.y);
  if (offsetPx === 0 || distinct.length < 2) return [...distinct];
  const answer: Point[] = [];
  for (let i = 0; i < distinct.length; i += 1) {
    const [before, here, after] = [distinct[i - 1], distinct[i], distinct[i + 1]];
    if (!here) continue;
    const into = before && normalOf(before, here);
    const outOf = after && normalOf(here, after);
    const shifted = (normal: Point, scale = 1): Point => ({
      x: here.x + normal.x * offsetPx * scale,
      y: here.y + normal.y * offsetPx * scale,
    });
    if (!into || !outOf) {
      const normal = into ?? outOf;
      if (normal) answer.push(shifted(normal));
      continue;
    }
    const middle = { x: into.x + outOf.x, y: into.y + outOf.y };
    const length = Math.hypot(middle.x, middle.y);
    // |middle| = 2 cos(half the bend); the miter is 1 / cos of it.
    if (length > 2 / miterLimit) answer.push(shifted({ x: middle.x / length, y: middle.y / length }, 2 / length));
    else answer.push(shifted(into), shifted(outOf));
  }
  return answer;
}

/** Where the infinite lines through two pieces meet, if that is within `reach` of `near`. */
function meeting(a1: Point, a2: Point, b1: Point, b2: Point, near: Point, reach: number): Point | undefined {
  const dax = a2.x - a1.x;
  const day = a2.y - a1.y;
  const dbx = b2.x - b1.x;
  const dby = b2.y - b1.y;
  const cross = dax * dby - day * dbx;
  if (Math.abs(cross) < 1e-3 * Math.hypot(dax, day) * Math.hypot(dbx, dby)) return undefined;
  const along = ((b1.x - a1.x) * dby - (b1.y - a1.y) * dbx) / cross;
  const point = { x: a1.x + along * dax, y: a1.y + along * day };
  return Math.hypot(point.x - near.x, point.y - near.y) <= reach ? point : undefined;
}

/**
 * One polyline per stretch of a route, offset and joined to its neighbours: where two pieces meet, the lines are cut
 * or prolonged to the same point; where they would meet far off, the later one starts where the earlier ends.
 */
export function joinedLines(stretches: readonly Stretch[], offsets: readonly number[]): Point[][] {
  const lines = stretches.map((stretch, i) => offsetLine(stretch.points, offsets[i] ?? 0));
  for (let i = 1; i < lines.length; i += 1) {
    const [before, after, corner] = [lines[i - 1], lines[i], stretches[i]?.points[0]];
    const [a1, a2] = [before?.at(-2), before?.at(-1)];
    const [b1, b2] = [after?.[0], after?.[1]];
    if (!before || !after || !corner || !a1 || !a2 || !b1 || !b2) continue;
    const reach = 3 + 2.5 * Math.max(Math.abs(offsets[i - 1] ?? 0), Math.abs(offsets[i] ?? 0));
    const joint = meeting(a1, a2, b1, b2, corner, reach);
    if (joint) {
      before[before.length - 1] = joint;
      after[0] = joint;
    } else {
      after.unshift(a2);
    }
  }
  return lines;
}

/** Point at a distance along a polyline; undefined when it is shorter. */
export function pointAlong(line: readonly Point[], distancePx: number): Point | undefined {
  let left = distancePx;
  for (let i = 1; i < line.length; i += 1) {
    const [a, b] = [line[i - 1], line[i]];
    if (!a || !b) continue;
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    if (left <= length && length > 0)
      return { x: a.x + ((b.x - a.x) * left) / length, y: a.y + ((b.y - a.y) * left) / length };
    left -= length;
  }
  return undefined;
}

export const lineLength = (line: readonly Point[]): number =>
  line.reduce((sum, point, i) => {
    const before = line[i - 1];
    return before ? sum + Math.hypot(point.x - before.x, point.y - before.y) : 0;
  }, 0);
