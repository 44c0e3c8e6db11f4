/** An appraisal against arithmetic done here, on the bundled pack and on costs given by hand. */
import { describe, expect, it } from 'vitest';
import { AppFailure } from '../../shared/base/issue.ts';
import type { Dataset } from '../../shared/dataset/schema.ts';
import { appraise as appraiseQuestion, type Appraisal } from '../../shared/engine/appraisal.ts';
import type { SensitivityTest, SwitchingInput } from '../../shared/engine/appraisal-tests.ts';
import { applySelection } from '../../shared/engine/apply-measures.ts';
import { queryOfMarket, questionOfMarket, selectionOf } from '../../shared/engine/evaluate.ts';
import { findItineraries } from '../../shared/engine/find-itineraries.ts';
import { presentValue } from '../../shared/engine/finance.ts';
import { capexKey, listProjectItems } from '../../shared/engine/project-costs.ts';
import type { AppraisalQuestion } from '../../shared/engine/cash-flows.ts';
import type { MarketCosts } from '../../shared/engine/user-benefits.ts';
import { emptyScenario, type Scenario } from '../../shared/scenario/schema.ts';
import { baselineDataset } from '../support/baseline-pack.ts';

const dataset = baselineDataset();
const mid = { strength: 'mid' as const };
const reference = emptyScenario('Reference');
const withMeasures = (...ids: string[]): Scenario => ({
  ...emptyScenario(ids.join(' ')),
  measures: Object.fromEntries(ids.map((id) => [id, mid])),
});

const appraise = (
  data: Dataset,
  scenario: Scenario,
  without: Scenario,
  options: Omit<AppraisalQuestion, 'scenario' | 'reference'> = {},
): Appraisal => appraiseQuestion(data, { scenario, reference: without, ...options });

/** Discounted to 2024, year by year. */
const valueIn2024 = (rows: readonly { year: number; flow: number }[], rate: number): number =>
  rows.reduce((sum, { year, flow }) => sum + flow / (1 + rate / 100) ** (year - 2024), 0);
const netRows = ({ years }: Appraisal): { year: number; flow: number }[] =>
  years.map((year) => ({ year: year.year, flow: year.netUsdMillion }));
const switching = ({ switchingValues }: Appraisal, input: SwitchingInput): number | null | undefined =>
  switchingValues.find((one) => one.input === input)?.value;
const row = ({ sensitivity }: Appraisal, test: SensitivityTest) => {
  const found = sensitivity.find((one) => one.test === test);
  if (!found) throw new Error(`There is no row ${test}.`);
  return found;
};

