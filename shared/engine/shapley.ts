/**
 * Exact Shapley values of a game on up to 12 players (L. S. Shapley, "A value for n-person games", 1953), and how
 * pairs help or hinder each other. The game is given by its value on every subset, as a bit mask of players.
 * Tested in test/property/shapley.test.ts against sums over all orders.
 */

export const MOST_PLAYERS = 12;

export interface ShapleyResult {
  /** Average marginal value of each player; they sum to value(all) - value(none). */
  readonly values: readonly number[];
  /** value({a, b}) - value({a}) - value({b}) + value(none): 0 = independent; on the diagonal the value alone. */
  readonly interaction: readonly (readonly number[])[];
}

const bitsOf = (mask: number): number => {
  let count = 0;
  for (let rest = mask; rest > 0; rest &= rest - 1) count += 1;
  return count;
};

/** Values of all 2^n subsets; index = bit mask. Throws RangeError above 12 players. */
export function listSubsetValues(playerCount: number, valueOf: (mask: number) => number): Float64Array {
  if (playerCount > MOST_PLAYERS) throw new RangeError(`At most ${MOST_PLAYERS} players can be shared exactly.`);
  return Float64Array.from({ length: 2 ** playerCount }, (_, mask) => valueOf(mask));
}

export function shareByShapley(playerCount: number, subsetValues: Float64Array): ShapleyResult {
  const factorials = [1];
  for (let n = 1; n <= playerCount; n += 1) factorials.push((factorials[n - 1] ?? 1) * n);
  const weights = Array.from(
    { length: playerCount },
    (_, size) => ((factorials[size] ?? 1) * (factorials[playerCount - size - 1] ?? 1)) / (factorials[playerCount] ?? 1),
  );
  const at = (mask: number) => subsetValues[mask] ?? 0;
  const values = Array.from({ length: playerCount }, (_, player) => {
    const bit = 1 << player;
    let sum = 0;
    for (let mask = 0; mask < subsetValues.length; mask += 1) {
      if ((mask & bit) === 0) sum += (weights[bitsOf(mask)] ?? 0) * (at(mask | bit) - at(mask));
    }
    return sum;
  });
  const alone = (player: number) => at(1 << player) - at(0);
  const interaction = values.map((_, a) =>
    values.map((_other, b) => (a === b ? alone(a) : at((1 << a) | (1 << b)) - at(0) - alone(a) - alone(b))),
  );
  return { values, interaction };
}
