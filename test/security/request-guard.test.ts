/** Each check of the loopback door in both polarities: one allowed request, then the same with one thing wrong. */
import { describe, expect, it } from 'vitest';
import { guardRequest, MAX_BODY_BYTES, type RequestHead } from '../../main/http/request-guard.ts';

const expected = { port: 4321, token: 'k'.repeat(43) };
const origin = 'http://127.0.0.1:4321';

const call: RequestHead = {
  method: 'POST',
  target: '/api/library.list',
  headers: {
    host: '127.0.0.1:4321',
    origin,
    'sec-fetch-site': 'same-origin',
    'x-corridor-token': expected.token,
    'content-type': 'application/json',
    'content-length': '2',
  },
};
const page: RequestHead = { method: 'GET', target: '/', headers: { host: '127.0.0.1:4321', 'sec-fetch-site': 'none' } };

const withHeaders = (head: RequestHead, headers: RequestHead['headers']): RequestHead => ({
  ...head,
  headers: { ...head.headers, ...headers },
});
const statusOf = (head: RequestHead): number | string => {
  const verdict = guardRequest(head, expected);
  return verdict.kind === 'refuse' ? verdict.status : verdict.kind;
};

describe('a call to the loopback door', () => {
  it('is allowed from our own page with the key', () => {
    expect(guardRequest(call, expected)).toEqual({ kind: 'call', name: 'library.list' });
  });
  it.each([
    ['application/json; charset=utf-8', 'call'],
    ['Application/JSON', 'call'],
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['application/json, text/plain', 415],
    [undefined, 415],
  ])('of content type %s is answered with %s', (contentType, answer) => {
    expect(statusOf(withHeaders(call, { 'content-type': contentType }))).toBe(answer);
  });
  it.each([
    ['localhost:4321', 403],
    ['127.0.0.1:4322', 403],
    ['127.0.0.1', 403],
    ['planner.attacker.example:4321', 403],
    [undefined, 403],
  ])('under the address %s is refused', (host, answer) => {
    expect(statusOf(withHeaders(call, { host }))).toBe(answer);
    expect(statusOf(withHeaders(page, { host }))).toBe(answer);
  });
  it.each([
    ['http://127.0.0.1:4322', 403],
    ['http://localhost:4321', 403],
    ['https://127.0.0.1:4321', 403],
    ['null', 403],
    [undefined, 403],
  ])('from the origin %s is refused', (sentOrigin, answer) => {
    expect(statusOf(withHeaders(call, { origin: sentOrigin }))).toBe(answer);
  });
  it.each([
    [undefined, 'call'],
    ['same-site', 403],
    ['cross-site', 403],
    ['none', 403],
  ])('with fetch site %s is answered with %s', (site, answer) => {
    expect(statusOf(withHeaders(call, { 'sec-fetch-site': site }))).toBe(answer);
  });
  it.each([
    [undefined],
    [''],
    ['k'.repeat(42)],
    ['k'.repeat(44)],
    [`${'k'.repeat(42)}l`],
    [[expected.token, expected.token]],
  ])('with the key %s is refused', (token) => {
    expect(statusOf(withHeaders(call, { 'x-corridor-token': token }))).toBe(403);
  });
  it.each(['GET', 'PUT', 'DELETE', 'OPTIONS', 'HEAD'])('by %s is refused', (method) => {
    expect(statusOf({ ...call, method })).toBe(405);
  });
  it.each(['/api/', '/api/../x', '/api/library.list/', '/api/Library', '/api/library%2elist'])(
    'to %s is refused',
    (target) => {
      expect(statusOf({ ...call, target })).toBe(404);
    },
  );
  it('is allowed at the largest size and refused one byte above', () => {
    expect(statusOf(withHeaders(call, { 'content-length': `${MAX_BODY_BYTES}` }))).toBe('call');
    expect(statusOf(withHeaders(call, { 'content-length': `${MAX_BODY_BYTES + 1}` }))).toBe(413);
  });
});

describe('a read of the window', () => {
  it('is allowed without a key, typed by a person or asked by the page', () => {
    expect(guardRequest(page, expected)).toEqual({ kind: 'file', path: '/' });
    expect(statusOf(withHeaders(page, { 'sec-fetch-site': 'same-origin', origin }))).toBe('file');
    expect(guardRequest({ ...page, target: '/assets/a.js?x=1' }, expected)).toEqual({
      kind: 'file',
      path: '/assets/a.js',
    });
  });
  it.each(['same-site', 'cross-site'])('from a %s page is refused', (site) => {
    expect(statusOf(withHeaders(page, { 'sec-fetch-site': site }))).toBe(403);
  });
  it('from a foreign origin is refused', () => {
    expect(statusOf(withHeaders(page, { origin: 'http://attacker.example' }))).toBe(403);
  });
  it('is by GET or HEAD only', () => {
    expect(statusOf({ ...page, method: 'HEAD' })).toBe('file');
    expect(statusOf({ ...page, method: 'POST' })).toBe(405);
  });
});
