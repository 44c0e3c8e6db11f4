/**
 * "Did you mean …": the known word nearest to an unknown one, by its letters or by the name that goes with it. Suggests
 * nothing rather than something far. Tested in test/unit/cli-suggest.test.ts.
 */
import { AppFailure } from '../../shared/base/issue.ts';

/** The nearest known id, or undefined. `names` adds what people call it ("Kashgar" -> CN_KASHGAR). */
export function findNearest(word: string, ids: Iterable<string>, nameOf: (id: string) => string): string | undefined {
  const wanted = word.toLowerCase();
  let best: { id: string; distance: number } | undefined;
  for (const id of ids) {
    const withoutPrefix = id.replace(/^[A-Z]{1,2}_/, '');
    const distance = Math.min(
      ...[id, withoutPrefix, nameOf(id)].map((known) => editDistance(wanted, known.toLowerCase())),
    );
    if (distance < (best?.distance ?? Infinity)) best = { id, distance };
  }
  return best && best.distance <= Math.max(1, Math.round(word.length / 3)) ? best.id : undefined;
}

/** Refuses an id that the dataset lacks, in one sentence that names it. */
export function unknownWord(what: string, word: string, nearest: string | undefined, where: string): AppFailure {
  const suggestion = nearest ? ` Did you mean ${nearest}?` : '';
  return new AppFailure('bad-input', `There is no ${what} "${word}" in ${where}.${suggestion}`);
}

/** Levenshtein distance in letters. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...a].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...b].entries()) {
      current.push(
        Math.min(
          (previous[column + 1] ?? 0) + 1,
          (current[column] ?? 0) + 1,
          (previous[column] ?? 0) + (letter === other ? 0 : 1),
        ),
      );
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
