/**
 * Brings files into the command line: the data pack of a folder, the scenario of a file. Refusals are AppFailures with
 * one sentence that names the file; nothing is ever written here. Tested in test/unit/cli-files.test.ts.
 */
import { basename } from 'node:path';
import { AppFailure, formatIssue, type Issue } from '../../shared/base/issue.ts';
import { readPack } from '../../shared/dataset/read-pack.ts';
import type { Dataset } from '../../shared/dataset/schema.ts';
import { issuesAgainstDataset } from '../../shared/scenario/dataset-issues.ts';
import { MAX_FILE_CHARACTERS, type ScenarioDocument } from '../../shared/scenario/document.ts';
import { parseScenarioFile, type ReadOutcome } from '../../shared/scenario/file.ts';
import { sentenceFor, sentenceForNotice } from '../../shared/scenario/sentences.ts';
import { readDatasetFolder } from '../services/dataset-folder.ts';
import { decodeText, diskFileSystem } from '../services/file-system.ts';
import { codeOf } from '../services/storage-error.ts';

const MOST_ISSUES_TOLD = 5;

/** A data pack as a dataset; warnings of its check are not told here. */
export async function loadDataset(folder: string): Promise<Dataset> {
  const read = await readDatasetFolder(folder);
  if (!read.ok) throw new AppFailure(read.error.code, read.error.message, read.error.details);
  const { dataset, issues } = readPack(read.value.files, read.value.id);
  if (dataset) return dataset;
  const errors = issues.filter(({ severity }) => severity === 'error');
  const told = errors.slice(0, MOST_ISSUES_TOLD).map(formatIssue);
  const more = errors.length > told.length ? [`and ${errors.length - told.length} more.`] : [];
  throw new AppFailure(
    'bad-file',
    `The data pack "${read.value.id}" has errors. ${[...told, ...more].join(' ')}`,
    errors,
  );
}

export interface LoadedScenario {
  readonly path: string;
  readonly document: ScenarioDocument;
  /** What the person should know: edited outside, older format, unknown measures. */
  readonly notes: readonly string[];
  readonly issues: readonly Issue[];
}

/** The text of a file, or a refusal that names it. Reads no more than a scenario can have. */
async function loadText(path: string): Promise<string> {
  const name = basename(path);
  let bytes: Uint8Array;
  try {
    bytes = await diskFileSystem.readFile(path, 3 * MAX_FILE_CHARACTERS + 3);
  } catch (error) {
    if (codeOf(error) === '') throw error;
    throw new AppFailure('not-found', `"${path}" cannot be read (${reasonOf(codeOf(error))}). Check the path.`);
  }
  const text = decodeText(bytes);
  if (text === undefined) {
    throw new AppFailure(
      'bad-file',
      `"${name}" is not a text file, so it is no scenario. Choose a file ending in .corridor.`,
    );
  }
  return text;
}

function reasonOf(code: string): string {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'there is no such file';
    case 'EISDIR':
      return 'it is not an ordinary file';
    case 'EACCES':
    case 'EPERM':
      return 'reading it is not allowed';
    default:
      return `the system says ${code}`;
  }
}

/** Reads a scenario file whatever it says; only a file that cannot be read at all is refused. */
export async function readScenarioFile(path: string): Promise<ReadOutcome> {
  return parseScenarioFile(await loadText(path));
}

/** A scenario to compute with, and what does not fit the data. */
export async function loadScenario(path: string, dataset: Dataset): Promise<LoadedScenario> {
  const name = basename(path);
  const outcome = await readScenarioFile(path);
  if (outcome.kind !== 'ok') {
    throw new AppFailure(outcome.kind === 'newer' ? 'newer-file' : 'bad-file', sentenceFor(outcome, name));
  }
  const issues = issuesAgainstDataset(outcome.document, dataset);
  const notes = [
    ...outcome.notices.map((notice) => sentenceForNotice(notice, name)),
    ...issues.map((issue) => `"${name}": ${issue.message}`),
  ];
  return { path, document: outcome.document, notes, issues };
}
