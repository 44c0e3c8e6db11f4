/**
 * The virtual network of MODEL.md 3 as a forward star in typed arrays: vertices are (node, means), arcs move along a
 * link or change means at a terminal. It knows which stops an arc pays (border, truck swap), never what they cost:
 * weights come from arc-costs.ts. Judged by test/property/itineraries-brute-force.test.ts.
 */
import type { Border, Link, Mode, Terminal } from '../dataset/schema.ts';
import { buildStar, type Star } from './tree.ts';
import type { AppliedNetwork } from './types.ts';

/** A means as the search sees it: the four of the dataset, and one more for each ferry line with a queue of its own. */
export type SearchMeans = string;

/** How a load came to stand at a place: put on this means here, arrived on it, or arrived from a China-Kyrgyzstan post. */
const FRESH = 0;
const ARRIVED = 1;
const ARRIVED_FROM_POST = 2;
type Standing = typeof FRESH | typeof ARRIVED | typeof ARRIVED_FROM_POST;

export interface Arc {
  readonly tail: number;
  readonly head: number;
  /** Exactly one of link, terminal; neither for a gauge change that lies inside a rail border row. */
  readonly link?: Link;
  readonly terminal?: Terminal;
  readonly mode: Mode;
  /** Crossing paid when leaving the tail on this arc. */
  readonly border?: Border;
  /** Truck swap paid when leaving the tail on this arc. */
  readonly swap?: Terminal;
  /** The crossing is a China-Kyrgyzstan road post, which decides the payload of the whole itinerary. */
  readonly passesPayloadPost: boolean;
}

export interface TransportGraph {
  readonly network: AppliedNetwork;
  readonly vertexCount: number;
  readonly arcs: readonly Arc[];
  readonly leaving: Star;
  readonly arriving: Star;
  readonly tails: Int32Array;
  readonly heads: Int32Array;
  /** Vertices that differ only in how the load came here share one physical state. */
  readonly physicalOf: Int32Array;
  readonly nodeOf: readonly string[];
  readonly meansOf: readonly SearchMeans[];
  /** Vertex where a load starts at a place on a means, or undefined when nothing serves it. */
  readonly findStart: (nodeId: string, means: SearchMeans) => number | undefined;
  /** All vertices of a place on a means, however the load came. */
  readonly listArrivals: (nodeId: string, means: SearchMeans) => readonly number[];
  readonly hasPayloadPost: boolean;
}

/** A road post on the frontier of exactly China and Kyrgyzstan: Torugart, Irkeshtam, Bedel. */
export const isPayloadPost = (border: Border | undefined): boolean =>
  border?.mode === 'road' &&
  border.countries.length === 2 &&
  border.countries.includes('CN') &&
  border.countries.includes('KG');

const modeOfMeans = (means: SearchMeans): Mode =>
  means === 'road' ? 'road' : means.startsWith('rail') ? 'rail' : 'sea';

const isSwap = (terminal: Terminal): boolean => terminal.fromMeans === 'road' && terminal.toMeans === 'road';

interface Structure {
  readonly ownLines: ReadonlyMap<string, string>;
  readonly terminalsAt: ReadonlyMap<string, readonly Terminal[]>;
  readonly swapAt: ReadonlyMap<string, Terminal>;
}

function describeStructure(network: AppliedNetwork): Structure {
  const ownLines = new Map<string, string>();
  const terminalsAt = new Map<string, Terminal[]>();
  const swapAt = new Map<string, Terminal>();
  for (const terminal of network.terminals.values()) {
    for (const linkId of terminal.ownLineLinkIds) ownLines.set(linkId, `sea:${linkId}`);
    if (isSwap(terminal)) swapAt.set(terminal.nodeId, terminal);
    else terminalsAt.set(terminal.nodeId, [...(terminalsAt.get(terminal.nodeId) ?? []), terminal]);
  }
  return { ownLines, terminalsAt, swapAt };
}

const meansOfLink = (link: Link, ownLines: ReadonlyMap<string, string>): SearchMeans =>
  link.mode === 'rail' ? `rail${link.gaugeMm ?? 1520}` : (ownLines.get(link.id) ?? link.mode);

/** What a terminal's sea side serves: its own lines, or the common berth and the lines nobody else here serves. */
function seaMeansServed(terminal: Terminal, structure: Structure): SearchMeans[] {
  if (terminal.ownLineLinkIds.length > 0) return terminal.ownLineLinkIds.map((id) => `sea:${id}`);
  const designatedHere = new Set(
    (structure.terminalsAt.get(terminal.nodeId) ?? []).flatMap((other) => other.ownLineLinkIds),
  );
  return [
    'sea',
    ...[...structure.ownLines].filter(([linkId]) => !designatedHere.has(linkId)).map(([, means]) => means),
  ];
}

class GraphBuilder {
  readonly nodeOf: string[] = [];
  readonly meansOf: SearchMeans[] = [];
  readonly physicalOf: number[] = [];
  readonly standingOf: Standing[] = [];
  readonly vertices = new Map<string, number>();
  private readonly physicals = new Map<string, number>();
  readonly arcs: Arc[] = [];

  private readonly network: AppliedNetwork;
  private readonly structure: Structure;

  constructor(network: AppliedNetwork, structure: Structure) {
    this.network = network;
    this.structure = structure;
  }

  /** Where nothing is paid on leaving, it makes no difference how the load came, and one vertex serves. */
  private standingAt(node: string, means: SearchMeans, standing: Standing): Standing {
    const swap = means === 'road' && this.structure.swapAt.has(node);
    const border = this.network.borders.has(`${node}|${modeOfMeans(means)}`);
    if (swap) return standing;
    return border ? (standing === FRESH ? FRESH : ARRIVED) : FRESH;
  }

