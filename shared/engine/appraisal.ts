/**
 * Appraisal of a scenario against a reference (MODEL.md 7, FIELD.md 3): with against without, never before against
 * after; constant prices; user benefits by the rule of a half; ENPV, EIRR, BCR, first-year return, switching values and
 * the field's sensitivity block. Transfers, residual values and wider effects are left out; carbon is shown apart.
 * Tested in test/unit/appraisal.test.ts.
 */
import { canonicalText } from '../base/canonical-json.ts';
import { countSteps, type Progress, type ShouldStop } from '../base/long-work.ts';
import type { Dataset } from '../dataset/schema.ts';
import { digestScenario } from '../scenario/document.ts';
import type { Scenario } from '../scenario/schema.ts';
import { onlyRate, testAppraisal, type SensitivityRow, type SwitchingValue } from './appraisal-tests.ts';
import { frameAppraisal, type AppraisalQuestion, type Case, type Frame } from './cash-flows.ts';
import {
  benefitCostRatio,
  firstYearReturn,
  ratesOfReturn,
  valueForMoney,
  type RatesOfReturn,
  type ValueForMoney,
} from './finance.ts';
import { capexInYear, type CapexRange, type ProjectItem } from './project-costs.ts';

export interface AppraisalYear {
  readonly year: number;
  readonly capexUsdMillion: number;
  readonly opexUsdMillion: number;
  readonly costUsdMillion: number;
  readonly benefitUsdMillion: number;
  readonly netUsdMillion: number;
  /** Not part of the benefit; positive = emissions avoided. */
  readonly carbonUsdMillion: number;
  readonly volumeWithoutKt: number;
  readonly volumeWithKt: number;
}

/** What the reader must know before quoting a number. */
export type AppraisalCaution = 'assumptions-differ' | 'shocks-differ' | 'no-investment' | 'markets-unreached';

export interface Appraisal {
  readonly scenario: { readonly title: string; readonly digest: string };
  readonly reference: { readonly title: string; readonly digest: string };
  /** Year of the prices, and the year to which values are discounted. */
  readonly baseYear: number;
  readonly openingYear: number;
  readonly lastYear: number;
  /** Rate of the ratios, switching values and sensitivity block, per cent. */
  readonly hurdleRatePercent: number;
  /** By discount rate in per cent: "6", "9", "12" and the hurdle rate. */
  readonly npvUsdMillion: Readonly<Record<string, number>>;
  /** Per cent; null when there is none or more than one. */
  readonly eirr: number | null;
  readonly ratesOfReturn: RatesOfReturn;
  readonly bcr: number | null;
  readonly valueForMoney: ValueForMoney | null;
  /** Of the year in which the last item opens. */
  readonly firstYearReturnPercent: number | null;
  /** At the hurdle rate; benefits without carbon. USD million. */
  readonly presentValues: {
    readonly capex: number;
    readonly opex: number;
    readonly benefits: number;
    readonly carbon: number;
  };
  /** Undiscounted capital cost, USD million, and the ENPV at its bounds. */
  readonly capex: CapexRange & { readonly npvAtLow: number; readonly npvAtHigh: number };
  readonly items: readonly ProjectItem[];
  readonly years: readonly AppraisalYear[];
  readonly switchingValues: readonly SwitchingValue[];
  readonly sensitivity: readonly SensitivityRow[];
  /** Present value of the benefits of each market at the hurdle rate, greatest first. */
  readonly markets: readonly { readonly id: string; readonly benefitUsdMillion: number }[];
  /** Markets without a route with or without the project: left out of the benefits. */
  readonly unreached: readonly string[];
  readonly exchangeRates: readonly { readonly id: string; readonly name: string; readonly value: number }[];
  readonly cautions: readonly AppraisalCaution[];
}

/** Cases that one appraisal computes at most: base, two delays, less traffic, and two searches for a switching value. */
const MOST_CASES = 204;
const EXCHANGE_RATE_GROUP = 'fx';

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/**
 * Appraises a scenario against a reference. Money in USD million at constant prices of the base year, rates and
 * switching values in per cent. Throws bad-input (AppFailure) when the dataset has no market or lacks a parameter,
 * cancelled when `shouldStop` says so.
 */
