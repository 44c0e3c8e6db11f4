/**
 * Electron-API stand-in, part 2: the parts of `electron` that the program uses, played by Node and a Chromium page through
 * playwright-core. The program's own built main entry and preload run unchanged: its protocol handler, policy, channels,
 * sender check, window flags. It does NOT show Electron: no Electron sandbox, no real app:// scheme (a stand-in origin
 * is used), no fuses, no native menus or dialogs. Test support only, never shipped.
 */
import { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { exposeApi, preloadPrelude } from './page-side.mjs';

/** What `app://corridors` is called in the page: a name that never leaves the machine and counts as secure. */
const STAND_IN_ORIGIN = 'http://corridors.localhost';
const APP_ORIGIN = 'app://corridors';
const toStandIn = (address) => address.replace(APP_ORIGIN, STAND_IN_ORIGIN);
const toApp = (address) => address.replace(STAND_IN_ORIGIN, APP_ORIGIN);

const settings = JSON.parse(process.env.CORRIDOR_STAND_IN ?? '{}');
const schemes = new Map();
const protocolHandlers = new Map();
const ipcAnswerers = new Map();
const windows = new Set();

/** Fires a preventable event and says whether it was prevented. */
function isPrevented(emitter, name, ...rest) {
  let prevented = false;
  const event = { ...(rest.shift() ?? {}), preventDefault: () => (prevented = true) };
  emitter.emit(name, event, ...rest);
  return prevented;
}

class App extends EventEmitter {
  isPackaged = false;
  #quitting = false;
  whenReady = () => new Promise((resolve) => setImmediate(resolve));
  enableSandbox() {}
  setPath() {}
  requestSingleInstanceLock = () => true;
  quit() {
    if (this.#quitting) return;
    this.#quitting = true;
    void this.#quit();
  }
  async #quit() {
    await Promise.all([...windows].map((window) => window.destroyNow()));
    if (isPrevented(this, 'will-quit')) return;
    this.exit();
  }
  exit(code = 0) {
    void Promise.all([...windows].map((window) => window.destroyNow())).then(() => process.exit(code));
  }
}
export const app = new App();
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => app.quit());

const defaultSession = {
  beforeRequest: (_details, answer) => answer({}),
  setPermissionRequestHandler() {},
  setPermissionCheckHandler() {},
  setDevicePermissionHandler() {},
  setSpellCheckerEnabled() {},
  webRequest: { onBeforeRequest: (handler) => (defaultSession.beforeRequest = handler) },
  protocol: { handle: (scheme, handler) => protocolHandlers.set(scheme, handler) },
};
export const session = { defaultSession };
export const protocol = {
  registerSchemesAsPrivileged: (list) => list.forEach(({ scheme, privileges }) => schemes.set(scheme, privileges)),
};
export const ipcMain = { handle: (channel, answerer) => ipcAnswerers.set(channel, answerer) };
export const Menu = { buildFromTemplate: (template) => template, setApplicationMenu() {} };
export const dialog = { showErrorBox: (title, text) => process.stderr.write(`${title}: ${text}\n`) };

/** Answers one of the page's requests as Electron would: first the session's veto, then the scheme's handler. */
async function answerRoute(route) {
  const request = route.request();
  const url = toApp(request.url());
  const verdict = await new Promise((resolve) => defaultSession.beforeRequest({ url }, resolve));
  const scheme = new URL(url).protocol.slice(0, -1);
  const handler = protocolHandlers.get(scheme);
  const privileges = schemes.get(scheme);
  if (verdict.cancel || !handler || !privileges?.standard || !privileges.secure) return route.abort('blockedbyclient');
  const body = request.postDataBuffer() ?? undefined;
  const response = await handler(new Request(url, { method: request.method(), headers: request.headers(), body }));
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}

