/**
 * The three shelves of the library on disk: own scenarios, received ones, and those that the program brings (read
 * only). Knows which files lie there and holds one StoredValue for each, so that nothing reads and writes a file at
 * the same time. Tested in test/unit/storage-scenario-library.test.ts.
 */
import { join } from 'node:path';
import { Low } from 'lowdb';
import type { LibraryEntry, Notice } from '../../shared/api/contract.ts';
import type { Result } from '../../shared/base/issue.ts';
import type { ScenarioDocument } from '../../shared/scenario/document.ts';
import { backupSuffix, SafeJsonFile } from './safe-json-file.ts';
import { newFileName, scenarioForm, SCENARIO_EXTENSION } from './scenario-form.ts';
import { isMissing, readFailure } from './storage-error.ts';
import { StoredValue } from './stored-value.ts';
import { removeLeftovers, type Disk } from './write-whole.ts';

export type Shelf = LibraryEntry['kind'];

export interface Place {
  readonly shelf: Shelf;
  readonly fileName: string;
}

const shelves: readonly Shelf[] = ['own', 'recent', 'shipped'];

/** A name for a place that still means the same at the next start. */
export const keyOf = ({ shelf, fileName }: Place): string => `${shelf}/${fileName}`;

const shelfNames: Readonly<Record<Shelf, string>> = {
  own: 'your scenarios',
  recent: 'received scenarios',
  shipped: 'shipped scenarios',
};

/** File names of scenarios in a folder; a scenario of which only the backup is left counts too. */
function scenarioNames(names: readonly string[]): string[] {
  const withoutBackup = names.map((name) => (name.endsWith(backupSuffix) ? name.slice(0, -backupSuffix.length) : name));
  return [...new Set(withoutBackup)].filter((name) => name.toLowerCase().endsWith(SCENARIO_EXTENSION));
}

export class LibraryShelves {
  readonly #stored = new Map<string, StoredValue<ScenarioDocument>>();
  readonly #folders: Readonly<Record<Shelf, string>>;

  constructor(
    libraryFolder: string,
    examplesFolder: string,
    private readonly disk: Disk,
  ) {
    this.#folders = { own: libraryFolder, recent: join(libraryFolder, 'received'), shipped: examplesFolder };
  }

  async removeLeftovers(): Promise<void> {
    for (const shelf of ['own', 'recent'] as const) await removeLeftovers(this.disk, this.#folders[shelf]);
  }

  folderOf(shelf: Shelf): string {
    return this.#folders[shelf];
  }

  pathOf({ shelf, fileName }: Place): string {
    return join(this.#folders[shelf], fileName);
  }

  storedAt(place: Place): StoredValue<ScenarioDocument> {
    const key = keyOf(place);
    const known = this.#stored.get(key);
    if (known) return known;
    const stored = new StoredValue(this.#fileAt(place));
    this.#stored.set(key, stored);
    return stored;
  }

  /** All scenario files, own ones first; a shelf that cannot be looked into gives a notice and no places. */
  async listPlaces(): Promise<{ places: readonly Place[]; notices: readonly Notice[] }> {
    const places: Place[] = [];
    const notices: Notice[] = [];
    for (const shelf of shelves) {
      try {
        const names = await this.disk.fileSystem.readFolder(this.#folders[shelf]);
        places.push(...scenarioNames(names).map((fileName) => ({ shelf, fileName })));
      } catch (error) {
        if (isMissing(error)) continue;
        const refused = readFailure(`The folder of ${shelfNames[shelf]}`, error);
        if (!refused.ok) notices.push({ level: 'warning', message: refused.error.message });
      }
    }
    return { places, notices };
  }

  /** When the file was last saved; undefined for one that is not on the disk. */
  async savedAt(place: Place): Promise<string | undefined> {
    try {
      return (await this.disk.fileSystem.modifiedAt(this.pathOf(place))).toISOString();
    } catch {
      return undefined;
    }
  }

  /** Writes a new file under a free name; rejects with the disk's refusal, and then there is no new file. */
  async add(shelf: 'own' | 'recent', document: ScenarioDocument): Promise<Place> {
    const names = await this.disk.fileSystem.readFolder(this.#folders[shelf]).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    const taken = new Set(scenarioNames(names));
    const { title } = document.scenario;
    let fileName = newFileName(title);
    while (taken.has(fileName)) fileName = newFileName(title);
    const place = { shelf, fileName };
    await new Low(this.#fileAt(place), document).write();
    return place;
  }

  #fileAt(place: Place): SafeJsonFile<ScenarioDocument> {
    return new SafeJsonFile(this.pathOf(place), scenarioForm, this.disk);
  }

  /** Writes what is waiting for the files of `wanted` places; gives what the disk refused. */
  async flush(wanted: (key: string) => boolean): Promise<readonly Result<null>[]> {
    const waiting = [...this.#stored].filter(([key]) => wanted(key));
    const outcomes = await Promise.all(waiting.map(([, stored]) => stored.flush()));
    return outcomes.filter(({ ok }) => !ok);
  }
}
