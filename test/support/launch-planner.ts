/**
 * Opens the built planner for a journey through any of its doors: the loopback host in a browser, the built desktop entry
 * through the Electron-API stand-in, or real Electron when its runtime is here. The same journey runs on each. Closing
 * fails when the page did what it must never do (watch-page.ts) or the program did not end in order.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, chromium, type BrowserContext, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { ensureBuilt } from '../../main/build.mjs';
import { findElectron } from '../../main/start.mjs';
import { findBrowser, launchBrowser } from './browser.ts';
import { watchContext } from './watch-page.ts';

export type Door = 'loopback' | 'stand-in' | 'electron';

export interface LaunchOptions {
  readonly door?: Door;
  /** A former planner's data, to open it again; else empty and removed at the end. */
  readonly dataFolder?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly locale?: string;
  readonly colorScheme?: 'light' | 'dark';
  readonly port?: number;
  /** Stand-in: where the program lies, when not in this repository (an unpacked archive). */
  readonly programFolder?: string;
}

export interface Planner {
  readonly page: Page;
  /** What the page did that it must not, for a test that provokes it; what is left fails `close`. */
  readonly takeFaults: () => readonly string[];
  /** Loopback: the full address with its key. */
  readonly address: string;
  readonly close: () => Promise<void>;
}

const root = join(import.meta.dirname, '../..');

const electronRuntime = (): string | undefined =>
  findElectron({
    electronFolder: join(root, 'node_modules/electron'),
    env: process.env,
    platform: process.platform,
    exists: existsSync,
  });

/** Doors that can be opened on this machine. Each missing one is told in one line; `REQUIRE_ELECTRON=1` forbids that. */
export async function availableDoors(): Promise<readonly Door[]> {
  const doors: Door[] = [];
  if (await findBrowser()) doors.push('loopback', 'stand-in');
  else process.stdout.write('SKIPPED: browser journeys, because no Chromium-family browser was found.\n');
  if (electronRuntime()) doors.push('electron');
  else if (process.env['REQUIRE_ELECTRON'] === '1')
    throw new Error('REQUIRE_ELECTRON=1, but no Electron runtime is here.');
  else process.stdout.write('SKIPPED: journeys in real Electron, because its runtime is not on this machine.\n');
  return doors;
}

interface Child {
  /** Resolves with the first line that matches; rejects when the program ends before. */
  readonly line: (pattern: RegExp) => Promise<RegExpMatchArray>;
  /** Asks it to end; rejects with all it said when it does not end in order. */
  readonly end: () => Promise<void>;
}

function watchChild(child: ChildProcess): Child {
  let text = '';
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const lookers = new Set<() => void>();
  const take = (chunk: Buffer): void => {
    text += chunk.toString();
    for (const look of lookers) look();
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  return {
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const match = pattern.exec(text);
          if (match) resolve(match);
        };
        lookers.add(look);
        look();
        void exit.then((code) => reject(new Error(`The program ended (${code}) before it was ready:\n${text}`)));
      }),
    end: async () => {
      if (child.exitCode === null) child.kill('SIGTERM');
      const code = await exit;
      if (code !== 0) throw new Error(`The program ended with ${code}:\n${text}`);
    },
  };
}

interface Opened {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly address: string;
  readonly isOwnRequest: (address: string) => boolean;
  /** Ends everything; rejects when the program does not end in order. */
  readonly end: () => Promise<void>;
}

const environment = (dataFolder: string, more: Record<string, string> = {}): NodeJS.ProcessEnv => ({
  ...process.env,
  CORRIDOR_DATA_DIR: dataFolder,
  ...more,
});

