/**
 * Puts the program together once, the same for every door: folders, services, dispatch, built window. Doors only carry
 * calls to `dispatch`. An unexpected fault is reported here, on standard error, and masked for the caller.
 * Tested in test/parity.
 */
import { randomUUID } from 'node:crypto';
import type { OutputOf } from '../shared/api/contract.ts';
import { createDispatch, type Transport } from '../shared/api/rpc.ts';
import { version } from '../package.json';
import { getDataFolder } from './services/data-folder.ts';
import { getProgramFolders } from './program-folder.ts';
import { createHandlers, createServices } from './services/handlers.ts';
import { readStaticFiles, type StaticFile } from './static-files.ts';

export interface Program {
  readonly dispatch: Transport;
  readonly files: ReadonlyMap<string, StaticFile>;
  /** Flushes all writes and gives the data folder free. */
  readonly close: () => Promise<void>;
}

export interface ProgramOptions {
  readonly host: OutputOf<'app.info'>['host'];
  /** The entry module's `import.meta.dirname`. */
  readonly entryFolder: string;
  readonly dataFolder?: string;
  /** Another data pack than the bundled one. */
  readonly datasetFolder?: string;
}

export function reportIncident(incident: string, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`Incident ${incident}: ${text}\n`);
}

/** Rejects with an AppFailure when the data folder is in use or cannot be written. */
export async function openProgram({
  host,
  entryFolder,
  dataFolder = getDataFolder(),
  datasetFolder = getProgramFolders(entryFolder).datasetFolder,
}: ProgramOptions): Promise<Program> {
  const { examplesFolder, rendererFolder } = getProgramFolders(entryFolder);
  const files = readStaticFiles(rendererFolder);
  const services = await createServices({ dataFolder, examplesFolder, datasetFolder, programVersion: version, host });
  const dispatch = createDispatch(createHandlers(services), { onIncident: reportIncident, makeIncidentId: randomUUID });
  return { dispatch, files, close: () => services.close() };
}
