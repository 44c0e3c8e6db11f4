/**
 * The window's own scheme `app://corridors/`: standard and secure, so modules, workers and fonts load as from a web
 * origin, and only files of the built window exist under it. Never reads a path from the disk.
 * Tested in test/security/electron-main.test.ts.
 */
import { protocol, type Session } from 'electron';
import { SECURITY_HEADERS } from '../csp.ts';
import type { StaticFile } from '../static-files.ts';

export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://corridors';
export const PAGE_ADDRESS = `${APP_ORIGIN}/`;

/** Must run before the program is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Answers one request for a built file; anything else is 404, another method 405. */
export function answerAppRequest(files: ReadonlyMap<string, StaticFile>, method: string, address: string): Response {
  if (method !== 'GET' && method !== 'HEAD') return new Response(null, { status: 405, headers: SECURITY_HEADERS });
  const url = new URL(address);
  const file = url.protocol === 'app:' && url.host === 'corridors' ? files.get(url.pathname) : undefined;
  if (!file) return new Response(null, { status: 404, headers: SECURITY_HEADERS });
  return new Response(method === 'HEAD' ? null : file.bytes, {
    headers: { ...SECURITY_HEADERS, 'content-type': file.contentType, 'cache-control': 'no-store' },
  });
}

export function serveAppScheme(session: Session, files: ReadonlyMap<string, StaticFile>): void {
  session.protocol.handle(APP_SCHEME, (request) => answerAppRequest(files, request.method, request.url));
}
