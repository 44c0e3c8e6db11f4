/**
 * Small random data packs for property tests, as CSV texts with the columns of scenarios/baseline: places in a few
 * countries, Chinese-Kyrgyz road posts, two gauges, terminals, truck swaps, ferries with and without a queue of their
 * own, links that wait for a measure. Everything a pack may hold that makes an itinerary hard.
 */
import fc from 'fast-check';
import type { PackFiles } from '../../shared/dataset/schema.ts';

const range = (low: number, mid: number, high: number): string => `${low},${mid},${high}`;

interface RandomPlace {
  readonly country: string;
  readonly roadPost: boolean;
  readonly railPost: boolean;
  readonly dwell: readonly [number, number, number];
  readonly fee: number;
}

interface RandomLink {
  readonly from: number;
  readonly to: number;
  readonly kind: 'road' | 'mountain' | 'rail1435' | 'rail1520' | 'sea';
  readonly bothWays: boolean;
  readonly km: number;
  readonly speed: number;
  readonly rate: number;
  readonly planned: boolean;
}

interface RandomTerminal {
  readonly node: number;
  readonly means: readonly [string, string];
  readonly dwell: readonly [number, number, number];
  readonly cost: number;
  readonly ownLine: boolean;
  readonly planned: boolean;
}

export interface RandomPack {
  readonly files: PackFiles;
  readonly nodeIds: readonly string[];
}

/** The one measure of every random pack: it opens what is planned. */
export const RANDOM_MEASURE = 'M_OPEN';

const seldom = fc.nat(5).map((n) => n === 0);
const often = fc.nat(5).map((n) => n > 0);
const dwell = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 90 }))
  .map(([p10, more, still]) => [p10, p10 + more, p10 + more + still] as const);

const place: fc.Arbitrary<RandomPlace> = fc.record({
  country: fc.constantFrom('CN', 'CN', 'KG', 'KZ', 'CN-KG', 'KG-CN', 'CN-KZ'),
  roadPost: often,
  railPost: fc.boolean(),
  dwell,
  fee: fc.integer({ min: 10, max: 900 }),
});

const link = (places: number): fc.Arbitrary<RandomLink> =>
  fc.record({
    from: fc.nat(places - 1),
    to: fc.nat(places - 1),
    kind: fc.constantFrom('road', 'road', 'mountain', 'rail1435', 'rail1520', 'sea'),
    bothWays: often,
    km: fc.integer({ min: 10, max: 1500 }),
    speed: fc.integer({ min: 15, max: 80 }),
    rate: fc.integer({ min: 10, max: 110 }),
    planned: seldom,
  });

const terminal = (places: number): fc.Arbitrary<RandomTerminal> =>
  fc.record({
    node: fc.nat(places - 1),
    means: fc.constantFrom<readonly [string, string]>(
      ['road', 'road'],
      ['rail1435', 'road'],
      ['road', 'rail1520'],
      ['rail1435', 'rail1520'],
      ['road', 'sea'],
      ['sea', 'road'],
      ['rail1520', 'sea'],
    ),
    dwell,
    cost: fc.integer({ min: 1, max: 30 }),
    ownLine: fc.boolean(),
    planned: seldom,
  });

const NODES = 'id,name_en,country,kind,lat,lon,notes';
const LINKS =
  'id,from,to,mode,gauge_mm,direction,km,speed_kmh,cost_usd_per_tkm,cost_usd_per_vkm,fixed_usd_per_t,traction,status,measure_id';
const BORDERS = 'node_id,name,countries,mode,dwell_p10_h,dwell_p50_h,dwell_p90_h,fee_usd_per_unit,fee_unit';
const TERMINALS =
  'id,node_id,name,from_mode,to_mode,dwell_p10_h,dwell_p50_h,dwell_p90_h,cost_usd_per_t,status,measure_id,own_line_link_ids';