/** The host alone, as `npm start -- --no-open` runs it. */
export async function startLoopbackHost(dataFolder: string, port = 0): Promise<Child & { readonly address: string }> {
  const child = watchChild(
    spawn(process.execPath, [join(root, 'main/start.mjs'), '--no-open', '--port', String(port)], {
      env: environment(dataFolder),
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
  const [, address = ''] = await child.line(/is ready at (http:\S+)/);
  return { ...child, address };
}

async function openLoopback(options: LaunchOptions, dataFolder: string): Promise<Opened> {
  const host = await startLoopbackHost(dataFolder, options.port);
  const browser = await launchBrowser();
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 1600, height: 1000 },
    locale: options.locale ?? 'en-GB',
    colorScheme: options.colorScheme ?? 'light',
  });
  return {
    context,
    page: await context.newPage(),
    address: host.address,
    isOwnRequest: (address) => address.startsWith(new URL(host.address).origin),
    end: async () => {
      await browser.close();
      return host.end();
    },
  };
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function openStandIn(options: LaunchOptions, dataFolder: string): Promise<Opened> {
  await ensureBuilt();
  const found = await findBrowser();
  const debugPort = await findFreePort();
  const standIn = {
    executablePath: found?.executablePath,
    debugPort,
    launchArguments: [...(found?.launchArguments ?? []), `--lang=${options.locale ?? 'en-GB'}`],
  };
  const register = join(root, 'test/support/electron-stand-in/register.mjs');
  const child = watchChild(
    spawn(process.execPath, ['--import', register, join(options.programFolder ?? root, 'dist/main/electron.js')], {
      env: environment(dataFolder, { CORRIDOR_STAND_IN: JSON.stringify(standIn) }),
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
  const [, address = ''] = await child.line(/STAND-IN READY (\S+)/);
  const onlooker = await chromium.connectOverCDP(`http://127.0.0.1:${debugPort}`);
  const context = onlooker.contexts()[0];
  const page = context?.pages()[0];
  if (!context || !page) throw new Error('The stand-in has no page.');
  return {
    context,
    page,
    address,
    isOwnRequest: (request) => request.startsWith(new URL(address).origin),
    end: async () => {
      await child.end();
      await onlooker.close();
    },
  };
}

async function openElectron(_options: LaunchOptions, dataFolder: string): Promise<Opened> {
  await ensureBuilt();
  const executablePath = electronRuntime();
  if (!executablePath) throw new Error('No Electron runtime is here.');
  const env = Object.entries(environment(dataFolder)).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const electron = await _electron.launch({
    executablePath,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root],
    env: Object.fromEntries(env),
  });
  const page = await electron.firstWindow();
  return {
    context: electron.context(),
    page,
    address: page.url(),
    isOwnRequest: (address) => address.startsWith('app://corridors/'),
    end: () => electron.close(),
  };
}

const openers: Readonly<Record<Door, (options: LaunchOptions, dataFolder: string) => Promise<Opened>>> = {
  loopback: openLoopback,
  'stand-in': openStandIn,
  electron: openElectron,
};

/** Opens the planner; the caller closes it. The desktop doors load the page again, so that all of it is watched. */
export async function launchPlanner(options: LaunchOptions = {}): Promise<Planner> {
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'corridor-data-'));
  const { context, page, address, isOwnRequest, end } = await openers[options.door ?? 'loopback'](options, dataFolder);
  const watch = await watchContext(context, isOwnRequest);
  if (options.door === undefined || options.door === 'loopback') {
    await page.goto(address);
  } else {
    await page.setViewportSize(options.viewport ?? { width: 1600, height: 1000 });
    await page.emulateMedia({ colorScheme: options.colorScheme ?? 'light' });
    await page.reload();
  }
  return {
    page,
    address,
    takeFaults: watch.takeFaults,
    close: async () => {
      const faults = watch.takeFaults();
      await end();
      if (!options.dataFolder) rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
      if (faults.length > 0) throw new Error(`The page did what it must not:\n${faults.join('\n')}`);
    },
  };
}

/** Opens the planner for one test and closes it with the test. */
export async function openPlanner(options: LaunchOptions = {}): Promise<Planner> {
  const planner = await launchPlanner(options);
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => (closed ??= planner.close());
  onTestFinished(close);
  return { ...planner, close };
}
