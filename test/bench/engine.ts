/** How fast the engine answers on the bundled data: all markets of a scenario, and one tree to all places. */
import type { Dataset } from '../../shared/dataset/schema.ts';
import { applySelection, getNetwork, NOTHING_SELECTED } from '../../shared/engine/apply-measures.ts';
import { dutyInState, legsOfArc, payloadOfClass, type CostRules } from '../../shared/engine/arc-costs.ts';
import {
  evaluateMarket,
  evaluateScenario,
  questionOfMarket,
  selectionOf,
  valueOfTime,
} from '../../shared/engine/evaluate.ts';
import { getGraph } from '../../shared/engine/graph.ts';
import { growTree, NO_ARC } from '../../shared/engine/tree.ts';
import { emptyScenario, type Scenario } from '../../shared/scenario/schema.ts';
import { createPlainDijkstra } from './plain-dijkstra.ts';
import { median, percentile, timeOf } from './statistics.ts';

/** A strength of its own in every run, so that nothing kept from an earlier one can answer. */
const scenarioOfRun = (run: number): Scenario => ({
  ...emptyScenario('bench'),
  measures: { M_CKU: { strength: 0.5 + run / 10_000 } },
});

const spread = (runs: readonly number[]): Spread => ({ median: median(runs), p95: percentile(runs, 0.95) });

export interface Spread {
  readonly median: number;
  readonly p95: number;
}

/** Three itineraries of every market, as single consignments. */
export function evaluationMs(dataset: Dataset): Spread {
  const questions = [...dataset.markets.values()].map(questionOfMarket);
  const runs = Array.from({ length: 120 }, (_, run) =>
    timeOf(() => {
      const network = getNetwork(dataset, selectionOf(scenarioOfRun(run)));
      for (const question of questions) evaluateMarket(network, question);
    }),
  );
  return spread(runs.slice(20));
}

/** Flows of all markets with queues and caps: choice sets from nothing, and once more where only the year changes. */
export function flowsMs(dataset: Dataset): { fresh: Spread; nextYear: Spread } {
  const runs = Array.from({ length: 80 }, (_, index) => {
    const scenario = scenarioOfRun(1_000 + index);
    return {
      fresh: timeOf(() => evaluateScenario(dataset, scenario)),
      nextYear: timeOf(() => evaluateScenario(dataset, scenario, { year: scenario.year + 1 })),
    };
  }).slice(20);
  return { fresh: spread(runs.map(({ fresh }) => fresh)), nextYear: spread(runs.map(({ nextYear }) => nextYear)) };
}

/** Microseconds per tree, and the engine's over the yardstick's, run by turns. */
export function treeRatio(dataset: Dataset): { engineUs: number; plainUs: number; ratio: number } {
  const network = applySelection(dataset, NOTHING_SELECTED);
  const graph = getGraph(network);
  const rules: CostRules = {
    network,
    state: 'p50',
    payloadTonnes: payloadOfClass(network, true),
    dutyHoursPerDay: dutyInState(network, 'p50', undefined),
    tir: false,
    handling: true,
  };
  const perHour = valueOfTime(network, 'general') / 24;
  const weights = Float64Array.from(graph.arcs, (arc) =>
    legsOfArc(arc, graph.nodeOf[arc.tail] ?? '', graph.nodeOf[arc.head] ?? '', rules).reduce(
      (sum, leg) => sum + leg.usdPerTonne + perHour * leg.hours,
      0,
    ),
  );
  const tree = { distance: new Float64Array(graph.vertexCount), arc: new Int32Array(graph.vertexCount) };
  const engine = (source: number): void => {
    tree.distance.fill(Infinity);
    tree.distance[source] = 0;
    tree.arc.fill(NO_ARC);
    growTree(graph.leaving, graph.heads, weights, tree);
  };
  const plain = createPlainDijkstra(graph.leaving, graph.heads, weights);
  const plainDistance = new Float64Array(graph.vertexCount);

  const sources = [...dataset.nodes.keys()].flatMap((id) => graph.findStart(id, 'road') ?? []);
  for (const source of sources) {
    engine(source);
    plain(source, plainDistance);
    if (plainDistance.some((distance, vertex) => Math.abs(distance - (tree.distance[vertex] ?? 0)) > 1e-9)) {
      throw new Error(`The two trees from ${graph.nodeOf[source]} differ.`);
    }
  }

  const sweeps = 20;
  const all = (work: (source: number) => void) => (): void => {
    for (let sweep = 0; sweep < sweeps; sweep += 1) for (const source of sources) work(source);
  };
  const runEngine = all(engine);
  const runPlain = all((source) => plain(source, plainDistance));
  const rounds = Array.from({ length: 60 }, () => {
    const engineMs = timeOf(runEngine);
    const plainMs = timeOf(runPlain);
    return { engineMs, plainMs };
  }).slice(10);
  const perTreeUs = (ms: readonly number[]): number => (median(ms) * 1000) / (sweeps * sources.length);
  return {
    engineUs: perTreeUs(rounds.map((round) => round.engineMs)),
    plainUs: perTreeUs(rounds.map((round) => round.plainMs)),
    ratio: median(rounds.map((round) => round.engineMs / round.plainMs)),
  };
}
