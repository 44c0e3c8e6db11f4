/**
 * The yardstick: Dijkstra on a forward star with a binary heap, all in typed arrays, as one would write it without
 * further ideas. A vertex may stand in the heap more than once; stale entries are skipped.
 */
import type { Star } from '../../shared/engine/tree.ts';

export type PlainDijkstra = (source: number, distance: Float64Array) => void;

/** Its arrays are made once; each call fills `distance` from one source to all. */
export function createPlainDijkstra(star: Star, heads: Int32Array, weights: Float64Array): PlainDijkstra {
  const { first, order } = star;
  const keys = new Float64Array(weights.length + 2);
  const vertices = new Int32Array(weights.length + 2);
  let size = 0;

  const push = (key: number, vertex: number): void => {
    let at = size;
    size += 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = keys[parent] as number;
      if (above <= key) break;
      keys[at] = above;
      vertices[at] = vertices[parent] as number;
      at = parent;
    }
    keys[at] = key;
    vertices[at] = vertex;
  };
  const removeTop = (): void => {
    size -= 1;
    const key = keys[size] as number;
    const vertex = vertices[size] as number;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && (keys[child + 1] as number) < (keys[child] as number)) child += 1;
      const below = keys[child] as number;
      if (below >= key) break;
      keys[at] = below;
      vertices[at] = vertices[child] as number;
      at = child;
    }
    keys[at] = key;
    vertices[at] = vertex;
  };

  return (source, distance) => {
    distance.fill(Infinity);
    distance[source] = 0;
    size = 0;
    push(0, source);
    while (size > 0) {
      const base = keys[0] as number;
      const vertex = vertices[0] as number;
      removeTop();
      if (base > (distance[vertex] as number)) continue;
      const end = first[vertex + 1] as number;
      for (let slot = first[vertex] as number; slot < end; slot += 1) {
        const arc = order[slot] as number;
        const head = heads[arc] as number;
        const reached = base + (weights[arc] as number);
        if (reached >= (distance[head] as number)) continue;
        distance[head] = reached;
        push(reached, head);
      }
    }
  };
}
