/**
 * Packages under every shock (MODEL.md 6, F14): how far each stays behind the best one when that shock comes, with no
 * need to know how likely it is (minimax regret: L. J. Savage, J. Amer. Statist. Assoc. 46 (1951) 55-67). No route is
 * said, never counted as a number. Tested in test/property/regret.test.ts (law 9).
 */
import { AppFailure } from '../base/issue.ts';
import { countSteps, type Progress, type ShouldStop } from '../base/long-work.ts';
import type { Dataset } from '../dataset/schema.ts';
import { digestScenario } from '../scenario/document.ts';
import type { Scenario } from '../scenario/schema.ts';
import { applySelection, type Selection } from './apply-measures.ts';
import { findMain, type ConsignmentQuestion } from './consignment.ts';
import { metricOf, type ConsignmentMetric } from './consignment-metric.ts';
import { selectionOf } from './evaluate.ts';

export interface RegretQuestion extends ConsignmentQuestion {
  /** Their measures and assumptions; their own shocks are set aside, because the columns bring the shocks. */
  readonly packages: readonly Scenario[];
  /** Columns after "no shock", each shock at its middle strength; all of the dataset unless given. */
  readonly shockIds?: readonly string[];
  readonly metric: ConsignmentMetric;
}

export interface RegretColumn {
  /** Absent in the first column: no shock. */
  readonly shockId?: string;
  /** The least value in the column; absent when no package has a route. */
  readonly best?: number;
}

/** Both absent without route. Regret: value minus the best of the column; at least 0. */
export interface RegretCell {
  readonly value?: number;
  readonly regret?: number;
}

export interface RegretRow {
  readonly title: string;
  readonly digest: string;
  /** One for each column. */
  readonly cells: readonly RegretCell[];
  /** The largest regret; absent when the package has no route where another one has. */
  readonly worstRegret?: number;
  /** No package has a smaller worst regret. */
  readonly isSmallest: boolean;
}

export interface RegretBoard {
  readonly marketId: string;
  readonly year: number;
  readonly metric: ConsignmentMetric;
  readonly columns: readonly RegretColumn[];
  readonly rows: readonly RegretRow[];
}

const leastOf = (values: readonly (number | undefined)[]): number | undefined => {
  const known = values.filter((value) => value !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
};

function listShocks(dataset: Dataset, wanted: readonly string[] | undefined): readonly string[] {
  const all = [...dataset.measures.values()].filter(({ kind }) => kind === 'shock').map(({ id }) => id);
  const unknown = wanted?.find((id) => !all.includes(id));
  if (unknown !== undefined) throw new AppFailure('bad-input', `"${unknown}" is not a shock of the dataset.`);
  return wanted ?? all;
}

/**
 * Values and regrets in hours or USD per tonne, rows in the order of the packages. Throws (AppFailure) bad-input for an
 * unknown shock, and cancelled when `shouldStop` says so.
 */
export function regretBoard(
  dataset: Dataset,
  { packages, shockIds, year, question, metric }: RegretQuestion,
  progress?: Progress,
  shouldStop?: ShouldStop,
): RegretBoard {
  const shocks: readonly (string | undefined)[] = [undefined, ...listShocks(dataset, shockIds)];
  const step = countSteps(packages.length * shocks.length, progress, shouldStop);
  const values = packages.map((scenario) =>
    shocks.map((id) => {
      const underShock: Selection['shocks'] = id === undefined ? {} : { [id]: { strength: 'mid' } };
      const network = applySelection(dataset, { ...selectionOf(scenario, year), shocks: underShock });
      const main = findMain(network, question);
      step();
      return main && metricOf(main, metric);
    }),
  );
  const bests = shocks.map((_, column) => leastOf(values.map((row) => row[column])));
  const regretsOf = (row: readonly (number | undefined)[]): (number | undefined)[] =>
    row.map((value, column) => (value === undefined ? undefined : value - (bests[column] ?? value)));
  const worst = values.map((row) => {
    const isCutOff = row.some((value, column) => value === undefined && bests[column] !== undefined);
    const regrets = regretsOf(row).filter((regret) => regret !== undefined);
    return isCutOff || regrets.length === 0 ? undefined : Math.max(...regrets);
  });
  const smallest = leastOf(worst);
  return {
    marketId: question.id,
    year,
    metric,
    columns: shocks.map((shockId, column) => {
      const best = bests[column];
      return { ...(shockId === undefined ? {} : { shockId }), ...(best === undefined ? {} : { best }) };
    }),
    rows: packages.map((scenario, index) => {
      const regrets = regretsOf(values[index] ?? []);
      const worstRegret = worst[index];
      return {
        title: scenario.title,
        digest: digestScenario(scenario),
        cells: (values[index] ?? []).map((value, column) => {
          const regret = regrets[column];
          return value === undefined || regret === undefined ? {} : { value, regret };
        }),
        ...(worstRegret === undefined ? {} : { worstRegret }),
        isSmallest: worstRegret !== undefined && worstRegret === smallest,
      };
    }),
  };
}
