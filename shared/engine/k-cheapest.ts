/**
 * The k cheapest loopless paths, exactly: Lawler's partition of the path space with lower bounds from one backward
 * tree (label-correcting, smallest label first), and A* where the tree runs into the path's own beginning.
 * Layers of the product graph count required nodes passed and whether a payload post was crossed. A path that is
 * loopless in the product but not on the ground is split further and never reported.
 * E. L. Lawler, Management Science 18 (1972) 401-405; J. Y. Yen, ibid. 17 (1971) 712-716.
 * Judged by brute force in test/property/itineraries-brute-force.test.ts.
 */
import type { TransportGraph } from './graph.ts';
import { Heap } from './heap.ts';
import { buildStar, growTree, NO_ARC, type Star } from './tree.ts';

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

/** Stands for "ends here" among the ways on from a state. */
const END = -2;

/**
 * Product of a graph with its layers. State = layer x vertices + vertex; way (an arc taken in a layer) = layer x arcs
 * + arc. With one layer it is the graph itself.
 */
interface Layers {
  readonly stages: number;
  readonly count: number;
  readonly leaving: Star;
  readonly arriving: Star;
  readonly tails: Int32Array;
  readonly heads: Int32Array;
  readonly startState: (vertex: number) => number;
}

function makeLayers(graph: TransportGraph, via: readonly string[], mustPassPost: boolean): Layers {
  const { vertexCount, arcs, nodeOf, leaving, arriving, tails, heads } = graph;
  const stages = via.length + 1;
  const count = stages * (mustPassPost ? 2 : 1);
  const advance = (stage: number, vertex: number): number => {
    let next = stage;
    while (next < via.length && via[next] === nodeOf[vertex]) next += 1;
    return next;
  };
  const startState = (vertex: number): number => advance(0, vertex) * vertexCount + vertex;
  if (count === 1) return { stages, count, leaving, arriving, tails, heads, startState };

  const arcCount = arcs.length;
  const wayTails = new Int32Array(count * arcCount);
  const wayHeads = new Int32Array(count * arcCount);
  for (let layer = 0; layer < count; layer += 1) {
    arcs.forEach(({ tail, head, passesPayloadPost }, arc) => {
      const passed = layer >= stages || (mustPassPost && passesPayloadPost);
      const stage = advance(layer % stages, head);
      wayTails[layer * arcCount + arc] = layer * vertexCount + tail;
      wayHeads[layer * arcCount + arc] = ((passed ? stages : 0) + stage) * vertexCount + head;
    });
  }
  const size = count * vertexCount;
  const stars = { leaving: buildStar(wayTails, size), arriving: buildStar(wayHeads, size) };
  return { stages, count, ...stars, tails: wayTails, heads: wayHeads, startState };
}

const knownLayers = new WeakMap<Star, Map<string, Layers>>();

/** Layers of a graph, kept with its star: questions of the same form, and graphs of the same connections, share them. */
function getLayers({ graph, via, mustPassPost }: PathProblem): Layers {
  const kept = knownLayers.get(graph.leaving) ?? new Map<string, Layers>();
  knownLayers.set(graph.leaving, kept);
  const key = `${mustPassPost} ${via.join(' ')}`;
  const layers = kept.get(key) ?? makeLayers(graph, via, mustPassPost);
  kept.set(key, layers);
  return layers;
}

/** A problem on its layers, with exact distances to the end from everywhere. */
class Product {
  readonly problem: PathProblem;
  readonly layers: Layers;
  readonly weights: Float64Array;
  readonly toEnd: Float64Array;
  /** Next way of the cheapest path to the end; NO_ARC at the end itself. */
  readonly nextWay: Int32Array;
  readonly endCost: Float64Array;

  constructor(problem: PathProblem) {
    const { vertexCount, arcs } = problem.graph;
    this.problem = problem;
    this.layers = getLayers(problem);
    const { count, arriving, tails } = this.layers;
    this.weights = problem.weights;
    if (count > 1) {
      this.weights = new Float64Array(count * arcs.length);
      for (let layer = 0; layer < count; layer += 1) this.weights.set(problem.weights, layer * arcs.length);
    }
    this.endCost = new Float64Array(count * vertexCount).fill(Infinity);
    const lastLayer = (count - 1) * vertexCount;
    for (const { vertex, cost } of problem.ends) this.endCost[lastLayer + vertex] = cost;
    this.toEnd = this.endCost.slice();
    this.nextWay = new Int32Array(count * vertexCount).fill(NO_ARC);
    growTree(arriving, tails, this.weights, { distance: this.toEnd, arc: this.nextWay });
  }

  vertexOf(state: number): number {
    return state % this.problem.graph.vertexCount;
  }

  arcOf(way: number): number {
    return way % this.problem.graph.arcs.length;
  }

  /** (physical place and means, stretch): what may not come twice on one path. */
  physicalKey(state: number): number {
    const { graph } = this.problem;
    const stage = Math.floor(state / graph.vertexCount) % this.layers.stages;
    return (graph.physicalOf[state % graph.vertexCount] ?? 0) * this.layers.stages + stage;
  }
}

/** A whole path in the product, and the part of the path space it is the cheapest of. */
interface Candidate {
  readonly product: Product;
  readonly cost: number;
  /** states[0] is the start; ways[i] leads from states[i] to states[i + 1]; the path ends at the last state. */
  readonly states: readonly number[];
  readonly ways: readonly number[];
  /** The first `fixed` states are shared by all paths of this part; -1 when even the start is free. */
  readonly fixed: number;
  /** Ways on from the last fixed state that belong to other parts (starts when fixed is 0). */
  readonly banned: ReadonlySet<number>;
  readonly order: number;
}

