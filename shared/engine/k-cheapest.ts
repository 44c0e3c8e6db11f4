/**
 * The k cheapest loopless paths, exactly: Lawler's partition of the path space with lower bounds from one backward
 * tree (label-correcting, smallest label first), and A* where the tree runs into the path's own beginning.
 * Layers of the product graph count required nodes passed and whether a payload post was crossed. A path that is
 * loopless in the product but not on the ground is split further and never reported.
 * E. L. Lawler, Management Science 18 (1972) 401-405; J. Y. Yen, ibid. 17 (1971) 712-716.
 * Judged by brute force in test/property/itineraries-brute-force.test.ts.
 */
import type { TransportGraph } from './graph.ts';

/** One search: weights of arcs (Infinity = closed), where it may start and end, what it must pass. */
export interface PathProblem {
  readonly graph: TransportGraph;
  readonly weights: Float64Array;
  readonly starts: readonly { readonly vertex: number; readonly cost: number }[];
  readonly ends: readonly { readonly vertex: number; readonly cost: number }[];
  readonly via: readonly string[];
  /** True: only paths that cross a payload post. (Problems without it close those arcs by weight.) */
  readonly mustPassPost: boolean;
}

/** A path as vertices of the graph and the arcs between them (one fewer). */
export interface FoundPath {
  readonly problem: PathProblem;
  readonly cost: number;
  readonly vertices: readonly number[];
  readonly arcs: readonly number[];
}

const END = -1;
const NONE = -2;

/** Product of the graph with its layers, with exact distances to the end from everywhere. */
class Product {
  readonly problem: PathProblem;
  readonly stages: number;
  readonly layers: number;
  private readonly vertexCount: number;
  private readonly lastLayer: number;
  readonly toEnd: Float64Array;
  /** Next arc on the cheapest way to the end; END at the end itself. */
  readonly nextArc: Int32Array;
  readonly endCost: Float64Array;

  constructor(problem: PathProblem) {
    this.problem = problem;
    this.vertexCount = problem.graph.vertexCount;
    this.stages = problem.via.length + 1;
    this.layers = this.stages * (problem.mustPassPost ? 2 : 1);
    this.lastLayer = this.layers - 1;
    const size = this.layers * this.vertexCount;
    this.toEnd = new Float64Array(size).fill(Infinity);
    this.endCost = new Float64Array(size).fill(Infinity);
    this.nextArc = new Int32Array(size).fill(NONE);
    for (const { vertex, cost } of problem.ends) this.endCost[this.lastLayer * this.vertexCount + vertex] = cost;
    this.growTreeToEnd();
  }

  vertexOf(state: number): number {
    return state % this.vertexCount;
  }

  /** (physical place and means, stretch): what may not come twice on one path. */
  physicalKey(state: number): number {
    const stage = Math.floor(state / this.vertexCount) % this.stages;
    return (this.problem.graph.physicalOf[this.vertexOf(state)] ?? 0) * this.stages + stage;
  }

  private advanceStage(stage: number, vertex: number): number {
    const { via, graph } = this.problem;
    let next = stage;
    while (next < via.length && via[next] === graph.nodeOf[vertex]) next += 1;
    return next;
  }

  startState(vertex: number): number {
    return this.advanceStage(0, vertex) * this.vertexCount + vertex;
  }

  /** State after taking an arc from a layer. */
  stateAfter(layer: number, arc: number): number {
    const { graph, mustPassPost } = this.problem;
    const head = graph.heads[arc] ?? 0;
    if (this.layers === 1) return head;
    const passed = layer >= this.stages || (mustPassPost && graph.arcs[arc]?.passesPayloadPost === true);
    const stage = this.advanceStage(layer % this.stages, head);
    return ((passed ? this.stages : 0) + stage) * this.vertexCount + head;
  }

  private growTreeToEnd(): void {
    const { graph, weights } = this.problem;
    const { firstIn, inArcs, tails } = graph;
    const { toEnd, nextArc, vertexCount } = this;
    const size = toEnd.length;
    const queue = new Int32Array(size + 1);
    const queued = new Uint8Array(size);
    let front = 0;
    let count = 0;
    const capacity = size + 1;
    const push = (state: number): void => {
      if (queued[state]) return;
      queued[state] = 1;
      const first = queue[front] ?? 0;
      if (count > 0 && (toEnd[state] ?? 0) < (toEnd[first] ?? 0)) {
        front = (front + capacity - 1) % capacity;
        queue[front] = state;
      } else queue[(front + count) % capacity] = state;
      count += 1;
    };
    this.endCost.forEach((cost, state) => {
      if (cost === Infinity) return;
      toEnd[state] = cost;
      nextArc[state] = END;
      push(state);
    });
    while (count > 0) {
      const state = queue[front] ?? 0;
      front = (front + 1) % capacity;
      count -= 1;
      queued[state] = 0;
      const vertex = state % vertexCount;
      const distance = toEnd[state] ?? Infinity;
      const last = firstIn[vertex + 1] ?? 0;
      for (let slot = firstIn[vertex] ?? 0; slot < last; slot += 1) {
        const arc = inArcs[slot] ?? 0;
        const candidate = distance + (weights[arc] ?? Infinity);
        if (candidate === Infinity) continue;
        for (let layer = 0; layer < this.layers; layer += 1) {
          if (this.layers > 1 && this.stateAfter(layer, arc) !== state) continue;
          const previous = layer * vertexCount + (tails[arc] ?? 0);
          if (candidate < (toEnd[previous] ?? Infinity)) {
            toEnd[previous] = candidate;
            nextArc[previous] = arc;
            push(previous);
          }
        }
      }
    }
  }
}

