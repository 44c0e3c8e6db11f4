/**
 * The desktop program's entry: one instance, one hardened window, the same services as every other door, and all
 * writes flushed before the end. Thin on purpose; each part is tested on its own in test/security/electron-main.test.ts
 * and the whole built file through the Electron-API stand-in in test/e2e.
 */
import { readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { app, dialog, session, type BrowserWindow } from 'electron';
import { MAX_FILE_CHARACTERS } from '../../shared/api/contract.ts';
import { failure, type Result } from '../../shared/base/issue.ts';
import type { FileOpened } from '../../shared/api/events.ts';
import { getDataFolder } from '../services/data-folder.ts';
import { openProgram, type Program } from '../program.ts';
import { hardenContents, hardenSession } from './hardening.ts';
import { answerProcedures, sendEvent } from './ipc.ts';
import { registerAppScheme, serveAppScheme } from './protocol.ts';
import { openWindow, setMenu } from './window.ts';

let program: Program | undefined;
let window: BrowserWindow | undefined;
const filesToOpen: string[] = [];

const scenarioFilesIn = (words: readonly string[]): string[] =>
  words.slice(1).filter((word) => /\.corridor$/i.test(word));

async function importFile({ dispatch }: Program, path: string): Promise<Result<unknown>> {
  const fileName = basename(path);
  try {
    if (statSync(path).size > 4 * MAX_FILE_CHARACTERS) {
      return failure('bad-file', `${fileName} is too large to be a scenario file. Nothing was changed.`);
    }
    return await dispatch('library.import', { fileName, text: readFileSync(path, 'utf8') });
  } catch {
    return failure('bad-file', `${fileName} could not be read. Please check that it still exists and may be read.`);
  }
}

/** Imports what was asked for from outside and tells the window, once there is both a program and a window. */
async function openWaitingFiles(): Promise<void> {
  if (!program || !window) return;
  for (const path of filesToOpen.splice(0)) {
    const result = (await importFile(program, path)) as FileOpened['result'];
    sendEvent(window.webContents, { kind: 'file-opened', result });
  }
}

function showWindow(): void {
  if (!window) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}

async function start(): Promise<void> {
  await app.whenReady();
  hardenSession(session.defaultSession);
  program = await openProgram({ host: 'electron', entryFolder: import.meta.dirname });
  serveAppScheme(session.defaultSession, program.files);
  answerProcedures(program.dispatch);
  setMenu(process.platform);
  window = openWindow({ preload: join(import.meta.dirname, 'preload.cjs'), inspector: !app.isPackaged });
  window.on('closed', () => (window = undefined));
  await openWaitingFiles();
}

/** After the windows are gone, so that their last saves are in the queue; then the program ends for good. */
function flushBeforeEnd(): void {
  app.on('will-quit', (event) => {
    if (!program) return;
    event.preventDefault();
    const { close } = program;
    program = undefined;
    close()
      .catch((error: unknown) => dialog.showErrorBox('Corridors could not save everything', String(error)))
      .finally(() => app.exit());
  });
}

app.setPath('userData', join(getDataFolder(), 'window'));
if (app.requestSingleInstanceLock()) {
  app.enableSandbox();
  registerAppScheme();
  hardenContents(app);
  flushBeforeEnd();
  app.on('window-all-closed', () => app.quit());
  app.on('second-instance', (_event, words, folder) => {
    filesToOpen.push(...scenarioFilesIn(words).map((word) => resolve(folder, word)));
    showWindow();
    void openWaitingFiles();
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    filesToOpen.push(path);
    void openWaitingFiles();
  });
  filesToOpen.push(...scenarioFilesIn(process.argv).map((word) => resolve(word)));
  start().catch((error: unknown) => {
    dialog.showErrorBox('Corridors could not start', error instanceof Error ? error.message : String(error));
    app.exit(1);
  });
} else {
  app.quit();
}
