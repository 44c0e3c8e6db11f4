/**
 * Which measure brings how much of a difference (MODEL.md 6, F2, F12): exact Shapley values over single runs of every
 * subset, so the order of clicks has no say, and the difference split into policy, world and shock. A subset without
 * route is refused, never counted as a large number. Tested in test/property/attribution.test.ts (law 5).
 */
import { canonicalText } from '../base/canonical-json.ts';
import { AppFailure } from '../base/issue.ts';
import { countSteps, type Progress, type ShouldStop } from '../base/long-work.ts';
import type { Dataset } from '../dataset/schema.ts';
import type { Scenario } from '../scenario/schema.ts';
import { applySelection, type Selection } from './apply-measures.ts';
import { findMain, type ConsignmentQuestion } from './consignment.ts';
import { metricOf, type ConsignmentMetric } from './consignment-metric.ts';
import { explainNoRoute, queryOfMarket } from './evaluate.ts';
import { listSubsetValues, MOST_PLAYERS, shareByShapley } from './shapley.ts';
import type { AppliedNetwork } from './types.ts';

export interface AttributionQuestion extends ConsignmentQuestion {
  readonly scenario: Scenario;
  readonly reference: Scenario;
  readonly metric: ConsignmentMetric;
}

/** Policy: measures. World: assumptions, as one. Shock: shocks, each for itself unless there are too many. */
export type PlayerKind = 'policy' | 'world' | 'shock';

/** Id of the player that stands for all differing assumptions, and of the one for all differing shocks. */
export const ASSUMPTIONS_PLAYER = 'assumptions';
export const SHOCKS_PLAYER = 'shocks';

export interface AttributedPlayer {
  /** A measure, a shock, or one of the two groups. */
  readonly id: string;
  readonly kind: PlayerKind;
  /** Its part of the difference; the parts of all players sum to `total`. */
  readonly value: number;
}

export interface Attribution {
  readonly market: string;
  readonly year: number;
  readonly metric: ConsignmentMetric;
  /** The metric in the reference and in the scenario, and scenario minus reference. Hours, or USD per tonne. */
  readonly referenceValue: number;
  readonly scenarioValue: number;
  readonly total: number;
  /** In canonical order: measures by id, assumptions, shocks by id. */
  readonly players: readonly AttributedPlayer[];
  /** Every pair: what the two bring together beyond what each brings alone; 0 = independent. */
  readonly interaction: readonly { readonly a: string; readonly b: string; readonly value: number }[];
  /** What each kind brings alone, and what is left for their acting together; the four sum to `total`. */
  readonly parts: {
    readonly policy: number;
    readonly world: number;
    readonly shock: number;
    readonly interaction: number;
  };
  /** The bars of the waterfall from the reference to the scenario, in the order of `players`. */
  readonly steps: readonly {
    readonly id: string;
    readonly from: number;
    readonly to: number;
  }[];
}

type Side = 'scenario' | 'reference';

interface Player {
  readonly id: string;
  readonly kind: PlayerKind;
  /** Ids of measures or shocks that it switches; the group of assumptions needs none. */
  readonly ids: readonly string[];
}

const differingIds = <T>(a: Readonly<Record<string, T>>, b: Readonly<Record<string, T>>): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .sort()
    .filter((id) => canonicalText(a[id] ?? null) !== canonicalText(b[id] ?? null));

function listPlayers(scenario: Scenario, reference: Scenario): Player[] {
  const policy = differingIds(scenario.measures, reference.measures).map((id): Player => ({
    id,
    kind: 'policy',
    ids: [id],
  }));
  const isSameWorld = differingIds(scenario.assumptions, reference.assumptions).length === 0;
  const world: Player[] = isSameWorld ? [] : [{ id: ASSUMPTIONS_PLAYER, kind: 'world', ids: [] }];
  const shockIds = differingIds(scenario.shocks, reference.shocks);
  const eachShock = shockIds.map((id): Player => ({ id, kind: 'shock', ids: [id] }));
  const isTooMany = policy.length + world.length + eachShock.length > MOST_PLAYERS;
  const shocks: Player[] =
    isTooMany && eachShock.length > 1 ? [{ id: SHOCKS_PLAYER, kind: 'shock', ids: shockIds }] : eachShock;
  const players = [...policy, ...world, ...shocks];
  if (players.length > MOST_PLAYERS) {
    throw new AppFailure(
      'bad-input',
      `The two scenarios differ in ${players.length} things, and a difference can be shared out exactly among ${MOST_PLAYERS} at most. Choose a reference that is closer.`,
    );
  }
  return players;
}

