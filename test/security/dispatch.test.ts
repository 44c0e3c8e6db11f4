/** Dispatch under hostile input: whatever comes in, a Result comes out, and no handler hears of it. */
import { expect, it, vi } from 'vitest';
import { procedureNames } from '../../shared/api/contract.ts';
import { createDispatch, type Handlers } from '../../shared/api/rpc.ts';
import { success } from '../../shared/base/issue.ts';
import { newDocument } from '../../shared/scenario/file.ts';
import { emptyScenario } from '../../shared/scenario/schema.ts';

const pin = { id: 'baseline', version: '1', digest: 'a'.repeat(64) };
const document = newDocument(emptyScenario('Reference'), pin, '1.2.3', 'document-1');

function makeDispatch() {
  const heard = vi.fn((input: unknown) => Promise.resolve(success(input)));
  const handlers = Object.fromEntries(procedureNames.map((name) => [name, heard])) as unknown as Handlers;
  const onIncident = vi.fn();
  return { heard, onIncident, dispatch: createDispatch(handlers, { onIncident, makeIncidentId: () => 'i-1' }) };
}

const nest = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

it.each([
  [
    'a value nested deeper than the stack',
    'library.create',
    { document: { ...document, extensions: { deep: nest(200_000) } } },
  ],
  ['a name that every object answers to', 'constructor', {}],
  ['the name __proto__', '__proto__', {}],
  ['no name', '', {}],
  ['an unknown field', 'library.list', { path: '/etc/passwd' }],
  ['a field named __proto__', 'library.list', JSON.parse('{"__proto__": {"ok": true}}')],
  ['a function for an object', 'library.list', () => undefined],
  [
    'a number that is none',
    'study.write',
    { study: { columns: [], market: { kind: 'market', id: 'a' }, year: NaN }, drafts: [] },
  ],
])('%s is bad input', async (_what, name, input) => {
  const { dispatch, heard, onIncident } = makeDispatch();
  expect(await dispatch(name, input)).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  expect(heard).not.toHaveBeenCalled();
  expect(onIncident).not.toHaveBeenCalled();
});

it('a nested value of a sensible depth is heard', async () => {
  const { dispatch, heard } = makeDispatch();
  await dispatch('library.create', { document: { ...document, extensions: { deep: nest(50) } } });
  expect(heard).toHaveBeenCalledOnce();
});

it('an answer that is not of its form is masked, not sent', async () => {
  const { dispatch, onIncident } = makeDispatch();
  expect(await dispatch('app.info', {})).toMatchObject({ ok: false, error: { code: 'internal' } });
  expect(onIncident).toHaveBeenCalledOnce();
});
