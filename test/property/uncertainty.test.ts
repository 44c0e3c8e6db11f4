/** Laws 3 and 4 of MODEL.md 8 for the paired draws, on random packages of the bundled pack. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Quantity } from '../../shared/base/quantity.ts';
import type { Dataset } from '../../shared/dataset/schema.ts';
import { compareScenarios } from '../../shared/engine/compare.ts';
import { findMain, networkOf } from '../../shared/engine/consignment.ts';
import { DrawBook, drawForm } from '../../shared/engine/draw-form.ts';
import { getMarketQuestion } from '../../shared/engine/evaluate.ts';
import { sampleProfileBands } from '../../shared/engine/profile-bands.ts';
import { sampledFormOf } from '../../shared/engine/sampled-form.ts';
import { runUncertainty } from '../../shared/engine/uncertainty.ts';
import { emptyScenario } from '../../shared/scenario/schema.ts';
import { arbitraryMarketId, arbitraryScenario } from '../support/arbitrary-scenario.ts';
import { baselineDataset } from '../support/baseline-pack.ts';

const dataset = baselineDataset();
const runs = { numRuns: 40 };
const ask = (marketId: string, year: number, draws = 200) => ({
  year,
  question: getMarketQuestion(dataset, marketId),
  draws,
});
const noSpread = { p10: 0, p50: 0, p90: 0, mean: 0, standardError: 0 };

/** The pack with every range shrunk to its middle. Effects of measures still set and move percentiles alike. */
function withoutRanges(): Dataset {
  const point = ({ mid, unit }: Quantity): Quantity => ({ low: mid, mid, high: mid, unit });
  const each = <T>(map: ReadonlyMap<string, T>, change: (item: T) => T) =>
    new Map([...map].map(([id, item]) => [id, change(item)]));
  return {
    ...dataset,
    borders: each(dataset.borders, (border) => ({ ...border, dwellHours: point(border.dwellHours) })),
    terminals: each(dataset.terminals, (terminal) => ({ ...terminal, dwellHours: point(terminal.dwellHours) })),
    parameters: each(dataset.parameters, (parameter) => ({ ...parameter, value: point(parameter.value) })),
  };
}

it('the way of a consignment is the main itinerary of a comparison, bit for bit', () => {
  fc.assert(
    fc.property(arbitraryScenario, arbitraryMarketId, (scenario, marketId) => {
      const { question, year } = ask(marketId, scenario.year);
      const compared = compareScenarios(dataset, [scenario], { referenceIndex: 0, year, question }).scenarios[0];
      const main = findMain(networkOf(dataset, scenario, year), question);
      expect(main).toEqual(compared?.main && { ...main, legs: compared.main.legs });
      expect(main?.hours).toBe(compared?.main?.hours);
      expect(main?.usdPerTonne).toBe(compared?.main?.usdPerTonne);
    }),
    runs,
  );
});

describe('law 3', () => {
  it('a scenario minus its copy is exactly 0 in every draw', () => {
    fc.assert(
      fc.property(arbitraryScenario, arbitraryMarketId, (scenario, marketId) => {
        const { scenarios, pairs } = runUncertainty(
          dataset,
          [scenario, structuredClone(scenario)],
          ask(marketId, scenario.year),
        );
        expect(scenarios[1]).toEqual(scenarios[0]);
        if (!scenarios[0]?.hours) return;
        expect(pairs).toEqual([
          {
            a: 0,
            b: 1,
            shareBFaster: 0,
            shareAFaster: 0,
            shareBCheaper: 0,
            shareACheaper: 0,
            deltaHours: noSpread,
            deltaUsdPerTonne: noSpread,
          },
        ]);
      }),
      runs,
    );
  });

  it('another scenario, another input or more draws change no draw of the first', () => {
    fc.assert(
      fc.property(arbitraryScenario, arbitraryScenario, arbitraryMarketId, (scenario, other, marketId) => {
        const alone = runUncertainty(dataset, [scenario], ask(marketId, scenario.year)).scenarios[0];
        const beside = runUncertainty(dataset, [other, scenario], ask(marketId, scenario.year)).scenarios[1];
        expect(beside).toEqual(alone);
        const network = networkOf(dataset, scenario, scenario.year);
        const main = findMain(network, getMarketQuestion(dataset, marketId));
        if (!main) return;
        const form = sampledFormOf(main, network);
        const few = drawForm(form, new DrawBook(50, 1)).hours;
        expect([...drawForm(form, new DrawBook(90, 1)).hours.slice(0, 50)]).toEqual([...few]);
        // A new uncertain stop adds its own hours to every draw and leaves the rest as it was.
        const quantity = {
          id: 'border:NEW|road',
          targetType: 'border',
          targetId: 'NEW|road',
          range: { low: 1, mid: 2, high: 9, unit: 'h' },
        } as const;
        const longer = { ...form, dwells: [...form.dwells, { quantity, times: 1 }] };
        const added = new DrawBook(50, 1).valuesOf(quantity);
        drawForm(longer, new DrawBook(50, 1)).hours.forEach((hours, draw) => {
          expect(hours).toBeCloseTo((few[draw] ?? NaN) + (added[draw] ?? NaN) - 2, 9);
        });
      }),
      { numRuns: 15 },
    );
  });
});

