/**
 * Where the difference of two piecewise affine responses changes its sign. Exact: roots of lines and the cuts between
 * them, no iteration. Tested in test/property/switching-values.test.ts.
 */
import { atLine, lineAt, type RankingMetric, type Stretch } from './response.ts';

export interface Turns {
  readonly value: number | null;
  readonly turn: 'tie' | 'jump' | null;
  readonly vanishesAt: number | null;
}

/** Where the difference has one sign (0: the two are equal) from t = `from` to `to`. */
interface Signed {
  readonly from: number;
  readonly to: number;
  readonly sign: number;
  /** Differences just inside both ends. */
  readonly atFrom: number;
  readonly atTo: number;
}

/** Differences below this are arithmetic noise: 1e-9 h or USD. */
const NOISE = 1e-9;
/** Cuts of the two scenarios nearer than this, relative to their size, are one that rounding told apart. */
const SAME_CUT = 1e-9;
const signOf = (difference: number): number => (Math.abs(difference) <= NOISE ? 0 : Math.sign(difference));

function listSigned(a: readonly Stretch[], b: readonly Stretch[], metric: RankingMetric): Signed[] {
  const cuts = [...a, ...b]
    .flatMap(({ from, to }) => [from, to])
    .sort((one, other) => one - other)
    .filter((cut, index, all) => index === 0 || cut - (all[index - 1] ?? cut) > SAME_CUT * Math.abs(cut));
  return cuts.slice(1).flatMap((to, index): Signed[] => {
    const from = cuts[index] ?? to;
    const middle = (from + to) / 2;
    const [lineA, lineB] = [lineAt(a, middle, metric), lineAt(b, middle, metric)];
    const differenceAt = (t: number) => atLine(lineB, t) - atLine(lineA, t);
    const [atFrom, atTo] = [differenceAt(from), differenceAt(to)];
    const [first, last] = [signOf(atFrom), signOf(atTo)];
    if (first * last >= 0) return [{ from, to, sign: first || last, atFrom, atTo }];
    const root = (lineB.base - lineA.base) / (lineA.slope - lineB.slope);
    return [
      { from, to: root, sign: first, atFrom, atTo: 0 },
      { from: root, to, sign: last, atFrom: 0, atTo },
    ];
  });
}

/**
 * The turn nearest to `now` on either side, in the input's own units (`valueOf` turns t into them). `sign` is that of
 * the difference now; when the two tie already there is no order to turn.
 */
export function findTurns(
  a: readonly Stretch[],
  b: readonly Stretch[],
  metric: RankingMetric,
  now: number,
  sign: number,
  valueOf: (t: number) => number,
): Turns {
  const none: Turns = { value: null, turn: null, vanishesAt: null };
  if (sign === 0) return none;
  const signed = listSigned(a, b, metric);
  const distance = (t: number) => Math.abs(valueOf(t) - valueOf(now));
  const walk = (ahead: readonly Signed[], near: (one: Signed) => number, nearDifference: (one: Signed) => number) => {
    const turnIndex = ahead.findIndex((one) => one.sign === -sign);
    const levelIndex = ahead.findIndex((one) => one.sign === 0);
    const [turn, level] = [ahead[turnIndex], ahead[levelIndex]];
    return {
      turn: turn && {
        at: near(turn),
        kind: Math.abs(nearDifference(turn)) <= NOISE ? ('tie' as const) : ('jump' as const),
      },
      level: level && (!turn || levelIndex < turnIndex) ? near(level) : undefined,
    };
  };
  const up = walk(
    signed.filter(({ to }) => to > now),
    ({ from }) => Math.max(from, now),
    ({ atFrom }) => atFrom,
  );
  const down = walk(
    signed.filter(({ from }) => from < now).reverse(),
    ({ to }) => Math.min(to, now),
    ({ atTo }) => atTo,
  );
  const turns = [up.turn, down.turn].flatMap((one) => one ?? []).sort((x, y) => distance(x.at) - distance(y.at));
  const levels = [up.level, down.level].flatMap((one) => one ?? []).sort((x, y) => distance(x) - distance(y));
  const [turn] = turns;
  const [level] = levels;
  return {
    value: turn ? valueOf(turn.at) : null,
    turn: turn?.kind ?? null,
    vanishesAt: level !== undefined && (!turn || distance(level) < distance(turn.at)) ? valueOf(level) : null,
  };
}