export function appraise(
  dataset: Dataset,
  asked: AppraisalQuestion,
  progress?: Progress,
  shouldStop?: ShouldStop,
): Appraisal {
  const { scenario, reference } = asked;
  // How many cases the searches for switching values need is not known before: the end comes sooner than told.
  let step = (): void => undefined;
  const frame = frameAppraisal(dataset, asked, () => step());
  const total = frame.years.length * MOST_CASES;
  step = countSteps(total, progress, shouldStop);
  const base = frame.caseOf({});
  const tests = testAppraisal(frame, base);
  progress?.(total, total);

  const { years, items, capex, baseYear, openingYear, hurdleRatePercent, valueNow, discountRates } = frame;
  const costs = capex.map((value, index) => value + (base.opex[index] ?? 0));
  const bcr = benefitCostRatio(base.benefits, costs, hurdleRatePercent) ?? null;
  const rates = new Set([discountRates.low, discountRates.mid, discountRates.high, hurdleRatePercent]);
  const unreached = [...new Set(base.users.flatMap((year) => year.unreached))];
  return {
    scenario: { title: scenario.title, digest: digestScenario(scenario) },
    reference: { title: reference.title, digest: digestScenario(reference) },
    baseYear,
    openingYear,
    lastYear: years.at(-1) ?? openingYear,
    hurdleRatePercent,
    npvUsdMillion: Object.fromEntries([...rates].map((rate) => [String(rate), valueNow(base.net, rate)])),
    eirr: onlyRate(base.net),
    ratesOfReturn: ratesOfReturn(base.net),
    bcr,
    valueForMoney: bcr === null ? null : valueForMoney(bcr),
    firstYearReturnPercent: firstYearReturnOf(frame, base),
    presentValues: {
      capex: valueNow(capex),
      opex: valueNow(base.opex),
      benefits: valueNow(base.benefits),
      carbon: valueNow(base.users.map((year) => year.carbonUsdMillion)),
    },
    capex: capexRangeOf(frame, base),
    items,
    years: listYears(frame, base),
    ...tests,
    markets: listMarkets(dataset, frame, base),
    unreached,
    exchangeRates: [...frame.world.parameters.values()]
      .filter((parameter) => parameter.group === EXCHANGE_RATE_GROUP)
      .map(({ id, name, value }) => ({ id, name, value: value.mid })),
    cautions: cautionsOf(scenario, reference, items, unreached),
  };
}

function firstYearReturnOf({ years, items, capex, hurdleRatePercent }: Frame, base: Case): number | null {
  const opened = years.indexOf(Math.max(...items.map((item) => item.openYear)));
  if (opened < 0) return null;
  const netBenefit = (base.benefits[opened] ?? 0) - (base.opex[opened] ?? 0);
  return firstYearReturn(netBenefit, capex.slice(0, opened), hurdleRatePercent) ?? null;
}

function capexRangeOf({ items, years, valueNow }: Frame, base: Case): Appraisal['capex'] {
  const total = (bound: keyof CapexRange): number =>
    sumOf(items.map((item) => item.sign * item.capexUsdMillion[bound]));
  const npvAt = (bound: keyof CapexRange): number =>
    valueNow(base.benefits) - valueNow(base.opex) - valueNow(years.map((year) => capexInYear(items, year, bound)));
  return {
    low: total('low'),
    mid: total('mid'),
    high: total('high'),
    npvAtLow: npvAt('low'),
    npvAtHigh: npvAt('high'),
  };
}

const listYears = ({ years, capex }: Frame, base: Case): AppraisalYear[] =>
  base.users.map(({ benefitUsdMillion, carbonUsdMillion, markets }, index) => {
    const [capexUsdMillion = 0, opexUsdMillion = 0] = [capex[index], base.opex[index]];
    return {
      year: years[index] ?? 0,
      capexUsdMillion,
      opexUsdMillion,
      costUsdMillion: capexUsdMillion + opexUsdMillion,
      benefitUsdMillion,
      netUsdMillion: base.net[index] ?? 0,
      carbonUsdMillion,
      volumeWithoutKt: sumOf(markets.map((market) => market.volumeWithoutKt)),
      volumeWithKt: sumOf(markets.map((market) => market.volumeWithKt)),
    };
  });

const listMarkets = (dataset: Dataset, { valueNow }: Frame, base: Case): Appraisal['markets'] =>
  [...dataset.markets.keys()]
    .map((id) => {
      const flows = base.users.map((year) => year.markets.find((market) => market.id === id)?.benefitUsdMillion ?? 0);
      return { id, benefitUsdMillion: valueNow(flows) };
    })
    .sort((a, b) => b.benefitUsdMillion - a.benefitUsdMillion);

/** Capital costs chosen by the author are part of the project, not of the world. */
function cautionsOf(
  scenario: Scenario,
  reference: Scenario,
  items: readonly ProjectItem[],
  unreached: readonly string[],
): AppraisalCaution[] {
  const worldOf = ({ assumptions }: Scenario): string =>
    canonicalText(
      Object.entries(assumptions)
        .filter(([key]) => !key.startsWith('measure:'))
        .map(([key, { value }]) => [key, value])
        .sort(),
    );
  const cautions: AppraisalCaution[] = [];
  if (worldOf(scenario) !== worldOf(reference)) cautions.push('assumptions-differ');
  if (canonicalText(scenario.shocks) !== canonicalText(reference.shocks)) cautions.push('shocks-differ');
  if (items.length === 0) cautions.push('no-investment');
  if (unreached.length > 0) cautions.push('markets-unreached');
  return cautions;
}
