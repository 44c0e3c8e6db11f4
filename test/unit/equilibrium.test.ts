/** The fixed point of shares, queues and caps on networks small enough to solve by hand. */
import { describe, expect, it } from 'vitest';
import { addedHoursAt, findEquilibrium, type Choice, type ChoosingMarket } from '../../shared/engine/equilibrium.ts';
import { solveLinear } from '../../shared/engine/linear-system.ts';

const way = (costUsdPerTonne: number, more: Partial<Choice> = {}): Choice => ({
  costUsdPerTonne,
  logSize: 0,
  queues: [],
  trucksPerDayPerKt: 0.15,
  usdPerHour: 0.3,
  caps: [],
  ...more,
});
const market = (volumeKt: number, ...choices: Choice[]): ChoosingMarket => ({ volumeKt, choices });
const solve = (rest: Partial<Parameters<typeof findEquilibrium>[0]>) =>
  findEquilibrium({ markets: [], queues: [], caps: [], scalePerUsd: 0.02, ...rest });
const post = { delayHours: 20, referenceTrucksPerDay: 100, eases: true };

describe('without capacity', () => {
  it('shares are the logit of the costs: 50 USD/t at 0.02 give odds of e', () => {
    const { shares, converged, iterations } = solve({ markets: [market(100, way(200), way(250))] });
    expect((shares[0]?.[0] ?? 0) / (shares[0]?.[1] ?? 1)).toBeCloseTo(Math.E, 12);
    expect([converged, iterations]).toEqual([true, 0]);
  });

  it('a market without choices moves nothing and disturbs nobody', () => {
    const { shares, converged } = solve({ markets: [market(100), market(50, way(1))] });
    expect(shares).toEqual([[], [1]]);
    expect(converged).toBe(true);
  });
});

describe('a queue', () => {
  it('adds (P50 - free) x (u^4 - 1), nothing at the use of the reference', () => {
    expect(addedHoursAt(post, 1)).toBe(0);
    expect(addedHoursAt(post, 1.5)).toBeCloseTo(20 * (5.0625 - 1), 12);
    expect(addedHoursAt(post, 0)).toBe(-20);
    expect(addedHoursAt({ ...post, eases: false }, 0.5)).toBe(0);
  });

  it('of a market without another way is that of its whole volume', () => {
    const { trucksPerDay, addedHours } = solve({ markets: [market(1000, way(100, { queues: [0] }))], queues: [post] });
    expect(trucksPerDay[0]).toBeCloseTo(150, 9);
    expect(addedHours[0]).toBeCloseTo(20 * (1.5 ** 4 - 1), 6);
  });

  it('sends goods to the other way until delays and shares agree', () => {
    const markets = [market(2000, way(100, { queues: [0] }), way(130))];
    const { shares, addedHours, trucksPerDay, residual } = solve({ markets, queues: [post] });
    const [share = 0, other = 0] = shares[0] ?? [];
    expect(residual).toBeLessThan(1e-6);
    expect(Math.log(share / other)).toBeCloseTo(0.02 * (30 - 0.3 * (addedHours[0] ?? 0)), 8);
    expect(addedHours[0]).toBeCloseTo(20 * (((trucksPerDay[0] ?? 0) / 100) ** 4 - 1), 6);
    expect(share).toBeLessThan(1 / (1 + Math.exp(-0.6)));
  });
});

describe('a hard cap', () => {
  const markets = [market(1000, way(100, { caps: [0] }), way(200))];

  it('that does not bind has no price', () => {
    const { capPrice, capKt } = solve({ markets, caps: [{ capacityKt: 900 }] });
    expect(capPrice).toEqual([0]);
    expect(capKt[0]).toBeCloseTo(1000 / (1 + Math.exp(-2)), 6);
  });

  it('that binds holds, and its price is what makes the shippers give way', () => {
    const { capPrice, capKt } = solve({ markets, caps: [{ capacityKt: 300 }] });
    expect(capKt[0]).toBeLessThanOrEqual(300);
    expect(capKt[0]).toBeCloseTo(300, 5);
    expect(capPrice[0]).toBeCloseTo(100 + Math.log(700 / 300) / 0.02, 4);
  });

  it('is shared by markets at one price', () => {
    const both = [...markets, market(400, way(90, { caps: [0] }), way(150))];
    const { capPrice, capKt, shares } = solve({ markets: both, caps: [{ capacityKt: 500 }] });
    const price = capPrice[0] ?? 0;
    expect(capKt[0]).toBeCloseTo(500, 5);
    expect(shares[0]?.[0]).toBeCloseTo(1 / (1 + Math.exp(-0.02 * (100 - price))), 8);
    expect(shares[1]?.[0]).toBeCloseTo(1 / (1 + Math.exp(-0.02 * (60 - price))), 8);
  });

  it('holds together with queues and other caps', () => {
    const many = [
      market(1000, way(100, { caps: [0], queues: [0] }), way(120, { queues: [0] }), way(160, { caps: [1] }), way(300)),
      market(500, way(80, { caps: [0, 1] }), way(90, { queues: [0], usdPerHour: 1.7 }), way(500)),
    ];
    const answer = solve({ markets: many, queues: [post], caps: [{ capacityKt: 50 }, { capacityKt: 200 }] });
    expect(answer.converged).toBe(true);
    expect(answer.capKt[0]).toBeLessThanOrEqual(50);
    expect(answer.capKt[1]).toBeLessThanOrEqual(200);
    expect(Math.min(...answer.capPrice)).toBeGreaterThan(0);
  });
});

describe('linear equations', () => {
  it('are solved, pivots and all', () => {
    const solution = solveLinear(
      [
        [0, 2, 1],
        [1, -1, 0],
        [3, 0, 1],
      ],
      [7, -1, 6],
    );
    expect(solution?.map((value) => Math.round(value * 1e9) / 1e9)).toEqual([1, 2, 3]);
  });

  it('that do not determine an answer have none', () => {
    expect(
      solveLinear(
        [
          [1, 2],
          [2, 4],
        ],
        [1, 2],
      ),
    ).toBeUndefined();
  });
});
