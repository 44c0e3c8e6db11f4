/** Law 9: regret is never negative, 0 somewhere in every column with a route, and a dominated package changes nobody's. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../shared/dataset/schema.ts';
import { compareScenarios } from '../../shared/engine/compare.ts';
import { CONSIGNMENT_METRICS, metricOf } from '../../shared/engine/consignment-metric.ts';
import { getMarketQuestion } from '../../shared/engine/evaluate.ts';
import { regretBoard, type RegretBoard } from '../../shared/engine/regret.ts';
import { emptyScenario, type Scenario } from '../../shared/scenario/schema.ts';
import { arbitraryMarketId, arbitraryScenario } from '../support/arbitrary-scenario.ts';
import { baselineDataset } from '../support/baseline-pack.ts';

const dataset = baselineDataset();
const question = getMarketQuestion(dataset, 'MK_KAS_MOS');
const shocks = [...dataset.measures.values()].filter(({ kind }) => kind === 'shock').map(({ id }) => id);
const scenarioWith = (...measures: readonly string[]): Scenario => ({
  ...emptyScenario(measures.join(' ') || 'Nothing built'),
  measures: Object.fromEntries(measures.map((id) => [id, { strength: 'mid' as const }])),
});
const arbitraryAsk = fc.record({
  packages: fc.array(arbitraryScenario, { minLength: 1, maxLength: 4 }),
  shockIds: fc.uniqueArray(fc.constantFrom(...shocks), { maxLength: 3 }),
  year: fc.integer({ min: 2025, max: 2045 }),
  question: arbitraryMarketId.map((id) => getMarketQuestion(dataset, id)),
  metric: fc.constantFrom(...CONSIGNMENT_METRICS),
});
const regretsOf = ({ rows }: RegretBoard) => rows.map(({ cells }) => cells.map(({ regret }) => regret));

describe('regret', () => {
  it('is the value of the single run minus the best of its column: never negative, 0 somewhere', () => {
    fc.assert(
      fc.property(arbitraryAsk, (ask) => {
        const board = regretBoard(dataset, ask);
        expect(board.columns.map(({ shockId }) => shockId)).toEqual([undefined, ...ask.shockIds]);
        board.columns.forEach(({ shockId }, column) => {
          const values = ask.packages.map((scenario) => {
            const shocked = {
              ...scenario,
              shocks: shockId === undefined ? {} : { [shockId]: { strength: 'mid' as const } },
            };
            const { main } = compareScenarios(dataset, [shocked], { ...ask, referenceIndex: 0 }).scenarios[0] ?? {};
            return main ? metricOf(main, ask.metric) : NaN;
          });
          const cells = board.rows.map((row) => row.cells[column]);
          expect(cells.map((cell) => cell?.value)).toEqual(values);
          expect(cells.map((cell) => cell?.regret)).toEqual(values.map((value) => value - Math.min(...values)));
          expect(Math.min(...cells.map((cell) => cell?.regret ?? NaN))).toBe(0);
        });
      }),
      { numRuns: 25 },
    );
  });

  it('is the same for all others when a package joins that is nowhere better', () => {
    fc.assert(
      fc.property(arbitraryAsk, (ask) => {
        const [first] = ask.packages;
        if (!first) return;
        // Slower drivers and dearer trucks than the first package, and otherwise the same: never better than it.
        const dominated: Scenario = {
          ...first,
          title: 'Dominated',
          assumptions: {
            'parameter:truck_duty_h_per_day:value': { value: 5 },
            'parameter:truck_load_h:value': { value: 900 },
            'parameter:rail_origin_h:value': { value: 900 },
            'parameter:rail_terminal_usd_t:value': { value: 900 },
            'parameter:truck_handling_usd_t:value': { value: 900 },
          },
        };
        const before = regretBoard(dataset, ask);
        const after = regretBoard(dataset, { ...ask, packages: [...ask.packages, dominated] });
        expect(regretsOf(after).slice(0, -1)).toEqual(regretsOf(before));
        expect(after.rows.slice(0, -1)).toEqual(before.rows);
      }),
      { numRuns: 20 },
    );
  });

  it('marks the package whose worst case is smallest', () => {
    const packages = [
      scenarioWith(),
      scenarioWith('M_CN247', 'M_CUSTOMS'),
      scenarioWith('M_CKU', 'M_BYPASS', 'M_CUSTOMS'),
    ];
    const { rows } = regretBoard(dataset, { packages, year: 2040, question, metric: 'hours' });
    const worst = rows.map(({ cells }) => Math.max(...cells.map(({ regret }) => regret ?? NaN)));
    expect(rows.map(({ worstRegret }) => worstRegret)).toEqual(worst);
    expect(rows.map(({ isSmallest }) => isSmallest)).toEqual(worst.map((value) => value === Math.min(...worst)));
  });

  it('sets the shocks of the packages themselves aside', () => {
    const slowed = { ...scenarioWith('M_CUSTOMS'), shocks: { S_KZ_SLOW: { strength: 'high' as const } } };
    const board = (one: Scenario) =>
      regretBoard(dataset, { packages: [one, scenarioWith()], year: 2040, question, metric: 'hours' });
    expect(regretsOf(board(slowed))).toEqual(regretsOf(board(scenarioWith('M_CUSTOMS'))));
  });

  it('says no route where a package has none, and gives it no worst regret', () => {
    const railOnly = {
      ...getMarketQuestion(dataset, 'MK_KAS_TAS'),
      startMeans: ['rail1435'],
      endMeans: ['rail1520'],
    } as const;
    const shut: Dataset = {
      ...dataset,
      links: new Map(
        [...dataset.links].filter(
          ([, { from, to, measureId }]) => measureId !== undefined || (from !== 'CN_KASHGAR' && to !== 'CN_KASHGAR'),
        ),
      ),
    };
    const ask = {
      packages: [scenarioWith(), scenarioWith('M_CKU')],
      shockIds: ['S_FUEL'],
      year: 2040,
      question: railOnly,
      metric: 'hours',
    } as const;
    const [without, railway] = regretBoard(shut, ask).rows;
    expect(without).toMatchObject({ cells: [{}, {}], isSmallest: false });
    expect(without?.worstRegret).toBeUndefined();
    expect(railway).toMatchObject({ worstRegret: 0, isSmallest: true });
    const nobody = regretBoard(shut, { ...ask, packages: [scenarioWith()] });
    expect(nobody.columns).toEqual([{}, { shockId: 'S_FUEL' }]);
    expect(nobody.rows[0]?.isSmallest).toBe(false);
  });

  it('is refused for an unknown shock', () => {
    expect(() =>
      regretBoard(dataset, { packages: [], shockIds: ['M_CKU'], year: 2040, question, metric: 'hours' }),
    ).toThrow(/not a shock/);
  });
});
