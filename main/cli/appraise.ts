/**
 * `corridor appraise`: what a scenario costs and what its users gain, against a reference, in the tables of the field.
 * A scenario whose net present value is below zero is still a success: the command answers, it does not judge.
 * Tested in test/unit/cli-appraise.test.ts.
 */
import type { Progress } from '../../shared/base/long-work.ts';
import type { Dataset } from '../../shared/dataset/schema.ts';
import { appraise, type Appraisal, type AppraisalCaution } from '../../shared/engine/appraisal.ts';
import type { SensitivityTest, SwitchingInput } from '../../shared/engine/appraisal-tests.ts';
import { emptyScenario } from '../../shared/scenario/schema.ts';
import type { Answer, CommonOptions } from './command.ts';
import type { LoadedScenario } from './load.ts';
import { amount, figure, textTable } from './text.ts';
import { readNumber } from './values.ts';

export interface AppraiseOptions extends CommonOptions {
  readonly reference?: string;
  readonly rate?: string;
}

const RATES = { atLeast: 0, atMost: 100 };

/** Without a reference file, the reference is the network as it stands. */
export function answerAppraise(
  options: AppraiseOptions,
  dataset: Dataset,
  loaded: LoadedScenario,
  reference: LoadedScenario | undefined,
  progress: Progress | undefined,
): Answer {
  const { scenario } = loaded.document;
  const without = reference?.document.scenario ?? { ...emptyScenario('Reference'), year: scenario.year };
  const rate = options.rate === undefined ? {} : { ratePercent: readNumber('rate', options.rate, RATES) };
  const appraisal = appraise(dataset, { scenario, reference: without, ...rate }, progress);
  return {
    json: { ...appraisal, issues: loaded.issues },
    text: textOf(appraisal),
    notes: [
      ...loaded.notes,
      ...(reference?.notes ?? []),
      ...appraisal.cautions.map((caution) => cautionSentences[caution]),
    ],
    exitCode: 0,
  };
}

const cautionSentences: Readonly<Record<AppraisalCaution, string>> = {
  'assumptions-differ':
    'Scenario and reference make different assumptions about the world, so part of the benefit is theirs and not of the project.',
  'shocks-differ':
    'Scenario and reference stand under different shocks, so part of the benefit is theirs and not of the project.',
  'no-investment': 'Scenario and reference build the same, so there is nothing to pay for and no ratio.',
  'markets-unreached': 'Some markets have no route with or without the project. They are left out of the benefits.',
};

const tests: Readonly<Record<SensitivityTest, string>> = {
  base: 'base',
  'cost+10': 'cost +10 %',
  'cost+20': 'cost +20 %',
  'benefit-10': 'benefit -10 %',
  'benefit-20': 'benefit -20 %',
  'cost+20-benefit-20': 'cost +20 %, benefit -20 %',
  'late-1': 'opening one year late',
  'late-2': 'opening two years late',
  'traffic-20': 'traffic -20 %',
};

const inputs: Readonly<Record<SwitchingInput, string>> = {
  capex: 'capital cost',
  opex: 'running cost',
  benefits: 'benefits',
  traffic: 'traffic',
  'value-of-time': 'value of time',
};

const percent = (value: number | null): string => (value === null ? '–' : value.toFixed(1));
const NONE = 'none within ±100 %';
const signed = (value: number | null): string => {
  if (value === null) return NONE;
  return `${value > 0 ? '+' : ''}${value.toFixed(1)} %`;
};

function textOf(appraisal: Appraisal): string {
  const { scenario, reference, baseYear, hurdleRatePercent, items, sensitivity, capex } = appraisal;
  const { roots, warning } = appraisal.ratesOfReturn;
  const rates = roots.map((rate) => `${rate.toFixed(1)} %`).join(', ');
  const eirr =
    warning === 'none' ? 'none' : warning === 'several' ? `several (${rates}): use the net present value` : rates;
  const headline = textTable(
    ['measure', 'value'],
    [
      ...Object.entries(appraisal.npvUsdMillion).map(([rate, value]) => [`ENPV at ${rate} %, USD m`, amount(value)]),
      ['EIRR', eirr],
      [`BCR at ${hurdleRatePercent} %`, figure(appraisal.bcr ?? undefined)],
      ['value for money', appraisal.valueForMoney?.replace('-', ' ') ?? '–'],
      ['first-year return, %', percent(appraisal.firstYearReturnPercent)],
      [`carbon at ${hurdleRatePercent} %, USD m (apart)`, amount(appraisal.presentValues.carbon)],
      ['capital cost low to high, USD m', `${amount(capex.low)} to ${amount(capex.high)}`],
      [`ENPV at low and at high capital cost`, `${amount(capex.npvAtLow)} and ${amount(capex.npvAtHigh)}`],
    ],
  );
  const costs = textTable(
    ['built', 'opens', 'capex USD m', 'paid', 'opex USD m a year'],
    items.map((item) => [
      `${item.sign < 0 ? 'not ' : ''}${item.id}`,
      String(item.openYear),
      amount(item.capexUsdMillion.mid),
      `${item.buildFrom} to ${item.buildTo}`,
      figure(item.opexUsdMillionPerYear),
    ]),
  );
  const switching = textTable(
    ['switching value of', 'change'],
    appraisal.switchingValues.map(({ input, value }) => [inputs[input], signed(value)]),
  );
  const block = textTable(
    ['test', 'ENPV USD m', 'EIRR %', 'switching value'],
    sensitivity.map(({ test, npvUsdMillion, eirr: rate, switchingValue }) => [
      tests[test],
      amount(npvUsdMillion),
      percent(rate),
      test === 'base' || test.startsWith('late') ? '' : signed(switchingValue),
    ]),
  );
  const years = textTable(
    ['year', 'capex', 'opex', 'benefit', 'net', 'carbon (apart)', 'kt without', 'kt with'],
    appraisal.years.map((year) => [
      String(year.year),
      amount(year.capexUsdMillion),
      amount(year.opexUsdMillion),
      amount(year.benefitUsdMillion),
      amount(year.netUsdMillion),
      amount(year.carbonUsdMillion),
      amount(year.volumeWithoutKt),
      amount(year.volumeWithKt),
    ]),
  );
  const exchange = appraisal.exchangeRates.map(({ name, value }) => `${name} ${value}`).join(', ');
  return [
    `${scenario.title} with, ${reference.title} without\n`,
    `USD million at constant prices of ${baseYear}, discounted to ${baseYear}. Per USD: ${exchange}.\n\n`,
    `${headline}\n${items.length > 0 ? `${costs}\n` : ''}${switching}\n${block}\n${years}`,
  ].join('');
}
