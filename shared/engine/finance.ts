/**
 * Discounted cash flow measures of an appraisal (ADB, Guidelines for the Economic Analysis of Projects, 2017): net
 * present value, internal rates of return (all of them), benefit-cost ratio. Flows are yearly, in USD million at
 * constant prices; index 0 is the first year and is not discounted. Rates are per cent a year.
 * Tested in test/golden/finance.test.ts against published worked examples.
 */

export const presentValue = (flows: readonly number[], ratePercent: number): number => {
  const factor = 1 / (1 + ratePercent / 100);
  return flows.reduceRight((sum, flow) => sum * factor + flow, 0);
};

export interface RatesOfReturn {
  /** Every rate in (-99 %, 1000 %) at which the net present value is 0, ascending. */
  readonly roots: readonly number[];
  /** 'none': the flows never change the sign of their present value. 'several': more than one root; use the NPV. */
  readonly warning?: 'none' | 'several';
}

const LOWEST_RATE = -99;
const HIGHEST_RATE = 1000;
const STEPS = 20_000;

/** Scans the discount factor evenly, so that no two roots closer than a step of it hide, then bisects. */
export function ratesOfReturn(flows: readonly number[]): RatesOfReturn {
  const factorOf = (rate: number) => 1 / (1 + rate / 100);
  const rateOf = (factor: number) => (1 / factor - 1) * 100;
  const value = (factor: number) => flows.reduceRight((sum, flow) => sum * factor + flow, 0);
  const [first, last] = [factorOf(HIGHEST_RATE), factorOf(LOWEST_RATE)];
  const roots: number[] = [];
  // Steps grow with the factor: rates near zero and above get as much care as deeply negative ones.
  const factorAt = (step: number) => first * (last / first) ** (step / STEPS);
  let before = value(first);
  for (let step = 1; step <= STEPS; step += 1) {
    const after = value(factorAt(step));
    if (after === 0) roots.push(rateOf(factorAt(step)));
    else if (before * after < 0) {
      let [low, high] = [factorAt(step - 1), factorAt(step)];
      for (let halving = 0; halving < 80; halving += 1) {
        const middle = (low + high) / 2;
        if (value(middle) * before > 0) low = middle;
        else high = middle;
      }
      roots.push(rateOf((low + high) / 2));
    }
    before = after;
  }
  roots.sort((a, b) => a - b);
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
