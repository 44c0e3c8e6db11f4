/**
 * `corridor serve`: the planner in the system's browser, until it is ended. Wrong options are refused before anything
 * starts; a data pack given by hand is read first, so a broken one opens no window. Tested in test/unit/cli.test.ts.
 */
import type { ServeOptions } from '../http/serve.ts';
import type { CommonOptions, Io } from './command.ts';
import { loadDataset } from './load.ts';
import { readNumber } from './values.ts';

export interface ServeCommandOptions extends CommonOptions {
  readonly port?: string;
  /** False when --no-open was given. */
  readonly open: boolean;
}

/** What starts the host and waits for its end; its code is only loaded when asked for. */
export type Serve = (options: ServeOptions) => Promise<number>;

export const serveOnLoopback: Serve = async (options) => (await import('../http/serve.ts')).serve(options);

/** Resolves with the exit code. */
export async function runServe(
  options: ServeCommandOptions,
  entryFolder: string,
  io: Io,
  serve: Serve,
): Promise<number> {
  const port =
    options.port === undefined
      ? undefined
      : readNumber('port', options.port, { atLeast: 1, atMost: 65535, whole: true });
  if (options.dataset !== undefined) await loadDataset(options.dataset);
  return serve({
    entryFolder,
    open: options.open,
    ...(port === undefined ? {} : { port }),
    ...(options.dataset === undefined ? {} : { datasetFolder: options.dataset }),
    ...(options.json ? { announce: (address) => io.out(`${JSON.stringify({ address })}\n`) } : {}),
    print: (line) => io.out(`${line}\n`),
    printError: (line) => io.err(`${line}\n`),
  });
}
