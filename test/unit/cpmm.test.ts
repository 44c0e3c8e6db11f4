/** CPMM indicators of flows, against sums made by hand from the evaluation, and the back-cast table. */
import { describe, expect, it } from 'vitest';
import { getNetwork } from '../../shared/engine/apply-measures.ts';
import { backCast, cpmmIndicators, listPostIndicators } from '../../shared/engine/cpmm.ts';
import { evaluateScenario, selectionOf } from '../../shared/engine/evaluate.ts';
import { emptyScenario } from '../../shared/scenario/schema.ts';
import { baselineDataset } from '../support/baseline-pack.ts';

const dataset = baselineDataset();
const scenario = { ...emptyScenario('2024'), year: 2024 };
const network = getNetwork(dataset, selectionOf(scenario));
const evaluation = evaluateScenario(dataset, scenario);
const posts = listPostIndicators(network, evaluation);

describe('per post and direction', () => {
  it('hours are the dwell with its queue, dollars the fee of one truck or one box', () => {
    const post = (id: string, direction: string) =>
      posts.find((one) => one.borderId === id && one.direction === direction);
    expect(post('B_TORUGART|road', 'CN>KG')?.hours).toBeCloseTo(24, 5);
    expect(post('B_TORUGART|road', 'CN>KG')?.usd).toBeCloseTo(544, 9);
    expect(post('BR_ALTYNKOL|rail', 'CN>KZ')?.usd).toBeCloseTo(420, 9);
    const busy = evaluateScenario(dataset, { ...scenario, year: 2040 });
    const later = listPostIndicators(network, busy).find(({ borderId }) => borderId === 'B_TORUGART|road');
    const element = busy.elements.find(({ id }) => id === 'B_TORUGART|road');
    expect(later?.hours).toBeCloseTo(24 + (element?.addedHours ?? NaN), 6);
  });

  it('carry what the elements carry, the busiest first', () => {
    expect(posts.map(({ volumeKt }) => volumeKt)).toEqual(
      posts.map(({ volumeKt }) => volumeKt).toSorted((a, b) => b - a),
    );
    for (const { id, direction, volumeKt } of evaluation.elements.filter(({ kind }) => kind === 'post'))
      expect(posts.find((one) => one.borderId === id && one.direction === direction)?.volumeKt).toBeCloseTo(
        volumeKt,
        9,
      );
  });
});

describe('in the mean', () => {
  const road = cpmmIndicators(network, evaluation, 'road');

  it('hours and dollars per border weigh posts by the trucks that pass', () => {
    const capacity = (id: string) => dataset.borders.get(id)?.capacityTrucksPerDayPerDirection ?? NaN;
    let [trucks, hours, usd] = [0, 0, 0];
    for (const { kind, id, utilisation = 0 } of evaluation.elements) {
      const border = dataset.borders.get(id);
      if (kind !== 'post' || border?.mode !== 'road') continue;
      trucks += utilisation * capacity(id);
      hours += utilisation * capacity(id) * border.dwellHours.mid;
      usd += utilisation * capacity(id) * border.feeUsdPerUnit;
    }
    expect(road.TFI1).toBeCloseTo(hours / trucks, 2);
    expect(road.TFI2).toBeCloseTo(usd / trucks, 0);
  });

  it.each(['road', 'rail'] as const)('stops make %s slower than its wheels, never faster (law 10)', (mode) => {
    const { SWOD = NaN, SWD = NaN } = cpmmIndicators(network, evaluation, mode);
    expect(SWD).toBeLessThan(SWOD);
    expect(SWOD).toBeGreaterThan(20);
    expect(SWOD).toBeLessThan(80);
  });

  it('of a country count its own links and posts alone', () => {
    const kyrgyz = cpmmIndicators(network, evaluation, 'road', 'KG');
    expect(kyrgyz.SWOD).toBeGreaterThan(45);
    expect(kyrgyz.SWOD).toBeLessThan(road.SWOD ?? 0);
    expect(cpmmIndicators(network, evaluation, 'road', 'IR')).toEqual({});
  });
});

describe('the back-cast', () => {
  it('sets ours beside every published value, with its definition', () => {
    const table = backCast(network, evaluation);
    expect(table.map(({ published }) => published)).toEqual(dataset.publishedIndicators);
    const swod = table.find(
      ({ published: { year, scope, mode, indicator } }) =>
        [year, scope, mode, indicator].join(' ') === '2022 KG road SWOD',
    );
    expect(swod?.published.value).toBe(51.8);
    expect(swod?.ratio).toBeCloseTo((swod?.computed ?? NaN) / 51.8, 12);
    for (const { published } of table) expect(published.definitionNote, String(published.year)).not.toBe('');
  });
});
