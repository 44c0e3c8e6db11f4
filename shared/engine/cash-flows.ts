/**
 * The yearly flows of an appraisal and of its variants (MODEL.md 7): which years count, what is spent, what users gain.
 * Years run from the first construction year to the end of `appraisal_years` (middle) after the earliest opening;
 * benefits count from the earliest opening. Values are discounted to the base year of the prices.
 * Tested in test/unit/appraisal.test.ts.
 */
import { AppFailure } from '../base/issue.ts';
import type { Quantity } from '../base/quantity.ts';
import type { Dataset } from '../dataset/schema.ts';
import type { Scenario } from '../scenario/schema.ts';
import { getNetwork } from './apply-measures.ts';
import { getParameter } from './arc-costs.ts';
import { selectionOf } from './evaluate.ts';
import { presentValue } from './finance.ts';
import {
  capexInYear,
  delayOpening,
  firstYearOf,
  listProjectItems,
  opexInYear,
  type ProjectItem,
} from './project-costs.ts';
import { scaleValueOfTime } from './switch-points.ts';
import type { AppliedNetwork } from './types.ts';
import { benefitsInYear, createMainItineraryCosts, type MarketCosts, type YearOfUsers } from './user-benefits.ts';

export interface AppraisalQuestion {
  readonly scenario: Scenario;
  /** Without the project. */
  readonly reference: Scenario;
  /** Instead of the middle discount_rate of the dataset, per cent. */
  readonly ratePercent?: number;
  /** What a tonne bears; the consignment view unless given. */
  readonly costsOf?: MarketCosts;
}

/** A departure from the base case. Per cent; a delay keeps construction and last year. */
export interface Change {
  readonly delayYears?: number;
  readonly trafficPercent?: number;
  readonly valueOfTimePercent?: number;
}

/** One case: yearly values over the years of the frame, USD million. */
export interface Case {
  readonly users: readonly YearOfUsers[];
  readonly benefits: readonly number[];
  readonly opex: readonly number[];
  readonly net: readonly number[];
}

/** What all cases of an appraisal share. */
export interface Frame {
  /** The reference's network before any measure opens: parameters of the world. */
  readonly world: AppliedNetwork;
  readonly items: readonly ProjectItem[];
  readonly baseYear: number;
  readonly openingYear: number;
  readonly years: readonly number[];
  readonly discountRates: Quantity;
  readonly hurdleRatePercent: number;
  readonly capex: readonly number[];
  readonly caseOf: (change: Change) => Case;
  /** Present value in the base year; at the hurdle rate unless another is given. */
  readonly valueNow: (flows: readonly number[], ratePercent?: number) => number;
}

/** `onYear` is called before each year of each case. Throws bad-input (AppFailure) when the dataset has no market. */
export function frameAppraisal(dataset: Dataset, asked: AppraisalQuestion, onYear: () => void): Frame {
  if (dataset.markets.size === 0) {
    throw new AppFailure(
      'bad-input',
      'The dataset has no market, so nothing can be appraised. Add rows to markets.csv.',
    );
  }
  const { scenario, reference, costsOf = createMainItineraryCosts() } = asked;
  const world = getNetwork(dataset, selectionOf(reference, 0));
  const discountRates = getParameter(world, 'discount_rate');
  const hurdleRatePercent = asked.ratePercent ?? discountRates.mid;
  const items = listProjectItems(dataset, scenario, reference);
  const firstYear = firstYearOf(dataset);
  const baseYear = firstYear - 1;
  const openings = items.map((item) => item.openYear);
  const openingYear = openings.length > 0 ? Math.min(...openings) : firstYear;
  const from = Math.min(openingYear, ...items.map((item) => item.buildFrom));
  const lastYear = openingYear + Math.round(getParameter(world, 'appraisal_years').mid) - 1;
  const years = Array.from({ length: lastYear - from + 1 }, (_, index) => from + index);
  const capex = years.map((year) => capexInYear(items, year));

  return {
    ...{ world, items, baseYear, openingYear, years, discountRates, hurdleRatePercent, capex },
    caseOf: ({ delayYears = 0, trafficPercent = 0, valueOfTimePercent = 0 }) => {
      const withTime = (one: Scenario): Scenario => scaleValueOfTime(dataset, one, 1 + valueOfTimePercent / 100);
      const question = {
        ...{ dataset, costsOf, world, openingYear },
        scenario: withTime(delayOpening(scenario, items, delayYears)),
        reference: withTime(reference),
        trafficFactor: 1 + trafficPercent / 100,
      };
      const users = years.map((year) => {
        onYear();
        return benefitsInYear(question, year);
      });
      const benefits = users.map((year) => year.benefitUsdMillion);
      const opex = years.map((year) => opexInYear(items, year, delayYears));
      const net = benefits.map((benefit, index) => benefit - (capex[index] ?? 0) - (opex[index] ?? 0));
      return { users, benefits, opex, net };
    },
    valueNow: (flows, ratePercent = hurdleRatePercent) =>
      presentValue(flows, ratePercent) * (1 + ratePercent / 100) ** (baseYear - from),
  };
}
