/**
 * The virtual network of MODEL.md 3 as a forward star in typed arrays: vertices are (node, means), arcs move along a
 * link or change means at a terminal. It knows which stops an arc pays (border, truck swap), never what they cost:
 * weights come from arc-costs.ts. Judged by test/property/itineraries-brute-force.test.ts.
 */
import type { Border, Dataset, Link, Mode, Terminal } from '../dataset/schema.ts';
import { buildStar, type Star } from './tree.ts';
import type { AppliedNetwork } from './types.ts';

/** A means as the search sees it: the four of the dataset, and one more for each ferry line with a queue of its own. */
export type SearchMeans = string;

/**
 * How a load came to a place, kept while it changes means there: it starts here or came by ship (nothing to remember),
 * came by rail, by road, or by road straight from a China-Kyrgyzstan post.
 */
const FRESH = 0;
const BY_RAIL = 1;
const BY_ROAD = 2;
const BY_ROAD_FROM_POST = 3;
const STANDINGS = [FRESH, BY_RAIL, BY_ROAD, BY_ROAD_FROM_POST] as const;
type Standing = (typeof STANDINGS)[number];

/** The mode in which a load came, as far as borders ask for it. */
const MODE_OF_STANDING: readonly (Mode | undefined)[] = [undefined, 'rail', 'road', 'road'];

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
  /** The first graph of this shape: everything but links, borders and terminals in `arcs` is shared with it. */
  readonly template?: TransportGraph;
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
  /** Whether a link of this means touches the place; a terminal alone does not serve it. */
  readonly hasLink: (nodeId: string, means: SearchMeans) => boolean;
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

/** A change of means at a place: at a terminal, or free inside a rail border row. */
interface Change {
  readonly node: string;
  readonly from: SearchMeans;
  readonly to: SearchMeans;
  readonly terminal?: Terminal;
}

class GraphBuilder {
  readonly linked = new Set<string>();
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

  /** What nobody asks for on leaving is forgotten, so that one vertex serves. */
  private remembered(node: string, means: SearchMeans, standing: Standing): Standing {
    const { borders } = this.network;
    if (means === 'road' && this.structure.swapAt.has(node)) return standing;
    const mode = MODE_OF_STANDING[standing];
    if (mode === undefined || !borders.has(`${node}|${mode}`)) return FRESH;
    return standing === BY_ROAD_FROM_POST ? BY_ROAD : standing;
  }

  vertex(node: string, means: SearchMeans, standing: Standing): number {
    const state = `${node}|${means}`;
    const effective = this.remembered(node, means, standing);
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
    return STANDINGS.flatMap((standing) => this.vertices.get(`${node}|${means}|${standing}`) ?? []);
  }

  private standingAfter(link: Link, from: string): Standing {
    if (link.mode === 'sea') return FRESH;
    if (link.mode === 'rail') return BY_RAIL;
    return isPayloadPost(this.network.borders.get(`${from}|road`)) ? BY_ROAD_FROM_POST : BY_ROAD;
  }

  private openPlaces(link: Link, means: SearchMeans): void {
    for (const [from, to] of [
      [link.from, link.to],
      [link.to, link.from],
    ] as const) {
      this.linked.add(`${to}|${means}`);
      this.vertex(to, means, FRESH);
      this.vertex(to, means, this.standingAfter(link, from));
    }
  }