const PARAMETERS = `id,group,name,unit,low,mid,high
truck_duty_h_per_day,time,Duty,h/day,9.5,13.5,17
truck_load_h,time,Loading,h,2,3,6
truck_handling_usd_t,cost,Loading,USD/t,2,3,5
rail_origin_h,time,Rail origin,h,12,24,48
rail_dest_h,time,Rail destination,h,6,12,36
rail_terminal_usd_t,cost,Rail terminal,USD/t,5,8,12
payload_limit_cn_kg_t,weight,Payload through a post,t,16,18,20
payload_road_t,weight,Payload elsewhere,t,18,20,22
payload_feu_t,weight,Payload of a container,t,18,21,26
road_rate_multiplier,cost,Multiplier,-,0.8,1.1,1.25
reliability_ratio,value,Reliability,-,0.4,0.8,1.2
vot_general_usd_t_day,value,Value of time,USD/t/day,2.3,7,20
ef_truck_gco2e_tkm,emission,Truck,g/tkm,62,95,115
ef_truck_mountain_uplift,emission,Uplift,-,1.05,1.15,1.35
ef_rail_diesel_gco2e_tkm,emission,Diesel,g/tkm,24,30,38
ef_rail_electric_gco2e_tkm,emission,Electric,g/tkm,6,14,22
ef_roro_gco2e_tkm,emission,Ferry,g/tkm,52,80,377
`;

const table = (header: string, rows: readonly string[]): string => `${[header, ...rows].join('\n')}\n`;

function linkRow(one: RandomLink, index: number, from: string, to: string): string {
  const mode = one.kind.startsWith('rail') ? 'rail' : one.kind === 'sea' ? 'sea' : 'road';
  const gauge = mode === 'rail' ? one.kind.slice(4) : '';
  const tkm = mode === 'rail' ? one.rate / 1000 : 0;
  const vkm = mode === 'road' ? (one.kind === 'mountain' ? 1.35 : 0.4) + one.rate / 150 : '';
  const fixed = mode === 'sea' ? one.rate : 0;
  const traction = mode === 'rail' ? (index % 2 ? 'electric' : 'diesel') : '';
  const measure = one.planned ? `planned,${RANDOM_MEASURE}` : 'existing,';
  const direction = one.bothWays ? 'bi' : 'forward';
  return `L${index},${from},${to},${mode},${gauge},${direction},${one.km},${one.speed},${tkm},${vkm},${fixed},${traction},${measure}`;
}

function writePack(
  places: readonly RandomPlace[],
  links: readonly RandomLink[],
  terminals: readonly RandomTerminal[],
): RandomPack {
  const nodeIds = places.map((_, index) => `N${index}`);
  const idOf = (index: number): string => nodeIds[index % nodeIds.length] ?? 'N0';
  const isBorder = (one: RandomPlace): boolean => one.country.includes('-');
  const realLinks = links.filter((one) => idOf(one.from) !== idOf(one.to));

  const nodeRows = places.map(
    (one, index) => `${idOf(index)},Place ${index},${one.country},${isBorder(one) ? 'border' : 'city'},0,0,`,
  );
  const linkRows = realLinks.map((one, index) => linkRow(one, index, idOf(one.from), idOf(one.to)));
  const borderRows = places.flatMap((one, index) => {
    if (!isBorder(one)) return [];
    const [p10, p50, p90] = one.dwell;
    const row = (mode: string, extra: number, unit: string): string =>
      `${idOf(index)},Post ${index},${one.country},${mode},${range(p10, p50 + extra, p90 + extra)},${one.fee + extra},${unit}`;
    return [...(one.roadPost ? [row('road', 0, 'truck')] : []), ...(one.railPost ? [row('rail', 7, 'FEU')] : [])];
  });

  /** One truck swap a place is enough: the pack never has two. */
  const swapsSeen = new Set<string>();
  const ownLinesTaken = new Set<string>();
  const terminalRows = terminals.flatMap((one, index) => {
    const [from, to] = one.means;
    const node = idOf(one.node);
    if (from === 'road' && to === 'road') {
      if (swapsSeen.has(node)) return [];
      swapsSeen.add(node);
    }
    const ferries = realLinks.flatMap((ferry, linkIndex) => {
      const touches = idOf(ferry.from) === node || idOf(ferry.to) === node;
      return ferry.kind === 'sea' && touches ? [`L${linkIndex}`] : [];
    });
    const own = one.ownLine && one.means.includes('sea') ? ferries.find((id) => !ownLinesTaken.has(id)) : undefined;
    if (own) ownLinesTaken.add(own);
    const measure = one.planned ? `planned,${RANDOM_MEASURE}` : 'existing,';
    return [
      `T${index},${node},Terminal ${index},${from},${to},${range(...one.dwell)},${one.cost},${measure},${own ?? ''}`,
    ];
  });

  const effects = [
    ...realLinks.flatMap((one, index) => (one.planned ? [`${RANDOM_MEASURE},link,L${index},status,enable,,,,,`] : [])),
    ...terminals.flatMap((one, index) =>
      one.planned && terminalRows.some((row) => row.startsWith(`T${index},`))
        ? [`${RANDOM_MEASURE},terminal,T${index},status,enable,,,,,`]
        : [],
    ),
  ];
  return {
    nodeIds,
    files: {
      'nodes.csv': table(NODES, nodeRows),
      'links.csv': table(LINKS, linkRows),
      'borders.csv': table(BORDERS, borderRows),
      'terminals.csv': table(TERMINALS, terminalRows),
      'parameters.csv': PARAMETERS,
      'measures.csv': table('id,kind,name', [`${RANDOM_MEASURE},measure,Opens what is planned`]),
      'measure_effects.csv': table(
        'measure_id,target_type,target_id,field,op,value_low,value_mid,value_high,unit,note',
        effects,
      ),
    },
  };
}

