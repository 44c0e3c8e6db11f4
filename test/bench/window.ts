/**
 * How fast the built window is, in a real Chromium over the loopback door: start to the first answer, a toggle to the
 * painted answer with six scenarios, and the size of the code it fetched.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { median, percentile } from './statistics.ts';

const TOGGLES = 200;
const STARTS = 5;
const COLUMNS = 6;

export interface WindowFigures {
  readonly startMs: number;
  readonly toggleMedianMs: number;
  readonly toggleP95Ms: number;
  readonly columns: number;
  readonly codeGzipBytes: number;
}

interface Started {
  readonly page: Page;
  readonly startMs: number;
  readonly files: ReadonlySet<string>;
  readonly end: () => Promise<void>;
}

/** Starts the host and opens the window in a browser that already runs; the clock stops at the first answer. */
async function startWindow(root: string, browser: Browser): Promise<Started> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'corridor-bench-'));
  const start = performance.now();
  const host = spawn(process.execPath, [join(root, 'main/start.mjs'), '--no-open'], {
    env: { ...process.env, CORRIDOR_DATA_DIR: dataFolder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = new Promise<void>((resolve) => host.once('exit', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    let text = '';
    host.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const [found] = /http:\S+/.exec(text) ?? [];
      if (found) resolve(found);
    });
    void exit.then(() => reject(new Error('The planner ended before it was ready.')));
  });
  const context = await browser.newContext({ viewport: { width: 1600, height: 1000 }, locale: 'en-GB' });
  const page = await context.newPage();
  const files = new Set<string>();
  page.on('response', (response) => files.add(basename(new URL(response.url()).pathname)));
  await page.goto(address);
  await page.getByTestId('answer-sentence').waitFor();
  const startMs = performance.now() - start;
  return {
    page,
    startMs,
    files,
    end: async () => {
      await context.close();
      host.kill('SIGTERM');
      await exit;
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** Ticks further scenarios of the library until the table has six. */
async function addColumns(page: Page): Promise<number> {
  const rows = page.locator('.compare-table tbody tr');
  const ticks = page.locator('.library input[type=checkbox]');
  for (let index = 0; index < (await ticks.count()) && (await rows.count()) < COLUMNS; index += 1) {
    if (await ticks.nth(index).isChecked()) continue;
    const before = await rows.count();
    await ticks.nth(index).locator('..').click();
    await page.waitForFunction((count) => document.querySelectorAll('.compare-table tbody tr').length > count, before);
  }
  return rows.count();
}

/**
 * Toggles a measure of column B on and off and waits each time until its row says something else and that is painted.
 * Runs inside the page, so no message to the test harness is in the time.
 */
function toggleInPage({ measure, count }: { measure: string; count: number }): Promise<number[]> {
  const row = (): string =>
    document.querySelector('.compare-table tbody [data-letter="B"]')?.closest('tr')?.textContent ?? '';
  const find = (): HTMLElement | undefined =>
    [...document.querySelectorAll<HTMLElement>('[role=gridcell][data-letter="B"] [role=switch]')].find((one) =>
      one.getAttribute('aria-label')?.startsWith(measure),
    );
  const painted = (): Promise<void> =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve();
        channel.port2.postMessage(undefined);
      });
    });
  const changed = (before: string): Promise<void> =>
    new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (row() === before) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    });
  return (async () => {
    const times: number[] = [];
    while (times.length < count) {
      let button = find();
      // A click on a switch that is on offers its strengths; a click on the chosen one switches off.
      if (button?.getAttribute('aria-checked') === 'true') {
        button.click();
        await painted();
        button = [...document.querySelectorAll<HTMLElement>('[role=gridcell][data-letter="B"] [role=radio]')].find(
          (one) => one.getAttribute('aria-checked') === 'true',
        );
      }
      if (!button) throw new Error(`There is no switch for ${measure}.`);
      const before = row();
      const answer = changed(before);
      const start = performance.now();
      button.click();
      await answer;
      await painted();
      times.push(performance.now() - start);
    }
    return times;
  })();
}

/** Compressed size of the scripts and styles among the files that the window fetched. */
function codeGzipBytes(root: string, files: ReadonlySet<string>): number {
  return [...files]
    .filter((name) => /\.(js|css)$/.test(name))
    .reduce(
      (sum, name) => sum + gzipSync(readFileSync(join(root, 'dist/renderer/assets', name)), { level: 9 }).length,
      0,
    );
}

export async function measureWindow(root: string, measure: string): Promise<WindowFigures> {
  const browser = await launchBrowser();
  try {
    const starts: number[] = [];
    for (let run = 0; run < STARTS; run += 1) {
      const started = await startWindow(root, browser);
      starts.push(started.startMs);
      await started.end();
    }
    const { page, files, end } = await startWindow(root, browser);
    const columns = await addColumns(page);
    const times = await page.evaluate(toggleInPage, { measure, count: TOGGLES });
    const bytes = codeGzipBytes(root, files);
    await end();
    return {
      startMs: median(starts),
      toggleMedianMs: median(times),
      toggleP95Ms: percentile(times, 0.95),
      columns,
      codeGzipBytes: bytes,
    };
  } finally {
    await browser.close();
  }
}
