/**
 * How the best itinerary answers when one input moves: the whole interval cut into stretches of one itinerary each,
 * exactly. Hours and money of an itinerary are affine in the input, or in its reciprocal for speeds, duty hours and
 * payloads; so the least generalized cost is the lower envelope of lines, found from its ends inwards (M. J. Eisner,
 * D. G. Severance, Journal of the ACM 23 (1976) 619-635). Tested in test/property/switching-values.test.ts.
 */
import { findMain } from './consignment.ts';
import { withInput, type InputRef } from './override-input.ts';
import { recost } from './recost.ts';
import type { AppliedNetwork, Itinerary, MarketQuestion } from './types.ts';

export type RankingMetric = 'hours' | 'usdPerTonne' | 'generalized';

/** Amount at t = 0 and growth with t, where t is the input or its reciprocal. */
interface Line {
  readonly base: number;
  readonly slope: number;
}

interface Way {
  readonly name: string;
  readonly lines: Readonly<Record<RankingMetric, Line>>;
}

/** One itinerary from t = `from` to `to`. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly lines: Way['lines'];
}

/** Generalized costs nearer than this are one, relative to their size. */
const SAME_COST = 1e-12;

const RECIPROCAL_FIELDS = ['speed_kmh'];
const RECIPROCAL_PARAMETERS = ['truck_duty_h_per_day', 'payload_limit_cn_kg_t', 'payload_road_t', 'payload_feu_t'];

/** Whether times and costs fall with the reciprocal of the input. */
export const isReciprocal = ({ targetType, targetId, field }: InputRef): boolean =>
  targetType === 'parameter' ? RECIPROCAL_PARAMETERS.includes(targetId) : RECIPROCAL_FIELDS.includes(field);

/** From the input to t and back: both are the same step. */
export const turned = (input: InputRef, value: number): number => (isReciprocal(input) ? 1 / value : value);

export const atLine = ({ base, slope }: Line, t: number): number => base + slope * t;

const nameOfWay = (itinerary: Itinerary): string => itinerary.legs.map(({ kind, id }) => `${kind} ${id}`).join('>');

/** A scenario that the input does not reach: one stretch of its itinerary, level. */
export function levelResponse(main: Itinerary, from: number, to: number): readonly Stretch[] {
  const level = (base: number): Line => ({ base, slope: 0 });
  const lines = {
    hours: level(main.hours),
    usdPerTonne: level(main.usdPerTonne),
    generalized: level(main.generalizedCostUsdPerTonne),
  };
  return [{ from, to, lines }];
}

/**
 * Stretches in order of t, from `from` to `to` (t > 0 for reciprocals); the consignment chooses anew at every point.
 * Empty without route.
 */
export function responseTo(
  network: AppliedNetwork,
  question: MarketQuestion,
  input: InputRef,
  from: number,
  to: number,
): readonly Stretch[] {
  const networkAt = (t: number): AppliedNetwork => withInput(network, input, turned(input, t));
  const ends = [networkAt(from), networkAt(to)] as const;
  const known = new Map<string, Way>();

  const wayOf = (itinerary: Itinerary): Way => {
    const name = nameOfWay(itinerary);
    const seen = known.get(name);
    if (seen) return seen;
    const [left, right] = ends.map((end) => recost(itinerary, end, question));
    const line = (read: (one: Itinerary) => number): Line => {
      const [low, high] = [left, right].map((one) => (one ? read(one) : 0));
      const slope = ((high ?? 0) - (low ?? 0)) / (to - from);
      return { base: (low ?? 0) - slope * from, slope };
    };
    const way = {
      name,
      lines: {
        hours: line((one) => one.hours),
        usdPerTonne: line((one) => one.usdPerTonne),
        generalized: line((one) => one.generalizedCostUsdPerTonne),
      },
    };
    known.set(name, way);
    return way;
  };
  const findBest = (at: AppliedNetwork): Way | undefined => {
    const main = findMain(at, question);
    return main && wayOf(main);
  };

  const cut = (low: number, left: Way, high: number, right: Way): Stretch[] => {
    const [a, b] = [left.lines.generalized, right.lines.generalized];
    const whole = (way: Way): Stretch[] => [{ from: low, to: high, lines: way.lines }];
    const crossing = (b.base - a.base) / (a.slope - b.slope);
    // One way, or two that tie all along or at an end: what is best at the other end is best between.
    if (left.name === right.name || !(crossing > low)) return whole(right);
    if (crossing >= high) return whole(left);
    const middle = findBest(networkAt(crossing));
    const cost = atLine(a, crossing);
    if (!middle || atLine(middle.lines.generalized, crossing) >= cost - SAME_COST * Math.max(1, Math.abs(cost))) {
      return [
        { from: low, to: crossing, lines: left.lines },
        { from: crossing, to: high, lines: right.lines },
      ];
    }
    return [...cut(low, left, crossing, middle), ...cut(crossing, middle, high, right)];
  };
  const [left, right] = ends.map(findBest);
  return left && right ? cut(from, left, to, right) : [];
}

/** The line in force at t; at a cut that of the stretch before it. */
export function lineAt(stretches: readonly Stretch[], t: number, metric: RankingMetric): Line {
  const stretch = stretches.find(({ to }) => t <= to) ?? stretches.at(-1);
  return stretch?.lines[metric] ?? { base: NaN, slope: NaN };
}