describe('yearly costs', () => {
  it('spread the capital cost evenly from the year after the base year, over six years at most', () => {
    const [railway] = listProjectItems(dataset, withMeasures('M_CKU'), reference);
    expect(railway).toMatchObject({ openYear: 2030, buildFrom: 2025, buildTo: 2029 });
    const [customs] = listProjectItems(dataset, withMeasures('M_CUSTOMS'), reference);
    expect(customs).toMatchObject({ openYear: 2026, buildFrom: 2025, buildTo: 2025 });
    const late = { ...reference, measures: { M_CKU: { ...mid, openYear: 2040 } } };
    expect(listProjectItems(dataset, late, reference)[0]).toMatchObject({ buildFrom: 2034, buildTo: 2039 });
    const early = { ...reference, measures: { M_CKU: { ...mid, openYear: 2024 } } };
    expect(listProjectItems(dataset, early, reference)[0]).toMatchObject({ buildFrom: 2023, buildTo: 2023 });
    const { years } = appraise(dataset, withMeasures('M_CKU'), reference);
    expect(years.map((year) => year.capexUsdMillion).filter((capex) => capex > 0)).toEqual(Array(5).fill(1600));
    expect(years.map((year) => year.opexUsdMillion)).toEqual([
      ...Array<number>(5).fill(0),
      ...Array<number>(25).fill(120),
    ]);
    expect([years[0]?.year, years.at(-1)?.year]).toEqual([2025, 2054]);
  });

  it('hold only what the scenario has and the reference has not', () => {
    const items = listProjectItems(dataset, withMeasures('M_CKU', 'M_CUSTOMS'), withMeasures('M_CKU', 'M_KZBCP'));
    expect(items.map(({ id, sign }) => [id, sign])).toEqual([
      ['M_CUSTOMS', 1],
      ['M_KZBCP', -1],
    ]);
  });

  it('leave out a measure that never comes into force, and wait for what it requires', () => {
    expect(listProjectItems(dataset, withMeasures('M_CKU_ELEC'), reference)).toEqual([]);
    const scenario = { ...reference, measures: { M_CKU: { ...mid, openYear: 2040 }, M_CKU_ELEC: mid } };
    const items = listProjectItems(dataset, scenario, reference);
    expect(items.map(({ id, openYear }) => [id, openYear])).toEqual([
      ['M_CKU', 2040],
      ['M_CKU_ELEC', 2040],
    ]);
  });

  it('take another scope of the railway as a choice, never as a bound of the range', () => {
    const [item] = listProjectItems(dataset, withMeasures('M_CKU'), reference);
    expect(item?.capexUsdMillion).toEqual({ low: 8000, mid: 8000, high: 9000 });
    expect(item?.scopeUsdMillion).toEqual([4700, 8000]);
    const section = { ...withMeasures('M_CKU'), assumptions: { [capexKey('M_CKU')]: { value: 4700 } } };
    expect(appraise(dataset, section, reference).capex).toMatchObject({ low: 4700, mid: 4700, high: 4700 });
    expect(applySelection(dataset, selectionOf(section)).inactive).toEqual([]);
  });
});

describe('yearly benefits', () => {
  const scenario = withMeasures('M_BEDEL', 'M_CUSTOMS');
  const appraisal = appraise(dataset, scenario, reference);

  it.each([2027, 2030, 2041])('of %i follow the rule of a half over the main itineraries', (year) => {
    const networkOf = (one: Scenario) => applySelection(dataset, selectionOf(one, year));
    const [without, withIt] = [networkOf(reference), networkOf(scenario)];
    let benefit = 0;
    let carbonTonnes = 0;
    for (const market of dataset.markets.values()) {
      const mainOn = (network: typeof without) => {
        const [main] = findItineraries(network, queryOfMarket(network, questionOfMarket(market), 1));
        if (!main) throw new Error(`${market.id} has no route.`);
        return main;
      };
      const [before, after] = [mainOn(without), mainOn(withIt)];
      const volume = market.volumeKtPerYear * 1.07 ** (year - 2024);
      const daysSaved = (before.hours - after.hours) / 24;
      const saved = before.generalizedCostUsdPerTonne - after.generalizedCostUsdPerTonne;
      const grown = daysSaved * saved > 0 ? volume * (1 + 0.052 * daysSaved) : volume;
      benefit += ((volume + grown) / 2) * saved;
      carbonTonnes += before.emissionsKgPerTonne * volume - after.emissionsKgPerTonne * grown;
    }
    const told = appraisal.years.find((one) => one.year === year);
    expect(told?.benefitUsdMillion).toBeCloseTo(benefit / 1000, 9);
    expect(told?.carbonUsdMillion).toBeCloseTo((carbonTonnes * 45 * 1.02 ** (year - 2024)) / 1e6, 9);
  });

  it('are nothing before the earliest opening, and carbon is no part of them', () => {
    expect(appraisal.years.find((one) => one.year === 2025)).toMatchObject({
      benefitUsdMillion: 0,
      carbonUsdMillion: 0,
    });
    for (const year of appraisal.years) {
      expect(year.netUsdMillion).toBe(year.benefitUsdMillion - year.capexUsdMillion - year.opexUsdMillion);
    }
  });

  it('of all markets sum to the whole', () => {
    const sum = appraisal.markets.reduce((total, market) => total + market.benefitUsdMillion, 0);
    expect(sum).toBeCloseTo(appraisal.presentValues.benefits, 6);
  });
});

