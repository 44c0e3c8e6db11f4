/**
 * Reads the texts of a data pack from a folder, for every door and the command line. Reads the files of a pack only,
 * whatever else lies there; what the texts say is the business of shared/dataset/read-pack.ts. Never writes.
 * Tested in test/unit/storage-dataset-folder.test.ts.
 */
import { basename, join, resolve } from 'node:path';
import { failure, success, type Issue, type Result } from '../../shared/base/issue.ts';
import { requiredColumns } from '../../shared/dataset/rows.ts';
import type { PackFiles } from '../../shared/dataset/schema.ts';
import { decodeText, diskFileSystem, type FileSystem } from './file-system.ts';
import { isMissing, readFailure } from './storage-error.ts';

const packFileNames: readonly string[] = [...Object.keys(requiredColumns), 'SOURCES.md'];

/** No pack comes near this; it keeps a wrong file from filling the memory. */
const MAX_FILE_BYTES = 20_000_000;

export interface DatasetFolder {
  /** The folder's name. */
  readonly id: string;
  readonly files: PackFiles;
}

/** `not-found` when there is no such folder, `bad-file` when it holds no pack or a file is no text or too large. */
export async function readDatasetFolder(
  folder: string,
  fileSystem: FileSystem = diskFileSystem,
): Promise<Result<DatasetFolder>> {
  const id = basename(resolve(folder));
  let names: ReadonlySet<string>;
  try {
    names = new Set(await fileSystem.readFolder(folder));
  } catch (error) {
    if (!isMissing(error)) return readFailure(`The data pack folder "${id}"`, error);
    return failure('not-found', `There is no data pack folder "${id}". Check its name and where it lies.`);
  }
  const present = packFileNames.filter((name) => names.has(name));
  if (!present.some((name) => name.endsWith('.csv'))) {
    return failure('bad-file', `The folder "${id}" holds no data pack: there is no nodes.csv or other table in it.`);
  }
  const files: Record<string, string> = {};
  const issues: Issue[] = [];
  for (const file of present) {
    try {
      const bytes = await fileSystem.readFile(join(folder, file), MAX_FILE_BYTES + 1);
      const text = decodeText(bytes);
      if (bytes.length > MAX_FILE_BYTES) {
        issues.push({ severity: 'error', file, message: `It is larger than ${MAX_FILE_BYTES / 1e6} MB.` });
      } else if (text === undefined) {
        issues.push({ severity: 'error', file, message: 'It is not text in UTF-8. Save it as CSV in UTF-8.' });
      } else {
        files[file] = text;
      }
    } catch (error) {
      return readFailure(`The file ${file} of the data pack "${id}"`, error);
    }
  }
  if (issues.length > 0) {
    return failure(
      'bad-file',
      `The data pack "${id}" cannot be read: ${issues.map((one) => one.file).join(', ')}.`,
      issues,
    );
  }
  return success({ id, files });
}
