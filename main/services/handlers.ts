/**
 * Every procedure of the contract over the services of one data folder. Doors make the services once, give every call
 * to these handlers, and close at the end, which writes all that is waiting. Tested in
 * test/unit/storage-handlers.test.ts and test/parity.
 */
import { join } from 'node:path';
import type { Notice, OutputOf } from '../../shared/api/contract.ts';
import type { Handlers } from '../../shared/api/rpc.ts';
import { AppFailure, success, type Result } from '../../shared/base/issue.ts';
import { ENGINE_VERSION } from '../../shared/engine/evaluate.ts';
import { systemClock, type Clock } from './clock.ts';
import { readDatasetFolder } from './dataset-folder.ts';
import { diskFileSystem, type FileSystem } from './file-system.ts';
import { takeInstanceLock } from './instance-lock.ts';
import { ScenarioLibrary } from './scenario-library.ts';
import { SettingsStore } from './settings.ts';
import { changeFailure } from './storage-error.ts';
import { StudyStore } from './study-store.ts';
import { removeLeftovers, type Disk } from './write-whole.ts';

export interface ServicesOptions {
  readonly dataFolder: string;
  readonly examplesFolder: string;
  readonly datasetFolder: string;
  readonly programVersion: string;
  readonly host: OutputOf<'app.info'>['host'];
  readonly fileSystem?: FileSystem;
  readonly clock?: Clock;
}

export interface Services {
  readonly info: OutputOf<'app.info'>;
  readonly library: ScenarioLibrary;
  readonly settings: SettingsStore;
  readonly study: StudyStore;
  readonly readDataset: () => ReturnType<typeof readDatasetFolder>;
  /** Writes all that is waiting and gives the folder free; rejects with AppFailure when something stays unsaved. */
  readonly close: () => Promise<void>;
}

/** Rejects with AppFailure: `conflict` when another process holds the folder, `storage` when it cannot be written. */
export async function createServices(options: ServicesOptions): Promise<Services> {
  const { dataFolder, examplesFolder, datasetFolder, programVersion, host } = options;
  const { fileSystem = diskFileSystem, clock = systemClock } = options;
  const disk: Disk = { fileSystem, clock };
  const lock = await takeInstanceLock(dataFolder, host, disk).catch((error: unknown) => {
    const refused = changeFailure(`The data folder ${dataFolder}`, 'opened', error);
    throw refused.ok ? error : new AppFailure(refused.error.code, refused.error.message);
  });
  const library = new ScenarioLibrary({
    libraryFolder: join(dataFolder, 'library'),
    examplesFolder,
    programVersion,
    disk,
  });
  await removeLeftovers(disk, dataFolder);
  await library.removeLeftovers();
  const settings = new SettingsStore(dataFolder, disk);
  const study = new StudyStore(dataFolder, library, disk);
  return {
    info: { version: programVersion, engineVersion: ENGINE_VERSION, host },
    library,
    settings,
    study,
    readDataset: () => readDatasetFolder(datasetFolder, fileSystem),
    close: async () => {
      const refusals = [...(await library.flush()), await settings.flush(), await study.flush()].flatMap((outcome) =>
        outcome.ok ? [] : [outcome.error.message],
      );
      await lock.release();
      if (refusals.length > 0) throw new AppFailure('storage', refusals.join('\n'));
    },
  };
}

/** What a stored file had to say when it was read, kept until the window asks for the library's notices. */
class NoticeBox {
  readonly #notices = new Map<string, Notice>();
  readonly #told = new Set<string>();

  put(notices: readonly Notice[]): void {
    for (const notice of notices) if (!this.#told.has(notice.message)) this.#notices.set(notice.message, notice);
  }

  /** Each notice once in a run. */
  takeAll(): Notice[] {
    const notices = [...this.#notices.values()];
    for (const { message } of notices) this.#told.add(message);
    this.#notices.clear();
    return notices;
  }
}

const done = (result: Result<null>): Result<Record<string, never>> => (result.ok ? success({}) : result);

export function createHandlers({ info, library, settings, study, readDataset }: Services): Handlers {
  const notices = new NoticeBox();
  return {
    'app.info': () => Promise.resolve(success(info)),
    'dataset.read': readDataset,
    'library.list': async () => {
      const listed = await library.list();
      return success({ ...listed, notices: [...listed.notices, ...notices.takeAll()] });
    },
    'library.open': ({ handle }) => library.open(handle),
    'library.create': ({ document }) => library.create(document),
    'library.save': ({ handle, document }) => library.save(handle, document),
    'library.import': ({ fileName, text }) => library.import(fileName, text),
    'library.delete': ({ handle }) => library.delete(handle),
    'library.restore': ({ undo }) => library.restore(undo),
    // Settings and study answer in their own form, so what is to be told about their files goes with the library's.
    'settings.read': async () => {
      const read = await settings.read();
      notices.put(read.notices);
      return success(read.settings);
    },
    'settings.write': async (chosen) => {
      const written = await settings.write(chosen);
      return written.ok ? success(chosen) : written;
    },
    'study.read': async () => {
      const read = await study.read();
      notices.put(read.notices);
      return success(read.state);
    },
    'study.write': async (state) => done(await study.write(state)),
    'study.end': async () => done(await study.end()),
  };
}
