/** `npm start` as people meet it: the address, the fallback, bad options, and an orderly end. */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startLoopbackHost } from '../support/launch-planner.ts';
import { sendRaw } from '../support/raw-http.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const root = join(import.meta.dirname, '../..');
const startFile = join(root, 'main/start.mjs');

interface Run {
  readonly text: () => string;
  readonly until: (pattern: RegExp) => Promise<RegExpExecArray>;
  readonly signal: (name: NodeJS.Signals) => void;
  readonly exit: Promise<number | null>;
}

/** Runs the launcher with its own empty data folder and the given programs first on the path. */
function runStart(words: readonly string[], env: Record<string, string> = {}): Run {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(DISPLAY|WAYLAND_DISPLAY|CORRIDOR_.*|ELECTRON_.*)$/.test(name)),
  );
  const child = spawn(process.execPath, [startFile, ...words], {
    env: { ...inherited, CORRIDOR_DATA_DIR: join(makeTempFolder(), 'data'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const lookers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      for (const look of lookers) look();
    });
  }
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
  onTestFinished(async () => {
    if (child.exitCode === null) child.kill('SIGTERM');
    await exit;
  });
  return {
    text: () => text,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const match = pattern.exec(text);
          if (match) resolve(match);
        };
        lookers.add(look);
        look();
        void exit.then((code) => reject(new Error(`ended (${code}): ${text}`)));
      }),
    signal: (name) => child.kill(name),
    exit,
  };
}

const isServed = async (address: string): Promise<boolean> => {
  const { host, port } = new URL(address);
  return (await sendRaw({ port: Number(port), path: '/', headers: { host } })).status === 200;
};

/** A program for the launcher to start, which writes its words into a file. */
function makeProgram(folder: string, name: string, script: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('npm start -- --no-open', () => {
  it('prints one address that works, and ends in order when asked to', async () => {
    const run = runStart(['--no-open']);
    const [, address = ''] = await run.until(/Corridors is ready at (http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43})\n/);
    expect(await isServed(address)).toBe(true);
    run.signal('SIGINT');
    expect(await run.exit).toBe(0);
    await expect(isServed(address)).rejects.toThrow(/ECONNREFUSED/);
  });

  it('takes the port it is given, and says so when another program has it', async () => {
    const first = await startLoopbackHost(join(makeTempFolder(), 'data'));
    onTestFinished(() => void first.end());
    const second = runStart(['--no-open', '--port', new URL(first.address).port]);
    expect(await second.exit).toBe(2);
    expect(second.text()).toMatch(/Another program uses this port/);
  });

  it('tells a second start that the planner is already open on this data', async () => {
    const dataFolder = join(makeTempFolder(), 'data');
    const first = await startLoopbackHost(dataFolder);
    onTestFinished(() => void first.end());
    const second = runStart(['--no-open'], { CORRIDOR_DATA_DIR: dataFolder });
    expect(await second.exit).toBe(2);
    expect(second.text()).toMatch(/already/);
  });
});

describe('npm start', () => {
  it.each([['--port', 'x'], ['--port', '70000'], ['--nonsense']])('refuses %s %s with its usage', (...words) => {
    const run = spawnSync(process.execPath, [startFile, ...words], { encoding: 'utf8' });
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('--no-open');
    expect(run.stdout).toBe('');
  });

  it.skipIf(process.platform === 'win32')('without a display says so and prints the address', async () => {
    const run = runStart(['--no-download']);
    await run.until(/is ready at/);
    expect(run.text()).toMatch(/no display/);
  });

  it.runIf(process.platform === 'linux')(
    'without Electron opens the browser’s application window and ends with it',
    async () => {
      const folder = makeTempFolder();
      const words = join(folder, 'words');
      const browser = makeProgram(
        folder,
        'browser',
        `echo "$@" > "${words}"; while [ ! -e "${folder}/close" ]; do sleep 0.05; done`,
      );
      const run = runStart(['--no-download'], {
        DISPLAY: ':99',
        CORRIDOR_BROWSER: browser,
        ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'no-runtime'),
      });
      const [, address = ''] = await run.until(/is ready at (\S+)/);
      expect(run.text()).toMatch(/Electron's runtime is not on this machine/);
      await run.until(/Close the window/);
      writeFileSync(join(folder, 'close'), '');
      expect(await run.exit).toBe(0);
      const seen = readFileSync(words, 'utf8');
      expect(seen).toContain(`--app=${address}`);
      const [, profile = ''] = /--user-data-dir=(\S+)/.exec(seen) ?? [];
      expect(profile).not.toBe('');
      expect(existsSync(profile)).toBe(false);
    },
  );

  it.runIf(process.platform === 'linux')('falls back to the browser when a found Electron dies at once', async () => {
    const folder = makeTempFolder();
    const words = join(folder, 'electron-words');
    makeProgram(join(folder, 'runtime'), 'electron', `echo "$@" > "${words}"; exit 127`);
    const browser = makeProgram(folder, 'browser', 'exit 0');
    const run = runStart([], {
      DISPLAY: ':99',
      CORRIDOR_BROWSER: browser,
      ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'runtime'),
    });
    expect(await run.exit).toBe(0);
    expect(run.text()).toMatch(/Electron was found but ended at once/);
    expect(run.text()).toMatch(/is ready at/);
    expect(readFileSync(words, 'utf8').includes('--no-sandbox')).toBe(process.getuid?.() === 0);
  });

  it.runIf(process.platform === 'linux')(
    'passes the end of a found Electron on, and starts no browser after it',
    async () => {
      const folder = makeTempFolder();
      makeProgram(join(folder, 'runtime'), 'electron', 'exit 0');
      const run = runStart([], { DISPLAY: ':99', ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'runtime') });
      expect(await run.exit).toBe(0);
      expect(run.text()).not.toMatch(/is ready at/);
    },
  );
});
