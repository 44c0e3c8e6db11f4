/**
 * What the consignment on the table shares with everybody else: posts and caps on its way, as the flows of all markets
 * fill them in the year. Tested in test/unit/capacity-use.test.ts.
 */
import { countSteps, type Progress, type ShouldStop } from '../base/long-work.ts';
import type { Dataset } from '../dataset/schema.ts';
import type { Scenario } from '../scenario/schema.ts';
import { listHardCaps, listPassages } from './capacity.ts';
import { findMain, networkOf, type ConsignmentQuestion } from './consignment.ts';
import { evaluateScenario, selectionOf } from './evaluate.ts';
import type { ElementUse } from './types.ts';

export interface CapacityQuestion extends ConsignmentQuestion {
  readonly columns: readonly { readonly key: string; readonly scenario: Scenario }[];
}

export interface CapacityUse {
  readonly key: string;
  /** Those with a capacity on the way of the consignment, the fullest first. Empty without route. */
  readonly elements: readonly ElementUse[];
  /** Flows and queues agree. */
  readonly converged: boolean;
}

/** One answer per column, in their order. Throws cancelled (AppFailure) when `shouldStop` says so. */
export function listCapacityUse(
  dataset: Dataset,
  { columns, year, question }: CapacityQuestion,
  progress?: Progress,
  shouldStop?: ShouldStop,
): CapacityUse[] {
  const step = countSteps(columns.length, progress, shouldStop);
  return columns.map(({ key, scenario }) => {
    const network = networkOf(dataset, scenario, year);
    const main = findMain(network, question);
    const { elements, fixedPoint } = evaluateScenario(dataset, scenario, { year, question });
    const passed = new Set(
      main ? listPassages(network, main).map(({ borderId, direction }) => `${borderId} ${direction}`) : [],
    );
    const caps = listHardCaps(network, selectionOf(scenario, year)).filter(({ elementIds }) =>
      main?.legs.some(({ id }) => elementIds.has(id)),
    );
    const onTheWay = elements.filter(
      ({ kind, id, direction = '', utilisation }) =>
        utilisation !== undefined &&
        (kind === 'post' ? passed.has(`${id} ${direction}`) : caps.some((cap) => cap.id === id)),
    );
    step();
    return {
      key,
      elements: onTheWay.toSorted((a, b) => (b.utilisation ?? 0) - (a.utilisation ?? 0)),
      converged: fixedPoint.converged,
    };
  });
}
