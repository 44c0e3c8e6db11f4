/**
 * Takes away from the window what a planner without a network does not need: permissions, devices, other pages,
 * new windows, embedded guests, every network address (ARCHITECTURE decision 10). Knows nothing of scenarios.
 * Each refusal is tested beside its permitted twin in test/security/electron-main.test.ts.
 */
import type { App, Session } from 'electron';
import { APP_ORIGIN, PAGE_ADDRESS } from './protocol.ts';

/** The part of an IPC event that says who sent it. */
export interface Sender {
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

/** Only the main frame of our own page may call; a frame that is gone, nested or elsewhere may not. */
export function isTrustedSender({ senderFrame }: Sender): boolean {
  if (senderFrame === null || senderFrame.parent !== null) return false;
  return isOwnPage(senderFrame.url);
}

/** The page itself, with or without a fragment: reloading is allowed, leaving is not. */
export function isOwnPage(address: string): boolean {
  const page = address.split('#', 1)[0];
  return page === PAGE_ADDRESS || page === `${PAGE_ADDRESS}index.html`;
}

/** Built files, and bytes that the page itself holds (pictures in style sheets, files offered for saving). */
export function isAllowedRequest(address: string): boolean {
  return (
    address.startsWith(`${APP_ORIGIN}/`) || address.startsWith('data:') || address.startsWith(`blob:${APP_ORIGIN}/`)
  );
}

export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isAllowedRequest(details.url) }));
}

/** Every page that ever appears, whoever made it. */
export function hardenContents(app: App): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-navigate', (event) => {
      if (!isOwnPage(event.url)) event.preventDefault();
    });
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
  });
}