describe('with costs given by hand', () => {
  /** Every tonne saves 20 USD and no time with the project; nothing grows; 9,250 kt a year in all. */
  const handMade: MarketCosts = (_dataset, scenario, year) =>
    new Map(
      [...dataset.markets.keys()].map((id) => {
        const isOpen = 'M_CUSTOMS' in scenario.measures && year >= (scenario.measures.M_CUSTOMS?.openYear ?? 2026);
        return [id, { generalizedCostUsdPerTonne: isOpen ? 80 : 100, hours: 240, emissionsKgPerTonne: 0 }];
      }),
    );
  const noGrowth = { 'parameter:growth_transit_pct:value': { value: 0 } };
  const scenario = { ...withMeasures('M_CUSTOMS'), assumptions: noGrowth };
  const without = { ...reference, assumptions: noGrowth };
  const volume = [...dataset.markets.values()].reduce((sum, market) => sum + market.volumeKtPerYear, 0);

  it('the net present value is that of an annuity less what was spent', () => {
    const appraisal = appraise(dataset, scenario, without, { costsOf: handMade });
    const annuity = (rate: number) => (1 - (1 + rate / 100) ** -25) / (rate / 100) / (1 + rate / 100);
    for (const rate of [6, 9, 12]) {
      const expected = (0.02 * volume - 4) * annuity(rate) - 40 / (1 + rate / 100);
      expect(appraisal.npvUsdMillion[String(rate)]).toBeCloseTo(expected, 8);
    }
    expect(appraisal.bcr).toBeCloseTo((0.02 * volume * annuity(9)) / (40 / 1.09 + 4 * annuity(9)), 10);
    expect(appraisal.valueForMoney).toBe('very-high');
    // Spent in 2025, gained in 2026: one year of interest on 40.
    expect(appraisal.firstYearReturnPercent).toBeCloseTo(((0.02 * volume - 4) / (40 * 1.09)) * 100, 10);
    expect(
      presentValue(
        netRows(appraisal).map(({ flow }) => flow),
        appraisal.eirr ?? NaN,
      ),
    ).toBeCloseTo(0, 6);
  });

  it('a year of delay costs a year of benefits, construction being paid as planned', () => {
    const appraisal = appraise(dataset, scenario, without, { costsOf: handMade });
    const first = (0.02 * volume - 4) / 1.09 ** 2;
    expect(row(appraisal, 'base').npvUsdMillion - row(appraisal, 'late-1').npvUsdMillion).toBeCloseTo(first, 9);
  });

  it('a market without a route is left out and named', () => {
    const lacking: MarketCosts = (...args) => {
      const costs = new Map(handMade(...args));
      costs.delete('MK_KAS_TAS');
      return costs;
    };
    const appraisal = appraise(dataset, scenario, without, { costsOf: lacking });
    expect(appraisal.unreached).toEqual(['MK_KAS_TAS']);
    expect(appraisal.cautions).toContain('markets-unreached');
    expect(appraisal.years.at(-1)?.benefitUsdMillion).toBeCloseTo(0.02 * (volume - 500), 9);
  });
});

