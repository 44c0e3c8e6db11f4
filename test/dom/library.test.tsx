/** The library: compare up to six, search, duplicate, delete with undo, refused files told. */
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { Library } from '../../renderer/panels/library.tsx';
import { fileNameOf } from '../../renderer/state/library.ts';
import { openWindow } from '../support/window.tsx';

afterEach(cleanup);

async function openLibrary() {
  const opened = await openWindow();
  opened.show(<Library />);
  const titles = () =>
    opened.services.document.store.get().present.columns.map(({ document }) => document.scenario.title);
  return { ...opened, user: userEvent.setup(), titles };
}

it('compares the reference and three projects at first start', async () => {
  const { titles } = await openLibrary();
  expect(titles()).toEqual(['Reference', 'Railway', 'Bedel and customs', 'All three projects']);
  expect(screen.getByText('Compared, 4 of 6')).toBeTruthy();
});

it('ticks scenarios into the comparison, six at most, and says so', async () => {
  const { user, titles, messages } = await openLibrary();
  for (const title of ['Turkmenistan route', 'Bypass road', 'Kazakh slowdown'])
    await user.click(screen.getByRole('checkbox', { name: `Compare ${title}` }));
  await waitFor(() => expect(titles()).toHaveLength(6));
  expect(messages.at(-1)?.text).toBe('Six scenarios are compared already. Untick one first.');
});

it('unticks all but the last', async () => {
  const { user, titles, messages } = await openLibrary();
  for (const title of titles()) await user.click(screen.getByRole('checkbox', { name: `Compare ${title}` }));
  expect(titles()).toEqual(['All three projects']);
  expect(messages.at(-1)?.text).toBe('One scenario must stay in the comparison.');
});

it('finds by title and says when nothing fits', async () => {
  const { user } = await openLibrary();
  await user.type(screen.getByRole('searchbox', { name: 'Search title or tag' }), 'bypass');
  expect(screen.getByRole('checkbox', { name: 'Compare Bypass road' })).toBeTruthy();
  expect(screen.queryByRole('checkbox', { name: 'Compare Kazakh slowdown' })).toBeNull();
  await user.type(screen.getByRole('searchbox', { name: 'Search title or tag' }), 'xyz');
  expect(screen.getByText('Nothing found')).toBeTruthy();
});

it('makes a new scenario, and a copy that remembers where it comes from', async () => {
  const { user, services, titles, program } = await openLibrary();
  await user.click(screen.getByRole('button', { name: 'New' }));
  await waitFor(() => expect(titles()).toContain('New scenario'));
  const [bedel] = services.library.entries.get().filter((entry) => entry.title === 'Bedel and customs');
  if (!bedel) throw new Error('no such scenario');
  await services.library.duplicate(bedel);
  const copy = [...program.documents.values()].find(
    ({ document }) => document.scenario.title === 'Bedel and customs (copy)',
  );
  expect(copy?.document.lineage.ancestor?.title).toBe('Bedel and customs');
});

it('deletes with undo, and restores into the comparison', async () => {
  const { user, services, titles, messages, program } = await openLibrary();
  await services.library.create();
  const item = screen.getByRole('button', { name: 'Actions for New scenario' });
  await user.click(item);
  await user.click(within(await screen.findByRole('menu')).getByText('Delete'));
  await waitFor(() => expect(titles()).not.toContain('New scenario'));
  const { action, text } = messages.at(-1) ?? {};
  expect(text).toBe('Deleted: New scenario');
  expect([...program.documents.values()].some(({ document }) => document.scenario.title === 'New scenario')).toBe(
    false,
  );
  action?.run();
  await waitFor(() => expect(titles()).toContain('New scenario'));
});

it('tells why a received file was not opened, and leaves everything as it was', async () => {
  const { services, messages, titles, program } = await openLibrary();
  const before = [titles(), program.documents.size];
  await services.library.importFile('letter.corridor', '');
  expect(messages.at(-1)?.text).toBe('letter.corridor was not opened. letter.corridor is empty.');
  expect([titles(), program.documents.size]).toEqual(before);
});

it('makes file names that every system takes', () => {
  expect(fileNameOf('Railway: 2030/31 "A" <b>')).toBe('Railway 2030 31 A b.corridor');
  expect(fileNameOf(' ?? ')).toBe('scenario.corridor');
});
