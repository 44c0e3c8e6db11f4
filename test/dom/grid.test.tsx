/** The measure grid: switching, strengths, locked reference, reasons in place, keyboard. */
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { MeasureGrid } from '../../renderer/panels/measure-grid.tsx';
import { openWindow } from '../support/window.tsx';

afterEach(cleanup);

const RAILWAY = 'China–Kyrgyz–Uzbek railway';
const cell = (measure: string, letter: string) =>
  screen.getByRole('switch', { name: new RegExp(`^${measure} in ${letter},`) });

async function openGrid() {
  const opened = await openWindow();
  opened.services.session.set((session) => ({ ...session, gridRows: 'all' }));
  opened.show(<MeasureGrid />);
  return { ...opened, user: userEvent.setup() };
}

it('shows what each compared scenario switches on', async () => {
  await openGrid();
  expect(['A', 'B', 'C', 'D'].map((letter) => cell(RAILWAY, letter).getAttribute('aria-checked'))).toEqual([
    'false',
    'true',
    'false',
    'true',
  ]);
});

it('switches a measure on with one click and tells the outcome', async () => {
  const { user, services } = await openGrid();
  await user.click(cell('Customs digitisation', 'B'));
  expect(cell('Customs digitisation', 'B').getAttribute('aria-checked')).toBe('true');
  expect(services.session.get().said).toMatch(
    /^Customs digitisation on in B\. Kashgar–Tashkent in B: \d+\sh, \d+\sUSD\/t\.$/,
  );
});

it('offers strengths on a second click; the chosen one clicked again switches off', async () => {
  const { user, services } = await openGrid();
  await user.click(cell('Customs digitisation', 'B'));
  await user.click(cell('Customs digitisation', 'B'));
  const strengths = screen.getByRole('radiogroup', { name: 'Strength of Customs digitisation in B' });
  await user.click(within(strengths).getByRole('radio', { name: 'high' }));
  const scenario = () => services.document.store.get().present.columns[1]?.document.scenario;
  expect(scenario()?.measures['M_CUSTOMS']).toEqual({ strength: 'high' });
  await user.click(screen.getByRole('radio', { name: 'high' }));
  expect(scenario()?.measures['M_CUSTOMS']).toBeUndefined();
});

it('keeps the reference locked, and says why', async () => {
  const { user } = await openGrid();
  await user.click(cell('Customs digitisation', 'A'));
  expect(cell('Customs digitisation', 'A').getAttribute('aria-checked')).toBe('false');
  expect(cell('Customs digitisation', 'A').title).toBe(
    'The reference is locked. Choose another reference to change this one.',
  );
});

it('shows in place what a measure needs, naming both, and opens it once that is there', async () => {
  const { user } = await openGrid();
  const electrification = cell('Railway electrification', 'C');
  expect(electrification.getAttribute('aria-disabled')).toBe('true');
  expect(electrification.title).toBe(
    'Railway electrification needs China–Kyrgyz–Uzbek railway, which is not in force here.',
  );
  const described = electrification.getAttribute('aria-describedby') ?? '';
  expect(document.getElementById(described)?.textContent).toBe('A, C: needs China–Kyrgyz–Uzbek railway');
  await user.click(electrification);
  expect(electrification.getAttribute('aria-checked')).toBe('false');

  await user.click(cell(RAILWAY, 'C'));
  expect(cell('Railway electrification', 'C').getAttribute('aria-disabled')).toBe('false');
});

it('is never silent about a measure that does nothing', async () => {
  await openGrid();
  const route = cell('Turkmenistan–Caspian route', 'D');
  expect(document.getElementById(route.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
    'D: no effect here: not on the used itinerary',
  );
});

it('is walked with arrow keys; Space switches, Enter goes through the strengths', async () => {
  const { user, services } = await openGrid();
  const { columns } = services.document.store.get().present;
  cell(RAILWAY, 'A').focus();
  await user.keyboard('{ArrowRight}{ArrowRight}');
  expect(document.activeElement).toBe(cell(RAILWAY, 'C'));
  await user.keyboard(' ');
  expect(cell(RAILWAY, 'C').getAttribute('aria-checked')).toBe('true');
  await user.keyboard('{Enter}');
  const strength = () =>
    services.document.store.get().present.columns[2]?.document.scenario.measures['M_CKU']?.strength;
  expect(strength()).toBe('high');
  expect(document.activeElement?.getAttribute('aria-label')).toBe('high');
  await user.keyboard('{Enter}');
  expect(strength()).toBe('low');
  await user.keyboard(' ');
  expect(strength()).toBeUndefined();
  expect(document.activeElement).toBe(cell(RAILWAY, 'C'));
  expect(services.document.store.get().present.columns[1]).toBe(columns[1]);
});

it('shows only the rows in use when asked', async () => {
  const { user } = await openGrid();
  await user.click(screen.getByText('In use 5'));
  expect(screen.queryByRole('switch', { name: /^Kyrgyz–Kazakh crossings/ })).toBeNull();
  expect(screen.getAllByRole('switch', { name: new RegExp(`^${RAILWAY}`) })).toHaveLength(4);
});