  vertex(node: string, means: SearchMeans, standing: Standing): number {
    const state = `${node}|${means}`;
    const effective = this.standingAt(node, means, standing);
    const key = `${state}|${effective}`;
    const known = this.vertices.get(key);
    if (known !== undefined) return known;
    const physical = this.physicals.get(state) ?? this.physicals.size;
    this.physicals.set(state, physical);
    const index = this.nodeOf.length;
    this.vertices.set(key, index);
    this.nodeOf.push(node);
    this.meansOf.push(means);
    this.physicalOf.push(physical);
    this.standingOf.push(effective);
    return index;
  }

  standingsOf(node: string, means: SearchMeans): number[] {
    return [FRESH, ARRIVED, ARRIVED_FROM_POST].flatMap(
      (standing) => this.vertices.get(`${node}|${means}|${standing}`) ?? [],
    );
  }

  private openPlaces(link: Link, means: SearchMeans): void {
    for (const node of [link.from, link.to]) {
      this.vertex(node, means, FRESH);
      const post = isPayloadPost(this.network.borders.get(`${node === link.from ? link.to : link.from}|road`));
      this.vertex(node, means, post && means === 'road' ? ARRIVED_FROM_POST : ARRIVED);
    }
  }

  private addMove(link: Link, means: SearchMeans, from: string, to: string): void {
    const { borders } = this.network;
    const leavesPost = means === 'road' && isPayloadPost(borders.get(`${from}|road`));
    const entersPost = means === 'road' && isPayloadPost(borders.get(`${to}|road`));
    const head = this.vertex(to, means, leavesPost ? ARRIVED_FROM_POST : ARRIVED);
    for (const tail of this.standingsOf(from, means)) {
      const standing = this.standingOf[tail];
      const border = standing === FRESH ? undefined : borders.get(`${from}|${link.mode}`);
      const swap = standing === ARRIVED && entersPost ? this.structure.swapAt.get(from) : undefined;
      this.arcs.push({
        tail,
        head,
        link,
        mode: link.mode,
        border,
        swap,
        passesPayloadPost: isPayloadPost(border),
      });
    }
  }

  private addTransfer(terminal: Terminal, from: SearchMeans, to: SearchMeans): void {
    const tails = this.standingsOf(terminal.nodeId, from);
    if (tails.length === 0 || this.standingsOf(terminal.nodeId, to).length === 0) return;
    const head = this.vertex(terminal.nodeId, to, FRESH);
    for (const tail of tails) this.arcs.push({ tail, head, terminal, mode: modeOfMeans(to), passesPayloadPost: false });
  }

  /** Break of gauge inside a rail border row: changing costs nothing more than the crossing itself. */
  private addBorderGaugeChanges(): void {
    for (const border of this.network.borders.values()) {
      if (border.mode !== 'rail') continue;
      const ownTerminal = [...this.network.dataset.terminals.values()].some(
        ({ nodeId, fromMeans, toMeans }) =>
          nodeId === border.nodeId && fromMeans.startsWith('rail') && toMeans.startsWith('rail'),
      );
      if (ownTerminal) continue;
      for (const standing of [FRESH, ARRIVED]) {
        const wide = this.vertices.get(`${border.nodeId}|rail1520|${standing}`);
        const narrow = this.vertices.get(`${border.nodeId}|rail1435|${standing}`);
        if (wide === undefined || narrow === undefined) continue;
        this.arcs.push({ tail: narrow, head: wide, mode: 'rail', passesPayloadPost: false });
        this.arcs.push({ tail: wide, head: narrow, mode: 'rail', passesPayloadPost: false });
      }
    }
  }

  build(): void {
    const moves = [...this.network.links.values()].map((link) => ({
      link,
      means: meansOfLink(link, this.structure.ownLines),
    }));
    for (const { link, means } of moves) this.openPlaces(link, means);
    for (const { link, means } of moves) {
      this.addMove(link, means, link.from, link.to);
      if (link.bothWays) this.addMove(link, means, link.to, link.from);
    }
    for (const terminals of this.structure.terminalsAt.values()) {
      for (const terminal of terminals) {
        const sides = [terminal.fromMeans, terminal.toMeans].map((means) =>
          means === 'sea' ? seaMeansServed(terminal, this.structure) : [means as SearchMeans],
        );
        for (const from of sides[0] ?? []) {
          for (const to of sides[1] ?? []) {
            this.addTransfer(terminal, from, to);
            this.addTransfer(terminal, to, from);
          }
        }
      }
    }
    this.addBorderGaugeChanges();
  }
}

const graphs = new WeakMap<AppliedNetwork, TransportGraph>();

/** The graph of a network; built once and kept as long as the network. */
export function getGraph(network: AppliedNetwork): TransportGraph {
  const known = graphs.get(network);
  if (known) return known;
  const builder = new GraphBuilder(network, describeStructure(network));
  builder.build();
  const { arcs } = builder;
  const vertexCount = builder.nodeOf.length;
  const tails = Int32Array.from(arcs, (arc) => arc.tail);
  const heads = Int32Array.from(arcs, (arc) => arc.head);
  const graph: TransportGraph = {
    network,
    vertexCount,
    arcs,
    tails,
    heads,
    leaving: buildStar(tails, vertexCount),
    arriving: buildStar(heads, vertexCount),
    physicalOf: Int32Array.from(builder.physicalOf),
    nodeOf: builder.nodeOf,
    meansOf: builder.meansOf,
    findStart: (nodeId, means) => builder.vertices.get(`${nodeId}|${means}|${FRESH}`),
    listArrivals: (nodeId, means) => builder.standingsOf(nodeId, means),
    hasPayloadPost: arcs.some((arc) => arc.passesPayloadPost),
  };
  graphs.set(network, graph);
  return graph;
}
