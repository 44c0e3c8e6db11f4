/** Labels find the cheapest free place, in order of importance, and never overlap. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  lengthInside,
  overlaps,
  placeLabels,
  spreadApart,
  type LabelCandidate,
} from '../../renderer/charts/label-placement.ts';
import { boxesInside } from '../../renderer/map/country-labels.ts';

const bounds = { x: 0, y: 0, width: 200, height: 100 };
const open = { bounds, lines: [], posts: [] };
const at = (x: number, y: number, cost: number, width = 40): LabelCandidate => ({
  box: { x, y, width, height: 14 },
  cost,
});

describe('placing labels', () => {
  it('takes the cheapest place', () => {
    const placed = placeLabels([{ id: 'osh', candidates: [at(100, 10, 5), at(10, 10, 2), at(50, 50, 9)] }], open);
    expect(placed.get('osh')?.box).toMatchObject({ x: 10, y: 10 });
  });

  it('gives the earlier label its place and sends the later one elsewhere', () => {
    const candidates = [at(10, 10, 1), at(10, 60, 4)];
    const placed = placeLabels(
      [
        { id: 'first', candidates },
        { id: 'second', candidates },
      ],
      open,
    );
    expect(placed.get('first')?.box.y).toBe(10);
    expect(placed.get('second')?.box.y).toBe(60);
  });

  it('drops a label that would leave the bounds or cost more than it is worth', () => {
    const placed = placeLabels(
      [
        { id: 'outside', candidates: [at(180, 10, 0)] },
        { id: 'dear', candidates: [at(10, 10, 30)], maximumCost: 20 },
      ],
      open,
    );
    expect(placed.size).toBe(0);
  });

  it('prefers a farther place to one across a line or a post', () => {
    const lines = [{ x1: 0, y1: 17, x2: 200, y2: 17 }];
    const posts = [{ x: 20, y: 40, width: 10, height: 10 }];
    const candidates = [at(10, 10, 1), at(10, 38, 2), at(100, 70, 12)];
    const placed = placeLabels([{ id: 'naryn', candidates }], { bounds, lines, posts });
    expect(placed.get('naryn')?.box.y).toBe(70);
  });

  it('keeps labels off the leaders of earlier ones, and leaders off labels', () => {
    const leader = { x1: 5, y1: 50, x2: 60, y2: 17 };
    const placed = placeLabels(
      [
        { id: 'far', candidates: [{ ...at(60, 10, 1), leader }] },
        { id: 'near', candidates: [at(10, 30, 1), at(120, 60, 5)] },
      ],
      open,
    );
    expect(placed.get('near')?.box.x).toBe(120);
  });

  it('never lets two labels overlap, whatever is asked', () => {
    const candidate = fc.record({
      x: fc.integer({ min: 0, max: 160 }),
      y: fc.integer({ min: 0, max: 86 }),
      cost: fc.integer({ min: 0, max: 50 }),
    });
    fc.assert(
      fc.property(fc.array(fc.array(candidate, { maxLength: 8 }), { maxLength: 12 }), (asked) => {
        const requests = asked.map((places, i) => ({
          id: `${i}`,
          candidates: places.map((p) => at(p.x, p.y, p.cost)),
        }));
        const boxes = [...placeLabels(requests, open).values()].map(({ box }) => box);
        boxes.forEach((box, i) => {
          for (const other of boxes.slice(i + 1)) expect(overlaps(box, other)).toBe(false);
        });
      }),
    );
  });
});

describe('the length of a line inside a box', () => {
  const box = { x: 10, y: 10, width: 20, height: 10 };

  it('counts only the covered part', () => {
    expect(lengthInside({ x1: 0, y1: 15, x2: 100, y2: 15 }, box)).toBeCloseTo(20);
    expect(lengthInside({ x1: 15, y1: 12, x2: 18, y2: 16 }, box)).toBeCloseTo(5);
  });

  it('is zero beside the box', () => {
    expect(lengthInside({ x1: 0, y1: 5, x2: 100, y2: 5 }, box)).toBe(0);
    expect(lengthInside({ x1: 0, y1: 15, x2: 9, y2: 15 }, box)).toBe(0);
  });
});

describe('spreading totals apart', () => {
  it('leaves positions alone that are far enough apart', () => {
    expect(spreadApart([10, 90, 50], 17, 0, 100)).toEqual([10, 90, 50]);
  });

  it('moves neighbours by the same amount around their middle', () => {
    expect(spreadApart([50, 51], 17, 0, 100)).toEqual([42, 59]);
  });

  it('keeps the gap, the order and the limits for any positions that fit', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { minLength: 1, maxLength: 6 }), (wanted) => {
        const spread = spreadApart(wanted, 17, 0, 200);
        const pairs = wanted.map((value, i) => ({ value, placed: spread[i] ?? NaN }));
        const byPlace = [...pairs].sort((a, b) => a.placed - b.placed);
        byPlace.forEach(({ value, placed }, i) => {
          expect(placed).toBeGreaterThanOrEqual(0);
          expect(placed).toBeLessThanOrEqual(200);
          const before = byPlace[i - 1];
          if (!before) return;
          expect(placed - before.placed).toBeGreaterThanOrEqual(17 - 1e-6);
          expect(value).toBeGreaterThanOrEqual(before.value);
        });
      }),
    );
  });
});

describe('the name of a country', () => {
  const square = (x: number, y: number, side: number) => [
    { x, y },
    { x: x + side, y },
    { x: x + side, y: y + side },
    { x, y: y + side },
  ];
  const name = { width: 40, height: 14 };
  const view = { x: 0, y: 0, width: 200, height: 200 };

  it('stands wholly inside its area, nearest to the middle first', () => {
    const boxes = boxesInside([square(20, 20, 120)], name, view);
    expect(boxes.length).toBeGreaterThan(10);
    for (const { box } of boxes) {
      expect(box.x).toBeGreaterThanOrEqual(20);
      expect(box.x + box.width).toBeLessThanOrEqual(140);
      expect(box.y).toBeGreaterThanOrEqual(20);
      expect(box.y + box.height).toBeLessThanOrEqual(140);
    }
    const middle = boxes[0]?.box;
    expect(Math.abs((middle?.x ?? 0) + 20 - 80)).toBeLessThan(8);
  });

  it('keeps out of a hole, such as an enclave', () => {
    const hole = square(60, 60, 40);
    for (const { box } of boxesInside([square(20, 20, 120), hole], name, view)) {
      expect(overlaps(box, { x: 60, y: 60, width: 40, height: 40 })).toBe(false);
    }
  });

  it('is dropped where the area is too small or out of view', () => {
    expect(boxesInside([square(20, 20, 30)], name, view)).toEqual([]);
    expect(boxesInside([square(300, 20, 120)], name, view)).toEqual([]);
  });
});