/** The default context of a browser with an empty profile, so that a test can look on through the debugging port. */
async function launch() {
  const profile = mkdtempSync(join(tmpdir(), 'corridor-stand-in-'));
  process.on('exit', () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: settings.executablePath,
    args: [`--remote-debugging-port=${settings.debugPort}`, ...(settings.launchArguments ?? [])],
    serviceWorkers: 'block',
    // The program ends in its own order; playwright must not take the browser away first.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  await context.route('**/*', (route) => answerRoute(route).catch(() => route.abort().catch(() => undefined)));
  return { context, page: context.pages()[0] ?? (await context.newPage()) };
}

class WebContents extends EventEmitter {
  openHandler = () => ({ action: 'allow' });
  /** Set once the preload's world is there. */
  deliver = () => undefined;
  setWindowOpenHandler(handler) {
    this.openHandler = handler;
  }
  send(channel, payload) {
    this.deliver(channel, payload);
  }
}

/** Runs the built preload in a world of its own that the page cannot reach, with `require('electron')` only. */
async function installPreload(page, contents, preloadPath) {
  const cdp = await page.context().newCDPSession(page);
  const world = 'preload';
  await cdp.send('Page.enable');
  await cdp.send('Runtime.enable');
  await cdp.send('Runtime.addBinding', { name: 'standInInvoke', executionContextName: world });
  const mark = crypto.randomUUID();
  const preload = `${preloadPrelude(mark)}\n(function (require, module, exports) {\n${readFileSync(preloadPath, 'utf8')}\n})(standInRequire, { exports: {} }, {});`;
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: preload, worldName: world });
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: `(${exposeApi})(${JSON.stringify(mark)});` });
  let worldId;
  cdp.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.name === world) worldId = context.id;
  });
  const runInWorld = (expression) =>
    cdp.send('Runtime.evaluate', { expression, contextId: worldId }).catch(() => undefined);
  cdp.on('Runtime.bindingCalled', async ({ name, payload }) => {
    if (name !== 'standInInvoke') return;
    const { id, channel, input } = JSON.parse(payload);
    const senderFrame = { url: toApp(page.url()), parent: null };
    const answerer = ipcAnswerers.get(channel);
    const outcome = answerer
      ? await Promise.resolve(answerer({ senderFrame, sender: contents }, input)).then(
          (value) => ({ value }),
          (error) => ({ error: String(error) }),
        )
      : { error: `No handler registered for '${channel}'` };
    await runInWorld(`standInSettle(${JSON.stringify(id)}, ${JSON.stringify(outcome)})`);
  });
  contents.deliver = (channel, payload) =>
    void runInWorld(`standInDeliver(${JSON.stringify(channel)}, ${JSON.stringify(payload)})`);
}

export class BrowserWindow extends EventEmitter {
  webContents = new WebContents();
  #options;
  #opened;
  constructor(options) {
    super();
    this.#options = options;
    const { sandbox, contextIsolation, nodeIntegration, webviewTag } = options.webPreferences ?? {};
    if (!sandbox || !contextIsolation || nodeIntegration || webviewTag) {
      throw new Error('The stand-in only plays a sandboxed, isolated window without Node.');
    }
    windows.add(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  async loadURL(address) {
    this.#opened ??= launch();
    const { page, context } = await this.#opened;
    await installPreload(page, this.webContents, this.#options.webPreferences.preload);
    context.on('page', (popup) => {
      if (this.webContents.openHandler({ url: popup.url() }).action === 'deny') void popup.close();
    });
    page.on('close', () => this.#closed());
    context.on('close', () => this.#closed());
    await page.goto(toStandIn(address));
    this.emit('ready-to-show');
    process.stdout.write(`STAND-IN READY ${page.url()}\n`);
  }
  #closed() {
    if (!windows.delete(this)) return;
    this.emit('closed');
    void this.#opened?.then(({ context }) => context.close());
    if (windows.size === 0) app.emit('window-all-closed');
  }
  async destroyNow() {
    const opened = await this.#opened;
    windows.delete(this);
    await opened?.context.close();
  }
  show() {}
  focus() {}
  restore() {}
  isMinimized = () => false;
}