describe('sensitivity block', () => {
  const appraisal = appraise(dataset, withMeasures('M_CUSTOMS'), reference);
  const factors: [SensitivityTest, number, number][] = [
    ['base', 1, 1],
    ['cost+10', 1.1, 1],
    ['cost+20', 1.2, 1],
    ['benefit-10', 1, 0.9],
    ['benefit-20', 1, 0.8],
    ['cost+20-benefit-20', 1.2, 0.8],
  ];

  it.each(factors)('row %s equals costs times %f and benefits times %f', (test, cost, benefit) => {
    const rows = appraisal.years.map((year) => ({
      year: year.year,
      flow: year.benefitUsdMillion * benefit - year.costUsdMillion * cost,
    }));
    expect(row(appraisal, test).npvUsdMillion).toBeCloseTo(valueIn2024(rows, 9), 8);
    expect(valueIn2024(rows, row(appraisal, test).eirr ?? NaN)).toBeCloseTo(0, 6);
  });

  it.each([
    ['late-1', 1],
    ['late-2', 2],
  ] as const)('row %s equals a later opening with the costs of the base case', (test, years) => {
    const late = { ...reference, measures: { M_CUSTOMS: { ...mid, openYear: 2026 + years } } };
    const benefits = new Map(
      appraise(dataset, late, reference).years.map((year) => [year.year, year.benefitUsdMillion] as const),
    );
    const rows = appraisal.years.map(({ year, capexUsdMillion }) => ({
      year,
      flow: (year < 2026 + years ? 0 : (benefits.get(year) ?? NaN) - 4) - capexUsdMillion,
    }));
    expect(row(appraisal, test).npvUsdMillion).toBeCloseTo(valueIn2024(rows, 9), 8);
  });

  it('row traffic-20 equals markets with a fifth less', () => {
    const markets = new Map(
      [...dataset.markets].map(([id, market]) => [id, { ...market, volumeKtPerYear: market.volumeKtPerYear * 0.8 }]),
    );
    const fewer = appraise({ ...dataset, markets }, withMeasures('M_CUSTOMS'), reference);
    expect(row(appraisal, 'traffic-20').npvUsdMillion).toBeCloseTo(fewer.npvUsdMillion['9'] ?? NaN, 8);
  });
});

describe('switching values, put in, make the net present value zero', () => {
  const scenario = withMeasures('M_BEDEL', 'M_CUSTOMS');
  const npvWith = (changed: Dataset, one = scenario, without = reference): number =>
    appraise(changed, one, without, { ratePercent: 2 }).npvUsdMillion['2'] ?? NaN;
  // At 2 % Bedel and customs stand near the edge, so that every input can overturn the sign.
  const appraisal = appraise(dataset, scenario, reference, { ratePercent: 2 });
  const factor = (input: SwitchingInput): number => {
    const value = switching(appraisal, input);
    if (value === null || value === undefined) throw new Error(`${input} has no switching value.`);
    return 1 + value / 100;
  };
  const withMeasuresChanged = (
    change: (measure: Dataset['measures'] extends ReadonlyMap<string, infer M> ? M : never) => object,
  ): Dataset => ({
    ...dataset,
    measures: new Map([...dataset.measures].map(([id, measure]) => [id, { ...measure, ...change(measure) }])),
  });

  it('capital cost', () => {
    const by = factor('capex');
    const assumptions = { [capexKey('M_BEDEL')]: { value: 860 * by }, [capexKey('M_CUSTOMS')]: { value: 40 * by } };
    expect(npvWith(dataset, { ...scenario, assumptions })).toBeCloseTo(0, 6);
  });

  it('running cost', () => {
    const value = switching(appraisal, 'opex');
    // Ten million a year cannot overturn the whole: the block says so instead of giving a number.
    const needed = (appraisal.npvUsdMillion['2'] ?? NaN) / appraisal.presentValues.opex;
    expect(value).toBe(Math.abs(needed) < 1 ? needed * 100 : null);
    if (value !== null && value !== undefined) {
      const changed = withMeasuresChanged((measure) => ({
        opexUsdMillionPerYear: measure.opexUsdMillionPerYear * (1 + value / 100),
      }));
      expect(npvWith(changed)).toBeCloseTo(0, 6);
    }
  });

  it('benefits', () => {
    const by = factor('benefits');
    const rows = appraisal.years.map((year) => ({
      year: year.year,
      flow: year.benefitUsdMillion * by - year.costUsdMillion,
    }));
    expect(valueIn2024(rows, 2)).toBeCloseTo(0, 6);
  });

  it('traffic', () => {
    const by = factor('traffic');
    const markets = new Map(
      [...dataset.markets].map(([id, market]) => [id, { ...market, volumeKtPerYear: market.volumeKtPerYear * by }]),
    );
    expect(npvWith({ ...dataset, markets })).toBeCloseTo(0, 6);
  });

  it('value of time', () => {
    const by = factor('value-of-time');
    const assumptions = Object.fromEntries(
      ['express', 'general', 'agri'].map((name) => {
        const id = `vot_${name}_usd_t_day`;
        return [`parameter:${id}:value`, { value: (dataset.parameters.get(id)?.value.mid ?? NaN) * by }];
      }),
    );
    expect(npvWith(dataset, { ...scenario, assumptions }, { ...reference, assumptions })).toBeCloseTo(0, 6);
  });

  it('and are none where no change within 100 % does it', () => {
    const railway = appraise(dataset, withMeasures('M_BYPASS'), reference);
    expect(railway.switchingValues.map(({ value }) => value)).toEqual([null, null, null, null, null]);
  });
});