const isBefore = (a: Candidate, b: Candidate): boolean => a.cost < b.cost || (a.cost === b.cost && a.order < b.order);

interface Tail {
  readonly cost: number;
  readonly states: readonly number[];
  readonly ways: readonly number[];
}

/** The tree's way from a state to the end. */
function followTree(product: Product, from: number): Tail {
  const states = [from];
  const ways: number[] = [];
  for (let way = product.nextWay[from] ?? NO_ARC; way !== NO_ARC;) {
    const state = product.layers.heads[way] ?? 0;
    states.push(state);
    ways.push(way);
    way = product.nextWay[state] ?? NO_ARC;
  }
  return { cost: product.toEnd[from] ?? Infinity, states, ways };
}

interface Label {
  readonly state: number;
  readonly cost: number;
  readonly bound: number;
  readonly way: number;
  readonly parent: Label | undefined;
}

/** The cheapest way on from a state that begins with none of the banned ways and touches no blocked place (A*). */
function cheapestTail(
  product: Product,
  from: number,
  banned: ReadonlySet<number>,
  blocked: ReadonlySet<number>,
): Tail | undefined {
  const { weights, toEnd, endCost } = product;
  const { leaving, heads } = product.layers;
  const settled = new Set<number>([from]);
  const heap = new Heap<Label>((a, b) => a.bound < b.bound);
  const expand = (state: number, cost: number, parent: Label | undefined): void => {
    const ending = cost + (endCost[state] ?? Infinity);
    if (ending < Infinity && (parent || !banned.has(END)))
      heap.push({ state, cost: ending, bound: ending, way: END, parent });
    const last = leaving.first[state + 1] ?? 0;
    for (let slot = leaving.first[state] ?? 0; slot < last; slot += 1) {
      const way = leaving.order[slot] ?? 0;
      const next = heads[way] ?? 0;
      const reached = cost + (weights[way] ?? Infinity);
      const bound = reached + (toEnd[next] ?? Infinity);
      if (bound === Infinity || settled.has(next) || blocked.has(product.physicalKey(next))) continue;
      if (parent || !banned.has(way)) heap.push({ state: next, cost: reached, bound, way, parent });
    }
  };
  expand(from, 0, undefined);
  for (let label = heap.pop(); label; label = heap.pop()) {
    if (label.way === END) {
      const states: number[] = [];
      const ways: number[] = [];
      for (let step = label.parent; step; step = step.parent) {
        states.unshift(step.state);
        ways.unshift(step.way);
      }
      return { cost: label.cost, states: [from, ...states], ways };
    }
    if (settled.has(label.state)) continue;
    settled.add(label.state);
    expand(label.state, label.cost, label);
  }
  return undefined;
}

/** The path space of all problems, cut into parts of which the cheapest path is known. */
class PathSpace {
  private readonly heap = new Heap<Candidate>(isBefore);
  private made = 0;

  pop(): Candidate | undefined {
    return this.heap.pop();
  }

  private add(candidate: Omit<Candidate, 'order'>): void {
    this.made += 1;
    this.heap.push({ ...candidate, order: this.made });
  }

  /** Cheapest path of a problem over all starts that are not banned. */
  addFromStart(product: Product, banned: ReadonlySet<number>): void {
    let best: { state: number; cost: number } | undefined;
    for (const { vertex, cost } of product.problem.starts) {
      const state = product.layers.startState(vertex);
      const total = cost + (product.toEnd[state] ?? Infinity);
      if (!banned.has(state) && total < (best?.cost ?? Infinity)) best = { state, cost: total };
    }
    if (best) this.add({ product, ...followTree(product, best.state), cost: best.cost, fixed: 0, banned });
  }

  /** Splits a popped part: one new part for every place before `upTo` where a path can leave this one first. */
  split(candidate: Candidate, upTo: number): void {
    const { product, states, ways, fixed, banned } = candidate;
    if (fixed === 0) this.addFromStart(product, new Set([...banned, states[0] ?? END]));
    const blocked = new Set<number>();
    let cost = product.problem.starts.find(({ vertex }) => product.layers.startState(vertex) === states[0])?.cost ?? 0;
    for (let index = 0; index < upTo; index += 1) {
      const state = states[index] ?? 0;
      blocked.add(product.physicalKey(state));
      if (index + 1 >= fixed) {
        const out = new Set([...(index + 1 === fixed ? banned : []), ways[index] ?? END]);
        const tail = cheapestTail(product, state, out, blocked);
        if (tail) {
          this.add({
            product,
            cost: cost + tail.cost,
            states: [...states.slice(0, index), ...tail.states],
            ways: [...ways.slice(0, index), ...tail.ways],
            fixed: index + 1,
            banned: out,
          });
        }
      }
      cost += product.weights[ways[index] ?? END] ?? 0;
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
    const { product, states, ways, cost } = candidate;
    const loop = findLoop(product, states);
    const arcs = ways.map((way) => product.arcOf(way));
    const name = nameOfPath(product.problem.graph, arcs);
    if (loop === undefined && !names.has(name)) {
      names.add(name);
      found.push({ problem: product.problem, cost, vertices: states.map((state) => product.vertexOf(state)), arcs });
      if (found.length === k) break;
    }
    // Behind a closed loop every continuation has it too: only places before it can lead away.
    space.split(candidate, loop ?? states.length);
  }
  return found;
}
