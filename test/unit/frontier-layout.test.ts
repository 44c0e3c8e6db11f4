/** The frontier chart's geometry: faster is higher, dearer to build is further right, labels stay apart. */
import { describe, expect, it } from 'vitest';
import { layOutFrontier, placeBadges, placeFrontierLabels, stairsOf } from '../../renderer/charts/frontier-layout.ts';
import { getMarketQuestion } from '../../shared/engine/evaluate.ts';
import { listPackages } from '../../shared/engine/lattice.ts';
import { emptyScenario } from '../../shared/scenario/schema.ts';
import { baselineDataset } from '../support/baseline-pack.ts';

const dataset = baselineDataset();
const size = { widthPx: 900, heightPx: 480 };
const lattice = listPackages(dataset, {
  base: emptyScenario('Base'),
  measureIds: ['M_CKU', 'M_CUSTOMS', 'M_BEDEL', 'M_CN247'],
  year: 2035,
  question: getMarketQuestion(dataset, 'MK_KAS_TAS'),
});
const layout = layOutFrontier(lattice, size);
if (!layout) throw new Error('no package has a route');
const markOf = (row: number) => layout.marks.find((mark) => mark.row === row);

describe('marks', () => {
  it('stand higher when faster and further right when dearer to build', () => {
    for (const a of layout.marks) {
      for (const b of layout.marks) {
        const [rowA, rowB] = [lattice.packages[a.row], lattice.packages[b.row]];
        if ((rowA?.hours ?? 0) < (rowB?.hours ?? 0)) expect(a.y).toBeLessThan(b.y);
        if ((rowA?.capexUsdMillion ?? 0) < (rowB?.capexUsdMillion ?? 0)) expect(a.x).toBeLessThan(b.x);
      }
    }
  });

  it('belong to the family of the modes they go by', () => {
    expect(layout.families.map(({ key }) => key).sort()).toEqual(['rail', 'road']);
    for (const { row, family } of layout.marks)
      expect(family === 'rail').toBe(lattice.packages[row]?.measures.includes('M_CKU'));
  });

  it('are joined by stairs that only climb', () => {
    for (const { steps } of layout.families) {
      const marks = steps.flatMap((row) => markOf(row) ?? []);
      const stairs = stairsOf(marks);
      expect(stairs).toHaveLength(2 * (marks.length - 1));
      for (const { x1, y1, x2, y2 } of stairs) {
        expect(x1 === x2 || y1 === y2).toBe(true);
        expect(x2).toBeGreaterThanOrEqual(x1);
        expect(y2).toBeLessThanOrEqual(y1);
      }
    }
  });

  it('have no place where nothing has a route', () => {
    expect(
      layOutFrontier({ ...lattice, packages: [{ measures: [], capexUsdMillion: 0, onFrontier: false }] }, size),
    ).toBeUndefined();
  });
});

describe('labels and badges', () => {
  it('never cover one another', () => {
    const requests = layout.families.flatMap(({ steps }) =>
      steps.map((row) => ({ row, text: `package number ${row}` })),
    );
    const labels = placeFrontierLabels(layout, requests, [], size);
    expect(labels.length).toBeGreaterThan(1);
    for (const [index, a] of labels.entries()) {
      for (const b of labels.slice(index + 1)) {
        const apart = Math.abs(a.y - b.y) >= 15 || a.x + 60 < b.x || b.x + 60 < a.x;
        expect(apart).toBe(true);
      }
    }
  });

  it('stack where two scenarios stand at one place', () => {
    const [first] = layout.marks;
    if (!first) throw new Error('no mark');
    const twice = { ...layout, marks: [first, { ...first, row: 99 }] };
    const badges = placeBadges(
      twice,
      new Map([
        [first.row, 'B'],
        [99, 'D'],
      ] as const),
    );
    expect(badges.map(({ letter }) => letter)).toEqual(['B', 'D']);
    expect((badges[0]?.y ?? 0) - (badges[1]?.y ?? 0)).toBeGreaterThanOrEqual(14);
  });
});
