/**
 * Listens to everything a page must never do: console errors, uncaught errors, policy violations, requests to anywhere
 * but the planner. `takeFaults` must be empty at the end of every journey.
 */
import type { BrowserContext, Page } from 'playwright-core';

export interface PageWatch {
  /** All since the last time it was asked. */
  readonly takeFaults: () => readonly string[];
}

/** Run before the page's own code, in the page: reports each policy violation as a console error with a mark. */
function reportViolations(): void {
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`securitypolicyviolation: ${event.violatedDirective} ${event.blockedURI}`);
  });
}

export async function watchContext(
  context: BrowserContext,
  isOwnRequest: (address: string) => boolean,
): Promise<PageWatch> {
  const faults: string[] = [];
  await context.addInitScript(reportViolations);
  const watch = (page: Page): void => {
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(`console: ${message.text()} ${message.location().url}`);
    });
    page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
    page.on('crash', () => faults.push('the page crashed'));
  };
  for (const page of context.pages()) watch(page);
  context.on('page', watch);
  context.on('request', (request) => {
    const address = request.url();
    if (!/^(data|blob):/.test(address) && !isOwnRequest(address)) faults.push(`foreign request: ${address}`);
  });
  return { takeFaults: () => faults.splice(0) };
}
