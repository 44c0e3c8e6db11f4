/** What lies on the table: edits are undone and redone as one, limits hold, and stores tell only of changes. */
import { expect, it } from 'vitest';
import {
  addColumn,
  createDocumentStore,
  removeColumn,
  setReference,
  setStrength,
  setYear,
  toggleMeasure,
  type Column,
} from '../../renderer/state/document.ts';
import { createStore } from '../../renderer/state/store.ts';
import { newDocument } from '../../shared/scenario/file.ts';
import { emptyScenario } from '../../shared/scenario/schema.ts';

const column = (key: string): Column => ({
  key,
  document: newDocument(emptyScenario(key), { id: 'x', version: '1', digest: 'x' }, '1', `document-${key}`),
});
const open = () =>
  createDocumentStore({
    columns: [column('a'), column('b')],
    reference: 'a',
    market: { kind: 'market', id: 'm' },
    year: 2035,
  });

it('switches a measure on at middle strength and off again, shocks apart from measures', () => {
  const { store, change } = open();
  change('on', toggleMeasure('b', 'M_X', 'measure'));
  change('shock', toggleMeasure('b', 'S_X', 'shock'));
  change('high', setStrength('b', 'S_X', 'high'));
  const scenario = () => store.get().present.columns[1]?.document.scenario;
  expect(scenario()?.measures).toEqual({ M_X: { strength: 'mid' } });
  expect(scenario()?.shocks).toEqual({ S_X: { strength: 'high' } });
  change('off', toggleMeasure('b', 'M_X', 'measure'));
  expect(scenario()?.measures).toEqual({});
});

it('undoes and redoes each edit, and a slider that is drawn as one', () => {
  const { store, change, undo, redo } = open();
  change('on', toggleMeasure('b', 'M_X', 'measure'));
  for (const year of [2036, 2037, 2038]) change('year', setYear(year), 'year');
  expect(store.get().past).toHaveLength(2);
  undo();
  expect(store.get().present.year).toBe(2035);
  undo();
  expect(store.get().present.columns[1]?.document.scenario.measures).toEqual({});
  redo();
  redo();
  expect(store.get().present.year).toBe(2038);
});

it('keeps the year within the horizon, at most six columns, and at least one', () => {
  const { store, change } = open();
  change('year', setYear(2100));
  expect(store.get().present.year).toBe(2045);
  for (const key of ['c', 'd', 'e', 'f', 'g']) change('add', addColumn(column(key)));
  expect(
    store
      .get()
      .present.columns.map(({ key }) => key)
      .join(''),
  ).toBe('abcdef');
  for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) change('remove', removeColumn(key));
  expect(store.get().present.columns.map(({ key }) => key)).toEqual(['f']);
});

it('takes the first column for the reference when the reference leaves', () => {
  const { store, change } = open();
  change('reference', setReference('b'));
  change('remove', removeColumn('b'));
  expect(store.get().present.reference).toBe('a');
});

it('tells listeners of changes only, and no longer once they left', () => {
  const store = createStore(1);
  let heard = 0;
  const leave = store.subscribe(() => (heard += 1));
  store.set(1);
  store.set(2);
  leave();
  store.set(3);
  expect(heard).toBe(1);
});