/** A whole path in the product, and the part of the path space it is the cheapest of. */
interface Candidate {
  readonly product: Product;
  readonly cost: number;
  /** states[0] is the start; arcs[i] leads from states[i] to states[i + 1]; the path ends at the last state. */
  readonly states: readonly number[];
  readonly arcs: readonly number[];
  /** The first `fixed` states are shared by all paths of this part; -1 when even the start is free. */
  readonly fixed: number;
  /** Ways on from the last fixed state that belong to other parts (starts when fixed is 0). */
  readonly banned: ReadonlySet<number>;
  readonly order: number;
}

const isBefore = (a: Candidate, b: Candidate): boolean => a.cost < b.cost || (a.cost === b.cost && a.order < b.order);

/** A small binary heap of things with an order; enough for a few dozen candidates and a few hundred labels. */
class Heap<T> {
  private readonly items: T[] = [];
  private readonly before: (a: T, b: T) => boolean;
  constructor(before: (a: T, b: T) => boolean) {
    this.before = before;
  }
  get size(): number {
    return this.items.length;
  }
  push(item: T): void {
    const { items, before } = this;
    let index = items.push(item) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = items[parent] as T;
      if (!before(item, above)) break;
      items[index] = above;
      index = parent;
    }
    items[index] = item;
  }
  pop(): T | undefined {
    const { items, before } = this;
    const top = items[0];
    const last = items.pop();
    if (last === undefined || items.length === 0) return top;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && before(items[child + 1] as T, items[child] as T)) child += 1;
      const below = items[child] as T;
      if (!before(below, last)) break;
      items[index] = below;
      index = child;
    }
    items[index] = last;
    return top;
  }
}

interface Tail {
  readonly cost: number;
  readonly states: readonly number[];
  readonly arcs: readonly number[];
}

/** The tree's way from a state to the end, unless it runs into a blocked place. */
function followTree(product: Product, from: number, blocked: ReadonlySet<number>): Tail | undefined {
  const states = [from];
  const arcs: number[] = [];
  for (let state = from; ;) {
    if (blocked.has(product.physicalKey(state))) return undefined;
    const arc = product.nextArc[state] ?? NONE;
    if (arc === END) return { cost: product.toEnd[from] ?? Infinity, states, arcs };
    if (arc === NONE) return undefined;
    state = product.stateAfter(Math.floor(state / product.problem.graph.vertexCount), arc);
    states.push(state);
    arcs.push(arc);
  }
}

interface Label {
  readonly state: number;
  readonly cost: number;
  readonly bound: number;
  readonly arc: number;
  readonly parent: Label | undefined;
}

/** The cheapest way on from a state that uses none of the banned arcs first and no blocked place at all (A*). */
function cheapestTail(
  product: Product,
  from: number,
  banned: ReadonlySet<number>,
  blocked: ReadonlySet<number>,
): Tail | undefined {
  const { graph, weights } = product.problem;
  const settled = new Set<number>([from]);
  const heap = new Heap<Label>((a, b) => a.bound < b.bound);
  const expand = (state: number, cost: number, parent: Label | undefined): void => {
    const endCost = product.endCost[state] ?? Infinity;
    if (endCost < Infinity && !(parent === undefined && banned.has(END))) {
      heap.push({ state, cost: cost + endCost, bound: cost + endCost, arc: END, parent });
    }
    const layer = Math.floor(state / graph.vertexCount);
    const vertex = product.vertexOf(state);
    const last = graph.firstOut[vertex + 1] ?? 0;
    for (let slot = graph.firstOut[vertex] ?? 0; slot < last; slot += 1) {
      const arc = graph.outArcs[slot] ?? 0;
      if (parent === undefined && banned.has(arc)) continue;
      const reached = cost + (weights[arc] ?? Infinity);
      const next = product.stateAfter(layer, arc);
      const bound = reached + (product.toEnd[next] ?? Infinity);
      if (bound === Infinity || settled.has(next) || blocked.has(product.physicalKey(next))) continue;
      heap.push({ state: next, cost: reached, bound, arc, parent });
    }
  };
  expand(from, 0, undefined);
  for (let label = heap.pop(); label; label = heap.pop()) {
    if (label.arc === END) {
      const states: number[] = [];
      const arcs: number[] = [];
      for (let step = label.parent; step; step = step.parent) {
        states.unshift(step.state);
        arcs.unshift(step.arc);
      }
      return { cost: label.cost, states: [from, ...states], arcs };
    }
    if (settled.has(label.state)) continue;
    settled.add(label.state);
    expand(label.state, label.cost, label);
  }
  return undefined;
}

