/**
 * What would overturn the ranking of two scenarios (MODEL.md 6, F11): for every input of either itinerary, taken as it
 * stands after all measures, the value at which the order turns, the consignment choosing its way anew at every point;
 * and the tornado, the difference at both ends of every uncertain input.
 * Tested in test/property/switching-values.test.ts by putting the value in.
 */
import { AppFailure } from '../base/issue.ts';
import { countSteps, type Progress, type ShouldStop } from '../base/long-work.ts';
import type { Dataset } from '../dataset/schema.ts';
import type { Scenario } from '../scenario/schema.ts';
import { findMain, networkOf, type ConsignmentQuestion } from './consignment.ts';
import { listCommonInputs, type MovedInput, type Side } from './moved-inputs.ts';
import { turned, atLine, levelResponse, lineAt, responseTo, type RankingMetric, type Stretch } from './response.ts';
import { findTurns } from './ranking-turns.ts';

export interface SwitchingQuestion extends ConsignmentQuestion {
  readonly metric: RankingMetric;
}

export interface SwitchingValue extends MovedInput {
  /** Where the order turns, nearest to the present value; null: none between 0 and twice the present value, nor within the range. */
  readonly value: number | null;
  /** tie: both are equal at the value. jump: there a scenario takes another way and overtakes at once; null without value. */
  readonly turn: 'tie' | 'jump' | null;
  /** The value lies between P10 and P90. */
  readonly withinRange: boolean;
  /** From here on (away from the present value) the two are equal, nearer than any turn: the difference has gone. */
  readonly vanishesAt: number | null;
}

/** The difference (b minus a) with one uncertain input at its low and its high value, all else as it stands. */
export interface TornadoBar extends MovedInput {
  readonly low: number;
  readonly high: number;
  readonly differenceAtLow: number;
  readonly differenceAtHigh: number;
}

export interface SwitchingReport {
  readonly metric: RankingMetric;
  /** Scenario b minus scenario a now: h, USD per tonne, or USD per tonne of generalized cost. */
  readonly difference: number;
  readonly better: 'a' | 'b' | 'neither';
  /** Nearest turn first (relative to the present value), those without at the end. */
  readonly inputs: readonly SwitchingValue[];
  /** Widest first. */
  readonly tornado: readonly TornadoBar[];
}

/** Differences below this are arithmetic noise: 1e-9 h or USD. */
const NOISE = 1e-9;
/** Nothing moves at speed 0 and no truck carries 0 t: such inputs are searched from this part of their present value. */
const LEAST_PART = 0.001;

/** 0 to twice the present value, united with the range of the input. */
function searchInterval({ now, low = now, high = now, reciprocal }: MovedInput): [number, number] {
  return [Math.min(reciprocal ? now * LEAST_PART : 0, low), Math.max(2 * now, high)];
}

function describeSide(dataset: Dataset, scenario: Scenario, { year, question }: ConsignmentQuestion): Side {
  const network = networkOf(dataset, scenario, year);
  const main = findMain(network, question);
  if (main) return { network, main };
  throw new AppFailure(
    'no-route',
    `"${scenario.title}" has no route from ${question.from} to ${question.to}, so there is no ranking to overturn. Choose two scenarios that both have one.`,
  );
}

/**
 * Switching values and tornado of two scenarios for one market. Throws no-route (AppFailure) when either has none,
 * cancelled when `shouldStop` says so.
 */
export function findSwitchingValues(
  dataset: Dataset,
  [scenarioA, scenarioB]: readonly [Scenario, Scenario],
  question: SwitchingQuestion,
  progress?: Progress,
  shouldStop?: ShouldStop,
): SwitchingReport {
  const { metric } = question;
  const sides = [describeSide(dataset, scenarioA, question), describeSide(dataset, scenarioB, question)] as const;
  const inputs = listCommonInputs(sides[0], sides[1], question.question.valueOfTimeClass);
  const step = countSteps(inputs.length, progress, shouldStop);

  const [mainA, mainB] = [sides[0].main, sides[1].main];
  const difference =
    metric === 'generalized'
      ? mainB.generalizedCostUsdPerTonne - mainA.generalizedCostUsdPerTonne
      : mainB[metric] - mainA[metric];
  const sign = Math.abs(difference) <= NOISE ? 0 : Math.sign(difference);

  const found = inputs.map((moved) => {
    const { input, inA, inB, now } = moved;
    const ends = searchInterval(moved).map((value) => turned(input, value));
    const [from, to] = [Math.min(...ends), Math.max(...ends)];
    const respond = ({ network, main }: Side, isMoved: boolean): readonly Stretch[] =>
      isMoved && to > from ? responseTo(network, question.question, input, from, to) : levelResponse(main, from, to);
    const [a, b] = [respond(sides[0], inA), respond(sides[1], inB)];
    const differenceAt = (value: number) => {
      const t = turned(input, value);
      return atLine(lineAt(b, t, metric), t) - atLine(lineAt(a, t, metric), t);
    };
    const turns = findTurns(a, b, metric, turned(input, now), sign, (t) => turned(input, t));
    step();
    return { moved, turns, differenceAt };
  });

  const distanceOf = ({ now, value }: SwitchingValue) =>
    value === null ? Infinity : now === 0 ? Math.abs(value) : Math.abs(value / now - 1);
  return {
    metric,
    difference,
    better: sign === 0 ? 'neither' : sign < 0 ? 'b' : 'a',
    inputs: found
      .map(({ moved, turns: { value, turn, vanishesAt } }) => {
        const { low, high } = moved;
        const withinRange = value !== null && low !== undefined && high !== undefined && value >= low && value <= high;
        return { ...moved, value, turn, withinRange, vanishesAt };
      })
      .sort((one, other) => {
        const [near, far] = [distanceOf(one), distanceOf(other)];
        return near === far ? 0 : near - far;
      }),
    tornado: found
      .flatMap(({ moved, differenceAt }): TornadoBar[] => {
        const { low, high } = moved;
        if (low === undefined || high === undefined || low === high) return [];
        const bar = { ...moved, low, high };
        return [{ ...bar, differenceAtLow: differenceAt(low), differenceAtHigh: differenceAt(high) }];
      })
      .sort((one, other) => widthOf(other) - widthOf(one)),
  };
}

const widthOf = ({ differenceAtLow, differenceAtHigh }: TornadoBar): number =>
  Math.abs(differenceAtHigh - differenceAtLow);
