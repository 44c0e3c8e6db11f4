/** P10-P90 by independent delays, alone and paired. */
import { expect, it } from 'vitest';
import { rangeFromSwings, type Swings } from '../../shared/engine/ranges.ts';

const swings = (entries: Record<string, [down: number, up: number]>): Swings =>
  new Map(Object.entries(entries).map(([id, [down, up]]) => [id, { down, up }]));

it('independent delays add as the root of summed squares', () => {
  expect(rangeFromSwings(100, swings({ torugart: [-3, 30], chaldovar: [-4, 40] }))).toEqual({
    p10: 95,
    p50: 100,
    p90: 150,
  });
});

it('without uncertain stops the range is a point', () => {
  expect(rangeFromSwings(7, swings({}))).toEqual({ p10: 7, p50: 7, p90: 7 });
});

it('in a paired difference what both itineraries pass cancels', () => {
  const a = swings({ chaldovar: [-4, 40] });
  const b = swings({ chaldovar: [-4, 40], makmal: [-6, 8] });
  expect(rangeFromSwings(10, b, a)).toEqual({ p10: 4, p50: 10, p90: 18 });
});

it('a stop that only the reference has moves the difference the other way', () => {
  expect(rangeFromSwings(0, swings({}), swings({ torugart: [-5, 12] }))).toEqual({ p10: -12, p50: 0, p90: 5 });
});
