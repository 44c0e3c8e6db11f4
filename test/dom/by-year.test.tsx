/** The chart by year: its table holds what the engine says, its picture stays inside its panels. */
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { layOutYears } from '../../renderer/charts/by-year-layout.ts';
import { charts } from '../../renderer/charts/index.ts';
import { resultsByYear } from '../../shared/engine/by-year.ts';
import { compareScenarios } from '../../shared/engine/compare.ts';
import { getMarketQuestion } from '../../shared/engine/evaluate.ts';
import { emptyScenario } from '../../shared/scenario/schema.ts';
import { createTexts, translatorOf } from '../../shared/text/index.ts';
import { baselineDataset } from '../support/baseline-pack.ts';

afterEach(cleanup);

const dataset = baselineDataset();
const question = getMarketQuestion(dataset, 'MK_KAS_TAS');
const scenarios = [
  emptyScenario('Reference'),
  { ...emptyScenario('Railway'), measures: { M_CKU: { strength: 'mid' as const } } },
];
const { scenarios: compared } = compareScenarios(dataset, scenarios, { referenceIndex: 0, year: 2035, question });
const columns = compared.map((scenario, index) => ({
  letter: index === 0 ? ('A' as const) : ('B' as const),
  title: scenario.title,
  scenario,
  isReference: index === 0,
  years: resultsByYear(dataset, scenarios[index] ?? emptyScenario('none'), question, [2025, 2029, 2030, 2045]),
}));
const t = translatorOf(createTexts('en'));
const asked = { dataset, columns, language: 'en' as const, t };

describe('the chart by year', () => {
  it('tells every year of every scenario in its table', () => {
    const { columns: heads, rows } = charts.years.toTable(asked);
    expect(heads.slice(0, 4)).toEqual(['Scenario', 'Year', 'Hours', 'USD/t']);
    expect(rows.map(([letter, year]) => `${letter} ${year}`)).toEqual(
      ['A', 'B'].flatMap((letter) => [2025, 2029, 2030, 2045].map((year) => `${letter} ${year}`)),
    );
    const last = rows.at(-1) ?? [];
    expect(last[2]).toBe(columns[1]?.years.at(-1)?.expected?.hours);
    const rail = heads.indexOf('Torugart rail, rail, kt');
    expect([rows[5]?.[rail], Number(rows[6]?.[rail]) > 50]).toEqual([0, true]);
  });

  it('draws a line for each scenario and layers for the focused one, inside their panels', () => {
    const { panels, families } = layOutYears(columns, columns[1], 1100, 260);
    expect(panels.map(({ lines }) => lines.map(({ letter }) => letter))).toEqual([
      ['A', 'B'],
      ['A', 'B'],
      ['A', 'B'],
    ]);
    for (const { left, right, top, bottom, lines } of panels) {
      for (const { path, endY } of lines) {
        const points = [...path.matchAll(/([\d.]+),([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
        expect(points).toHaveLength(4);
        for (const [x, y] of points) {
          expect(x).toBeGreaterThanOrEqual(left);
          expect(x).toBeLessThanOrEqual(right);
          expect(y).toBeGreaterThanOrEqual(top);
          expect(y).toBeLessThanOrEqual(bottom);
        }
        expect(endY).toBeGreaterThanOrEqual(top);
        expect(endY).toBeLessThanOrEqual(bottom);
      }
      expect(Math.abs((lines[0]?.endY ?? 0) - (lines[1]?.endY ?? 0))).toBeGreaterThanOrEqual(13);
    }
    expect(families?.layers.map(({ id }) => id)).toContain('BR_TORUGART|rail');
  });

  it('has a picture with a name, and names the layers', () => {
    const { Chart } = charts.years;
    const focus = { columnLetter: 'B', pinned: true };
    render(<Chart {...asked} focus={focus} onFocus={() => undefined} widthPx={1100} heightPx={260} />);
    expect(screen.getByRole('img', { name: /year by year/ }).textContent).toContain('Irkeshtam, road');
  });

  it('without results draws nothing and does not fail', () => {
    const bare = columns.map(({ years: _years, ...column }) => column);
    expect(layOutYears(bare, bare[0], 1100, 260).families).toBeUndefined();
    expect(charts.years.toTable({ ...asked, columns: bare }).rows).toEqual([]);
  });
});