/** What is switched on when the players of `mask` stand as in the scenario and all others as in the reference. */
function selectionOfMask(
  { scenario, reference, year }: AttributionQuestion,
  players: readonly Player[],
  mask: number,
): Selection {
  const sides = new Map<string, Side>();
  players.forEach((player, bit) => {
    const side: Side = (mask & (1 << bit)) !== 0 ? 'scenario' : 'reference';
    for (const id of player.kind === 'world' ? [ASSUMPTIONS_PLAYER] : player.ids)
      sides.set(`${player.kind} ${id}`, side);
  });
  const from = { scenario, reference };
  const pick = <T>(kind: PlayerKind, read: (of: Scenario) => Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(
      [...new Set([...Object.keys(read(scenario)), ...Object.keys(read(reference))])].flatMap((id) => {
        const choice = read(from[sides.get(`${kind} ${id}`) ?? 'scenario'])[id];
        return choice === undefined ? [] : [[id, choice]];
      }),
    );
  return {
    measures: pick('policy', (of) => of.measures),
    shocks: pick('shock', (of) => of.shocks),
    assumptions: from[sides.get(`world ${ASSUMPTIONS_PLAYER}`) ?? 'scenario'].assumptions,
    year,
  };
}

/** Says which subset has no way and which measure would open one. */
function refuseNoRoute(network: AppliedNetwork, { question }: AttributionQuestion, players: readonly Player[]): never {
  const { opensWith } = explainNoRoute(network, queryOfMarket(network, question, 1));
  const ids = players.flatMap((player) => player.ids);
  const openers = opensWith.filter((id) => ids.includes(id));
  const named = openers.length > 0 ? openers : opensWith;
  const cause =
    named.length > 0
      ? `It is opened by ${named.join(' or ')}. Switch ${named.length > 1 ? 'one of them' : 'it'} on in both scenarios.`
      : 'No single measure opens it. Choose a reference that has a route.';
  throw new AppFailure(
    'no-route',
    `Part of the way from one scenario to the other has no route from ${question.from} to ${question.to}, so the difference cannot be shared out. ${cause}`,
  );
}

/**
 * Shares the difference between two scenarios out, at one consignment in one year. Throws (AppFailure) no-route when
 * some subset of the differences has no route, naming the measure that opens it; bad-input above 12 players; cancelled.
 * Formula: L. S. Shapley, "A value for n-person games" (1953), over all 2^n subsets.
 */
export function attribute(
  dataset: Dataset,
  ask: AttributionQuestion,
  progress?: Progress,
  shouldStop?: ShouldStop,
): Attribution {
  const { scenario, reference, question, metric, year } = ask;
  const players = listPlayers(scenario, reference);
  const step = countSteps(2 ** players.length, progress, shouldStop);
  const subsets = listSubsetValues(players.length, (mask) => {
    const network = applySelection(dataset, selectionOfMask(ask, players, mask));
    const main = findMain(network, question) ?? refuseNoRoute(network, ask, players);
    step();
    return metricOf(main, metric);
  });
  const { values, interaction } = shareByShapley(players.length, subsets);
  const valueAt = (mask: number): number => subsets[mask] ?? 0;
  const referenceValue = valueAt(0);
  const scenarioValue = valueAt(subsets.length - 1);
  const total = scenarioValue - referenceValue;
  const alone = (kind: PlayerKind): number =>
    valueAt(players.reduce((mask, player, bit) => (player.kind === kind ? mask | (1 << bit) : mask), 0)) -
    referenceValue;
  const parts = { policy: alone('policy'), world: alone('world'), shock: alone('shock') };
  let reached = referenceValue;
  return {
    market: question.id,
    year,
    metric,
    referenceValue,
    scenarioValue,
    total,
    players: players.map(({ id, kind }, index) => ({ id, kind, value: values[index] ?? 0 })),
    interaction: players.flatMap(({ id: a }, row) =>
      players.slice(row + 1).map(({ id: b }, after) => ({ a, b, value: interaction[row]?.[row + 1 + after] ?? 0 })),
    ),
    parts: { ...parts, interaction: total - (parts.policy + parts.world + parts.shock) },
    steps: players.map(({ id }, index) => {
      const from = reached;
      // The last bar ends at the scenario itself, not a rounding beside it.
      reached = index === players.length - 1 ? scenarioValue : from + (values[index] ?? 0);
      return { id, from, to: reached };
    }),
  };
}
