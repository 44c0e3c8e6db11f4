/** The view of packages says what the engine says: every package, the minimal ones of a target, the board of regrets. */
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { Frontier } from '../../renderer/charts/frontier.tsx';
import { PackagesView } from '../../renderer/panels/packages-view.tsx';
import { StatusStrip } from '../../renderer/panels/status-strip.tsx';
import { regretSentence } from '../../renderer/words/package-words.ts';
import { getMarketQuestion } from '../../shared/engine/evaluate.ts';
import { listPackages } from '../../shared/engine/lattice.ts';
import { reachTarget } from '../../shared/engine/lattice-target.ts';
import { regretBoard, type RegretBoard } from '../../shared/engine/regret.ts';
import { emptyScenario } from '../../shared/scenario/schema.ts';
import { createTexts, translatorOf } from '../../shared/text/index.ts';
import { baselineDataset } from '../support/baseline-pack.ts';
import { openWindow } from '../support/window.tsx';

const dataset = baselineDataset();
const asked = { year: 2035, question: getMarketQuestion(dataset, 'MK_KAS_TAS') };
const wait = { timeout: 20_000 };

afterEach(cleanup);

async function openPackages() {
  const opened = await openWindow();
  opened.show(
    <>
      <PackagesView />
      <StatusStrip />
    </>,
  );
  await screen.findByText(/^All \d+ packages of 8 measures$/, undefined, wait);
  await screen.findByRole('table', { name: 'Regret board' }, wait);
  return { ...opened, user: userEvent.setup() };
}

const plain = (text: string | null | undefined): string => (text ?? '').replace(/\s/g, ' ');
const summary = () => plain(screen.getByTestId('targets-summary').textContent);
const limit = (name: RegExp) => screen.getByRole('slider', { name });

it('lists every package in its table, with hours, money and capital', async () => {
  const { user } = await openPackages();
  await user.click(screen.getByRole('button', { name: 'Show as table' }));
  const rows = within(screen.getByRole('region', { name: /hours against capital cost/ })).getAllByRole('row');
  expect(rows).toHaveLength(257);
  expect(rows[1]?.textContent).toMatch(/^Nothing built57/);
});

it('finds the minimal packages of the limits that are set, as the engine does', async () => {
  await openPackages();
  fireEvent.change(limit(/^At most/), { target: { value: '95' } });
  fireEvent.change(limit(/^and at most/), { target: { value: '83' } });
  const measureIds = ['M_CKU', 'M_CUSTOMS'];
  const lattice = listPackages(dataset, { base: emptyScenario('Base'), measureIds, ...asked });
  const expected = reachTarget(dataset, lattice, { maxHours: 95, maxUsdPerTonne: 83 });
  const names = screen.getAllByRole('listitem').map((item) => plain(item.textContent));
  expect(names).toHaveLength(expected.minimal.length);
  expect(names[0]).toMatch(/China–Kyrgyz–Uzbek railway\+Customs digitisation/);
  expect(names[0]).toMatch(/without Customs digitisation 98 h/);
});

it('says how near one can come when no package reaches the target', async () => {
  await openPackages();
  fireEvent.change(limit(/^and at most/), { target: { value: '82' } });
  fireEvent.change(limit(/^At most/), { target: { value: '50' } });
  expect(summary()).toMatch(
    /^0 of 256 packages reach both\. The fastest takes \d+ h, the cheapest costs \d+ USD\/t\.$/,
  );
});

it('makes a compared scenario of a package, once', async () => {
  const { services, user, messages } = await openPackages();
  await user.click(screen.getByRole('button', { name: 'Compare Customs digitisation' }));
  const columns = () => services.document.store.get().present.columns;
  await vi.waitFor(() => expect(columns()).toHaveLength(5));
  expect(columns()[4]?.document.scenario).toMatchObject({
    title: 'Customs digitisation',
    measures: { M_CUSTOMS: { strength: 'mid' } },
  });
  expect(messages.at(-1)?.text).toBe('Compared now: Customs digitisation');
  expect(await screen.findByText('compared as E', undefined, wait)).toBeTruthy();
});

