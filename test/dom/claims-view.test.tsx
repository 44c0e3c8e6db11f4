/** The view Claims on the bundled pack: the report card, rival sources of a number, and the choice of one with a reason. */
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { ClaimsView } from '../../renderer/panels/claims-view.tsx';
import { openWindow } from '../support/window.tsx';

afterEach(cleanup);

/** The engine answers on this thread; a slow machine is no fault of the program. */
const PATIENCE = { timeout: 60_000 };

const TORUGART = 'border:B_TORUGART|road:dwell_p50_h';

async function openClaims() {
  const opened = await openWindow();
  opened.show(<ClaimsView />);
  await screen.findByRole('rowheader', { name: 'C01' }, PATIENCE);
  const scenario = () => opened.services.document.store.get().present.columns[1]?.document.scenario;
  return { ...opened, scenario, user: userEvent.setup() };
}

describe('the view Claims', PATIENCE, () => {
  it('counts the four test types apart', async () => {
    await openClaims();
    for (const count of ['15 of 15 hold', '20 of 22 hold', '18 of 18 hold', '3 facts']) {
      expect(screen.getByText(count)).toBeTruthy();
    }
  });

  it('shows only what is not reproduced when asked', async () => {
    const { user } = await openClaims();
    await user.click(screen.getByRole('radio', { name: 'Not reproduced' }));
    expect(screen.queryByRole('rowheader', { name: 'C01' })).toBeNull();
    expect(screen.getByRole('rowheader', { name: 'C05' })).toBeTruthy();
  });

  it('puts a chosen claim with its reason into the scenario, and the data value back; both can be undone', async () => {
    const { user, scenario, services } = await openClaims();
    await user.click(screen.getByRole('button', { name: /^Torugart, time at the stop/ }));
    const sources = screen.getByRole('radiogroup', { name: 'Sources for Torugart, time at the stop' });
    await user.click(within(sources).getByRole('radio', { name: /^50\.1 h/ }));
    await user.type(screen.getByLabelText('Reason for choosing (kept in the file)'), 'Last measured');
    await user.click(screen.getByRole('button', { name: 'Choose this claim' }));
    expect(scenario()?.assumptions).toEqual({ [TORUGART]: { value: 50.1, reason: 'Last measured' } });
    expect(screen.getByText('chosen in this scenario')).toBeTruthy();
    const again = screen.getByRole('radiogroup', { name: 'Sources for Torugart, time at the stop' });
    await user.click(within(again).getByRole('radio', { name: /the value of the data/ }));
    await user.click(screen.getByRole('button', { name: 'Use the value of the data' }));
    expect(scenario()?.assumptions).toEqual({});
    services.document.undo();
    expect(scenario()?.assumptions[TORUGART]?.value).toBe(50.1);
    services.document.undo();
    expect(scenario()?.assumptions).toEqual({});
  });

  it('takes an own value', async () => {
    const { user, scenario } = await openClaims();
    await user.click(screen.getByRole('radio', { name: 'My own value' }));
    const field = screen.getByLabelText('My own value, h');
    await user.clear(field);
    await user.type(field, '30');
    await user.click(screen.getByRole('button', { name: 'Use my own value' }));
    expect(scenario()?.assumptions[TORUGART]).toEqual({ value: 30 });
  });

  it('refuses the opening year of a measure that is off, with a sentence', async () => {
    const { user, scenario } = await openClaims();
    const before = scenario();
    await user.click(screen.getByRole('button', { name: /^Bedel.*opening year/ }));
    await user.click(screen.getByRole('radio', { name: /Full infrastructure of Bedel by 2027/ }));
    await user.click(screen.getByRole('button', { name: 'Choose this claim' }));
    expect(screen.getByRole('alert').textContent).toMatch(/Switch it on first/);
    expect(scenario()).toBe(before);
  });

  it('flags Bedel before its contract, and explains the 7-8 days saved on a five-day trip', async () => {
    await openClaims();
    expect(screen.getByText(/in 2027 is earlier than its contract \(2030\)/)).toBeTruthy();
    expect(screen.getByText(/C03 saves 7–8 days, and C01 takes only 5 days: a saving cannot exceed/)).toBeTruthy();
  });
});
