/**
 * `serve`: starts the loopback host, prints its address, opens a window unless told not to, and runs until the window
 * is closed or the person ends it; then ends all it started and flushes. Tested in test/e2e/start.test.ts.
 */
import { AppFailure } from '../../shared/base/issue.ts';
import { startHost, type Host } from './host.ts';
import { openWindow } from './open-window.ts';

export interface ServeOptions {
  /** The entry module's `import.meta.dirname`. */
  readonly entryFolder: string;
  readonly port?: number;
  readonly open: boolean;
  /** Another data pack than the bundled one. */
  readonly datasetFolder?: string;
  /** Told of the address in place of the lines for people, for a program that reads them. */
  readonly announce?: (address: string) => void;
  /** Where the lines for people go. */
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
}

/** Settles at the first request to end: Ctrl+C, a polite kill, a closed terminal. A second one ends at once. */
function askedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

function whatHappened(error: unknown): string {
  if (error instanceof AppFailure) return error.error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return 'Another program uses this port. Please choose another one with --port, or leave --port out.';
  }
  return `The planner met an unexpected fault: ${error instanceof Error ? error.message : String(error)}`;
}

/** Resolves with the exit code: 0 after an orderly end, 1 when something stayed unsaved, 2 when it could not start. */
export async function serve(options: ServeOptions): Promise<number> {
  const { entryFolder, port, open, datasetFolder, announce, print, printError } = options;
  let host: Host;
  try {
    host = await startHost({
      entryFolder,
      ...(port === undefined ? {} : { port }),
      ...(datasetFolder === undefined ? {} : { datasetFolder }),
    });
  } catch (error) {
    printError(whatHappened(error));
    return 2;
  }
  const end = askedToEnd();
  const window = open ? openWindow(host.address) : undefined;
  if (announce) announce(host.address);
  else {
    print(`Corridors is ready at ${host.address}`);
    if (open && !window) print('There is no display here. Open the address in a browser on this machine.');
    else print(window ? 'Close the window or press Ctrl+C here to end.' : 'Press Ctrl+C here to end.');
  }
  await Promise.race([end, ...(window ? [window.closed] : [])]);
  await window?.end();
  try {
    await host.close();
  } catch (error) {
    printError(whatHappened(error));
    return 1;
  }
  return 0;
}