describe('law 4', () => {
  it('with all ranges zero every draw is the deterministic itinerary exactly', () => {
    const certain = withoutRanges();
    fc.assert(
      fc.property(arbitraryScenario, arbitraryMarketId, (scenario, marketId) => {
        // A measure may set percentiles of its own, so nothing is switched on here.
        const calm = { ...scenario, measures: {}, shocks: {} };
        const network = networkOf(certain, calm, calm.year);
        const question = getMarketQuestion(certain, marketId);
        const main = findMain(network, question);
        if (!main) throw new Error('every market has a way without measures');
        const drawn = drawForm(sampledFormOf(main, network), new DrawBook(40, 7));
        expect(new Set(drawn.hours)).toEqual(new Set([main.hours]));
        expect(new Set(drawn.usdPerTonne)).toEqual(new Set([main.usdPerTonne]));
        const [summary] = runUncertainty(certain, [calm], { year: calm.year, question, draws: 40 }).scenarios;
        expect(summary?.hours?.mean).toBeCloseTo(main.hours, 9);
        expect(summary?.usdPerTonne?.mean).toBeCloseTo(main.usdPerTonne, 9);
        expect(summary?.generalizedCost?.mean).toBeCloseTo(main.generalizedCostUsdPerTonne, 9);
        expect(summary?.drivers).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('percentiles are ordered and the shares of the variance sum to 1', () => {
    fc.assert(
      fc.property(arbitraryScenario, arbitraryMarketId, (scenario, marketId) => {
        const [one] = runUncertainty(dataset, [scenario], ask(marketId, scenario.year)).scenarios;
        if (!one?.hours || !one.usdPerTonne) return;
        for (const { p10, p50, p90 } of [one.hours, one.usdPerTonne]) {
          expect(p10).toBeLessThanOrEqual(p50);
          expect(p50).toBeLessThanOrEqual(p90);
        }
        const sum = (read: 'hoursShare' | 'usdShare') =>
          one.drivers?.reduce((total, driver) => total + driver[read], 0);
        expect(sum('hoursShare')).toBeCloseTo(1, 9);
        expect((sum('usdShare') ?? NaN) + (one.usdJointShare ?? NaN)).toBeCloseTo(1, 9);
      }),
      runs,
    );
  });
});

describe('the ribbon', () => {
  it('ends at the summary of the scenario, never narrows to the wrong side and starts at nothing', () => {
    fc.assert(
      fc.property(arbitraryScenario, arbitraryMarketId, (scenario, marketId) => {
        const question = ask(marketId, scenario.year);
        const [one] = runUncertainty(dataset, [scenario], question).scenarios;
        const [bands] = sampleProfileBands(dataset, [scenario], question);
        expect(bands === undefined).toBe(one?.hours === undefined);
        if (!bands) return;
        expect(bands[0]).toMatchObject({
          legIndex: -1,
          hoursP10: 0,
          hoursP90: 0,
          usdPerTonneP10: 0,
          usdPerTonneP90: 0,
        });
        const end = bands.at(-1);
        expect(end?.hoursP10).toBeCloseTo(one?.hours?.p10 ?? NaN, 6);
        expect(end?.hoursP90).toBeCloseTo(one?.hours?.p90 ?? NaN, 6);
        expect(end?.usdPerTonneP10).toBeCloseTo(one?.usdPerTonne?.p10 ?? NaN, 6);
        expect(end?.usdPerTonneP90).toBeCloseTo(one?.usdPerTonne?.p90 ?? NaN, 6);
        for (const band of bands) expect(band.hoursP10).toBeLessThanOrEqual(band.hoursP90);
      }),
      { numRuns: 15 },
    );
  });
});

describe('a long question', () => {
  const scenarios = [emptyScenario('a'), { ...emptyScenario('b'), measures: { M_CKU: { strength: 'mid' as const } } }];

  it('tells how far it is and ends at the total', () => {
    const told: [number, number][] = [];
    runUncertainty(dataset, scenarios, ask('MK_KAS_TAS', 2035), (done, total) => told.push([done, total]));
    const [, total] = told[0] ?? [0, 0];
    expect(told.map(([done]) => done)).toEqual([...told.map(([done]) => done)].sort((a, b) => a - b));
    expect(told.length).toBeGreaterThan(20);
    expect(told.every(([done, of]) => done <= of && of === total)).toBe(true);
    expect(told.at(-1)?.[0]).toBe(total);
  });

  it('stops when asked to, with a cancelled failure', () => {
    expect(() => runUncertainty(dataset, scenarios, ask('MK_KAS_TAS', 2035), undefined, () => true)).toThrow(
      expect.objectContaining({ error: expect.objectContaining({ code: 'cancelled' }) as unknown }) as Error,
    );
  });

  it.each([[{ draws: 1 }], [{ draws: 2.5 }], [{ seed: -1 }]])('refuses %o with limits', (wrong) => {
    expect(() => runUncertainty(dataset, scenarios, { ...ask('MK_KAS_TAS', 2035), ...wrong })).toThrow(/from \d+ to/);
  });
});
