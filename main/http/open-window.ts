/**
 * Opens the planner's address in a browser of this machine: as a window of its own (application mode, with an empty
 * profile that is removed afterwards) where a Chromium-family browser is found, else in the usual browser. Without a
 * display it opens nothing. Tested in test/unit/open-window.test.ts.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

export interface Machine {
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly userId: number | undefined;
  readonly exists: (path: string) => boolean;
}

export const thisMachine = (): Machine => ({
  platform: process.platform,
  env: process.env,
  userId: process.getuid?.(),
  exists: existsSync,
});

const LINUX_NAMES = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'brave-browser',
];
const MAC_NAMES = ['Google Chrome', 'Microsoft Edge', 'Chromium', 'Brave Browser'];
const WINDOWS_PATHS = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

function browserPaths({ platform, env }: Machine): string[] {
  if (platform === 'win32') {
    const roots = [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']].filter(
      (root) => root !== undefined,
    );
    return WINDOWS_PATHS.flatMap((path) => roots.map((root) => `${root}\\${path}`));
  }
  if (platform === 'darwin') return MAC_NAMES.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return LINUX_NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** A browser that knows application mode; `CORRIDOR_BROWSER` names one explicitly. */
export function findChromiumFamily(machine: Machine): string | undefined {
  const chosen = machine.env['CORRIDOR_BROWSER'];
  return [...(chosen ? [chosen] : []), ...browserPaths(machine)].find((path) => machine.exists(path));
}

export const hasDisplay = ({ platform, env }: Machine): boolean =>
  platform === 'win32' || platform === 'darwin' || Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']);

/** Application mode, own profile, nothing fetched in the background; the sandbox goes only for root, who has none. */
export const appModeArguments = (address: string, profile: string, { userId }: Machine): string[] => [
  `--app=${address}`,
  `--user-data-dir=${profile}`,
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(userId === 0 ? ['--no-sandbox'] : []),
];

/** The system's own way to open an address. */
export function openCommand(address: string, platform: string): readonly [string, readonly string[]] {
  if (platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', address]];
  if (platform === 'darwin') return ['open', [address]];
  return ['xdg-open', [address]];
}

export interface OpenWindow {
  /** Own window: settles when it is closed. Usual browser: never, because nobody can tell. */
  readonly closed: Promise<void>;
  readonly end: () => Promise<void>;
}

const ended = (child: ChildProcess): Promise<number> =>
  new Promise((resolve) => {
    child.once('error', () => resolve(127));
    child.once('exit', (code) => resolve(code ?? 1));
  });

function openUsualBrowser(address: string, platform: string): OpenWindow {
  const [command, words] = openCommand(address, platform);
  const child = spawn(command, words, { stdio: 'ignore', detached: true });
  child.once('error', () => undefined);
  child.unref();
  return { closed: new Promise(() => undefined), end: () => Promise.resolve() };
}

/** How soon a browser must have ended with a fault to count as one that does not work here. */
const EARLY_DEATH_MS = 5_000;

/** Undefined when there is no display. */
export function openWindow(address: string, machine: Machine = thisMachine()): OpenWindow | undefined {
  if (!hasDisplay(machine)) return undefined;
  const browser = findChromiumFamily(machine);
  if (browser === undefined) return openUsualBrowser(address, machine.platform);
  const profile = mkdtempSync(join(tmpdir(), 'corridors-window-'));
  const child = spawn(browser, appModeArguments(address, profile, machine), { stdio: 'ignore' });
  const startedAt = performance.now();
  const exit = ended(child).then((code) => {
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    return code;
  });
  return {
    closed: exit.then((code) =>
      code !== 0 && !child.killed && performance.now() - startedAt < EARLY_DEATH_MS
        ? openUsualBrowser(address, machine.platform).closed
        : undefined,
    ),
    end: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await exit;
    },
  };
}