it('shows the regret of every compared scenario under every shock, by the chosen number', async () => {
  const { services, user } = await openPackages();
  const packages = services.document.store.get().present.columns.map(({ document }) => document.scenario);
  /** Cells of the board as numbers: what is shown beside what the engine says. */
  const expectBoard = (metric: 'hours' | 'usdPerTonne') => {
    const board = regretBoard(dataset, { packages, metric, ...asked });
    const shown = within(screen.getByRole('table', { name: 'Regret board' }))
      .getAllByRole('row')
      .slice(1);
    shown.forEach((row, index) => {
      const numbers = within(row)
        .getAllByRole('cell')
        .map((cell) => Number.parseFloat(cell.textContent));
      const { cells, worstRegret = NaN, isSmallest } = board.rows[index] ?? { cells: [] };
      [...cells.map(({ regret = NaN }) => regret), worstRegret].forEach((regret, column) =>
        expect(Math.abs((numbers[column] ?? NaN) - regret)).toBeLessThanOrEqual(0.5),
      );
      expect(row.textContent.includes('smallest')).toBe(isSmallest);
    });
  };
  expectBoard('hours');
  await user.click(screen.getByRole('radio', { name: 'USD/t' }));
  await vi.waitFor(() => expectBoard('usdPerTonne'), wait);
});

const t = translatorOf(createTexts('en'));
const words = { dataset, t, language: 'en' } as const;
const boardOf = (regrets: readonly (readonly number[])[]): RegretBoard => {
  const worst = regrets.map((row) => Math.max(...row));
  return {
    marketId: 'MK_KAS_TAS',
    year: 2035,
    metric: 'hours',
    columns: [{ best: 1 }, { shockId: 'S_FUEL', best: 1 }, { shockId: 'S_KHORGOS_Q', best: 1 }],
    rows: regrets.map((row, index) => ({
      title: 'x',
      digest: 'x',
      cells: row.map((regret) => ({ value: 1 + regret, regret })),
      worstRegret: worst[index] ?? 0,
      isSmallest: worst[index] === Math.min(...worst),
    })),
  };
};
const titles = [
  { letter: 'A', title: 'Railway' },
  { letter: 'B', title: 'Bedel' },
] as const;

it('closes the board with the safest package, and with what the best one risks', () => {
  const sentenceOf = (...regrets: readonly (readonly number[])[]) =>
    plain(regretSentence(words, boardOf(regrets), titles));
  expect(sentenceOf([20, 5, 25], [0, 0, 102])).toBe(
    'Railway (A) is never more than 25 h behind the best package, whichever of the 2 shocks comes. Without shocks B is best, but it loses 102 h under the shock “Khorgos congestion”.',
  );
  expect(sentenceOf([0, 0, 0], [3, 1, 2])).toBe(
    'Railway (A) is never behind another package, whichever of the 2 shocks comes.',
  );
});

it('is walked by the arrow keys along the frontier and chosen by Enter', () => {
  const lattice = listPackages(dataset, {
    base: emptyScenario('Base'),
    measureIds: ['M_CKU', 'M_CUSTOMS', 'M_BEDEL'],
    ...asked,
  });
  const onSelect = vi.fn();
  const onPoint = vi.fn();
  render(
    <Frontier
      lattice={lattice}
      letters={new Map()}
      maxHours={60}
      selected={undefined}
      onPoint={onPoint}
      onSelect={onSelect}
      words={{
        number: String,
        hoursAxis: 'Hours',
        capexAxis: 'Capital',
        describe: (row) => lattice.packages[row]?.measures.join(' ') ?? '',
        label: (row) => `row ${row}`,
        target: 'target',
      }}
      widthPx={900}
      heightPx={500}
    />,
  );
  const marks = screen.getAllByRole('button');
  expect(marks.map((mark) => mark.getAttribute('aria-label'))).toEqual(['', 'M_CUSTOMS', 'M_CKU', 'M_CKU M_CUSTOMS']);
  expect(marks.filter((mark) => mark.getAttribute('tabindex') === '0')).toHaveLength(1);
  act(() => marks[0]?.focus());
  fireEvent.keyDown(marks[0] as Element, { key: 'ArrowRight' });
  expect(document.activeElement).toBe(marks[1]);
  fireEvent.keyDown(marks[1] as Element, { key: 'Enter' });
  const chosen = lattice.packages.findIndex(({ measures }) => measures.join() === 'M_CUSTOMS');
  expect(onSelect).toHaveBeenCalledWith(chosen);
  expect(onPoint).toHaveBeenLastCalledWith(chosen);
});
