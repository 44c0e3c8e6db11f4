/** The window's way to the program: which door it takes, what happens to the key, and what a dead program looks like. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { connect } from '../../renderer/transport.ts';
import { success } from '../../shared/base/issue.ts';

const answer = vi.fn<typeof fetch>();
beforeEach(() => {
  vi.stubGlobal('fetch', answer);
  answer.mockReset();
  answer.mockImplementation(() => Promise.resolve(new Response(JSON.stringify(success(1)))));
  sessionStorage.clear();
  window.history.replaceState(null, '', '/');
});
afterEach(() => void vi.unstubAllGlobals());

const sentToken = (): string | null => new Headers(answer.mock.lastCall?.[1]?.headers).get('x-corridor-token');

it('takes the key out of the address bar, keeps the rest, and sends it', async () => {
  window.history.replaceState(null, '', '/#token=abc&view=claims');
  const { transport } = connect();
  expect(window.location.hash).toBe('#view=claims');
  expect(await transport('app.info', {})).toEqual(success(1));
  expect([answer.mock.lastCall?.[0], sentToken()]).toEqual(['/api/app.info', 'abc']);
});

it('still has the key after a reload, and none in another tab', async () => {
  window.history.replaceState(null, '', '/#token=abc');
  connect();
  await connect().transport('app.info', {});
  expect(sentToken()).toBe('abc');
  sessionStorage.clear();
  await connect().transport('app.info', {});
  expect(sentToken()).toBe('');
});

it.each([
  ['no answer', () => Promise.reject(new TypeError('network'))],
  ['no JSON', () => Promise.resolve(new Response('<html>'))],
  ['no result', () => Promise.resolve(new Response('{"a":1}'))],
])('turns %s into a result that says what to do', async (_what, reply) => {
  answer.mockImplementation(reply);
  expect(await connect().transport('app.info', {})).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('start it again') as string },
  });
});

it('passes a refusal on as the program said it', async () => {
  const refusal = { ok: false, error: { code: 'forbidden', message: 'No key.' } };
  answer.mockImplementation(() => Promise.resolve(new Response(JSON.stringify(refusal), { status: 403 })));
  expect(await connect().transport('app.info', {})).toEqual(refusal);
});

it('takes the preload’s bridge where there is one and asks no server', async () => {
  const stop = vi.fn();
  const call = vi.fn(() => Promise.resolve(success('bridge')));
  const view = Object.assign(Object.create(window) as Window, { corridor: { call, onEvent: () => stop } });
  const { transport, onEvent } = connect(view);
  expect(await transport('app.info', { a: 1 })).toEqual(success('bridge'));
  expect(call).toHaveBeenCalledWith('app.info', { a: 1 });
  expect(onEvent(() => undefined)).toBe(stop);
  expect(answer).not.toHaveBeenCalled();
});
