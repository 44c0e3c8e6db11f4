/**
 * Decides about one request to the loopback door from its head alone (ARCHITECTURE decision 4): a pure function that
 * never reads the body. A page of another origin, a renamed address (DNS rebinding) and a program without the
 * token are all refused. Each check is tested in both polarities in test/security/request-guard.test.ts.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { MAX_FILE_CHARACTERS } from '../../shared/api/contract.ts';

export const TOKEN_HEADER = 'x-corridor-token';
/** Room for the largest scenario file as JSON text in UTF-8: Cyrillic takes two bytes, an escaped quote two. */
export const MAX_BODY_BYTES = 4 * MAX_FILE_CHARACTERS;

export interface RequestHead {
  readonly method: string;
  /** The request target as sent: path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

export interface Expected {
  readonly port: number;
  readonly token: string;
}

export type Verdict =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'call'; readonly name: string }
  | { readonly kind: 'refuse'; readonly status: number; readonly reason: string };

const refuse = (status: number, reason: string): Verdict => ({ kind: 'refuse', status, reason });

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Takes equally long wherever the two differ. */
const isSameSecret = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

export function guardRequest({ method, target, headers }: RequestHead, { port, token }: Expected): Verdict {
  if (headers['host'] !== `127.0.0.1:${port}`) {
    return refuse(403, 'This address is not the one the planner printed. Please open the printed address.');
  }
  const path = target.split('?', 1)[0] ?? '';
  const site = headers['sec-fetch-site'];
  const origin = headers['origin'];
  if (origin !== undefined && origin !== `http://127.0.0.1:${port}`) {
    return refuse(403, 'Another page tried to reach the planner. It was refused.');
  }
  if (!path.startsWith('/api/')) {
    if (site !== undefined && site !== 'same-origin' && site !== 'none') {
      return refuse(403, 'Another page tried to reach the planner. It was refused.');
    }
    if (method !== 'GET' && method !== 'HEAD') return refuse(405, 'The window can only be read.');
    return { kind: 'file', path };
  }
  if (origin === undefined || (site !== undefined && site !== 'same-origin')) {
    return refuse(403, "Only the planner's own page may ask the planner.");
  }
  const sent = headers[TOKEN_HEADER];
  if (typeof sent !== 'string' || !isSameSecret(sent, token)) {
    return refuse(403, 'The link has no valid key. Please open the full address that the planner printed.');
  }
  if (method !== 'POST') return refuse(405, 'The planner is asked with POST only.');
  const name = path.slice('/api/'.length);
  if (!/^[a-z][a-z.]{0,80}$/.test(name)) return refuse(404, 'There is no such request.');
  const contentType = headers['content-type'];
  if (typeof contentType !== 'string' || !/^application\/json(; ?charset=utf-8)?$/i.test(contentType)) {
    return refuse(415, 'The planner reads JSON only.');
  }
  const length = headers['content-length'];
  if (typeof length === 'string' && Number(length) > MAX_BODY_BYTES) {
    return refuse(413, `The request is larger than ${MAX_BODY_BYTES / 1_000_000} MB, the most that is read.`);
  }
  return { kind: 'call', name };
}
