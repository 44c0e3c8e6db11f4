/**
 * Discounted cash flow measures of an appraisal (ADB, Guidelines for the Economic Analysis of Projects, 2017): net
 * present value, internal rates of return (all of them), benefit-cost ratio. Flows are yearly, in USD million at
 * constant prices; index 0 is the first year and is not discounted. Rates are per cent a year.
 * Tested in test/golden/finance.test.ts against published worked examples.
 */

/** Sum of flow[t] / (1 + rate)^t, t from 0. */
export const presentValue = (flows: readonly number[], ratePercent: number): number => {
  const factor = 1 / (1 + ratePercent / 100);
  return flows.reduceRight((sum, flow) => sum * factor + flow, 0);
};

export interface RatesOfReturn {
  /** Every rate in (-99 %, 1000 %) at which the present value changes its sign, ascending, per cent. */
  readonly roots: readonly number[];
  /** 'none': the present value never changes its sign. 'several': more than one root; use the net present value. */
  readonly warning?: 'none' | 'several';
}

const LOWEST_RATE = -99;
const HIGHEST_RATE = 1000;
const STEPS = 20_000;
const HALVINGS = 80;

/** Scans the discount factor in steps of 0.035 %, so that no two roots further apart than that hide, then bisects. */
export function ratesOfReturn(flows: readonly number[]): RatesOfReturn {
  const factorOf = (rate: number) => 1 / (1 + rate / 100);
  const rateOf = (factor: number) => (1 / factor - 1) * 100;
  const value = (factor: number) => flows.reduceRight((sum, flow) => sum * factor + flow, 0);
  const [first, last] = [factorOf(HIGHEST_RATE), factorOf(LOWEST_RATE)];
  // Steps grow with the factor: rates near zero and above get as much care as deeply negative ones.
  const factorAt = (step: number) => first * (last / first) ** (step / STEPS);
  const roots: number[] = [];
  let [knownFactor, known] = [first, value(first)];
  for (let step = 1; step <= STEPS; step += 1) {
    const factor = factorAt(step);
    const after = value(factor);
    if (after === 0) continue;
    if (known * after < 0) {
      let [low, high] = [knownFactor, factor];
      for (let halving = 0; halving < HALVINGS; halving += 1) {
        const middle = (low + high) / 2;
        if (value(middle) * known > 0) low = middle;
        else high = middle;
      }
      roots.push(rateOf(high));
    }
    [knownFactor, known] = [factor, after];
  }
  roots.reverse();
  if (roots.length === 0) return { roots, warning: 'none' };
  return roots.length > 1 ? { roots, warning: 'several' } : { roots };
}

/** Present value of benefits over present value of costs (both positive numbers); undefined without costs. */
export function benefitCostRatio(
  benefits: readonly number[],
  costs: readonly number[],
  ratePercent: number,
): number | undefined {
  const cost = presentValue(costs, ratePercent);
  return cost > 0 ? presentValue(benefits, ratePercent) / cost : undefined;
}

/**
 * First-year rate of return, per cent: net benefit of the opening year over what was spent before it, carried forward
 * to that year at the discount rate (TRRL, Overseas Road Note 5, 1988). Below the discount rate, a later opening is
 * better. `spent` holds the years before opening, the last of them directly before. Undefined without spending.
 */
export function firstYearReturn(netBenefit: number, spent: readonly number[], ratePercent: number): number | undefined {
  const carried = spent.reduce((sum, cost) => (sum + cost) * (1 + ratePercent / 100), 0);
  return carried > 0 ? (netBenefit / carried) * 100 : undefined;
}

export type ValueForMoney = 'very-poor' | 'poor' | 'low' | 'medium' | 'high' | 'very-high';

/** Word for a benefit-cost ratio (UK Department for Transport, Value for Money Framework, 2017). */
export function valueForMoney(ratio: number): ValueForMoney {
  if (ratio < 0) return 'very-poor';
  if (ratio < 1) return 'poor';
  if (ratio < 1.5) return 'low';
  if (ratio < 2) return 'medium';
  return ratio < 4 ? 'high' : 'very-high';
}

/** User benefit when cost per unit falls from `costBefore` to `costAfter` and volume answers: the rule of a half. */
export const ruleOfHalf = (volumeBefore: number, volumeAfter: number, costBefore: number, costAfter: number): number =>
  0.5 * (volumeBefore + volumeAfter) * (costBefore - costAfter);
