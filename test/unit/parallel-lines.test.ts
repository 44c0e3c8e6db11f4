/** Scenarios that share a stretch run beside each other, each on its own side, whatever way they travel. */
import { describe, expect, it } from 'vitest';
import {
  bundleOffsets,
  countCrossings,
  joinedLines,
  lineLength,
  offsetLine,
  pointAlong,
  type Route,
  type Stretch,
} from '../../renderer/map/parallel-lines.ts';

const places: Readonly<Record<string, readonly [number, number]>> = {
  osh: [0, 0],
  andijan: [100, 0],
  tashkent: [200, 0],
  naryn: [100, -80],
};

function stretch(from: string, to: string): Stretch {
  const points = [from, to].map((name) => {
    const [x, y] = places[name] ?? [0, 0];
    return { x, y };
  });
  return { from, to, points };
}

const route = (letter: string, ...names: string[]): Route => ({
  letter,
  stretches: names.slice(1).map((name, i) => stretch(names[i] ?? '', name)),
});

describe('slots across a bundle', () => {
  it('keeps a lone line in the middle', () => {
    expect(bundleOffsets([route('A', 'osh', 'andijan')], 4.6).get('A')).toEqual([0]);
  });

  it('spreads six scenarios evenly, 4.6 apart, around the middle', () => {
    const routes = ['A', 'B', 'C', 'D', 'E', 'F'].map((letter) => route(letter, 'osh', 'andijan'));
    const offsets = bundleOffsets(routes, 4.6);
    const values = routes.map(({ letter }) => offsets.get(letter)?.[0] ?? NaN);
    values.slice(1).forEach((value, i) => expect(value - (values[i] ?? NaN)).toBeCloseTo(4.6));
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0);
  });

  it('narrows the bundle where a scenario leaves it', () => {
    const offsets = bundleOffsets([route('A', 'osh', 'andijan', 'naryn'), route('B', 'osh', 'andijan', 'tashkent')], 4);
    expect(offsets.get('A')).toEqual([-2, 0]);
    expect(offsets.get('B')).toEqual([-2 + 4, 0]);
  });

  it('puts scenarios that travel in opposite directions on different sides of the ground', () => {
    const routes = [route('A', 'osh', 'andijan'), route('B', 'andijan', 'osh')];
    const offsets = bundleOffsets(routes, 4);
    const yOf = (index: number) =>
      joinedLines(routes[index]?.stretches ?? [], offsets.get(routes[index]?.letter ?? '') ?? [])[0]?.[0]?.y;
    expect([yOf(0), yOf(1)].sort()).toEqual([-2, 2]);
  });
});

describe('an offset line', () => {
  it('stays at its distance beside a straight line', () => {
    expect(
      offsetLine(
        [
          { x: 0, y: 0 },
          { x: 10, y: 0 },
        ],
        3,
      ),
    ).toEqual([
      { x: 0, y: 3 },
      { x: 10, y: 3 },
    ]);
  });

  it('mitres a right angle at the same distance from both pieces', () => {
    const bent = offsetLine(
      [
        { x: 0, y: 0 },
        { x: 10, y: 0 },
        { x: 10, y: 10 },
      ],
      2,
    );
    expect(bent[1]?.x).toBeCloseTo(8);
    expect(bent[1]?.y).toBeCloseTo(2);
  });

  it('cuts a hairpin instead of shooting out a spike', () => {
    const hairpin = offsetLine(
      [
        { x: 0, y: 0 },
        { x: 100, y: 0 },
        { x: 0, y: 1 },
      ],
      4,
    );
    for (const { x } of hairpin) expect(x).toBeLessThan(110);
  });

  it('ignores repeated points', () => {
    expect(
      offsetLine(
        [
          { x: 0, y: 0 },
          { x: 0, y: 0 },
          { x: 10, y: 0 },
        ],
        1,
      ),
    ).toHaveLength(2);
  });
});

describe('joining stretches', () => {
  it('ends one stretch exactly where the next begins, also when the slot changes', () => {
    const { stretches } = route('A', 'osh', 'andijan', 'naryn');
    for (const offsets of [
      [4, 4],
      [4, 0],
      [-4.6, 2.3],
      [0, 0],
    ]) {
      const [first, second] = joinedLines(stretches, offsets);
      expect(second?.[0]).toEqual(first?.at(-1));
    }
  });

  it('steps over from slot to slot on a straight road', () => {
    const { stretches } = route('A', 'osh', 'andijan', 'tashkent');
    const [first, second] = joinedLines(stretches, [4, 0]);
    expect(first?.at(-1)).toEqual({ x: 100, y: 4 });
    expect(second?.[0]).toEqual({ x: 100, y: 4 });
    expect(second?.at(-1)).toEqual({ x: 200, y: 0 });
  });
});

describe('measures along a line', () => {
  const line = [
    { x: 0, y: 0 },
    { x: 30, y: 0 },
    { x: 30, y: 40 },
  ];

  it('knows its length and the point at a distance', () => {
    expect(lineLength(line)).toBe(70);
    expect(pointAlong(line, 50)).toEqual({ x: 30, y: 20 });
    expect(pointAlong(line, 71)).toBeUndefined();
  });

  it('counts crossings of different lines only', () => {
    const across = [
      { x: 10, y: -5 },
      { x: 10, y: 5 },
    ];
    expect(countCrossings([line, across])).toBe(1);
    expect(countCrossings([line])).toBe(0);
  });
});
