/**
 * Shares, queues and caps together (MODEL.md 4): a fixed point of flows on given choice sets. Soft capacity makes the
 * dwell of a road post grow with the fourth power of its use; hard capacity is held by a price per tonne, which is the
 * marginal value of one more tonne. Reports its residual; never loops for ever.
 *
 * Stochastic user equilibrium (C. Fisk, Transportation Research B 14 (1980) 243-255) solved on its dual: unknowns are
 * the logarithm of each post's use against its reference and the price of each cap, damped Newton steps on
 * ln(flow / flow that the delay stands for) = 0 and on the Fischer-Burmeister form of "price or slack is zero"
 * (A. Fischer, Optimization 24 (1992) 269-284); Levenberg-Marquardt steps where Newton finds no way down.
 * Tested in test/unit/equilibrium.test.ts and test/property/flows.test.ts.
 */
import { solveLinear } from './linear-system.ts';
import { logitShares } from './shares.ts';

/** A choice of a market, reduced to what the equilibrium needs. */
export interface Choice {
  /** Generalized cost and constants without queues, USD per tonne. */
  readonly costUsdPerTonne: number;
  readonly logSize: number;
  /** Indices of queues passed, once each. */
  readonly queues: readonly number[];
  /** What one kt a year is in trucks a day. */
  readonly trucksPerDayPerKt: number;
  /** USD per tonne of one hour more. */
  readonly usdPerHour: number;
  /** Indices of caps used, once each. */
  readonly caps: readonly number[];
}

export interface ChoosingMarket {
  readonly volumeKt: number;
  /** Without choices a market moves nothing. */
  readonly choices: readonly Choice[];
}

/** A post in one direction. */
export interface Queue {
  /** P50 less free flow, hours; what the fourth power scales. */
  readonly delayHours: number;
  /** Trucks a day, above 0, at which the delay is that of the data. */
  readonly referenceTrucksPerDay: number;
  /** Whether fewer trucks than that shorten the delay: only where the reference is the use of the base year. */
  readonly eases: boolean;
}

export interface Cap {
  /** Above 0. */
  readonly capacityKt: number;
}

