/** The staircases and the map say the same as their tables, keep labels apart, and answer pointer and keys. */
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ChartFigure } from '../../renderer/charts/chart-figure.tsx';
import { ChartTableView } from '../../renderer/charts/chart-frame.tsx';
import type { Translate } from '../../renderer/charts/chart-texts.ts';
import type { ChartColumn, Focus } from '../../renderer/charts/column.ts';
import type { ChartProps } from '../../renderer/charts/define-chart.tsx';
import { charts } from '../../renderer/charts/index.ts';
import { overlaps } from '../../renderer/charts/label-placement.ts';
import { shortLegName } from '../../renderer/charts/leg-words.ts';
import { placeStepLabels } from '../../renderer/charts/staircase-labels.ts';
import { endLabels, hourTicks, layOutFrame, profileColumns } from '../../renderer/charts/staircase-layout.ts';
import english from '../../shared/text/charts-en.json';
import russian from '../../shared/text/charts-ru.json';
import { itineraryOf, kashgarMoscowColumns, sixColumns } from '../fixtures/compared-kashgar-moscow.ts';
import { baselineDataset } from '../support/baseline-pack.ts';

const dataset = baselineDataset();
const t: Translate = (key, values = {}) =>
  english[key].replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
const question = { dataset, columns: kashgarMoscowColumns, language: 'en', t } as const;

const propsOf = (
  columns: readonly ChartColumn[],
  onFocus: ChartProps['onFocus'],
  focus: Focus = { pinned: false },
): ChartProps => ({
  ...question,
  columns,
  focus,
  onFocus,
  widthPx: 507,
  heightPx: 564,
});

