/** The staircase of an itinerary obeys law 10 (MODEL.md 8) and ends at the itinerary's own totals. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cumulativeProfile } from '../../shared/engine/cumulative-profile.ts';
import type { Leg } from '../../shared/engine/types.ts';
import { itineraryOf, kashgarMoscowColumns } from '../fixtures/compared-kashgar-moscow.ts';

const leg = fc.record({
  km: fc.integer({ min: 0, max: 2000 }),
  hours: fc.double({ min: 0, max: 200, noNaN: true }),
  usdPerTonne: fc.double({ min: 0, max: 100, noNaN: true }),
  below: fc.double({ min: 0, max: 1, noNaN: true }),
  above: fc.double({ min: 0, max: 400, noNaN: true }),
});

const asLeg = ({
  km,
  hours,
  usdPerTonne,
  below,
  above,
}: typeof leg extends fc.Arbitrary<infer T> ? T : never): Leg => ({
  kind: km > 0 ? 'move' : 'border',
  id: 'any',
  from: 'a',
  to: 'b',
  mode: 'road',
  km,
  hours,
  motionHours: 0,
  usdPerTonne,
  emissionsKgPerTonne: 0,
  ...(km > 0 ? {} : { dwellHours: { low: hours * below, mid: hours, high: hours + above, unit: 'h' } }),
});

describe('the cumulative profile of an itinerary', () => {
  it('never goes back in km, hours, money or in the early and late hours', () => {
    fc.assert(
      fc.property(fc.array(leg, { maxLength: 30 }), (legs) => {
        const points = cumulativeProfile({ legs: legs.map(asLeg) });
        points.slice(1).forEach((point, i) => {
          const before = points[i];
          if (!before) throw new Error('a point has no predecessor');
          expect(point.km).toBeGreaterThanOrEqual(before.km);
          expect(point.hours).toBeGreaterThanOrEqual(before.hours);
          expect(point.usdPerTonne).toBeGreaterThanOrEqual(before.usdPerTonne);
          expect(point.hoursLow).toBeGreaterThanOrEqual(before.hoursLow - 1e-9);
          expect(point.hoursHigh).toBeGreaterThanOrEqual(before.hoursHigh - 1e-9);
          expect(point.hoursLow).toBeLessThanOrEqual(point.hours);
          expect(point.hoursHigh).toBeGreaterThanOrEqual(point.hours);
        });
      }),
    );
  });

  it('draws stops vertical and moves along the km', () => {
    for (const { scenario } of kashgarMoscowColumns) {
      const legs = scenario.main?.legs ?? [];
      const points = cumulativeProfile({ legs });
      legs.forEach((part, i) => {
        const advanced = (points[i + 1]?.km ?? 0) - (points[i]?.km ?? 0);
        if (part.kind === 'move') expect(advanced).toBeGreaterThan(0);
        else expect(advanced).toBe(0);
      });
    }
  });

  it('ends at the totals of the itinerary', () => {
    for (const { scenario } of kashgarMoscowColumns) {
      const itinerary = scenario.main;
      const end = itinerary && cumulativeProfile(itinerary).at(-1);
      expect(end?.km).toBeCloseTo(itinerary?.km ?? -1, 9);
      expect(end?.hours).toBeCloseTo(itinerary?.hours ?? -1, 9);
      expect(end?.usdPerTonne).toBeCloseTo(itinerary?.usdPerTonne ?? -1, 9);
      expect(end?.legIndex).toBe((itinerary?.legs.length ?? 0) - 1);
    }
  });

  it('adds independent delays as the root of the summed squares', () => {
    const stop = (low: number, mid: number, high: number): Leg => ({
      ...asLeg({ km: 0, hours: mid, usdPerTonne: 0, below: 0, above: 0 }),
      dwellHours: { low, mid, high, unit: 'h' },
    });
    const end = cumulativeProfile(itineraryOf([stop(7, 10, 40), stop(6, 10, 50)])).at(-1);
    expect(end).toMatchObject({ hours: 20, hoursLow: 20 - 5, hoursHigh: 20 + 50 });
  });

  it('starts at the origin even without any leg', () => {
    expect(cumulativeProfile({ legs: [] })).toEqual([
      { legIndex: -1, km: 0, hours: 0, usdPerTonne: 0, hoursLow: 0, hoursHigh: 0 },
    ]);
  });
});
