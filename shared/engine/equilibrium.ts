/**
 * Shares, queues and caps together (MODEL.md 4): a fixed point of flows on given choice sets. Soft capacity makes the
 * dwell of a road post grow with the fourth power of its use; hard capacity is held by a price per tonne, which is the
 * marginal value of one more tonne. Reports its residual; never loops for ever.
 * Tested in test/unit/equilibrium.test.ts and test/property/equilibrium.test.ts.
 */
import { logitShares } from './shares.ts';

/** A choice of a market, reduced to what the equilibrium needs. */
export interface Choice {
  /** Generalized cost and constants without queues, USD per tonne. */
  readonly costUsdPerTonne: number;
  readonly logSize: number;
  /** Indices of queues passed, and USD per tonne of one hour more there. */
  readonly queues: readonly number[];
  readonly usdPerHour: number;
  /** Indices of caps used, once each. */
  readonly caps: readonly number[];
}

export interface ChoosingMarket {
  readonly volumeKt: number;
  readonly choices: readonly Choice[];
}

/** Added hours of a post as a function of its flow: dwell(u) - P50. */
export interface Queue {
  /** P50 less free flow, hours; what the fourth power scales. */
  readonly delayAtBaseHours: number;
  /** Flow at which the delay is that of the data; 0 where the base year sends nothing: no queue is modelled. */
  readonly baseKt: number;
}

export interface Cap {
  readonly capacityKt: number;
}

export interface Equilibrium {
  readonly shares: readonly (readonly number[])[];
  readonly queueKt: readonly number[];
  readonly addedHours: readonly number[];
  readonly capKt: readonly number[];
  /** USD per tonne; 0 where the cap does not bind. */
  readonly capPrice: readonly number[];
  readonly residual: number;
  readonly iterations: number;
  readonly converged: boolean;
}

const TOLERANCE = 1e-7;
const MOST_ITERATIONS = 5_000;

/** Hours above the P50 of the data: (P50 - free) x ((u / u_base)^4 - 1). */
export const addedHoursOf = (queue: Queue, flowKt: number): number =>
  queue.baseKt > 0 ? queue.delayAtBaseHours * ((flowKt / queue.baseKt) ** 4 - 1) : 0;

interface Flows {
  readonly shares: number[][];
  readonly queueKt: number[];
  readonly capKt: number[];
}

function loadFlows(
  markets: readonly ChoosingMarket[],
  hours: readonly number[],
  prices: readonly number[],
  scalePerUsd: number,
): Flows {
  const queueKt = hours.map(() => 0);
  const capKt = prices.map(() => 0);
  const shares = markets.map(({ volumeKt, choices }) => {
    const costs = choices.map((choice) => {
      let cost = choice.costUsdPerTonne;
      for (const queue of choice.queues) cost += choice.usdPerHour * (hours[queue] ?? 0);
      for (const cap of choice.caps) cost += prices[cap] ?? 0;
      return cost;
    });
    const own = logitShares(
      costs,
      choices.map((choice) => choice.logSize),
      scalePerUsd,
    );
    own.forEach((share, index) => {
      for (const queue of choices[index]?.queues ?? []) queueKt[queue] = (queueKt[queue] ?? 0) + share * volumeKt;
      for (const cap of choices[index]?.caps ?? []) capKt[cap] = (capKt[cap] ?? 0) + share * volumeKt;
    });
    return own;
  });
  return { shares, queueKt, capKt };
}

/** The lowest price at which the flow over one cap is within its capacity, the other prices and hours held. */
function priceOfCap(capacityKt: number, flowAt: (price: number) => number): number {
  if (flowAt(0) <= capacityKt) return 0;
  let low = 0;
  let high = 1;
  while (flowAt(high) > capacityKt && high < 1e6) {
    low = high;
    high *= 2;
  }
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (flowAt(middle) > capacityKt) low = middle;
    else high = middle;
  }
  return high;
}

/** Solves by damped iteration over hours; prices of caps are exact within each step. */
export function findEquilibrium(
  markets: readonly ChoosingMarket[],
  queues: readonly Queue[],
  caps: readonly Cap[],
  scalePerUsd: number,
): Equilibrium {
  const usable = markets.filter((market) => market.choices.length > 0);
  const hours = queues.map(() => 0);
  const prices = caps.map(() => 0);
  let damping = 0.5;
  let residual = Infinity;
  let flows = loadFlows(usable, hours, prices, scalePerUsd);
  let iterations = 0;
  while (iterations < MOST_ITERATIONS) {
    iterations += 1;
    const before = [...prices];
    for (const [index, cap] of caps.entries()) {
      prices[index] = priceOfCap(cap.capacityKt, (price) => {
        const trial = [...prices];
        trial[index] = price;
        return loadFlows(usable, hours, trial, scalePerUsd).capKt[index] ?? 0;
      });
    }
    flows = loadFlows(usable, hours, prices, scalePerUsd);
    const wanted = queues.map((queue, index) => addedHoursOf(queue, flows.queueKt[index] ?? 0));
    const gap = Math.max(
      0,
      ...wanted.map((value, index) => Math.abs(value - (hours[index] ?? 0)) / (1 + Math.abs(value))),
      ...prices.map((value, index) => Math.abs(value - (before[index] ?? 0)) / (1 + Math.abs(value))),
    );
    if (gap > residual) damping = Math.max(damping / 2, 1 / 1024);
    else damping = Math.min(damping * 1.05, 0.8);
    residual = gap;
    if (gap < TOLERANCE) break;
    wanted.forEach((value, index) => {
      const now = hours[index] ?? 0;
      hours[index] = now + damping * (value - now);
    });
  }
  let next = 0;
  const shares = markets.map((market) => (market.choices.length > 0 ? (flows.shares[next++] ?? []) : []));
  return {
    shares,
    queueKt: flows.queueKt,
    addedHours: hours,
    capKt: flows.capKt,
    capPrice: prices,
    residual,
    iterations,
    converged: residual < TOLERANCE,
  };
}
