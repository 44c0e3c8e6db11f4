/**
 * Paired draws on the two-post corridor, against numbers computed by hand from the first three standard normals of each
 * quantity: hours = post A + post B + 2 x loading + 240 / duty; USD per tonne = 540 x rate / payload + 360 / payload +
 * 2 x handling; and variance shares from the moments of the lognormal distribution.
 */
import { describe, expect, it } from 'vitest';
import { runUncertainty } from '../../shared/engine/uncertainty.ts';
import { emptyScenario } from '../../shared/scenario/schema.ts';
import { TWO_POST_QUESTION, twoPostDataset } from '../support/two-post-pack.ts';

const ask = (draws: number) => ({ year: 2035, question: TWO_POST_QUESTION, draws });
const reference = emptyScenario('reference');
const onlyScenario = (...[dataset, draws]: [ReturnType<typeof twoPostDataset>, number]) => {
  const scenario = runUncertainty(dataset, [reference], ask(draws)).scenarios[0];
  if (!scenario?.hours || !scenario.usdPerTonne || !scenario.generalizedCost) throw new Error('no route');
  return scenario;
};

/** Three draws of seed 1, each quantity = P50 x exp(s z). Sorted, P10 lies a fifth of the way from first to second. */
const HOURS = [45.17915227309993, 42.88478736036829, 56.691195877929076] as const;
const USD = [39.69664430503377, 56.72527138687136, 52.47405170356603] as const;

describe('three draws on the two-post corridor', () => {
  const { hours, usdPerTonne, generalizedCost } = onlyScenario(twoPostDataset(), 3);

  it.each([
    ['hours', hours, [...HOURS]],
    ['USD per tonne', usdPerTonne, [...USD]],
    ['generalized cost at 1 USD an hour', generalizedCost, HOURS.map((value, draw) => value + (USD[draw] ?? NaN))],
  ])('%s are those of the hand', (_name, summary, values) => {
    const [first = NaN, second = NaN, third = NaN] = values.sort((a, b) => a - b);
    const mean = (first + second + third) / 3;
    const squares = (first - mean) ** 2 + (second - mean) ** 2 + (third - mean) ** 2;
    expect(summary?.p10).toBeCloseTo(first + 0.2 * (second - first), 9);
    expect(summary?.p50).toBeCloseTo(second, 9);
    expect(summary?.p90).toBeCloseTo(second + 0.8 * (third - second), 9);
    expect(summary?.mean).toBeCloseTo(mean, 9);
    expect(summary?.standardError).toBeCloseTo(Math.sqrt(squares / 2 / 3), 9);
  });
});

describe('a corridor with one uncertain stop', () => {
  const draws = 100_000;

  it('returns the percentiles of the stop, and a mean within four standard errors of the truth', () => {
    const { hours, drivers, usdPerTonne } = onlyScenario(twoPostDataset({ onlyRangesOf: ['POST_A'] }), draws);
    const rest = 28;
    expect(Math.abs((hours?.p10 ?? 0) - rest - 10)).toBeLessThan(0.15);
    expect(Math.abs((hours?.p50 ?? 0) - rest - 20)).toBeLessThan(0.15);
    expect(Math.abs((hours?.p90 ?? 0) - rest - 40)).toBeLessThan(0.5);
    const spread = Math.log(2) / 1.2815515655446004;
    const mean = 20 * Math.exp(spread ** 2 / 2);
    expect(Math.abs((hours?.mean ?? 0) - rest - mean)).toBeLessThan(4 * (hours?.standardError ?? 0));
    expect(drivers).toEqual([
      { id: 'border:POST_A|road', targetType: 'border', targetId: 'POST_A|road', hoursShare: 1, usdShare: 0 },
    ]);
    expect(usdPerTonne).toMatchObject({ p10: 51, p50: 51, p90: 51 });
  });
});

it('the spread of money is shared between rate and payload as their lognormal moments say', () => {
  const dataset = twoPostDataset({ onlyRangesOf: ['road_rate_multiplier', 'payload_road_t'] });
  const { drivers, usdJointShare } = onlyScenario(dataset, 100_000);
  // Both have the same relative spread s (0.8 to 1.25, 16 to 25), so rate and 1 / payload have the same shape.
  const s2 = (Math.log(1.25) / 1.2815515655446004) ** 2;
  const mean = Math.exp(s2 / 2);
  const variance = Math.exp(s2) * (Math.exp(s2) - 1);
  const ofRate = (540 * mean) ** 2 * variance;
  const ofPayload = (540 * mean + 360) ** 2 * variance;
  const joint = 540 ** 2 * variance ** 2;
  const total = ofRate + ofPayload + joint;
  const shareOf = (id: string) => drivers?.find((driver) => driver.targetId === id)?.usdShare ?? NaN;
  expect(shareOf('road_rate_multiplier')).toBeCloseTo(ofRate / total, 2);
  expect(shareOf('payload_road_t')).toBeCloseTo(ofPayload / total, 2);
  expect(usdJointShare).toBeCloseTo(joint / total, 2);
  expect(shareOf('road_rate_multiplier') + shareOf('payload_road_t') + (usdJointShare ?? NaN)).toBeCloseTo(1, 12);
});

it('two scenarios that differ at one post are compared in the same worlds', () => {
  const dataset = twoPostDataset();
  const faster = { ...emptyScenario('fast post'), measures: { M_FAST_A: { strength: 'mid' as const } } };
  const { pairs, scenarios } = runUncertainty(dataset, [reference, faster], ask(5000));
  // Half of post A is saved in every world, whatever else happens: 5, 10, 20 h at P10, P50, P90.
  expect(pairs[0]).toMatchObject({ a: 0, b: 1, shareBFaster: 1, shareAFaster: 0, shareBCheaper: 0, shareACheaper: 0 });
  expect(Math.abs((pairs[0]?.deltaHours.p50 ?? 0) + 10)).toBeLessThan(0.5);
  expect(Math.abs((pairs[0]?.deltaHours.p10 ?? 0) + 20)).toBeLessThan(1.2);
  expect(Math.abs((pairs[0]?.deltaHours.p90 ?? 0) + 5)).toBeLessThan(0.4);
  expect((scenarios[1]?.hours?.mean ?? NaN) - (scenarios[0]?.hours?.mean ?? NaN)).toBeCloseTo(
    pairs[0]?.deltaHours.mean ?? 0,
    9,
  );
});
