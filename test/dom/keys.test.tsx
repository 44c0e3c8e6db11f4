/** The keys: focus, reference held, year, views; off in text fields and when switched off. */
import { act, cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { useKeys } from '../../renderer/keys.ts';
import { openWindow } from '../support/window.tsx';

afterEach(cleanup);

function Keyboard() {
  useKeys();
  return <input aria-label="field" />;
}

async function openKeys() {
  const { services, show } = await openWindow();
  show(<Keyboard />);
  const year = () => services.document.store.get().present.year;
  return { services, user: userEvent.setup(), year, session: () => services.session.get() };
}

it('focuses a scenario by its number, and lets go with the same key', async () => {
  const { user, session } = await openKeys();
  await user.keyboard('2');
  expect(session().focus).toEqual({ columnLetter: 'B', pinned: true });
  await user.keyboard('2');
  expect(session().focus).toEqual({ pinned: false });
  await user.keyboard('6');
  expect(session().focus.columnLetter).toBeUndefined();
});

it('shows the reference as long as R is held', async () => {
  const { user, session } = await openKeys();
  await user.keyboard('{r>}');
  expect(session().referenceHeld).toBe(true);
  await user.keyboard('{/r}');
  expect(session().referenceHeld).toBe(false);
});

it('moves the horizon year with brackets, and undoes it', async () => {
  const { user, year } = await openKeys();
  await user.keyboard(']]]');
  await user.keyboard('[[');
  expect(year()).toBe(2037);
  await user.keyboard('{Control>}z{/Control}');
  expect(year()).toBe(2035);
});

it('changes the view with Ctrl and a number', async () => {
  const { user, session } = await openKeys();
  await user.keyboard('{Control>}2{/Control}');
  expect(session().view).toBe('explain');
});

it('leaves text fields alone, and everything when single keys are off', async () => {
  const { user, year, session, services } = await openKeys();
  await user.type(screen.getByLabelText('field'), 'r2]');
  expect([year(), session().focus.columnLetter]).toEqual([2035, undefined]);
  screen.getByLabelText('field').blur();
  act(() => services.settings.change({ singleKeys: false }));
  await user.keyboard('2]');
  expect([year(), session().focus.columnLetter]).toEqual([2035, undefined]);
});