export interface Equilibrium {
  readonly shares: readonly (readonly number[])[];
  readonly trucksPerDay: readonly number[];
  readonly addedHours: readonly number[];
  readonly capKt: readonly number[];
  /** USD per tonne; 0 where the cap does not bind. */
  readonly capPrice: readonly number[];
  /** Largest relative difference between a flow and the flow that its delay or price stands for. */
  readonly residual: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** What MODEL.md 4 asks for; the solver stops well below. */
const ACCEPTED_RESIDUAL = 1e-6;
const TARGET_RESIDUAL = 1e-10;
const MOST_ITERATIONS = 200;
/** Caps are aimed at a billionth below, so that rounding never passes them. */
const CAP_MARGIN = 1e-9;
/** Added to every flow before its logarithm is taken, so that what nobody uses does not matter. */
const NEGLIGIBLE_FLOW = 1e-10;
/** Largest step of ln(use) or of a price times the scale; of one above 1, in its own size. */
const LONGEST_STEP = 3;
const MOST_HALVINGS = 14;
const LEAST_DAMPING = 1e-8;
const MOST_DAMPING = 100;

/** Hours above the P50 of the data at a use against the reference: (P50 - free) x (use^4 - 1). */
export const addedHoursAt = ({ delayHours, eases }: Queue, use: number): number =>
  delayHours * ((eases ? use : Math.max(use, 1)) ** 4 - 1);

interface Problem {
  readonly markets: readonly ChoosingMarket[];
  readonly queues: readonly Queue[];
  readonly caps: readonly Cap[];
  readonly scalePerUsd: number;
}

/** ln(use) of every queue, then price x scale of every cap. */
type Point = readonly number[];

interface Loaded {
  readonly shares: number[][];
  readonly flows: number[];
  readonly residuals: number[];
  readonly merit: number;
}

const pricesAt = ({ queues, caps, scalePerUsd }: Problem, point: Point): number[] =>
  caps.map((_, index) => Math.max(0, point[queues.length + index] ?? 0) / scalePerUsd);

const hoursAt = ({ queues }: Problem, point: Point): number[] =>
  queues.map((queue, index) => addedHoursAt(queue, Math.exp(point[index] ?? 0)));

/** Zero exactly where a >= 0, b >= 0 and one of them is 0. */
const fischerBurmeister = (a: number, b: number): number => a + b - Math.hypot(a, b);

const slackOf = (cap: Cap, flow: number): number =>
  Math.log((cap.capacityKt * (1 - CAP_MARGIN)) / (flow + NEGLIGIBLE_FLOW));

function loadAt(problem: Problem, point: Point): Loaded {
  const { markets, queues, caps, scalePerUsd } = problem;
  const hours = hoursAt(problem, point);
  const prices = caps.map((_, index) => (point[queues.length + index] ?? 0) / scalePerUsd);
  const flows = point.map(() => 0);
  const shares = markets.map(({ volumeKt, choices }) => {
    const costs = choices.map((choice) => {
      let cost = choice.costUsdPerTonne;
      for (const queue of choice.queues) cost += choice.usdPerHour * (hours[queue] ?? 0);
      for (const cap of choice.caps) cost += prices[cap] ?? 0;
      return cost;
    });
    const sizes = choices.map((choice) => choice.logSize);
    const own = logitShares(costs, sizes, scalePerUsd);
    choices.forEach((choice, index) => {
      const kt = (own[index] ?? 0) * volumeKt;
      for (const queue of choice.queues) flows[queue] = (flows[queue] ?? 0) + kt * choice.trucksPerDayPerKt;
      for (const cap of choice.caps) flows[queues.length + cap] = (flows[queues.length + cap] ?? 0) + kt;
    });
    return own;
  });
  const residuals = [
    ...queues.map(
      (queue, index) =>
        Math.log(((flows[index] ?? 0) + NEGLIGIBLE_FLOW) / queue.referenceTrucksPerDay) - (point[index] ?? 0),
    ),
    ...caps.map((cap, index) =>
      fischerBurmeister(point[queues.length + index] ?? 0, slackOf(cap, flows[queues.length + index] ?? 0)),
    ),
  ];
  return { shares, flows, residuals, merit: residuals.reduce((sum, residual) => sum + residual ** 2, 0) };
}

/** Derivatives of every flow by every unknown. */
function flowDerivatives({ markets, queues, scalePerUsd }: Problem, point: Point, { shares }: Loaded): number[][] {
  const matrix = point.map(() => point.map(() => 0));
  const slopes = queues.map(({ delayHours, eases }, index) => {
    const logUse = point[index] ?? 0;
    return eases || logUse > 0 ? 4 * delayHours * Math.exp(4 * logUse) : 0;
  });
  markets.forEach(({ volumeKt, choices }, market) => {
    const touched = choices.map((choice) => [
      ...choice.queues.map((queue) => ({
        unknown: queue,
        flowPerKt: choice.trucksPerDayPerKt,
        // USD per tonne of one step of the unknown, times the scale.
        slope: scalePerUsd * choice.usdPerHour * (slopes[queue] ?? 0),
      })),
      ...choice.caps.map((cap) => ({ unknown: queues.length + cap, flowPerKt: 1, slope: 1 })),
    ]);
    const meanSlopes = new Map<number, number>();
    touched.forEach((elements, index) => {
      const share = shares[market]?.[index] ?? 0;
      for (const { unknown, slope } of elements)
        meanSlopes.set(unknown, (meanSlopes.get(unknown) ?? 0) + share * slope);
    });
    touched.forEach((elements, index) => {
      const kt = volumeKt * (shares[market]?.[index] ?? 0);
      for (const { unknown: flow, flowPerKt } of elements) {
        const row = matrix[flow];
        if (!row) continue;
        for (const [unknown, mean] of meanSlopes) row[unknown] = (row[unknown] ?? 0) + kt * flowPerKt * mean;
        for (const { unknown, slope } of elements) row[unknown] = (row[unknown] ?? 0) - kt * flowPerKt * slope;
      }
    });
  });
  return matrix;
}

/** Derivatives of every residual by every unknown. */
function residualDerivatives(problem: Problem, point: Point, loaded: Loaded): number[][] {
  const { queues, caps } = problem;
  const derivatives = flowDerivatives(problem, point, loaded);
  return derivatives.map((row, index) => {
    const flow = (loaded.flows[index] ?? 0) + NEGLIGIBLE_FLOW;
    const cap = caps[index - queues.length];
    if (!cap) return row.map((value, unknown) => value / flow - (unknown === index ? 1 : 0));
    const price = point[index] ?? 0;
    const slack = slackOf(cap, flow);
    const length = Math.hypot(price, slack) || 1;
    const byPrice = 1 - price / length;
    const bySlack = 1 - slack / length;
    return row.map((value, unknown) => (-bySlack * value) / flow + (unknown === index ? byPrice : 0));
  });
}

/** The step that makes the residuals zero if they were straight lines. */
const newtonStep = (matrix: readonly (readonly number[])[], residuals: readonly number[]): number[] | undefined =>
  solveLinear(
    matrix,
    residuals.map((residual) => -residual),
  );

/** A shorter step that surely leads down, the more damped the nearer to steepest descent (Levenberg, Marquardt). */
function dampedStep(matrix: readonly (readonly number[])[], residuals: readonly number[], damping: number) {
  const normal = residuals.map(() => residuals.map(() => 0));
  const right = residuals.map(() => 0);
  matrix.forEach((row, equation) => {
    row.forEach((value, one) => {
      if (value === 0) return;
      right[one] = (right[one] ?? 0) - value * (residuals[equation] ?? 0);
      const normalRow = normal[one];
      if (normalRow)
        row.forEach((other, index) => {
          normalRow[index] = (normalRow[index] ?? 0) + value * other;
        });
    });
  });
  normal.forEach((row, index) => {
    row[index] = (row[index] ?? 0) * (1 + damping) + damping;
  });
  return solveLinear(normal, right);
}

/** A point further down along the step, halving it as often as it takes; undefined when there is none. */
function walkDown(problem: Problem, point: Point, loaded: Loaded, step: readonly number[] | undefined) {
  if (!step) return undefined;
  const lengths = step.map((value, index) => Math.abs(value) / Math.max(1, Math.abs(point[index] ?? 0)));
  const whole = Math.min(1, LONGEST_STEP / Math.max(...lengths));
  for (let length = whole; length > whole / 2 ** MOST_HALVINGS; length /= 2) {
    const next = point.map((value, index) => value + length * (step[index] ?? 0));
    const there = loadAt(problem, next);
    if (there.merit < loaded.merit * (1 - 1e-4 * length)) return { point: next, loaded: there };
  }
  return undefined;
}

/** The next point of the iteration; undefined when no way leads down. */
function stepDown(problem: Problem, point: Point, loaded: Loaded) {
  const matrix = residualDerivatives(problem, point, loaded);
  let next = walkDown(problem, point, loaded, newtonStep(matrix, loaded.residuals));
  for (let damping = LEAST_DAMPING; !next && damping <= MOST_DAMPING; damping *= 10)
    next = walkDown(problem, point, loaded, dampedStep(matrix, loaded.residuals, damping));
  return next;
}

/** Solves from the state of the base year, delays of the data and no prices, until the residual is small. */
export function findEquilibrium(problem: Problem): Equilibrium {
  const { queues, caps } = problem;
  const residualOf = ({ residuals }: Loaded): number => Math.max(0, ...residuals.map(Math.abs));
  let point: Point = [...queues.map(() => 0), ...caps.map(() => 0)];
  let loaded = loadAt(problem, point);
  let iterations = 0;
  while (residualOf(loaded) > TARGET_RESIDUAL && iterations < MOST_ITERATIONS) {
    const next = stepDown(problem, point, loaded);
    if (!next) break;
    iterations += 1;
    ({ point, loaded } = next);
  }
  const residual = residualOf(loaded);
  return {
    shares: loaded.shares,
    trucksPerDay: loaded.flows.slice(0, queues.length),
    addedHours: hoursAt(problem, point),
    capKt: loaded.flows.slice(queues.length),
    capPrice: pricesAt(problem, point),
    residual,
    iterations,
    converged: residual < ACCEPTED_RESIDUAL,
  };
}
