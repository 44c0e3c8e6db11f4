/** How fast the engine answers on the bundled data: all markets of a scenario, and one tree to all places. */
import type { Dataset } from '../../shared/dataset/schema.ts';
import { applySelection, NOTHING_SELECTED } from '../../shared/engine/apply-measures.ts';
import { dutyInState, legsOfArc, payloadOfClass, type CostRules } from '../../shared/engine/arc-costs.ts';
import { evaluateScenario, valueOfTime } from '../../shared/engine/evaluate.ts';
import { getGraph } from '../../shared/engine/graph.ts';
import { growTree, NO_ARC } from '../../shared/engine/tree.ts';
import { emptyScenario } from '../../shared/scenario/schema.ts';
import { createPlainDijkstra } from './plain-dijkstra.ts';
import { median, percentile, timeOf } from './statistics.ts';

/** A strength of its own in every run, so that nothing kept from an earlier one can answer. */
export function evaluationMs(dataset: Dataset): { median: number; p95: number } {
  const runs = Array.from({ length: 120 }, (_, run) => {
    const scenario = { ...emptyScenario('bench'), measures: { M_CKU: { strength: 0.5 + run / 10_000 } } };
    return timeOf(() => evaluateScenario(dataset, scenario));
  }).slice(20);
  return { median: median(runs), p95: percentile(runs, 0.95) };
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
