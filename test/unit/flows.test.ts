/** The network view on the bundled pack: what moves where, when posts fill, caps bind and shocks come. */
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../shared/dataset/schema.ts';
import { evaluateScenario } from '../../shared/engine/evaluate.ts';
import type { ElementUse, Evaluation } from '../../shared/engine/types.ts';
import { emptyScenario, type Scenario } from '../../shared/scenario/schema.ts';
import { baselineDataset } from '../support/baseline-pack.ts';

const dataset = baselineDataset();
const chosen = (...ids: string[]) => Object.fromEntries(ids.map((id) => [id, { strength: 'mid' as const }]));
const evaluate = (more: Partial<Scenario> = {}, data: Dataset = dataset): Evaluation =>
  evaluateScenario(data, { ...emptyScenario('flows'), year: 2024, ...more });

function use(evaluation: Evaluation, id: string, direction?: string): ElementUse {
  const found = evaluation.elements.find((one) => one.id === id && (!direction || one.direction === direction));
  if (!found) throw new Error(`Nothing passes ${id}.`);
  return found;
}

/** Demand that grows by so many percent a year from 2024. */
const withGrowth = (percentPerYear: number) => ({
  'parameter:growth_transit_pct:value': { value: percentPerYear },
});

describe('the baseline of 2024', () => {
  const base = evaluate();

  it('sends 2.3 to 3.4 Mt through Torugart, Irkeshtam and Bedel', () => {
    const posts = base.elements.filter(({ id }) => /^B_(TORUGART|IRKESHTAM|BEDEL)\|road$/.test(id));
    const kt = posts.reduce((sum, { volumeKt }) => sum + volumeKt, 0);
    expect(kt).toBeGreaterThan(2300);
    expect(kt).toBeLessThan(3400);
  });

  it('has the delays of the data at every post', () => {
    for (const { addedHours, id } of base.elements) expect(addedHours, id).toBeCloseTo(0, 6);
  });

  it('keeps Bedel at its cap of 130 kt and tells what one tonne more would save', () => {
    expect(use(base, 'RD_BEDEL')).toMatchObject({ kind: 'hard-cap', capacityKt: 130 });
    expect(use(base, 'RD_BEDEL').volumeKt).toBeCloseTo(130, 5);
    expect(use(base, 'RD_BEDEL').marginalValueUsdPerTonne).toBeGreaterThan(10);
  });

  it('says by which road constant each itinerary was chosen', () => {
    const yiwu = base.markets.find(({ id }) => id === 'MK_YIWU_MOS');
    const constants = yiwu?.itineraries.flatMap((one) => one.constants.map(({ parameterId }) => parameterId));
    expect(new Set(constants)).toEqual(new Set(['rail_constant_express_usd_t', 'kg_route_constant_usd_t']));
    const plain = yiwu?.itineraries.find(({ nodes }) => nodes.includes('B_KHORGOS'));
    expect(plain?.constants).toEqual([]);
    const home = base.markets.find(({ id }) => id === 'MK_MOS_BIS');
    expect(home?.itineraries.flatMap(({ constants: own }) => own)).toEqual([]);
  });

  it('counts posts per direction, by country left and entered', () => {
    expect(use(base, 'B_TORUGART|road').direction).toBe('CN>KG');
    expect(use(base, 'B_CHALDOVAR|road', 'KZ>KG').volumeKt).toBeGreaterThan(100);
    expect(use(base, 'B_CHALDOVAR|road', 'KG>KZ').volumeKt).toBeGreaterThan(100);
    const { utilisation = 0, capacityKt = 0, volumeKt } = use(base, 'B_TORUGART|road');
    expect(capacityKt).toBeCloseTo((450 * 365 * 18) / 1000, 6);
    expect(utilisation).toBeCloseTo(volumeKt / capacityKt, 12);
  });
});

describe('Torugart at one and a half times its volume', () => {
  const base = evaluate();
  // 1.5 x demand within a year: growth of 50 % from 2024 to 2025.
  const busy = evaluate({ year: 2025, assumptions: withGrowth(50) });

  it('queues by the fourth power of its use, and shippers who can go elsewhere do', () => {
    const before = use(base, 'B_TORUGART|road').volumeKt;
    const { volumeKt, addedHours } = use(busy, 'B_TORUGART|road');
    expect(volumeKt).toBeGreaterThan(before);
    expect(volumeKt).toBeLessThan(1.5 * before);
    expect(addedHours).toBeCloseTo((24 - 3) * ((volumeKt / before) ** 4 - 1), 4);
    expect(busy.fixedPoint.converged).toBe(true);
  });

  it('flags a dwell beyond any that was observed', () => {
    for (const { kind, id, addedHours, beyondObservation } of busy.elements) {
      if (kind !== 'post' || !beyondObservation) continue;
      const border = dataset.borders.get(id);
      expect((border?.dwellHours.mid ?? 0) + addedHours).toBeGreaterThan(border?.congestedHours ?? Infinity);
    }
    const swamped = evaluate({ year: 2025, assumptions: withGrowth(300) });
    expect(swamped.elements.some(({ beyondObservation }) => beyondObservation)).toBe(true);
  });
});

