/**
 * Measures and shocks as the command line names them: known, of the right kind, with all that they require and nothing
 * that they exclude. Each refusal names the two that do not fit. Tested in test/unit/cli-itineraries.test.ts.
 */
import { AppFailure } from '../../shared/base/issue.ts';
import type { Strength } from '../../shared/base/quantity.ts';
import type { Dataset, Measure } from '../../shared/dataset/schema.ts';
import type { Selection } from '../../shared/engine/apply-measures.ts';
import { findNearest, unknownWord } from './suggest.ts';

type Kind = Measure['kind'];

/** What is switched on, all with one strength; without a year, opening years are ignored. */
export function readSelection(
  dataset: Dataset,
  measureIds: readonly string[],
  shockIds: readonly string[],
  strength: Strength,
  year: number | undefined,
): Selection {
  const measures = measureIds.map((id) => findChoice(dataset, id, 'measure'));
  const shocks = shockIds.map((id) => findChoice(dataset, id, 'shock'));
  checkTogether([...measures, ...shocks]);
  const allOf = (chosen: readonly Measure[]) => Object.fromEntries(chosen.map(({ id }) => [id, { strength }]));
  return { measures: allOf(measures), shocks: allOf(shocks), assumptions: {}, year };
}

/** Ids of one kind as the command line gives them, each of them known; what they require is not asked for. */
export const readSelectionIds = (dataset: Dataset, ids: readonly string[], kind: Kind): readonly string[] =>
  ids.map((id) => findChoice(dataset, id, kind).id);

function findChoice(dataset: Dataset, id: string, kind: Kind): Measure {
  const found = dataset.measures.get(id);
  if (found?.kind === kind) return found;
  if (found) {
    throw new AppFailure('bad-input', `${id} is a ${found.kind}, not a ${kind}. Give it with --${found.kind}s.`);
  }
  const ofKind = [...dataset.measures.values()].filter((one) => one.kind === kind).map((one) => one.id);
  const nearest = findNearest(id, ofKind, (known) => dataset.measures.get(known)?.name ?? '');
  throw unknownWord(kind, id, nearest, `the data pack "${dataset.id}"`);
}

function checkTogether(chosen: readonly Measure[]): void {
  const ids = new Set(chosen.map(({ id }) => id));
  for (const { id, kind, requires, excludes } of chosen) {
    const missing = requires.find((other) => !ids.has(other));
    if (missing) {
      const message = `${id} requires ${missing}, which is not switched on. Add ${missing} to --measures, or leave ${id} out.`;
      throw new AppFailure('bad-input', message);
    }
    const clash = excludes.find((other) => ids.has(other));
    if (clash) {
      throw new AppFailure('bad-input', `${id} and ${clash} exclude each other. Leave one ${kind} out.`);
    }
  }
}
