/**
 * Finds a Chromium-family browser for tests: the named one (CORRIDOR_BROWSER), the system's, then on Linux x64 the headless
 * one inside the npm package @sparticuz/chromium. If there is none, launch-planner.ts says so
 * in one line and its journeys are skipped.
 */
import { existsSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';
import { findChromiumFamily, thisMachine } from '../../main/http/open-window.ts';

export interface FoundBrowser {
  readonly executablePath: string;
  readonly launchArguments: readonly string[];
  readonly origin: 'named or system' | 'npm package';
}

/**
 * The packaged one unpacks its own libraries only when it believes to run where it was made for. Its own arguments are
 * left out: they switch the web's security off, which is what these journeys are to see.
 */
async function findPackaged(): Promise<FoundBrowser | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs20.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  const executablePath = await packaged.executablePath();
  return existsSync(executablePath)
    ? { executablePath, launchArguments: ['--no-sandbox', '--disable-gpu'], origin: 'npm package' }
    : undefined;
}

let found: Promise<FoundBrowser | undefined> | undefined;

export function findBrowser(): Promise<FoundBrowser | undefined> {
  found ??= (async () => {
    const machine = thisMachine();
    const executablePath = findChromiumFamily(machine);
    if (executablePath === undefined) return findPackaged();
    const launchArguments = machine.userId === 0 ? ['--no-sandbox'] : [];
    return { executablePath, launchArguments, origin: 'named or system' };
  })();
  return found;
}

/** No background network: a test that sees a foreign request has seen the planner's. */
export async function launchBrowser(): Promise<Browser> {
  const browser = await findBrowser();
  if (!browser) throw new Error('No Chromium-family browser was found. Set CORRIDOR_BROWSER to one.');
  return chromium.launch({
    executablePath: browser.executablePath,
    args: [...browser.launchArguments, '--disable-background-networking', '--disable-component-update'],
  });
}
