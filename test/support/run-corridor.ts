/** Runs the command `corridor` in this process and catches what it says. */
import { join } from 'node:path';
import type { Serve } from '../../main/cli/serve.ts';
import { run } from '../../main/cli.ts';

export interface Said {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** A host that starts nothing and ends at once. */
const noServe: Serve = () => Promise.resolve(0);

export async function corridor(argv: readonly string[], serve: Serve = noServe): Promise<Said> {
  const said = { out: '', err: '' };
  const exitCode = await run(
    argv,
    { out: (text) => void (said.out += text), err: (text) => void (said.err += text) },
    serve,
  );
  return { exitCode, ...said };
}

/** With --json: standard output must be one JSON value. */
export async function corridorJson<T>(argv: readonly string[]): Promise<{ exitCode: number; value: T; err: string }> {
  const { exitCode, out, err } = await corridor([...argv, '--json']);
  return { exitCode, value: JSON.parse(out) as T, err };
}

export const examplePath = (fileName: string): string =>
  join(import.meta.dirname, '../../scenarios/examples', fileName);
