/**
 * A recording fake of the parts of `electron` that main/electron uses, for `vi.mock('electron', …)`. It only remembers
 * what it was told and lets a test play Electron's side; it proves wiring, not Electron.
 */
import { EventEmitter } from 'node:events';

type Answerer = (event: unknown, input: unknown) => unknown;

export class FakeContents extends EventEmitter {
  openHandler: ((details: { url: string }) => { action: string }) | undefined;
  readonly sent: { channel: string; payload: unknown }[] = [];
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
  send(channel: string, payload: unknown): void {
    this.sent.push({ channel, payload });
  }
}

/** Fires a preventable event as Electron does and says whether it was prevented. */
export function isPrevented(emitter: EventEmitter, name: string, details: Record<string, unknown> = {}): boolean {
  let prevented = false;
  emitter.emit(name, { ...details, preventDefault: () => (prevented = true) });
  return prevented;
}

export function createFakeElectron() {
  const answerers = new Map<string, Answerer>();
  const schemes: unknown[] = [];
  const windows: { options: Record<string, unknown>; address: string | undefined; contents: FakeContents }[] = [];
  const session = {
    permissionRequest: undefined as
      ((contents: unknown, permission: string, answer: (allowed: boolean) => void) => void) | undefined,
    permissionCheck: undefined as (() => boolean) | undefined,
    devicePermission: undefined as (() => boolean) | undefined,
    spellChecker: true,
    beforeRequest: undefined as
      ((details: { url: string }, answer: (outcome: { cancel: boolean }) => void) => void) | undefined,
    protocolHandlers: new Map<string, (request: Request) => Response | Promise<Response>>(),
    setPermissionRequestHandler: (handler: never) => void (session.permissionRequest = handler),
    setPermissionCheckHandler: (handler: never) => void (session.permissionCheck = handler),
    setDevicePermissionHandler: (handler: never) => void (session.devicePermission = handler),
    setSpellCheckerEnabled: (enabled: boolean) => void (session.spellChecker = enabled),
    webRequest: { onBeforeRequest: (handler: never) => void (session.beforeRequest = handler) },
    protocol: {
      handle: (scheme: string, handler: (request: Request) => Response) =>
        void session.protocolHandlers.set(scheme, handler),
    },
  };
  class BrowserWindow extends EventEmitter {
    readonly webContents = new FakeContents();
    readonly #record: (typeof windows)[number];
    constructor(options: Record<string, unknown>) {
      super();
      this.#record = { options, address: undefined, contents: this.webContents };
      windows.push(this.#record);
      app.emit('web-contents-created', {}, this.webContents);
    }
    loadURL(address: string): Promise<void> {
      this.#record.address = address;
      return Promise.resolve();
    }
    show(): void {}
    focus(): void {}
    isMinimized(): boolean {
      return false;
    }
    restore(): void {}
  }
  const exits: number[] = [];
  const paths = new Map<string, string>();
  const app = Object.assign(new EventEmitter(), {
    isPackaged: true,
    sandboxed: false,
    hasLock: true,
    quits: 0,
    whenReady: () => Promise.resolve(),
    enableSandbox: () => void (app.sandboxed = true),
    requestSingleInstanceLock: () => app.hasLock,
    setPath: (name: string, path: string) => void paths.set(name, path),
    quit: () => void (app.quits += 1),
    exit: (code = 0) => void exits.push(code),
  });
  const errorBoxes: string[] = [];
  return {
    module: {
      app,
      BrowserWindow,
      Menu: { buildFromTemplate: (template: unknown) => template, setApplicationMenu: () => undefined },
      dialog: { showErrorBox: (title: string, content: string) => void errorBoxes.push(`${title}: ${content}`) },
      session: { defaultSession: session },
      protocol: { registerSchemesAsPrivileged: (list: unknown[]) => void schemes.push(...list) },
      ipcMain: { handle: (channel: string, answerer: Answerer) => void answerers.set(channel, answerer) },
    },
    app,
    session,
    answerers,
    schemes,
    windows,
    exits,
    paths,
    errorBoxes,
  };
}