describe('an appraisal', () => {
  it('of a scenario against itself is zero throughout', () => {
    const scenario = withMeasures('M_CKU', 'M_TKM');
    const appraisal = appraise(dataset, scenario, scenario);
    expect(Object.values(appraisal.npvUsdMillion)).toEqual([0, 0, 0]);
    expect(appraisal).toMatchObject({ eirr: null, bcr: null, valueForMoney: null, cautions: ['no-investment'] });
    expect(appraisal.years.every((year) => year.netUsdMillion === 0 && year.carbonUsdMillion === 0)).toBe(true);
  });

  it('says when the two stand in different worlds', () => {
    const shocked = { ...withMeasures('M_CUSTOMS'), shocks: { S_FUEL: mid } };
    expect(appraise(dataset, shocked, reference).cautions).toEqual(['shocks-differ']);
    const assuming = {
      ...withMeasures('M_CUSTOMS'),
      assumptions: { 'parameter:truck_duty_h_per_day:value': { value: 17 } },
    };
    expect(appraise(dataset, assuming, reference).cautions).toEqual(['assumptions-differ']);
  });

  it('names the exchange rates and the year of its prices', () => {
    const appraisal = appraise(dataset, withMeasures('M_CUSTOMS'), reference);
    expect(appraisal.baseYear).toBe(2024);
    expect(appraisal.exchangeRates.map(({ id, value }) => [id, value])).toEqual([
      ['fx_kgs_usd', 87.45],
      ['fx_rub_usd', 80],
      ['fx_cny_usd', 7.1],
    ]);
  });

  it('tells its progress without going back, and ends at the whole', () => {
    const told: number[] = [];
    appraiseQuestion(dataset, { scenario: withMeasures('M_CUSTOMS'), reference }, (done, total) =>
      told.push(done / total),
    );
    expect(told.every((share, index) => share >= (told[index - 1] ?? 0))).toBe(true);
    expect(told.at(-1)).toBe(1);
  });

  it('stops when asked, with its own failure', () => {
    let asked = 0;
    const stop = () =>
      appraiseQuestion(dataset, { scenario: withMeasures('M_CUSTOMS'), reference }, undefined, () => ++asked > 3);
    expect(stop).toThrow(AppFailure);
    expect(asked).toBe(4);
    try {
      asked = 0;
      stop();
    } catch (error) {
      expect(error instanceof AppFailure && error.error.code).toBe('cancelled');
    }
  });

  it('without any market is refused with a sentence', () => {
    expect(() => appraise({ ...dataset, markets: new Map() }, reference, reference)).toThrow(/no market/);
  });
});