const sizes = [
  [507, 564],
  [457, 444],
] as const;

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('the staircase', () => {
  it('tells every leg in its table, and ends each scenario at its totals', () => {
    const { columns, rows } = charts.staircase.toTable(question);
    expect(columns).toEqual([
      'Scenario',
      'Leg or stop',
      'Country',
      'Mode',
      'km so far',
      'Hours so far',
      'P10',
      'P90',
      'USD/t so far',
    ]);
    for (const { letter, scenario } of kashgarMoscowColumns) {
      const own = rows.filter(([first]) => first === letter);
      expect(own).toHaveLength(scenario.main?.legs.length ?? -1);
      expect(own.at(-1)?.[4]).toBeCloseTo(scenario.main?.km ?? -1, 6);
      expect(own.at(-1)?.[5]).toBeCloseTo(scenario.main?.hours ?? -1, 6);
      expect(own.at(-1)?.[8]).toBeCloseTo(scenario.main?.usdPerTonne ?? -1, 6);
    }
  });

  it('names stops by place and by what happens there', () => {
    const names = charts.staircase.toTable(question).rows.map(([, name]) => name);
    expect(names).toContain('Makmal, gauge change');
    expect(names).toContain('Turkmenbashi, ferry wait');
    expect(names).toContain('Kashgar, loading');
  });

  it.each(sizes)('keeps step labels apart and inside at %i x %i, for four and for six scenarios', (width, height) => {
    for (const columns of [kashgarMoscowColumns, sixColumns]) {
      const profiled = profileColumns(columns);
      const frame = layOutFrame(columns, profiled, width, height);
      for (const panel of [frame.hours, frame.money]) {
        const labels = placeStepLabels(frame, panel, profiled, 'B', (leg) => `${shortLegName(question, leg)} 24 h`);
        expect(labels.length).toBeGreaterThanOrEqual(2);
        labels.forEach(({ box }, i) => {
          for (const other of labels.slice(i + 1)) expect(overlaps(box, other.box)).toBe(false);
          expect(box.x).toBeGreaterThanOrEqual(frame.left);
          expect(box.y).toBeGreaterThanOrEqual(panel.top);
          expect(box.y + box.height).toBeLessThanOrEqual(panel.bottom);
        });
      }
    }
  });

  it.each(sizes)('keeps the totals at the right at least 17 px apart at %i x %i', (width, height) => {
    const profiled = profileColumns(sixColumns);
    const frame = layOutFrame(sixColumns, profiled, width, height);
    for (const panel of [frame.hours, frame.money]) {
      const places = endLabels(frame, panel, profiled)
        .map(({ labelY }) => labelY)
        .sort((a, b) => a - b);
      expect(places).toHaveLength(5);
      places.slice(1).forEach((y, i) => expect(y - (places[i] ?? 0)).toBeGreaterThanOrEqual(17 - 1e-6));
    }
  });

  it('counts hours in days or fair parts of days', () => {
    expect(hourTicks(260, 240)).toEqual([0, 48, 96, 144, 192, 240]);
    expect(hourTicks(20, 240)).toEqual([0, 3, 6, 9, 12, 15, 18]);
  });

  it('says so when a scenario has no route, and still draws the others', () => {
    const { Chart } = charts.staircase;
    render(<Chart {...propsOf(sixColumns, vi.fn())} />);
    expect(screen.getByText('no route')).toBeTruthy();
    expect(screen.queryByText('No route in these scenarios.')).toBeNull();
  });

  it('walks from leg to leg and from scenario to scenario by arrow keys, and pins by Enter', async () => {
    const onFocus = vi.fn<(focus: Focus) => void>();
    const { Chart } = charts.staircase;
    render(<Chart {...propsOf(kashgarMoscowColumns, onFocus)} />);
    const user = userEvent.setup();
    await user.tab();
    expect(onFocus).toHaveBeenLastCalledWith({ columnLetter: 'A', element: 'truck_load_h', pinned: false });
    await user.keyboard('{ArrowRight}');
    expect(onFocus).toHaveBeenLastCalledWith({ columnLetter: 'A', element: 'RD11', pinned: false });
    await user.keyboard('{ArrowDown}');
    expect(onFocus).toHaveBeenLastCalledWith({ columnLetter: 'B', element: 'RL_CKU1', pinned: false });
    await user.keyboard('{Enter}');
    expect(onFocus).toHaveBeenLastCalledWith({ columnLetter: 'B', element: 'RL_CKU1', pinned: true });
  });

  it('has one tab stop, and names each mark in words', () => {
    const { Chart } = charts.staircase;
    render(<Chart {...propsOf(kashgarMoscowColumns, vi.fn())} />);
    const marks = screen.getAllByRole('button');
    expect(marks.filter((mark) => mark.getAttribute('tabindex') === '0')).toHaveLength(1);
    expect(screen.getByRole('button', { name: 'B: Makmal, gauge change, 18 h (P10–P90 8–48), 14 USD/t' })).toBeTruthy();
  });

  it('waits 80 ms before a hover counts, and lets go at once', () => {
    vi.useFakeTimers();
    const onFocus = vi.fn<(focus: Focus) => void>();
    const { Chart } = charts.staircase;
    render(<Chart {...propsOf(kashgarMoscowColumns, onFocus)} />);
    const makmal = screen.getByRole('button', { name: /^B: Makmal, gauge change/ });
    fireEvent.pointerEnter(makmal);
    vi.advanceTimersByTime(79);
    expect(onFocus).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onFocus).toHaveBeenLastCalledWith({ columnLetter: 'B', element: 'T_MAKMAL', pinned: false });
    fireEvent.pointerLeave(makmal);
    expect(onFocus).toHaveBeenLastCalledWith({ pinned: false });
  });

  it('keeps a pinned leg while the pointer passes over others, and unpins by a second click', () => {
    vi.useFakeTimers();
    const onFocus = vi.fn<(focus: Focus) => void>();
    const pinned = { columnLetter: 'B', element: 'T_MAKMAL', pinned: true };
    const { Chart } = charts.staircase;
    render(<Chart {...propsOf(kashgarMoscowColumns, onFocus, pinned)} />);
    const makmal = screen.getByRole('button', { name: /^B: Makmal, gauge change/ });
    expect(makmal.getAttribute('aria-pressed')).toBe('true');
    fireEvent.pointerEnter(screen.getByRole('button', { name: /^B: Kashgar, loading/ }));
    vi.advanceTimersByTime(500);
    expect(onFocus).not.toHaveBeenCalled();
    fireEvent.click(makmal);
    expect(onFocus).toHaveBeenLastCalledWith({ pinned: false });
  });
});

