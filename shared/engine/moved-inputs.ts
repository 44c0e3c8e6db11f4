/**
 * The inputs that a switching value or a tornado may move: everything that the legs of either itinerary stand on, and
 * the value of time by which ways are chosen. An input that both scenarios have at one value moves in both; where a
 * measure made it two values, each scenario's own moves alone. Tested in test/property/switching-values.test.ts.
 */
import type { ValueOfTimeClass } from '../dataset/schema.ts';
import { VALUE_OF_TIME } from './evaluate.ts';
import { explainLeg } from './explain-leg.ts';
import { findInput, findRange, type InputRef } from './override-input.ts';
import { isReciprocal } from './response.ts';
import type { AppliedNetwork, Itinerary } from './types.ts';

/** A scenario's network and the way its consignment takes. */
export interface Side {
  readonly network: AppliedNetwork;
  readonly main: Itinerary;
}

export interface MovedInput {
  readonly input: InputRef;
  readonly unit: string;
  /** Present value, after all measures. */
  readonly now: number;
  /** P10 and P90 of a dwell, low and high of a parameter; absent where no range is published. */
  readonly low?: number;
  readonly high?: number;
  readonly inA: boolean;
  readonly inB: boolean;
  /** Times and costs fall with it (a speed, a payload). */
  readonly reciprocal: boolean;
}

/** Each input once, in the order of the legs of a, then of b. */
export function listCommonInputs(a: Side, b: Side, valueOfTimeClass: ValueOfTimeClass): readonly MovedInput[] {
  const units = new Map<string, { readonly ref: InputRef; readonly unit: string }>();
  for (const { network, main } of [a, b]) {
    for (const leg of main.legs) {
      for (const { targetType, targetId, field, value, unit } of explainLeg(network, leg, main.payloadTonnes).inputs) {
        const ref = { targetType, targetId, field };
        if (typeof value === 'number') units.set(`${targetType}:${targetId}:${field}`, { ref, unit });
      }
    }
  }
  const valueOfTime = { targetType: 'parameter', targetId: VALUE_OF_TIME[valueOfTimeClass], field: 'value' } as const;
  units.set('value of time', { ref: valueOfTime, unit: 'USD/t/day' });

  return [...units.values()].flatMap(({ ref, unit }): MovedInput[] => {
    const [inA, inB] = [findInput(a.network, ref), findInput(b.network, ref)];
    const moved = (network: AppliedNetwork, now: number, where: { inA: boolean; inB: boolean }): MovedInput => {
      const range = findRange(network, ref);
      const { low, high } = range ?? {};
      return { input: ref, unit, now, ...(range ? { low, high } : {}), ...where, reciprocal: isReciprocal(ref) };
    };
    if (inA !== undefined && inA === inB) return [moved(a.network, inA, { inA: true, inB: true })];
    return [
      ...(inA === undefined ? [] : [moved(a.network, inA, { inA: true, inB: false })]),
      ...(inB === undefined ? [] : [moved(b.network, inB, { inA: false, inB: true })]),
    ];
  });
}
