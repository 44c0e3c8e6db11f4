/**
 * The doors of the built program in a real browser. Loopback is the real thing; "stand-in" runs the built desktop entry and
 * preload against Chromium through a test double of Electron's API, so it proves our wiring and not Electron itself.
 */
import { describe, expect, it } from 'vitest';
import { CONTENT_SECURITY_POLICY } from '../../main/csp.ts';
import { sendRaw } from '../support/raw-http.ts';
import { availableDoors, openPlanner } from '../support/launch-planner.ts';

const doors = await availableDoors();

/** Asks the program from inside the page, through whatever this door gives the page. */
const askFromPage = `(async () => {
  if (window.corridor) return window.corridor.call('app.info', {});
  const answer = await fetch('/api/app.info', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-corridor-token': sessionStorage.getItem('corridor.token') },
    body: '{}',
  });
  return answer.json();
})()`;

describe.each(doors)('through %s, the planner', (door) => {
  it('loads, answers its page, and does so again after a reload', async () => {
    const { page } = await openPlanner({ door });
    expect(await page.title()).toContain('Corridors');
    const info = { ok: true, value: { host: door === 'loopback' ? 'loopback' : 'electron' } };
    expect(await page.evaluate(askFromPage)).toMatchObject(info);
    await page.reload();
    expect(await page.evaluate(askFromPage)).toMatchObject(info);
  });

  it('shows its page no way to the machine', async () => {
    const { page } = await openPlanner({ door });
    const seen = await page.evaluate(
      `['require', 'process', 'module', 'ipcRenderer', 'electron', 'Buffer'].filter((name) => name in window)`,
    );
    expect(seen).toEqual([]);
  });

  it('sends the policy with its page, and the policy holds', async () => {
    const planner = await openPlanner({ door });
    const { page } = planner;
    const answer = await page.reload();
    expect(answer?.headers()['content-security-policy']).toBe(CONTENT_SECURITY_POLICY);
    expect(planner.takeFaults()).toEqual([]);
    const inline = `(() => { const s = document.createElement('style'); s.textContent = 'body{outline:7px solid}';
      document.head.append(s); return getComputedStyle(document.body).outlineWidth; })()`;
    expect(await page.evaluate(inline)).not.toBe('7px');
    expect(await page.evaluate(`fetch('https://example.org/').then(() => 'reached', () => 'refused')`)).toBe('refused');
    expect(planner.takeFaults().length).toBeGreaterThan(0);
  });
});

describe.runIf(doors.includes('stand-in'))('the bridge of the desktop window', () => {
  it('offers two frozen functions and nothing else', async () => {
    const { page } = await openPlanner({ door: 'stand-in' });
    expect(await page.evaluate(`Object.keys(window.corridor).sort()`)).toEqual(['call', 'onEvent']);
    expect(await page.evaluate(`Object.isFrozen(window.corridor)`)).toBe(true);
    expect(await page.evaluate(`window.corridor.call('no.such', {})`)).toMatchObject({
      ok: false,
      error: { code: 'bad-input' },
    });
  });
});

describe.runIf(doors.includes('loopback'))('the loopback host', () => {
  it('gives a stranger without the key the page, and no answer', async () => {
    const { address } = await openPlanner();
    const { host, origin, port } = new URL(address);
    const page = await sendRaw({ port: Number(port), path: '/', headers: { host } });
    expect(page.status).toBe(200);
    const strangers: Record<string, string>[] = [{}, { 'x-corridor-token': 'guess' }];
    for (const headers of strangers) {
      const answer = await sendRaw({
        port: Number(port),
        method: 'POST',
        path: '/api/library.list',
        headers: { host, origin, 'content-type': 'application/json', ...headers },
        body: '{}',
      });
      expect(answer.status).toBe(403);
    }
  });

  it('gives no file outside the built window', async () => {
    const { address } = await openPlanner();
    const { host, port } = new URL(address);
    for (const path of ['/../main/cli.js', '/..%2f..%2fpackage.json', '/assets/../../stamp.txt', '/package.json']) {
      expect((await sendRaw({ port: Number(port), path, headers: { host } })).status, path).toBe(404);
    }
  });

  it('takes the key out of the address bar', async () => {
    const { page } = await openPlanner();
    expect(page.url()).not.toContain('token');
  });

  it('starts without its key in a tab that was never given one, and the other tab works on', async () => {
    const { page, address, takeFaults } = await openPlanner();
    const other = await page.context().newPage();
    await other.goto(new URL('/', address).href);
    expect(await other.evaluate(`sessionStorage.getItem('corridor.token')`)).toBeNull();
    await other.getByText('The link has no valid key').waitFor();
    await other.close();
    expect(takeFaults().filter((fault) => !fault.includes('403'))).toEqual([]);
    expect(await page.evaluate(askFromPage)).toMatchObject({ ok: true });
  });
});
