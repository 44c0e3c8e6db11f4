/**
 * `corridor regret`: packages under every shock, and how far each stays behind the best one under the same shock.
 * A package without route somewhere is a finding. Tested in test/unit/cli-packages.test.ts.
 */
import { AppFailure } from '../../shared/base/issue.ts';
import type { Progress } from '../../shared/base/long-work.ts';
import type { Dataset } from '../../shared/dataset/schema.ts';
import { CONSIGNMENT_METRICS } from '../../shared/engine/consignment-metric.ts';
import { regretBoard, type RegretBoard } from '../../shared/engine/regret.ts';
import { readSelectionIds } from './choices.ts';
import type { Answer } from './command.ts';
import type { LoadedScenario } from './load.ts';
import { readConsignment, type ConsignmentOptions } from './question.ts';
import { amount, textTable } from './text.ts';
import { readWord } from './values.ts';

export interface RegretOptions extends ConsignmentOptions {
  readonly metric: string;
  readonly shocks?: readonly string[];
}

export function answerRegret(
  options: RegretOptions,
  dataset: Dataset,
  loaded: readonly LoadedScenario[],
  progress: Progress | undefined,
): Answer {
  const packages = loaded.map(({ document }) => document.scenario);
  const [first] = packages;
  if (!first) throw new AppFailure('bad-input', 'Give at least one scenario file.');
  const metric = readWord('metric', options.metric, CONSIGNMENT_METRICS);
  const shockIds = options.shocks && readSelectionIds(dataset, options.shocks, 'shock');
  const asked = readConsignment(options, dataset, first.year);
  const board = regretBoard(dataset, { packages, metric, ...asked, ...(shockIds ? { shockIds } : {}) }, progress);
  const setAside = packages
    .filter(({ shocks }) => Object.keys(shocks).length > 0)
    .map(({ title }) => `The shocks of "${title}" itself are set aside: the columns bring the shocks.`);
  const isCutOff = board.rows.some(({ cells }) => cells.some(({ value }) => value === undefined));
  return {
    json: {
      market: board.marketId,
      year: board.year,
      metric,
      shocks: board.columns.map(({ shockId, best }) => ({ id: shockId ?? null, best: best ?? null })),
      packages: board.rows.map(({ cells, worstRegret, ...row }) => ({
        ...row,
        worstRegret: worstRegret ?? null,
        values: cells.map(({ value }) => value ?? null),
        regrets: cells.map(({ regret }) => regret ?? null),
      })),
    },
    text: textOf(board),
    notes: [...loaded.flatMap(({ notes }) => notes), ...setAside],
    exitCode: isCutOff ? 1 : 0,
  };
}

function textOf({ marketId, year, metric, columns, rows }: RegretBoard): string {
  const unit = metric === 'hours' ? 'hours' : 'USD/t';
  const table = textTable(
    ['shock', ...rows.map(({ title }) => title)],
    [
      ...columns.map(({ shockId }, column) => [
        shockId ?? 'no shock',
        ...rows.map(({ cells }) => {
          const regret = cells[column]?.regret;
          return regret === undefined ? 'no route' : amount(regret);
        }),
      ]),
      ['worst', ...rows.map(({ worstRegret }) => (worstRegret === undefined ? 'no route' : amount(worstRegret)))],
    ],
  );
  const smallest = rows.filter(({ isSmallest }) => isSmallest).map(({ title }) => title);
  const verdict = smallest.length > 0 ? `\nSmallest worst regret: ${smallest.join(', ')}\n` : '';
  return `${marketId}, ${year}: ${unit} behind the best package under the same shock\n\n${table}${verdict}`;
}
