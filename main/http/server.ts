/**
 * The loopback door: serves the built window and answers `POST /api/<name>` on 127.0.0.1 only. Sends no CORS header
 * and no file outside the built window, and reads a body only after request-guard has allowed the request.
 * Tested in test/security/server.test.ts and test/e2e/doors.test.ts.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { failure, type ErrorCode, type Result } from '../../shared/base/issue.ts';
import type { Transport } from '../../shared/api/rpc.ts';
import { SECURITY_HEADERS } from '../csp.ts';
import type { StaticFile } from '../static-files.ts';
import { guardRequest, MAX_BODY_BYTES } from './request-guard.ts';

export interface LoopbackOptions {
  readonly dispatch: Transport;
  readonly files: ReadonlyMap<string, StaticFile>;
  readonly token: string;
  /** 0 = any free one. */
  readonly port: number;
  readonly onFault: (error: unknown) => void;
}

export interface LoopbackServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

class TooLarge extends Error {}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let byteCount = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    byteCount += chunk.length;
    if (byteCount > MAX_BODY_BYTES) throw new TooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, status: number, contentType: string, body: string | Buffer): void {
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    'cache-control': 'no-store',
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

const sendResult = (response: ServerResponse, status: number, result: Result<unknown>): void =>
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(result));

function refuse(response: ServerResponse, status: number, reason: string): void {
  const code: ErrorCode = status === 403 ? 'forbidden' : status === 404 ? 'not-found' : 'bad-input';
  // The body was not read, so the connection cannot be used again.
  response.setHeader('connection', 'close');
  sendResult(response, status, failure(code, reason));
}

async function answerCall(
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
  dispatch: Transport,
): Promise<void> {
  let body: string;
  try {
    body = await readBody(request);
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    return refuse(response, 413, `The request is larger than ${MAX_BODY_BYTES / 1_000_000} MB, the most that is read.`);
  }
  let input: unknown;
  try {
    input = JSON.parse(body);
  } catch {
    return sendResult(response, 400, failure('bad-input', 'The request is not valid JSON.'));
  }
  sendResult(response, 200, await dispatch(name, input));
}

/** Listens, or rejects when the port is taken. */
export function startServer({ dispatch, files, token, port, onFault }: LoopbackOptions): Promise<LoopbackServer> {
  let actualPort = port;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const verdict = guardRequest(
      { method: request.method ?? '', target: request.url ?? '', headers: request.headers },
      { port: actualPort, token },
    );
    switch (verdict.kind) {
      case 'refuse':
        return refuse(response, verdict.status, verdict.reason);
      case 'call':
        return answerCall(verdict.name, request, response, dispatch);
      case 'file': {
        const file = files.get(verdict.path);
        if (!file) return refuse(response, 404, 'The planner has no such page.');
        return send(response, 200, file.contentType, file.bytes);
      }
    }
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (request.destroyed && !request.complete) return;
      onFault(error);
      if (response.headersSent) response.destroy();
      else sendResult(response, 500, failure('internal', 'The planner could not answer. Please try again.'));
    });
  });
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.keepAliveTimeout = 5_000;
  server.maxConnections = 100;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      actualPort = (server.address() as AddressInfo).port;
      resolve({
        port: actualPort,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
}
