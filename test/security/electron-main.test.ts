/**
 * The desktop door's wiring against a recording fake of `electron`: each refusal beside its permitted twin. This proves
 * what our code asks of Electron, not what Electron does.
 */
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { CONTENT_SECURITY_POLICY } from '../../main/csp.ts';
import type { Program } from '../../main/program.ts';
import { procedureNames } from '../../shared/api/contract.ts';
import { success } from '../../shared/base/issue.ts';
import { FakeContents, isPrevented, type createFakeElectron } from '../support/fake-electron.ts';

type FakeElectron = ReturnType<typeof createFakeElectron>;

const shared = vi.hoisted(() => ({ electron: [] as FakeElectron[], calls: [] as unknown[], closed: 0 }));

vi.mock('electron', async () => {
  const { createFakeElectron } = await import('../support/fake-electron.ts');
  const fake = createFakeElectron();
  shared.electron.push(fake);
  return fake.module;
});

vi.mock('../../main/program.ts', () => ({
  openProgram: (): Promise<Program> =>
    Promise.resolve({
      dispatch: (name, input) => {
        shared.calls.push([name, input]);
        return Promise.resolve(success(name));
      },
      files: new Map([['/', { contentType: 'text/html; charset=utf-8', bytes: Buffer.from('the page') }]]),
      close: () => Promise.resolve(void (shared.closed += 1)),
    }),
}));

let electron: FakeElectron;
beforeAll(async () => {
  await import('../../main/electron/index.ts');
  const [fake] = shared.electron;
  if (!fake) throw new Error('The fake was not used.');
  electron = fake;
  await vi.waitFor(() => expect(electron.windows).toHaveLength(1));
});

const page = 'app://corridors/';
const mainFrame = (url: string) => ({ senderFrame: { url, parent: null } });

describe('the window', () => {
  it('has every way to the machine switched off', () => {
    expect(electron.app.sandboxed).toBe(true);
    expect(electron.windows[0]?.options['webPreferences']).toEqual({
      preload: join(import.meta.dirname, '../../main/electron/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: false,
    });
    expect(electron.windows[0]?.address).toBe(page);
  });

  it('gets its scheme as standard and secure, with nothing bypassing the policy', () => {
    expect(electron.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
  });

  it('may reload its own page and go nowhere else', () => {
    const contents = electron.windows[0]?.contents ?? new FakeContents();
    expect(isPrevented(contents, 'will-navigate', { url: page })).toBe(false);
    for (const url of [
      'https://example.org/',
      'file:///etc/passwd',
      'app://corridors/other',
      'app://elsewhere/',
      'javascript:1',
    ]) {
      expect(isPrevented(contents, 'will-navigate', { url }), url).toBe(true);
    }
    expect(isPrevented(contents, 'will-redirect', { url: page })).toBe(true);
    expect(isPrevented(contents, 'will-frame-navigate', { url: page, isMainFrame: false })).toBe(true);
    expect(isPrevented(contents, 'will-frame-navigate', { url: page, isMainFrame: true })).toBe(false);
  });

  it('opens no other window and hosts no guest', () => {
    const contents = electron.windows[0]?.contents ?? new FakeContents();
    expect(contents.openHandler?.({ url: page })).toEqual({ action: 'deny' });
    expect(isPrevented(contents, 'will-attach-webview')).toBe(true);
  });
});

describe('the session', () => {
  it('grants no permission and no device', () => {
    const { permissionRequest, permissionCheck, devicePermission } = electron.session;
    for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal']) {
      const answer = vi.fn();
      permissionRequest?.({}, permission, answer);
      expect(answer).toHaveBeenCalledWith(false);
    }
    expect([permissionCheck?.(), devicePermission?.()]).toEqual([false, false]);
    expect(electron.session.spellChecker).toBe(false);
  });

  it.each([
    [`${page}assets/a.js`, false],
    ['data:image/svg+xml,x', false],
    ['blob:app://corridors/1', false],
    ['https://example.org/', true],
    ['http://127.0.0.1:80/', true],
    ['file:///etc/passwd', true],
    ['ws://127.0.0.1/', true],
    ['app://corridors.example/', true],
    ['blob:https://example.org/1', true],
  ])('for %s answers cancel = %s', (url, cancel) => {
    const answer = vi.fn();
    electron.session.beforeRequest?.({ url }, answer);
    expect(answer).toHaveBeenCalledWith({ cancel });
  });

  it.each([
    ['app://corridors/', 200],
    ['app://corridors/?x=1', 200],
    ['app://corridors/../secret', 404],
    ['app://corridors/%2e%2e/secret', 404],
    ['app://elsewhere/', 404],
  ])('answers %s with %i', async (url, status) => {
    const answer = await electron.session.protocolHandlers.get('app')?.(new Request(url));
    expect(answer?.status).toBe(status);
    expect(answer?.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
    expect(answer && (await answer.text())).toBe(status === 200 ? 'the page' : '');
  });

  it('takes no other method', async () => {
    const answer = await electron.session.protocolHandlers.get('app')?.(
      new Request(page, { method: 'POST', body: 'x' }),
    );
    expect(answer?.status).toBe(405);
  });
});

describe('a message', () => {
  it('has one channel for each procedure and no general one', () => {
    expect([...electron.answerers.keys()].sort()).toEqual(procedureNames.map((name) => `corridor:${name}`).sort());
  });

  it('from our own page’s main frame is answered', async () => {
    shared.calls.length = 0;
    for (const url of [page, `${page}index.html`, `${page}#view=claims`]) {
      expect(await electron.answerers.get('corridor:app.info')?.(mainFrame(url), {})).toEqual(success('app.info'));
    }
    expect(shared.calls).toHaveLength(3);
  });

  it.each([
    ['another origin', mainFrame('https://example.org/')],
    ['a look-alike host', mainFrame('app://corridors.example/')],
    ['another scheme', mainFrame('file:///corridors/')],
    ['another file of ours', mainFrame('app://corridors/assets/a.js')],
    ['a nested frame', { senderFrame: { url: page, parent: {} } }],
    ['a frame that is gone', { senderFrame: null }],
  ])('from %s is refused before dispatch hears of it', async (_who, event) => {
    shared.calls.length = 0;
    for (const answerer of electron.answerers.values()) {
      expect(await answerer(event, {})).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    }
    expect(shared.calls).toEqual([]);
  });
});

describe('the program', () => {
  it('keeps the window’s profile beside the person’s data', () => {
    expect(electron.paths.get('userData')).toMatch(/window$/);
  });

  it('hands a file of a second start to the window, and says when it cannot be read', async () => {
    const contents = electron.windows[0]?.contents ?? new FakeContents();
    shared.calls.length = 0;
    electron.app.emit('second-instance', {}, ['corridors', '--flag', 'LICENSE', 'gone.corridor'], '/nowhere');
    await vi.waitFor(() => expect(contents.sent).toHaveLength(1));
    expect(contents.sent[0]).toMatchObject({
      channel: 'corridor-event',
      payload: { kind: 'file-opened', result: { ok: false, error: { code: 'bad-file' } } },
    });
    expect(shared.calls).toEqual([]);
  });

  it('flushes before it ends', async () => {
    expect(shared.closed).toBe(0);
    electron.app.emit('window-all-closed');
    expect(electron.app.quits).toBe(1);
    expect(isPrevented(electron.app, 'will-quit')).toBe(true);
    await vi.waitFor(() => expect(electron.exits).toEqual([0]));
    expect(shared.closed).toBe(1);
  });
});
