/**
 * F11: put the value in and the two tie; on either side the order is opposite. Judged by full searches on networks with
 * the value put in, never by the stretches and lines of the code under test.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMain, networkOf } from '../../shared/engine/consignment.ts';
import { getMarketQuestion } from '../../shared/engine/evaluate.ts';
import { withInput } from '../../shared/engine/override-input.ts';
import type { RankingMetric } from '../../shared/engine/response.ts';
import {
  findSwitchingValues,
  type SwitchingReport,
  type SwitchingValue,
} from '../../shared/engine/switching-values.ts';
import type { Itinerary } from '../../shared/engine/types.ts';
import { emptyScenario, type Scenario } from '../../shared/scenario/schema.ts';
import { arbitraryMarketId, arbitraryScenario } from '../support/arbitrary-scenario.ts';
import { baselineDataset } from '../support/baseline-pack.ts';
import { TWO_POST_QUESTION, twoPostDataset } from '../support/two-post-pack.ts';

const dataset = baselineDataset();
const YEAR = 2035;
const metrics: readonly RankingMetric[] = ['hours', 'usdPerTonne', 'generalized'];
const read = (main: Itinerary, metric: RankingMetric) =>
  metric === 'generalized' ? main.generalizedCostUsdPerTonne : main[metric];
const reference = emptyScenario('reference');
const withMeasures = (...ids: string[]): Scenario => ({
  ...emptyScenario(ids.join(' + ')),
  measures: Object.fromEntries(ids.map((id) => [id, { strength: 'mid' as const }])),
});

/** b minus a with the input at a value, each searched afresh. */
function differenceWith(
  pair: readonly [Scenario, Scenario],
  marketId: string,
  metric: RankingMetric,
  { input, inA, inB }: Pick<SwitchingValue, 'input' | 'inA' | 'inB'>,
  value: number,
): number {
  const question = getMarketQuestion(dataset, marketId);
  const [a = NaN, b = NaN] = pair.map((scenario, index) => {
    const network = networkOf(dataset, scenario, YEAR);
    const moved = index === 0 ? inA : inB;
    const main = findMain(moved ? withInput(network, input, value) : network, question);
    return main ? read(main, metric) : NaN;
  });
  return b - a;
}

function checkReport(pair: readonly [Scenario, Scenario], marketId: string, report: SwitchingReport): void {
  const { metric, difference } = report;
  for (const input of report.inputs) {
    const at = (value: number) => differenceWith(pair, marketId, metric, input, value);
    const where = `${Object.values(input.input).join(':')} at ${input.value} (now ${input.now})`;
    if (input.value === null) {
      if (report.better === 'neither') continue;
      const least = Math.min(input.reciprocal ? input.now / 1000 : 0, input.low ?? input.now);
      const most = Math.max(2 * input.now, input.high ?? 0);
      for (let part = 0; part <= 4; part += 1) {
        const scanned = at(least + ((most - least) * part) / 4);
        expect(scanned * Math.sign(difference), `${where}: no turn was found`).toBeGreaterThanOrEqual(-1e-6);
      }
      continue;
    }
    const apart = Math.max(Math.abs(input.value), 1) * 1e-7 * Math.sign(input.value - input.now);
    const [nearer, beyond] = [at(input.value - apart), at(input.value + apart)].map(
      (one) => one * Math.sign(difference),
    );
    expect(beyond, `${where}: the order beyond`).toBeLessThan(0);
    // Where the difference has vanished before, the two may be equal up to the turn.
    if (input.vanishesAt === null) expect(nearer, `${where}: the order before`).toBeGreaterThan(0);
    else expect(nearer, `${where}: the order before`).toBeGreaterThanOrEqual(-1e-6);
    if (input.turn === 'tie') expect(Math.abs(at(input.value)), where).toBeLessThan(1e-6);
    if (metric === 'generalized') expect(input.turn, where).toBe('tie');
    const inRange = input.low !== undefined && input.high !== undefined;
    expect(input.withinRange).toBe(inRange && input.value >= (input.low ?? 0) && input.value <= (input.high ?? 0));
  }
}

