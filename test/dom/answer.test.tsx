/** The answer panel: sentence and table say the same, differences have sign, arrow and word, every number opens its origin. */
import { act, cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { AnswerPanel } from '../../renderer/panels/answer.tsx';
import { Origin } from '../../renderer/panels/origin.tsx';
import { setReference } from '../../renderer/state/document.ts';
import { openWindow } from '../support/window.tsx';

afterEach(cleanup);

async function openAnswer() {
  const opened = await openWindow();
  opened.show(
    <>
      <AnswerPanel />
      <Origin />
    </>,
  );
  return { ...opened, user: userEvent.setup() };
}

const row = (letter: string) => screen.getByRole('row', { name: new RegExp(`^${letter}\\b`) });
const sentence = () => screen.getByTestId('answer-sentence').textContent;

it('answers in one sentence and a row for each scenario', async () => {
  const { services } = await openAnswer();
  expect(sentence()).toMatch(
    /^By rail \(B\), Kashgar–Tashkent costs \d+\sUSD\/t less than by road through Irkeshtam \(A\)/,
  );
  const main = services.answers.get().latest?.comparison.scenarios[1]?.main;
  expect(within(row('B')).getByText(String(Math.round(main?.hours ?? 0)))).toBeTruthy();
  expect(row('A').textContent).toContain('reference');
});

it('tells better by sign, arrow and word, and leaves the unclear neutral', async () => {
  await openAnswer();
  expect(row('B').textContent).toMatch(/−\d+▼ cheaper/);
  expect(row('B').textContent).toMatch(/\+\d+≈ unclear/);
});

it('measures against another reference as soon as one is chosen', async () => {
  const { services } = await openAnswer();
  const railway = services.document.store.get().present.columns[1];
  act(() => services.document.change('reference', setReference(railway?.key ?? '')));
  expect(row('B').textContent).toContain('reference');
  expect(row('A').textContent).toMatch(/\+\d+▲ dearer/);
  expect(sentence()).toMatch(/\(A\).*than by rail.*\(B\)/);
});

it('speaks of the scenario that is looked at, and of the reference alone while it is held up', async () => {
  const { services } = await openAnswer();
  act(() => services.session.set((session) => ({ ...session, focus: { columnLetter: 'C', pinned: true } })));
  expect(sentence()).toMatch(/^In “Bedel and customs” \(C\), .* than in “Reference” \(A\)/);
  act(() => services.session.set((session) => ({ ...session, referenceHeld: true })));
  expect(sentence()).toMatch(/^By road \(A\)/);
  expect(screen.queryByRole('row', { name: /^B\b/ })).toBeNull();
});

it('opens where a number comes from: the sum, then a leg with formula, source and confidence; Esc returns', async () => {
  const { user, services } = await openAnswer();
  const [number] = within(row('B')).getAllByRole('button');
  await user.click(number as HTMLElement);
  const dialog = screen.getByRole('dialog');
  const main = services.answers.get().latest?.comparison.scenarios[1]?.main;
  expect(within(dialog).getAllByRole('row')).toHaveLength((main?.legs.length ?? 0) + 1);
  await user.click(within(dialog).getByRole('button', { name: 'Makmal, gauge change' }));
  expect(await within(dialog).findByText('dwell_p50_h')).toBeTruthy();
  expect(dialog.textContent).toMatch(/confidence [ABC]/);
  expect(dialog.textContent).toMatch(/China–Kyrgyz–Uzbek railway/);
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(document.activeElement).toBe(number);
});
