/** Shapley values by the definition: the mean marginal value over all orders of players. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { listSubsetValues, shareByShapley } from '../../shared/engine/shapley.ts';

const orders = (players: readonly number[]): number[][] =>
  players.length === 0
    ? [[]]
    : players.flatMap((first) => orders(players.filter((other) => other !== first)).map((rest) => [first, ...rest]));

const game = fc
  .integer({ min: 1, max: 5 })
  .chain((n) =>
    fc.tuple(
      fc.constant(n),
      fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 2 ** n, maxLength: 2 ** n }),
    ),
  );

it('equal the mean over all orders, and sum to the whole difference', () => {
  fc.assert(
    fc.property(game, ([n, table]) => {
      const { values } = shareByShapley(
        n,
        listSubsetValues(n, (mask) => table[mask] ?? 0),
      );
      const all = orders(Array.from({ length: n }, (_, player) => player));
      const means = Array.from({ length: n }, () => 0);
      for (const order of all) {
        let mask = 0;
        for (const player of order) {
          const next = mask | (1 << player);
          means[player] = (means[player] ?? 0) + ((table[next] ?? 0) - (table[mask] ?? 0)) / all.length;
          mask = next;
        }
      }
      values.forEach((value, player) => expect(value).toBeCloseTo(means[player] ?? NaN, 9));
      expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo((table.at(-1) ?? 0) - (table[0] ?? 0), 9);
    }),
  );
});

it('give a null player nothing and equal players the same', () => {
  // Players 0 and 1 are worth 5 only together; player 2 adds nothing.
  const { values, interaction } = shareByShapley(
    3,
    listSubsetValues(3, (mask) => ((mask & 3) === 3 ? 5 : 0)),
  );
  expect(values).toEqual([2.5, 2.5, 0]);
  expect(interaction[0]?.[1]).toBe(5);
  expect(interaction[2]).toEqual([0, 0, 0]);
});

it('refuse more players than can be shared exactly', () => {
  expect(() => listSubsetValues(13, () => 0)).toThrow(RangeError);
});
