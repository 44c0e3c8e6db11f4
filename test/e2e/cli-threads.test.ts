/** The built command line answers long questions in a thread: the same bits as in place, and Ctrl+C ends it. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { ensureBuilt } from '../../main/build.mjs';
import type { run as runCommand } from '../../main/cli.ts';
import { corridor, examplePath } from '../support/run-corridor.ts';

await ensureBuilt();
const built = pathToFileURL(join(import.meta.dirname, '../../dist/main/cli.js')).href;
const { run } = (await import(/* @vite-ignore */ built)) as { run: typeof runCommand };

const files = [examplePath('1-reference.corridor'), examplePath('2-railway.corridor')];

async function runBuilt(argv: readonly string[]): Promise<{ exitCode: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const exitCode = await run(argv, {
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
  });
  return { exitCode, ...said };
}

it.each([
  ['uncertainty', '--draws', '2000'],
  ['switching', '--metric', 'hours'],
])('%s answers from its thread what it answers in place, bit for bit (law 8)', async (command, ...words) => {
  const argv = [command, ...files, '--market', 'MK_KAS_TAS', ...words, '--json'];
  const threaded = await runBuilt(argv);
  expect(threaded.exitCode).toBe(0);
  expect(threaded.out).toBe((await corridor(argv)).out);
});

it('Ctrl+C ends a question in its thread with one sentence', async () => {
  const interruptOnceHeard = (event: string | symbol): void => {
    if (event !== 'SIGINT') return;
    process.removeListener('newListener', interruptOnceHeard);
    setImmediate(() => process.emit('SIGINT'));
  };
  process.on('newListener', interruptOnceHeard);
  const { exitCode, out, err } = await runBuilt(['uncertainty', ...files, '--draws', '100000']);
  expect(exitCode).toBe(2);
  expect(out).toBe('');
  expect(err).toBe('The question was cancelled before it was answered. Nothing was changed.\n');
});