  private addMove(link: Link, means: SearchMeans, from: string, to: string): void {
    const { borders } = this.network;
    const entersPost = means === 'road' && isPayloadPost(borders.get(`${to}|road`));
    const head = this.vertex(to, means, this.standingAfter(link, from));
    for (const tail of this.standingsOf(from, means)) {
      const standing = this.standingOf[tail] ?? FRESH;
      const border = MODE_OF_STANDING[standing] === link.mode ? borders.get(`${from}|${link.mode}`) : undefined;
      const swap = standing === BY_ROAD && entersPost ? this.structure.swapAt.get(from) : undefined;
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

  /** Both directions of every terminal; a ferry with a queue of its own is served only where it calls. */
  private terminalChanges(): Change[] {
    const changes: Change[] = [];
    for (const [node, terminals] of this.structure.terminalsAt) {
      for (const terminal of terminals) {
        const [left = [], right = []] = [terminal.fromMeans, terminal.toMeans].map((means) =>
          means === 'sea'
            ? seaMeansServed(terminal, this.structure).filter(
                (line) => line === 'sea' || this.linked.has(`${node}|${line}`),
              )
            : [means as SearchMeans],
        );
        for (const from of left) {
          for (const to of right) changes.push({ node, from, to, terminal }, { node, from: to, to: from, terminal });
        }
      }
    }
    return changes;
  }

  /** Break of gauge inside a rail border row: changing costs nothing more than the crossing itself. */
  private borderGaugeChanges(): Change[] {
    return [...this.network.borders.values()].flatMap(({ mode, nodeId: node }) => {
      if (mode !== 'rail') return [];
      const hasOwnTerminal = [...this.network.dataset.terminals.values()].some(
        ({ nodeId, fromMeans, toMeans }) =>
          nodeId === node && fromMeans.startsWith('rail') && toMeans.startsWith('rail'),
      );
      const gaugesMeet = this.linked.has(`${node}|rail1435`) && this.linked.has(`${node}|rail1520`);
      if (hasOwnTerminal || !gaugesMeet) return [];
      return [
        { node, from: 'rail1435', to: 'rail1520' },
        { node, from: 'rail1520', to: 'rail1435' },
      ];
    });
  }

  /** Vertices for all that changes can lead to, until they lead to nothing new. */
  private openChanges(changes: readonly Change[]): void {
    for (const { node, from } of changes) this.vertex(node, from, FRESH);
    for (let before = -1; before < this.nodeOf.length;) {
      before = this.nodeOf.length;
      for (const { node, from, to } of changes) {
        for (const tail of this.standingsOf(node, from)) this.vertex(node, to, this.standingOf[tail] ?? FRESH);
      }
    }
  }

  private addChange({ node, from, to, terminal }: Change): void {
    const mode = terminal ? modeOfMeans(to) : 'rail';
    for (const tail of this.standingsOf(node, from)) {
      const head = this.vertex(node, to, this.standingOf[tail] ?? FRESH);
      this.arcs.push({ tail, head, terminal, mode, passesPayloadPost: false });
    }
  }

  build(): void {
    const moves = [...this.network.links.values()].map((link) => ({
      link,
      means: meansOfLink(link, this.structure.ownLines),
    }));
    for (const { link, means } of moves) this.openPlaces(link, means);
    const changes = [...this.terminalChanges(), ...this.borderGaugeChanges()];
    this.openChanges(changes);
    for (const { link, means } of moves) {
      this.addMove(link, means, link.from, link.to);
      if (link.bothWays) this.addMove(link, means, link.to, link.from);
    }
    for (const change of changes) this.addChange(change);
  }
}

/** What decides vertices and arcs: which links, borders and terminals are open, in order. Effects change only numbers. */
const shapeOf = ({ links, borders, terminals }: AppliedNetwork): string =>
  [links, borders, terminals].map((items) => [...items.keys()].join(' ')).join('\n');

const templates = new WeakMap<Dataset, Map<string, TransportGraph>>();

/** The template with the links, borders and terminals of another network of its shape; arcs are kept where none changed. */
function refill(template: TransportGraph, network: AppliedNetwork): TransportGraph {
  const { links, borders, terminals } = network;
  const changed = <T extends { readonly id: string }>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>) =>
    new Set([...before.values()].filter((item) => after.get(item.id) !== item));
  const changes: ReadonlySet<object | undefined> = new Set<object>([
    ...changed(template.network.links, links),
    ...changed(template.network.borders, borders),
    ...changed(template.network.terminals, terminals),
  ]);
  const arcs = template.arcs.map((arc) => {
    const { link, border, swap, terminal } = arc;
    if (!changes.has(link) && !changes.has(border) && !changes.has(swap) && !changes.has(terminal)) return arc;
    return {
      ...arc,
      link: link && links.get(link.id),
      border: border && borders.get(border.id),
      swap: swap && terminals.get(swap.id),
      terminal: terminal && terminals.get(terminal.id),
    };
  });
  return { ...template, network, template, arcs };
}

const graphs = new WeakMap<AppliedNetwork, TransportGraph>();

/** The graph of a network, kept as long as the network; networks of one shape share all that does not differ. */
export function getGraph(network: AppliedNetwork): TransportGraph {
  const known = graphs.get(network);
  if (known) return known;
  const byShape = templates.get(network.dataset) ?? new Map<string, TransportGraph>();
  templates.set(network.dataset, byShape);
  const shape = shapeOf(network);
  const template = byShape.get(shape);
  const graph = template ? refill(template, network) : buildGraph(network);
  if (!template) byShape.set(shape, graph);
  graphs.set(network, graph);
  return graph;
}

function buildGraph(network: AppliedNetwork): TransportGraph {
  const builder = new GraphBuilder(network, describeStructure(network));
  builder.build();
  const { arcs } = builder;
  const vertexCount = builder.nodeOf.length;
  const tails = Int32Array.from(arcs, (arc) => arc.tail);
  const heads = Int32Array.from(arcs, (arc) => arc.head);
  return {
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
    hasLink: (nodeId, means) => builder.linked.has(`${nodeId}|${means}`),
    hasPayloadPost: arcs.some((arc) => arc.passesPayloadPost),
  };
}

/** Gives a network the graph of another that has the same elements and connections and differs in their numbers only. */
export function reuseGraph(network: AppliedNetwork, like: AppliedNetwork): void {
  const graph = getGraph(like);
  const present = <T extends { readonly id: string }>(items: ReadonlyMap<string, T>, item: T | undefined) =>
    item && items.get(item.id);
  const arcs = graph.arcs.map((arc) => ({
    ...arc,
    link: present(network.links, arc.link),
    border: present(network.borders, arc.border),
    swap: present(network.terminals, arc.swap),
    terminal: present(network.terminals, arc.terminal),
  }));
  graphs.set(network, { ...graph, network, arcs });
}