type Drawn = Readonly<{ places: RandomPlace[]; links: RandomLink[]; terminals: RandomTerminal[] }>;

const replaced = <T>(list: readonly T[], at: number, change: Partial<T>): T[] =>
  list.map((one, index) => (index === at ? { ...one, ...change } : one));

/** Roads over a swap place (0) and a Chinese-Kyrgyz post (1), which chance alone seldom lays. */
function layPost({ places, links, terminals }: Drawn): Drawn {
  let roads = replaced(links, 0, { from: 2, to: 0, kind: 'road', planned: false });
  roads = replaced(roads, 1, { from: 0, to: 1, kind: 'road', planned: false });
  roads = replaced(roads, 2, { from: 1, to: 3, kind: 'road', planned: false });
  return {
    places: replaced(places, 1, { country: 'CN-KG', roadPost: true }),
    links: roads,
    terminals: replaced(terminals, 0, { node: 0, means: ['road', 'road'], planned: false }),
  };
}

/** Two gauges that meet at a rail border (3), with a terminal of its own or without. */
function layBreakOfGauge({ places, links, terminals }: Drawn, ownTerminal: boolean): Drawn {
  const rails = replaced(links, 3, { from: 2, to: 3, kind: 'rail1435', planned: false });
  return {
    places: replaced(places, 3, { country: 'CN-KZ', railPost: true }),
    links: replaced(rails, 4, { from: 3, to: 0, kind: 'rail1520', planned: false }),
    terminals: ownTerminal ? replaced(terminals, 1, { node: 3, means: ['rail1435', 'rail1520'] }) : terminals,
  };
}

/** Packs of four to six places. */
export const randomPack: fc.Arbitrary<RandomPack> = fc.integer({ min: 4, max: 6 }).chain((count) =>
  fc
    .record({
      places: fc.array(place, { minLength: count, maxLength: count }),
      links: fc.array(link(count), { minLength: count + 2, maxLength: count + 9 }),
      terminals: fc.array(terminal(count), { minLength: 2, maxLength: 7 }),
      post: fc.boolean(),
      breakOfGauge: fc.constantFrom('none', 'inside the border', 'terminal'),
    })
    .map(({ post, breakOfGauge, ...drawn }) => {
      const first = post ? layPost(drawn) : drawn;
      const whole = breakOfGauge === 'none' ? first : layBreakOfGauge(first, breakOfGauge === 'terminal');
      return writePack(whole.places, whole.links, whole.terminals);
    }),
);
