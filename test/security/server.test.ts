/** The loopback door itself, over real sockets: what leaves it, what it refuses, and that it survives bad bodies. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { CONTENT_SECURITY_POLICY } from '../../main/csp.ts';
import { MAX_BODY_BYTES } from '../../main/http/request-guard.ts';
import { startServer } from '../../main/http/server.ts';
import { readStaticFiles } from '../../main/static-files.ts';
import { success } from '../../shared/base/issue.ts';
import type { Transport } from '../../shared/api/rpc.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { sendRaw } from '../support/raw-http.ts';

const token = 'secret-key';

async function openDoor(dispatch: Transport = (name, input) => Promise.resolve(success({ name, input }))) {
  const folder = makeTempFolder();
  mkdirSync(join(folder, 'built', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'outside.html'), 'outside');
  writeFileSync(join(folder, 'built', 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(folder, 'built', 'assets', 'a.js'), 'export {}');
  const faults: unknown[] = [];
  const files = readStaticFiles(join(folder, 'built'));
  const door = await startServer({ dispatch, files, token, port: 0, onFault: (fault) => faults.push(fault) });
  onTestFinished(() => door.close());
  const host = `127.0.0.1:${door.port}`;
  const callHeaders = {
    host,
    origin: `http://${host}`,
    'x-corridor-token': token,
    'content-type': 'application/json',
  };
  return { port: door.port, faults, callHeaders };
}

it('serves the page with the policy and without any CORS header', async () => {
  const { port } = await openDoor();
  const answer = await sendRaw({ port, path: '/' });
  expect(answer.status).toBe(200);
  expect(answer.body).toContain('<title>page</title>');
  expect(answer.headers).toMatchObject({
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'content-type': 'text/html; charset=utf-8',
  });
  expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
});

it('answers a HEAD without a body', async () => {
  const { port } = await openDoor();
  const answer = await sendRaw({ port, method: 'HEAD', path: '/assets/a.js' });
  expect([answer.status, answer.body]).toEqual([200, '']);
});

it.each([
  '/../outside.html',
  '/assets/../../outside.html',
  '/%2e%2e/outside.html',
  '/assets/..%2f..%2foutside.html',
  '/..\\outside.html',
  '//outside.html',
  '/assets/',
  '/index.html%00',
])('finds nothing at %s', async (path) => {
  const { port } = await openDoor();
  const answer = await sendRaw({ port, path });
  expect(answer.status).toBe(404);
  expect(answer.body).not.toContain('outside');
});

it('hands a call to dispatch and refuses a stranger before dispatch hears of it', async () => {
  const heard: string[] = [];
  const { port, callHeaders } = await openDoor((name, input) => {
    heard.push(name);
    return Promise.resolve(success(input));
  });
  const request = { port, method: 'POST', path: '/api/app.info', body: '{"a":1}' };
  const own = await sendRaw({ ...request, headers: callHeaders });
  expect([own.status, JSON.parse(own.body)]).toEqual([200, { ok: true, value: { a: 1 } }]);
  const stranger = await sendRaw({ ...request, headers: { ...callHeaders, 'x-corridor-token': 'guess' } });
  expect([stranger.status, JSON.parse(stranger.body)]).toMatchObject([
    403,
    { ok: false, error: { code: 'forbidden' } },
  ]);
  expect(heard).toEqual(['app.info']);
});

it('says so when a body is no JSON', async () => {
  const { port, callHeaders } = await openDoor();
  const answer = await sendRaw({ port, method: 'POST', path: '/api/app.info', headers: callHeaders, body: '{"a":' });
  expect([answer.status, JSON.parse(answer.body)]).toMatchObject([400, { error: { code: 'bad-input' } }]);
});

it('stops reading a body that hides its length', async () => {
  const { port, callHeaders, faults } = await openDoor();
  const answer = await sendRaw({
    port,
    method: 'POST',
    path: '/api/app.info',
    headers: { ...callHeaders, 'transfer-encoding': 'chunked' },
    body: Buffer.alloc(MAX_BODY_BYTES + 1, 32),
  });
  expect(answer.status).toBe(413);
  expect(faults).toEqual([]);
});

it('masks a fault and goes on answering', async () => {
  const { port, callHeaders, faults } = await openDoor((name) =>
    name === 'app.info' ? Promise.reject(new Error('inner secret')) : Promise.resolve(success('fine')),
  );
  const request = { port, method: 'POST', headers: callHeaders, body: '{}' };
  const answer = await sendRaw({ ...request, path: '/api/app.info' });
  expect(answer.status).toBe(500);
  expect(answer.body).not.toContain('inner secret');
  expect(faults).toHaveLength(1);
  expect((await sendRaw({ ...request, path: '/api/library.list' })).status).toBe(200);
});

const outside = Object.values(networkInterfaces())
  .flat()
  .find((address) => address?.family === 'IPv4' && !address.internal);

it.skipIf(outside === undefined)('does not listen on the machine’s outside address', async () => {
  const { port } = await openDoor();
  const outcome = await new Promise<string>((resolve) => {
    const socket = connect({ host: outside?.address ?? '', port });
    socket.once('connect', () => resolve('connected'));
    socket.once('error', () => resolve('refused'));
    socket.setTimeout(2000, () => resolve('refused'));
    onTestFinished(() => void socket.destroy());
  });
  expect(outcome).toBe('refused');
});
