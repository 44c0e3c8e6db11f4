/**
 * Shortest-path trees on a forward star in typed arrays: label correcting with the smallest label kept in front of a
 * deque (D. P. Bertsekas, Networks 23 (1993) 703-709), which on sparse transport networks beats a heap. Weights must
 * not be negative; Infinity closes an arc. Measured against plain Dijkstra in test/bench; judged by brute force in
 * test/property/itineraries-brute-force.test.ts.
 */

/** Arcs by vertex: those of vertex v are order[first[v] .. first[v + 1]). */
export interface Star {
  readonly first: Int32Array;
  readonly order: Int32Array;
}

/** Arcs sorted by the vertex that `ends` gives for each, in their own order within a vertex. */
export function buildStar(ends: Int32Array, vertexCount: number): Star {
  const first = new Int32Array(vertexCount + 1);
  for (const vertex of ends) first[vertex + 1] = (first[vertex + 1] ?? 0) + 1;
  for (let vertex = 0; vertex < vertexCount; vertex += 1) {
    first[vertex + 1] = (first[vertex + 1] ?? 0) + (first[vertex] ?? 0);
  }
  const next = first.slice();
  const order = new Int32Array(ends.length);
  ends.forEach((vertex, arc) => {
    const slot = next[vertex] ?? 0;
    order[slot] = arc;
    next[vertex] = slot + 1;
  });
  return { first, order };
}

export const NO_ARC = -1;

/** Distances from the seeds, and the arc by which each vertex was reached (NO_ARC at seeds and unreached ones). */
export interface Tree {
  readonly distance: Float64Array;
  readonly arc: Int32Array;
}

let queue = new Int32Array(0);
let queued = new Uint8Array(0);

/**
 * Grows a tree over `star` from the vertices whose `distance` is already finite. `farEnd[arc]` is the vertex that an
 * arc of the star leads to: its head for a tree from a source, its tail (with the star of arriving arcs) for one to a
 * destination. Fills `tree` in place.
 */
export function growTree(star: Star, farEnd: Int32Array, weights: Float64Array, tree: Tree): void {
  const { first, order } = star;
  const { distance, arc: reachedBy } = tree;
  const count = distance.length;
  if (queue.length <= count) {
    queue = new Int32Array(2 * count + 1);
    queued = new Uint8Array(2 * count + 1);
  }
  const capacity = queue.length;
  let front = 0;
  let waiting = 0;
  for (let vertex = 0; vertex < count; vertex += 1) {
    if (distance[vertex] === Infinity) continue;
    queue[waiting] = vertex;
    queued[vertex] = 1;
    waiting += 1;
  }
  while (waiting > 0) {
    const vertex = queue[front] as number;
    front = front + 1 === capacity ? 0 : front + 1;
    waiting -= 1;
    queued[vertex] = 0;
    const base = distance[vertex] as number;
    const end = first[vertex + 1] as number;
    for (let slot = first[vertex] as number; slot < end; slot += 1) {
      const arc = order[slot] as number;
      const far = farEnd[arc] as number;
      const reached = base + (weights[arc] as number);
      if (reached >= (distance[far] as number)) continue;
      distance[far] = reached;
      reachedBy[far] = arc;
      if (queued[far] === 1) continue;
      queued[far] = 1;
      if (waiting > 0 && reached < (distance[queue[front] as number] as number)) {
        front = front === 0 ? capacity - 1 : front - 1;
        queue[front] = far;
      } else {
        const back = front + waiting;
        queue[back < capacity ? back : back - capacity] = far;
      }
      waiting += 1;
    }
  }
}