describe('the value at which a ranking turns', () => {
  it.each(metrics)('makes random packages tie in %s, and the order is opposite on either side', (metric) => {
    let turns = 0;
    fc.assert(
      fc.property(arbitraryScenario, arbitraryScenario, arbitraryMarketId, (a, b, marketId) => {
        const pair = [a, b] as const;
        const question = getMarketQuestion(dataset, marketId);
        if (pair.some((scenario) => !findMain(networkOf(dataset, scenario, YEAR), question))) return;
        const report = findSwitchingValues(dataset, pair, { year: YEAR, question, metric });
        checkReport(pair, marketId, report);
        turns += report.inputs.filter(({ value }) => value !== null).length;
      }),
      { numRuns: 3 },
    );
    expect(turns).toBeGreaterThan(0);
  });

  it.each(['hours', 'generalized'] as const)(
    'turns the railway against the road from Kashgar to Tashkent in %s',
    (metric) => {
      const pair = [reference, withMeasures('M_CKU')] as const;
      const question = getMarketQuestion(dataset, 'MK_KAS_TAS');
      const report = findSwitchingValues(dataset, pair, { year: YEAR, question, metric });
      checkReport(pair, 'MK_KAS_TAS', report);
      const distances = report.inputs.map(({ value, now }) => (value === null ? Infinity : Math.abs(value / now - 1)));
      expect(distances).toEqual([...distances].sort((x, y) => x - y));
    },
  );

  it('is none for a measure that only adds a way, whose advantage can at most vanish', () => {
    const question = getMarketQuestion(dataset, 'MK_KAS_TAS');
    const { inputs, better } = findSwitchingValues(dataset, [reference, withMeasures('M_CKU')], {
      year: YEAR,
      question,
      metric: 'generalized',
    });
    expect(better).toBe('b');
    expect(inputs.every(({ value }) => value === null)).toBe(true);
    const vanishing = inputs.filter(({ vanishesAt }) => vanishesAt !== null);
    expect(vanishing.length).toBeGreaterThan(0);
    for (const input of vanishing) {
      const pair = [reference, withMeasures('M_CKU')] as const;
      const at = differenceWith(pair, 'MK_KAS_TAS', 'generalized', input, input.vanishesAt ?? NaN);
      expect(Math.abs(at)).toBeLessThan(1e-6);
    }
  });

  it('is none where both scenarios change their way at one value, though rounding tells two', () => {
    // Weaker customs leave the choice between Bedel and the way around at the same speed of the road to Bedel.
    const customs: Scenario = { ...emptyScenario('customs'), measures: { M_CUSTOMS: { strength: 'low' } } };
    const pair = [reference, customs] as const;
    const question = getMarketQuestion(dataset, 'MK_AKS_BIS');
    const report = findSwitchingValues(dataset, pair, { year: YEAR, question, metric: 'usdPerTonne' });
    checkReport(pair, 'MK_AKS_BIS', report);
    const speed = report.inputs.find(({ input }) => input.targetId === 'RD_BEDEL' && input.field === 'speed_kmh');
    expect(speed).toMatchObject({ value: null, now: 22 });
  });

  it('is none between a scenario and its copy', () => {
    const { better, inputs } = findSwitchingValues(dataset, [reference, structuredClone(reference)], {
      year: YEAR,
      question: getMarketQuestion(dataset, 'MK_KAS_MOS'),
      metric: 'hours',
    });
    expect(better).toBe('neither');
    expect(inputs.every(({ value, vanishesAt }) => value === null && vanishesAt === null)).toBe(true);
  });
});

describe('on the two-post corridor', () => {
  // Through the posts 48 h and 51 USD/t, around them 52 h and 61 USD/t; an hour weighs 1 USD/t. Post A: 20 h, or 12 h.
  const small = twoPostDataset();
  const fast: Scenario = { ...emptyScenario('fast post'), measures: { M_FAST_A: { strength: 'high' } } };
  const ask = { year: YEAR, question: TWO_POST_QUESTION } as const;

  it('moves the dwell of each scenario alone where a measure made them two', () => {
    const { inputs, difference } = findSwitchingValues(small, [reference, fast], { ...ask, metric: 'hours' });
    expect(difference).toBeCloseTo(-8, 9);
    const dwells = inputs.filter(({ input }) => input.targetId === 'POST_A|road' && input.field === 'dwell_p50_h');
    expect(dwells.map(({ inA, inB, now, value, turn }) => ({ inA, inB, now, value, turn }))).toEqual([
      // Each up or down to the hours of the other.
      { inA: true, inB: false, now: 20, value: expect.closeTo(12, 9) as number, turn: 'tie' },
      { inA: false, inB: true, now: 12, value: expect.closeTo(20, 9) as number, turn: 'tie' },
    ]);
  });

  it('draws the tornado from what the formulas give by hand', () => {
    const { tornado } = findSwitchingValues(small, [reference, fast], { ...ask, metric: 'hours' });
    const bar = tornado.find(({ input, inA }) => input.targetId === 'POST_A|road' && inA);
    // Scenario b stands at 40 h. With 10 h at post A scenario a needs 38 h; with 40 h it would need 68 h and goes around.
    expect(bar?.differenceAtLow).toBeCloseTo(40 - 38, 9);
    expect(bar?.differenceAtHigh).toBeCloseTo(40 - (6 + 6 + 40), 9);
    expect(tornado[0]?.input.targetId).toBe('POST_A|road');
    const widths = tornado.map(({ differenceAtLow, differenceAtHigh }) => Math.abs(differenceAtHigh - differenceAtLow));
    expect(widths).toEqual([...widths].sort((x, y) => y - x));
  });
});

it('every bar of a tornado ends where a full search ends', () => {
  const pair = [reference, withMeasures('M_CKU')] as const;
  const question = getMarketQuestion(dataset, 'MK_XIAN_TAS');
  for (const metric of metrics) {
    const { tornado } = findSwitchingValues(dataset, pair, { year: YEAR, question, metric });
    expect(tornado.length).toBeGreaterThan(5);
    for (const bar of tornado) {
      expect(bar.differenceAtLow).toBeCloseTo(differenceWith(pair, 'MK_XIAN_TAS', metric, bar, bar.low), 6);
      expect(bar.differenceAtHigh).toBeCloseTo(differenceWith(pair, 'MK_XIAN_TAS', metric, bar, bar.high), 6);
    }
  }
});

describe('a long question about switching values', () => {
  const pair = [reference, withMeasures('M_CKU')] as const;
  const ask = { year: YEAR, question: getMarketQuestion(dataset, 'MK_KAS_TAS'), metric: 'hours' } as const;

  it('tells its progress input by input and can be stopped', () => {
    const told: number[] = [];
    const { inputs } = findSwitchingValues(dataset, pair, ask, (done) => told.push(done));
    expect(told).toEqual(inputs.map((_, index) => index + 1));
    expect(() => findSwitchingValues(dataset, pair, ask, undefined, () => true)).toThrow(/cancelled/);
  });

  it('says no route instead of a value', () => {
    const closed = { ...ask, question: { ...ask.question, from: 'CN_KASHGAR', to: 'CN_KASHGAR_NOWHERE' } };
    expect(() => findSwitchingValues(dataset, pair, closed)).toThrow(/no place/);
  });
});