describe('a chart in its frame', () => {
  it('shows the same facts as a table on request', async () => {
    render(<ChartFigure chart={charts.staircase} {...propsOf(kashgarMoscowColumns, vi.fn())} />);
    await userEvent.click(screen.getByRole('button', { name: 'Show as table' }));
    const table = within(screen.getByRole('table'));
    expect(table.getAllByRole('row')).toHaveLength(charts.staircase.toTable(question).rows.length + 1);
    expect(table.getByText('Makmal, gauge change', { selector: 'tr:nth-child(27) td' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Show as chart' }));
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('writes numbers of a table in the language of the person', () => {
    render(<ChartTableView table={{ columns: ['км'], rows: [[1234.4]] }} language="ru" label="Таблица" />);
    expect(screen.getByText('1 234')).toBeTruthy();
  });
});

describe('the corridor map', () => {
  it('tells every leg in its table', () => {
    const { rows } = charts.map.toTable(question);
    expect(rows).toContainEqual(['C', 'Turkmenbashi–Olya', 'Turkmenbashi', 'Olya', 'sea', 820, 820 / 24, 0.122 * 820]);
    expect(rows).toHaveLength(
      kashgarMoscowColumns.reduce((sum, { scenario }) => sum + (scenario.main?.legs.length ?? 0), 0),
    );
  });

  it('labels both ends and the big posts, and shows the mountain crossings closer up', () => {
    const { Chart } = charts.map;
    render(<Chart {...propsOf(kashgarMoscowColumns, vi.fn())} />);
    expect(screen.getAllByText('Kashgar').length).toBe(2);
    expect(screen.getByText('Moscow')).toBeTruthy();
    expect(screen.getByText('Torugart 24 h')).toBeTruthy();
    expect(screen.getByText('Turkmenbashi')).toBeTruthy();
    expect(screen.getByText('Mountain crossings')).toBeTruthy();
  });

  it('hides the crossings in a low window until they are asked for', async () => {
    const { Chart } = charts.map;
    render(<Chart {...propsOf(kashgarMoscowColumns, vi.fn())} heightPx={380} />);
    expect(screen.queryByText('Mountain crossings')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Show mountain crossings' }));
    expect(screen.getByText('Mountain crossings')).toBeTruthy();
  });

  it('needs no inset where the itineraries stay in the mountains', () => {
    const { Chart } = charts.map;
    const near = kashgarMoscowColumns.slice(0, 1).map((column): ChartColumn => {
      const legs = column.scenario.main?.legs.slice(0, 5) ?? [];
      const result = { ...column.scenario.result, to: 'KG_KOCHKOR' };
      return { ...column, scenario: { ...column.scenario, result, main: itineraryOf(legs) } };
    });
    render(<Chart {...propsOf(near, vi.fn())} />);
    expect(screen.queryByText('Mountain crossings')).toBeNull();
    expect(screen.getByText('Torugart 24 h')).toBeTruthy();
  });

  it('focuses a leg by keys like the staircase', async () => {
    const onFocus = vi.fn<(focus: Focus) => void>();
    const { Chart } = charts.map;
    render(<Chart {...propsOf(kashgarMoscowColumns, onFocus)} />);
    await userEvent.tab();
    await userEvent.keyboard('{ArrowRight}');
    expect(onFocus).toHaveBeenLastCalledWith({ columnLetter: 'A', element: 'RD11', pinned: false });
  });

  it('zooms and comes back', async () => {
    const { Chart } = charts.map;
    const { container } = render(<Chart {...propsOf(kashgarMoscowColumns, vi.fn())} />);
    const moscow = () => container.querySelector('[data-label="RU_MOSCOW"]')?.getAttribute('x');
    const before = moscow();
    await userEvent.click(screen.getByRole('button', { name: 'Zoom out' }));
    expect(moscow()).not.toBe(before);
    await userEvent.click(screen.getByRole('button', { name: 'Show everything' }));
    expect(moscow()).toBe(before);
  });
});

describe('the words of the charts', () => {
  it('exist in Russian for every key, with the same placeholders', () => {
    const placeholders = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(([match]) => match).sort();
    expect(Object.keys(russian).sort()).toEqual(Object.keys(english).sort());
    for (const [key, text] of Object.entries(russian)) {
      expect(placeholders(text), key).toEqual(
        placeholders(Object.entries(english).find(([k]) => k === key)?.[1] ?? ''),
      );
    }
  });
});
