/**
 * Switching values of an appraisal (FIELD.md 3): the percentage change of one input at which the net present value
 * changes its sign, nearest to no change. Only changes within +-100 % count. Tested in test/unit/appraisal.test.ts.
 */
import type { Dataset } from '../dataset/schema.ts';
import type { Scenario } from '../scenario/schema.ts';

const WIDEST_PERCENT = 100;
const SCAN_PERCENT = 10;
const MOST_STEPS = 80;
const TOLERANCE = 1e-12;

/** A share of change as per cent; null unless it lies within +-100 % (at -100 % the input is gone, not changed). */
export const withinRange = (share: number): number | null =>
  Number.isFinite(share) && Math.abs(share) * 100 < WIDEST_PERCENT ? share * 100 : null;

/**
 * The change, per cent, at which `valueAt` changes its sign, by scanning outwards from 0 and the Illinois form of false
 * position. `valueNow` is valueAt(0). Where the value jumps over 0, the place of the jump.
 */
export function findSwitch(valueAt: (percent: number) => number, valueNow: number): number | null {
  if (valueNow === 0) return 0;
  const sides = [1, -1].map((direction) => ({ direction, percent: 0, value: valueNow }));
  for (let distance = SCAN_PERCENT; distance <= WIDEST_PERCENT; distance += SCAN_PERCENT) {
    for (const side of sides) {
      const percent = side.direction * distance;
      const value = valueAt(percent);
      if (value === 0 && distance < WIDEST_PERCENT) return percent;
      if (value * side.value < 0) return narrow(valueAt, side, { percent, value }, Math.abs(valueNow));
      Object.assign(side, { percent, value });
    }
  }
  return null;
}

interface Point {
  readonly percent: number;
  readonly value: number;
}

function narrow(valueAt: (percent: number) => number, near: Point, far: Point, scale: number): number {
  let [a, b] = [near, far];
  let kept = 0;
  for (let step = 0; step < MOST_STEPS && Math.abs(b.percent - a.percent) > TOLERANCE; step += 1) {
    // Every third step halves, so that a jump is closed in on as well.
    const halve = step % 3 === 2;
    const percent = halve
      ? (a.percent + b.percent) / 2
      : (a.percent * b.value - b.percent * a.value) / (b.value - a.value);
    const value = valueAt(percent);
    if (Math.abs(value) <= TOLERANCE * scale) return percent;
    if (value * b.value < 0) {
      [a, b] = [b, { percent, value }];
      kept = 0;
    } else {
      b = { percent, value };
      kept += 1;
      if (kept > 1) a = { ...a, value: a.value / 2 };
    }
  }
  return b.percent;
}

const VALUES_OF_TIME = ['vot_express_usd_t_day', 'vot_general_usd_t_day', 'vot_agri_usd_t_day'];

/** The scenario with every value of time multiplied, its own assumptions included. */
export function scaleValueOfTime(dataset: Dataset, scenario: Scenario, factor: number): Scenario {
  if (factor === 1) return scenario;
  const assumptions = { ...scenario.assumptions };
  for (const id of VALUES_OF_TIME) {
    const parameter = dataset.parameters.get(id);
    if (!parameter) continue;
    const key = `parameter:${id}:value`;
    assumptions[key] = { value: (assumptions[key]?.value ?? parameter.value.mid) * factor };
  }
  return { ...scenario, assumptions };
}
