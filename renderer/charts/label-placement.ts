/**
 * Finds room for labels: each request brings candidate boxes, the cheapest free one wins, earlier requests first.
 * Placed labels never overlap each other, each other's leaders or the bounds; lines and posts only make a place
 * dearer. Pure geometry in pixels. Tested in test/unit/label-placement.test.ts.
 */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Segment {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface LabelCandidate {
  readonly box: Box;
  /** Own price of this place, before what it covers: further away costs more. */
  readonly cost: number;
  readonly leader?: Segment;
}

export interface LabelRequest {
  readonly id: string;
  readonly candidates: readonly LabelCandidate[];
  /** Dearest price at which the label is still worth showing. */
  readonly maximumCost?: number;
}

export interface Surroundings {
  readonly bounds: Box;
  /** Lines that a label should not cover; each covered pixel costs `lineCost`. */
  readonly lines: readonly Segment[];
  /** Posts and badges: covering one costs `postCost`. */
  readonly posts: readonly Box[];
}

const lineCostPerPx = 1.5;
const postCost = 60;
const leaderCrossingCost = 7;
const gapPx = 2;

export const overlaps = (a: Box, b: Box, gap = 0): boolean =>
  a.x < b.x + b.width + gap && b.x < a.x + a.width + gap && a.y < b.y + b.height + gap && b.y < a.y + a.height + gap;

const inside = (box: Box, bounds: Box): boolean =>
  box.x >= bounds.x &&
  box.y >= bounds.y &&
  box.x + box.width <= bounds.x + bounds.width &&
  box.y + box.height <= bounds.y + bounds.height;

/** Length of the part of a segment that lies in a box (Liang-Barsky clipping). */
export function lengthInside(segment: Segment, box: Box): number {
  const dx = segment.x2 - segment.x1;
  const dy = segment.y2 - segment.y1;
  let enter = 0;
  let leave = 1;
  const edges: readonly (readonly [number, number])[] = [
    [-dx, segment.x1 - box.x],
    [dx, box.x + box.width - segment.x1],
    [-dy, segment.y1 - box.y],
    [dy, box.y + box.height - segment.y1],
  ];
  for (const [direction, distance] of edges) {
    if (direction === 0) {
      if (distance < 0) return 0;
    } else if (direction < 0) {
      enter = Math.max(enter, distance / direction);
    } else {
      leave = Math.min(leave, distance / direction);
    }
  }
  return enter < leave ? (leave - enter) * Math.hypot(dx, dy) : 0;
}

const side = (s: Segment, x: number, y: number): number =>
  Math.sign((s.x2 - s.x1) * (y - s.y1) - (s.y2 - s.y1) * (x - s.x1));

/** True when two segments cross properly; touching ends do not count. */
const crosses = (a: Segment, b: Segment): boolean =>
  side(a, b.x1, b.y1) * side(a, b.x2, b.y2) < 0 && side(b, a.x1, a.y1) * side(b, a.x2, a.y2) < 0;

function price(candidate: LabelCandidate, surroundings: Surroundings): number {
  let cost = candidate.cost;
  for (const line of surroundings.lines) {
    cost += lengthInside(line, candidate.box) * lineCostPerPx;
    if (candidate.leader && crosses(candidate.leader, line)) cost += leaderCrossingCost;
  }
  for (const post of surroundings.posts) if (overlaps(candidate.box, post)) cost += postCost;
  return cost;
}

function isFree(candidate: LabelCandidate, placed: readonly LabelCandidate[]): boolean {
  return placed.every((other) => {
    if (overlaps(candidate.box, other.box, gapPx)) return false;
    if (other.leader && lengthInside(other.leader, candidate.box) > 0) return false;
    if (candidate.leader && lengthInside(candidate.leader, other.box) > 0) return false;
    return !(candidate.leader && other.leader && crosses(candidate.leader, other.leader));
  });
}

/** Places in order of the requests; a label without a free place at its price is absent from the answer. */
export function placeLabels(
  requests: readonly LabelRequest[],
  surroundings: Surroundings,
): ReadonlyMap<string, LabelCandidate> {
  const placed = new Map<string, LabelCandidate>();
  for (const request of requests) {
    const taken = [...placed.values()];
    let best: LabelCandidate | undefined;
    let bestCost = request.maximumCost ?? Infinity;
    for (const candidate of request.candidates) {
      if (candidate.cost >= bestCost || !inside(candidate.box, surroundings.bounds)) continue;
      if (!isFree(candidate, taken)) continue;
      const cost = price(candidate, surroundings);
      if (cost < bestCost) [best, bestCost] = [candidate, cost];
    }
    if (best) placed.set(request.id, best);
  }
  return placed;
}

/**
 * Moves positions on one axis apart to at least `gap`, as little as possible, in order and inside [low, high]
 * (if they fit). Answer in the order of the input.
 */
export function spreadApart(positions: readonly number[], gap: number, low: number, high: number): number[] {
  const order = positions.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
  // Groups of touching labels, each centred on the mean of what its members want.
  const groups: { start: number; wanted: number[] }[] = [];
  const place = (wanted: readonly number[]): number => {
    const mean = wanted.reduce((sum, value, i) => sum + value - i * gap, 0) / wanted.length;
    return Math.max(low, Math.min(mean, high - (wanted.length - 1) * gap));
  };
  for (const { value } of order) {
    let group = { start: place([value]), wanted: [value] };
    for (let last = groups.at(-1); last; last = groups.at(-1)) {
      if (last.start + last.wanted.length * gap <= group.start) break;
      groups.pop();
      const wanted = [...last.wanted, ...group.wanted];
      group = { start: place(wanted), wanted };
    }
    groups.push(group);
  }
  const spread = groups.flatMap((group) => group.wanted.map((_, i) => group.start + i * gap));
  const answer = new Array<number>(positions.length);
  order.forEach(({ index }, rank) => (answer[index] = spread[rank] ?? 0));
  return answer;
}