class PathSpace {
  private readonly heap = new Heap<Candidate>(isBefore);
  private made = 0;

  add(candidate: Omit<Candidate, 'order'>): void {
    this.made += 1;
    this.heap.push({ ...candidate, order: this.made });
  }

  pop(): Candidate | undefined {
    return this.heap.pop();
  }

  /** Cheapest path of a problem over all starts that are not banned. */
  addFromStart(product: Product, banned: ReadonlySet<number>): void {
    let best: { state: number; cost: number } | undefined;
    for (const { vertex, cost } of product.problem.starts) {
      const state = product.startState(vertex);
      const total = cost + (product.toEnd[state] ?? Infinity);
      if (!banned.has(state) && total < (best?.cost ?? Infinity)) best = { state, cost: total };
    }
    const tail = best && followTree(product, best.state, new Set());
    if (best && tail) this.add({ product, cost: best.cost, states: tail.states, arcs: tail.arcs, fixed: 0, banned });
  }

  /** Splits a popped part: one new part for every place where a path can leave this one for the first time. */
  split(candidate: Candidate, costs: readonly number[], upTo: number): void {
    const { product, states, arcs, fixed, banned } = candidate;
    if (fixed === 0) this.addFromStart(product, new Set([...banned, states[0] ?? NONE]));
    const blocked = new Set<number>();
    for (let index = 0; index < upTo; index += 1) {
      const state = states[index] ?? 0;
      blocked.add(product.physicalKey(state));
      if (index + 1 >= fixed) {
        const inherited = index + 1 === fixed ? banned : undefined;
        const out = new Set([...(inherited ?? []), arcs[index] ?? END]);
        const tail = cheapestTail(product, state, out, blocked);
        if (tail) {
          this.add({
            product,
            cost: (costs[index] ?? 0) + tail.cost,
            states: [...states.slice(0, index), ...tail.states],
            arcs: [...arcs.slice(0, index), ...tail.arcs],
            fixed: index + 1,
            banned: out,
          });
        }
      }
    }
  }
}

/** Index of the first state that repeats an earlier place, or undefined for a loopless path. */
function findLoop(product: Product, states: readonly number[]): number | undefined {
  const seen = new Set<number>();
  for (const [index, state] of states.entries()) {
    const key = product.physicalKey(state);
    if (seen.has(key)) return index;
    seen.add(key);
  }
  return undefined;
}

/** Cost of each beginning of a path: costs[i] is what reaching states[i] has cost. */
function costsAlong(candidate: Candidate): number[] {
  const { product, states, arcs } = candidate;
  const start = product.problem.starts.find(({ vertex }) => product.startState(vertex) === states[0]);
  const costs = [start?.cost ?? 0];
  for (const arc of arcs) costs.push((costs.at(-1) ?? 0) + (product.problem.weights[arc] ?? 0));
  return costs;
}

/** What a traveller would call the path: its links and terminals. Where a gauge changes for free is not part of it. */
const nameOfPath = (graph: TransportGraph, arcs: readonly number[]): string =>
  arcs
    .map((arc) => graph.arcs[arc]?.link?.id ?? graph.arcs[arc]?.terminal?.id ?? '')
    .filter(Boolean)
    .join('>');

/** Up to k cheapest loopless paths over all problems together, cheapest first, no two of the same links and terminals. */
export function findCheapestPaths(problems: readonly PathProblem[], k: number): FoundPath[] {
  const space = new PathSpace();
  for (const problem of problems) space.addFromStart(new Product(problem), new Set());
  const found: FoundPath[] = [];
  const names = new Set<string>();
  for (let candidate = space.pop(); candidate; candidate = space.pop()) {
    const { product, states, arcs, cost } = candidate;
    const loop = findLoop(product, states);
    const name = nameOfPath(product.problem.graph, arcs);
    if (loop === undefined && !names.has(name)) {
      names.add(name);
      found.push({ problem: product.problem, cost, vertices: states.map((state) => product.vertexOf(state)), arcs });
      if (found.length === k) break;
    }
    // Behind a closed loop every continuation has it too: only places before it can lead away.
    space.split(candidate, costsAlong(candidate), loop ?? states.length);
  }
  return found;
}
