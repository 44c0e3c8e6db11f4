/** Law 5 for the difference of two scenarios: bars sum to it, null players get 0, equal players get equal bars. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppFailure } from '../../shared/base/issue.ts';
import type { Dataset } from '../../shared/dataset/schema.ts';
import {
  attribute,
  ASSUMPTIONS_PLAYER,
  SHOCKS_PLAYER,
  type AttributionQuestion,
} from '../../shared/engine/attribution.ts';
import { compareScenarios } from '../../shared/engine/compare.ts';
import { CONSIGNMENT_METRICS, metricOf, type ConsignmentMetric } from '../../shared/engine/consignment-metric.ts';
import { getMarketQuestion } from '../../shared/engine/evaluate.ts';
import { emptyScenario, type Scenario } from '../../shared/scenario/schema.ts';
import { arbitraryMarketId, arbitraryScenario } from '../support/arbitrary-scenario.ts';
import { baselineDataset } from '../support/baseline-pack.ts';

const dataset = baselineDataset();
const reference = emptyScenario('Reference');
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

const scenarioWith = (measures: readonly string[], rest: Partial<Scenario> = {}): Scenario => ({
  ...emptyScenario('Package'),
  measures: Object.fromEntries(measures.map((id) => [id, { strength: 'mid' as const }])),
  ...rest,
});
const question = (scenario: Scenario, metric: ConsignmentMetric = 'hours'): AttributionQuestion => ({
  scenario,
  reference,
  year: 2040,
  question: getMarketQuestion(dataset, 'MK_KAS_MOS'),
  metric,
});
const barsOf = (ask: AttributionQuestion, data: Dataset = dataset) =>
  Object.fromEntries(attribute(data, ask).players.map(({ id, value }) => [id, value]));

/** The metric of one scenario on its own, by the comparison. */
function singleRun(scenario: Scenario, { year, question, metric }: AttributionQuestion): number {
  const { main } = compareScenarios(dataset, [scenario], { referenceIndex: 0, year, question }).scenarios[0] ?? {};
  if (!main) throw new Error('no route');
  return metricOf(main, metric);
}

