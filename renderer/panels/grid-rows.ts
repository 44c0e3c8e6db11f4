/**
 * The measure grid as data: a row per measure or shock, a cell per compared scenario, and the reasons that stand under
 * a row. No cell is silent: one that cannot be switched on, or does nothing, says why.
 * Tested in test/dom/grid.test.tsx.
 */
import type { Strength } from '../../shared/base/quantity.ts';
import { MEASURE_GROUPS, type Dataset, type Measure, type MeasureGroup } from '../../shared/dataset/schema.ts';
import { reasonText, type ReasonCode } from '../../shared/engine/types.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import { choiceOf, letterAt, type Letter } from '../state/document.ts';

export type GridCell =
  | { readonly kind: 'off' }
  | { readonly kind: 'on'; readonly strength: Strength | number; readonly idle?: ReasonCode }
  /** Off, and cannot be switched on. */
  | { readonly kind: 'unavailable'; readonly reason: ReasonCode };

export interface GridReason {
  readonly letters: readonly Letter[];
  readonly reason: ReasonCode;
  readonly isUnavailable: boolean;
}

export interface GridRow {
  readonly id: string;
  readonly kind: Measure['kind'];
  readonly group: MeasureGroup | 'unknown';
  /** Low, middle and high differ. */
  readonly hasStrength: boolean;
  readonly isUsed: boolean;
  readonly cells: readonly GridCell[];
  readonly reasons: readonly GridReason[];
}

/** Why a measure that is off cannot be switched on beside what the scenario chooses already. */
export function findObstacle(dataset: Dataset, scenario: Scenario, measure: Measure): ReasonCode | undefined {
  const missing = measure.requires.find((id) => !choiceOf(scenario, id));
  if (missing !== undefined) return { kind: 'requires-missing', by: missing };
  const chosen = [...Object.keys(scenario.measures), ...Object.keys(scenario.shocks)].sort();
  const rival = chosen.find(
    (id) => measure.excludes.includes(id) || dataset.measures.get(id)?.excludes.includes(measure.id),
  );
  return rival === undefined ? undefined : { kind: 'excluded-by', by: rival };
}

const hasStrength = (measure: Measure): boolean =>
  measure.effects.some(
    ({ operation, low, mid, high }) => operation !== 'enable' && operation !== 'note' && (low !== mid || high !== mid),
  );

function gatherReasons(cells: readonly GridCell[]): readonly GridReason[] {
  const gathered = new Map<string, GridReason>();
  cells.forEach((cell, index) => {
    const reason = cell.kind === 'unavailable' ? cell.reason : cell.kind === 'on' ? cell.idle : undefined;
    if (!reason) return;
    const isUnavailable = cell.kind === 'unavailable';
    const key = `${cell.kind} ${reasonText(reason)}`;
    const known = gathered.get(key);
    gathered.set(key, { letters: [...(known?.letters ?? []), letterAt(index)], reason, isUnavailable });
  });
  return [...gathered.values()];
}

/**
 * Rows in the order of the pack, by group. `reasonOf` gives the engine's reason why a measure that is on does nothing.
 * Ids that the dataset does not know follow at the end.
 */
export function layOutGrid(
  dataset: Dataset,
  scenarios: readonly Scenario[],
  reasonOf: (columnIndex: number, measureId: string) => ReasonCode | undefined,
): readonly GridRow[] {
  const rowOf = (id: string, kind: Measure['kind'], measure: Measure | undefined): GridRow => {
    const cells = scenarios.map((scenario, index): GridCell => {
      const choice = choiceOf(scenario, id);
      if (choice) {
        const idle = reasonOf(index, id);
        return { kind: 'on', strength: choice.strength, ...(idle ? { idle } : {}) };
      }
      const reason: ReasonCode | undefined = measure ? findObstacle(dataset, scenario, measure) : { kind: 'unknown' };
      return reason ? { kind: 'unavailable', reason } : { kind: 'off' };
    });
    return {
      id,
      kind,
      group: measure?.group ?? 'unknown',
      hasStrength: measure !== undefined && hasStrength(measure),
      isUsed: cells.some((cell) => cell.kind === 'on'),
      cells,
      reasons: gatherReasons(measure ? cells : cells.filter((cell) => cell.kind === 'on')),
    };
  };
  const measures = [...dataset.measures.values()];
  const known = MEASURE_GROUPS.flatMap((group) =>
    measures.filter((measure) => measure.group === group).map((measure) => rowOf(measure.id, measure.kind, measure)),
  );
  const unknownIds = (read: (scenario: Scenario) => Readonly<Record<string, unknown>>) =>
    [...new Set(scenarios.flatMap((scenario) => Object.keys(read(scenario))))]
      .filter((id) => !dataset.measures.has(id))
      .sort();
  return [
    ...known,
    ...unknownIds((scenario) => scenario.measures).map((id) => rowOf(id, 'measure', undefined)),
    ...unknownIds((scenario) => scenario.shocks).map((id) => rowOf(id, 'shock', undefined)),
  ];
}

/** Splits rows into two blocks of about equal height, never inside a group. */
export function splitRows(rows: readonly GridRow[]): readonly (readonly GridRow[])[] {
  const height = (row: GridRow) => 1 + 0.7 * row.reasons.length;
  const total = rows.reduce((sum, row) => sum + height(row), 0);
  let best = rows.length;
  let bestGap = Infinity;
  let above = 0;
  rows.forEach((row, index) => {
    if (index > 0 && rows[index - 1]?.group !== row.group) {
      const gap = Math.abs(total - 2 * above);
      if (gap < bestGap) [best, bestGap] = [index, gap];
    }
    above += height(row);
  });
  return [rows.slice(0, best), rows.slice(best)].filter((block) => block.length > 0);
}