describe('the railway', () => {
  it('fills to 15 Mt, both directions together, and no further; the rest goes elsewhere', () => {
    const full = evaluate({ measures: chosen('M_CKU'), year: 2035, assumptions: withGrowth(20) });
    const cap = use(full, 'cku_capacity_kt');
    expect(cap.capacityKt).toBe(15_000);
    expect(cap.volumeKt).toBeLessThanOrEqual(15_000);
    expect(cap.volumeKt).toBeCloseTo(15_000, 3);
    expect(cap.marginalValueUsdPerTonne).toBeGreaterThan(0);
    expect(full.fixedPoint.residual).toBeLessThan(1e-6);
    const [moved, demanded] = full.markets.reduce(
      ([sum, all], { itineraries, volumeKt }) => [
        sum + itineraries.reduce((kt, one) => kt + one.volumeKt, 0),
        all + volumeKt,
      ],
      [0, 0],
    );
    expect(moved + full.markets.reduce((sum, { unservedKt }) => sum + unservedKt, 0)).toBeCloseTo(demanded, 5);
  });

  it('has room in 2035 at the growth of the data', () => {
    const cap = use(evaluate({ measures: chosen('M_CKU'), year: 2035 }), 'cku_capacity_kt');
    expect(cap.marginalValueUsdPerTonne).toBe(0);
    expect(cap.utilisation).toBeLessThan(1);
  });

  it('opens in 2030 with a third of its capacity, then two thirds, then all', () => {
    const capacityIn = (year: number) =>
      use(evaluate({ measures: chosen('M_CKU'), year }), 'cku_capacity_kt').capacityKt;
    expect([2030, 2031, 2032, 2040].map(capacityIn)).toEqual([5_000, 10_000, 15_000, 15_000]);
    expect(() => capacityIn(2029)).toThrow('Nothing passes');
  });
});

describe('the Kazakh slowdown', () => {
  const base = evaluate();
  const slow = evaluate({ shocks: chosen('S_KZ_SLOW') });

  it('drives goods from the Kyrgyz-Kazakh posts to the railway, Khorgos and Uzbekistan', () => {
    for (const id of ['B_CHALDOVAR|road', 'B_AKTILEK|road', 'B_TORUGART|road'])
      expect(use(slow, id).volumeKt, id).toBeLessThan(0.8 * use(base, id).volumeKt);
    for (const id of ['B_KHORGOS|road', 'B_DOSTUK|road', 'BR_ALTYNKOL|rail'])
      expect(use(slow, id).volumeKt, id).toBeGreaterThan(use(base, id).volumeKt);
    expect(slow.fixedPoint.converged).toBe(true);
  });

  it('shortens the queue at Torugart, where fewer pass', () => {
    expect(use(slow, 'B_TORUGART|road').addedHours).toBeLessThan(0);
    expect(use(slow, 'B_TORUGART|road').addedHours).toBeGreaterThan(-(24 - 3));
  });
});

describe('demand', () => {
  it('grows from the base year by its growth parameter', () => {
    const later = evaluate({ year: 2034 });
    expect(later.markets.find(({ id }) => id === 'MK_YIWU_MOS')?.volumeKt).toBeCloseTo(1100 * 1.07 ** 10, 6);
  });

  it('of one market is told as part of all: the flows are those of the whole', () => {
    const scenario = { ...emptyScenario('one'), year: 2024 };
    const one = evaluateScenario(dataset, scenario, { marketIds: ['MK_KAS_TAS'] });
    expect(one.markets).toEqual(evaluate().markets.filter(({ id }) => id === 'MK_KAS_TAS'));
    expect(one.elements).toEqual(evaluate().elements);
  });

  it('that hard caps leave without a way is reported, never hidden', () => {
    const bedelOnly: Dataset = {
      ...dataset,
      markets: new Map(
        [...dataset.markets].map(([id, one]) => [id, id === 'MK_AKS_BIS' ? { ...one, from: 'B_BEDEL' } : one]),
      ),
      links: new Map([...dataset.links].filter(([id]) => id !== 'RD10')),
    };
    const captive = evaluate({}, bedelOnly).markets.find(({ id }) => id === 'MK_AKS_BIS');
    const moved = captive?.itineraries.reduce((sum, { volumeKt }) => sum + volumeKt, 0) ?? NaN;
    expect(moved + (captive?.unservedKt ?? NaN)).toBeCloseTo(120, 6);
    const tight = evaluate({ assumptions: { 'link:RD_BEDEL:capacity_kt_per_year': { value: 50 } } }, bedelOnly);
    const left = tight.markets.find(({ id }) => id === 'MK_AKS_BIS');
    expect(left?.unservedKt).toBeCloseTo(70, 4);
    expect(left?.itineraries.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    const shut = evaluate({ assumptions: { 'link:RD_BEDEL:capacity_kt_per_year': { value: 0 } } }, bedelOnly);
    const none = shut.markets.find(({ id }) => id === 'MK_AKS_BIS');
    expect([none?.unservedKt, none?.itineraries.length, none?.expected, none?.noRoute]).toEqual([
      120,
      0,
      undefined,
      undefined,
    ]);
  });
});