describe('attribution', () => {
  it('has bars, and parts, that sum to the difference of the two single runs', () => {
    fc.assert(
      fc.property(
        arbitraryScenario,
        arbitraryMarketId,
        fc.constantFrom(...CONSIGNMENT_METRICS),
        (scenario, marketId, metric) => {
          const ask = {
            ...question(scenario, metric),
            year: scenario.year,
            question: getMarketQuestion(dataset, marketId),
          };
          const difference = singleRun(scenario, ask) - singleRun(reference, ask);
          const { total, players, parts, steps } = attribute(dataset, ask);
          expect(total).toBe(difference);
          expect(sum(players.map(({ value }) => value))).toBeCloseTo(difference, 9);
          expect(sum(Object.values(parts))).toBeCloseTo(difference, 9);
          let reached = singleRun(reference, ask);
          for (const { from, to } of steps) {
            expect(from).toBe(reached);
            reached = to;
          }
          expect(reached).toBe(singleRun(scenario, ask));
        },
      ),
      { numRuns: 12 },
    );
  });

  it('takes as the part of policy, world and shock the single run of each alone', () => {
    const world = { assumptions: { 'parameter:truck_duty_h_per_day:value': { value: 11 } } };
    const shock = { shocks: { S_KZ_SLOW: { strength: 'mid' as const }, S_FUEL: { strength: 'mid' as const } } };
    const policy = ['M_CUSTOMS', 'M_BYPASS', 'M_CN247'];
    const ask = question(scenarioWith(policy, { ...world, ...shock }));
    const alone = (scenario: Scenario) => singleRun(scenario, ask) - singleRun(reference, ask);
    const { parts, total, players } = attribute(dataset, ask);
    expect(parts).toEqual({
      policy: alone(scenarioWith(policy)),
      world: alone(scenarioWith([], world)),
      shock: alone(scenarioWith([], shock)),
      interaction: total - (parts.policy + parts.world + parts.shock),
    });
    expect(parts.world).not.toBe(0);
    expect(players.map(({ id, kind }) => `${kind} ${id}`)).toEqual([
      'policy M_BYPASS',
      'policy M_CN247',
      'policy M_CUSTOMS',
      `world ${ASSUMPTIONS_PLAYER}`,
      'shock S_FUEL',
      'shock S_KZ_SLOW',
    ]);
  });

  it('gives a measure that touches nothing on the way exactly nothing, alone and in pairs', () => {
    const ask = question(scenarioWith(['M_CUSTOMS', 'M_CN247', 'M_IR']));
    const { players, interaction } = attribute(dataset, ask);
    expect(players.find(({ id }) => id === 'M_IR')?.value).toBe(0);
    for (const pair of interaction) if (pair.a === 'M_IR' || pair.b === 'M_IR') expect(pair.value).toBe(0);
    expect(players.find(({ id }) => id === 'M_CN247')?.value).not.toBe(0);
  });

  it('gives two measures that do the same equal bars', () => {
    const original = dataset.measures.get('M_CN247');
    if (!original) throw new Error('The pack has no M_CN247.');
    const twin = {
      ...original,
      id: 'M_TWIN',
      effects: original.effects.map((effect) => ({ ...effect, measureId: 'M_TWIN' })),
    };
    const withTwin: Dataset = { ...dataset, measures: new Map([...dataset.measures, ['M_TWIN', twin]]) };
    const bars = barsOf(question(scenarioWith(['M_CN247', 'M_TWIN', 'M_CUSTOMS'])), withTwin);
    expect(bars['M_TWIN']).toBeLessThan(0);
    expect(bars['M_TWIN']).toBeCloseTo(bars['M_CN247'] ?? NaN, 9);
  });

  it('does not depend on the order of clicks', () => {
    const ids = ['M_CUSTOMS', 'M_CN247', 'M_BYPASS'];
    expect(barsOf(question(scenarioWith([...ids].reverse())))).toEqual(barsOf(question(scenarioWith(ids))));
  });

  it('counts a change of strength as one player', () => {
    const strong = {
      ...reference,
      measures: { M_CUSTOMS: { strength: 'high' as const }, M_CN247: { strength: 'mid' as const } },
    };
    const weak = {
      ...reference,
      measures: { M_CUSTOMS: { strength: 'low' as const }, M_CN247: { strength: 'mid' as const } },
    };
    const bars = barsOf({ ...question(strong), reference: weak });
    expect(Object.keys(bars)).toEqual(['M_CUSTOMS']);
  });

  it('takes all shocks as one when there would be more than twelve players, and refuses when there still are', () => {
    const measures = [...dataset.measures.values()].filter(({ kind }) => kind === 'measure').map(({ id }) => id);
    const shocks = { S_KZ_SLOW: { strength: 'mid' as const }, S_FUEL: { strength: 'mid' as const } };
    const ask = { ...question(scenarioWith(measures.slice(0, 11), { shocks })), year: 2025 };
    expect(attribute(dataset, ask).players.at(-1)?.id).toBe(SHOCKS_PLAYER);
    expect(() => attribute(dataset, question(scenarioWith(measures)))).toThrow(/13 things/);
  });

  it('is refused where a part of the difference has no route, naming the measure that opens it', () => {
    const railOnly = {
      ...getMarketQuestion(dataset, 'MK_KAS_TAS'),
      startMeans: ['rail1435'],
      endMeans: ['rail1520'],
    } as const;
    const shut: Dataset = {
      ...dataset,
      links: new Map(
        [...dataset.links].filter(([, link]) =>
          link.from === 'CN_KASHGAR' || link.to === 'CN_KASHGAR' ? link.measureId !== undefined : true,
        ),
      ),
    };
    const ask = { ...question(scenarioWith(['M_CKU', 'M_CUSTOMS'])), question: railOnly };
    let refusal: unknown;
    try {
      attribute(shut, ask);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(AppFailure);
    expect((refusal as AppFailure).error).toMatchObject({ code: 'no-route' });
    expect((refusal as AppFailure).message).toContain('opened by M_CKU.');
  });
});
