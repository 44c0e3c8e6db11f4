/**
 * `corridor validate`, `migrate`, `diff`: commands on scenario files themselves. A file is written by `migrate` only,
 * and only when it is in an older format; the old text stays beside it as .bak. Tested in test/unit/cli-files.test.ts.
 */
import { basename, resolve } from 'node:path';
import { canonicalText } from '../../shared/base/canonical-json.ts';
import { AppFailure, formatIssue } from '../../shared/base/issue.ts';
import type { Dataset } from '../../shared/dataset/schema.ts';
import { issuesAgainstDataset } from '../../shared/scenario/dataset-issues.ts';
import { digestScenario, FORMAT_VERSION, type ScenarioDocument } from '../../shared/scenario/document.ts';
import type { ReadOutcome } from '../../shared/scenario/file.ts';
import { sentenceFor, sentenceForNotice } from '../../shared/scenario/sentences.ts';
import { systemClock } from '../services/clock.ts';
import { diskFileSystem } from '../services/file-system.ts';
import { SafeJsonFile } from '../services/safe-json-file.ts';
import { scenarioForm } from '../services/scenario-form.ts';
import { saveFailure } from '../services/storage-error.ts';
import type { Answer } from './command.ts';
import { readScenarioFile } from './load.ts';
import { textTable } from './text.ts';

/** One outcome per file; exit 2 when any of them cannot be opened. */
export async function answerValidate(paths: readonly string[], dataset: Dataset): Promise<Answer> {
  const files = await Promise.all(paths.map((path) => validateFile(path, dataset)));
  const isGood = ({ outcome }: { outcome: string }): boolean => outcome === 'ok';
  const lines = files.flatMap((file) => [
    ...(isGood(file) ? [`${file.file}: a valid scenario, "${file.title ?? ''}".`] : []),
    ...file.notices.map((notice) => `  ${notice}`),
    ...(isGood(file) ? file.issues.map((issue) => `  ${formatIssue(issue)}`) : []),
  ]);
  return {
    json: { files },
    text: lines.map((line) => `${line}\n`).join(''),
    notes: files.flatMap(({ message }) => message ?? []),
    exitCode: files.every(isGood) ? 0 : 2,
  };
}

async function validateFile(path: string, dataset: Dataset) {
  const name = basename(path);
  const outcome = await readScenarioFile(path).catch((error: unknown) => {
    if (error instanceof AppFailure) return { kind: 'unreadable', message: error.error.message } as const;
    throw error;
  });
  if (outcome.kind === 'unreadable') {
    return { file: path, outcome: outcome.kind, message: outcome.message, notices: [], issues: [] };
  }
  if (outcome.kind !== 'ok') {
    const issues = outcome.kind === 'invalid' ? outcome.issues : [];
    return { file: path, outcome: outcome.kind, message: sentenceFor(outcome, name), notices: [], issues };
  }
  return {
    file: path,
    outcome: outcome.kind,
    title: outcome.document.scenario.title,
    digest: digestScenario(outcome.document.scenario),
    notices: outcome.notices.map((notice) => sentenceForNotice(notice, name)),
    issues: issuesAgainstDataset(outcome.document, dataset),
  };
}

/** The document of a file, or the sentence that says why there is none. */
function documentOf(outcome: ReadOutcome, path: string): ScenarioDocument {
  if (outcome.kind === 'ok') return outcome.document;
  throw new AppFailure(outcome.kind === 'newer' ? 'newer-file' : 'bad-file', sentenceFor(outcome, basename(path)));
}

/** Brings a file to the current format. `read` stands in for an older format in tests: there is none yet. */
export async function answerMigrate(path: string, read = readScenarioFile): Promise<Answer> {
  const outcome = await read(path);
  const document = documentOf(outcome, path);
  const older = outcome.kind === 'ok' ? outcome.notices.find((notice) => notice.kind === 'migrated') : undefined;
  if (!older) {
    return {
      json: { file: path, formatVersion: FORMAT_VERSION, rewritten: false },
      text: `${path} is in the current format ${FORMAT_VERSION} and was left as it is.\n`,
      exitCode: 0,
    };
  }
  const disk = { fileSystem: diskFileSystem, clock: systemClock };
  try {
    await new SafeJsonFile(resolve(path), scenarioForm, disk).write(document);
  } catch (error) {
    const words = { subject: `"${path}"`, held: 'the file is as it was', wayOut: 'copy it to another folder' };
    const refused = saveFailure(words, error);
    throw refused.ok ? error : new AppFailure(refused.error.code, refused.error.message);
  }
  return {
    json: { file: path, formatVersion: FORMAT_VERSION, fromVersion: older.fromVersion, rewritten: true },
    text: `${path} was rewritten from format ${older.fromVersion} to ${FORMAT_VERSION}; the old file is ${basename(path)}.bak.\n`,
    exitCode: 0,
  };
}

interface Difference {
  readonly field: string;
  /** Absent where the scenario does not have the field. */
  readonly a?: unknown;
  readonly b?: unknown;
}

/** Field by field what two files say differently; equal or not is no finding, so the exit code is 0. */
export async function answerDiff(pathA: string, pathB: string): Promise<Answer> {
  const [a, b] = await Promise.all([pathA, pathB].map(async (path) => documentOf(await readScenarioFile(path), path)));
  if (!a || !b) throw new AppFailure('bad-input', 'Give two scenario files.');
  const fieldsA = fieldsOf(a);
  const fieldsB = fieldsOf(b);
  const names = [...new Set([...fieldsA.keys(), ...fieldsB.keys()])].sort();
  const differences = names.flatMap((field): Difference[] => {
    const [left, right] = [fieldsA.get(field), fieldsB.get(field)];
    return canonicalText({ value: left }) === canonicalText({ value: right }) ? [] : [{ field, a: left, b: right }];
  });
  const told = (value: unknown): string =>
    value === undefined ? '(absent)' : typeof value === 'string' ? value : JSON.stringify(value);
  return {
    json: {
      a: { file: pathA, title: a.scenario.title, digest: digestScenario(a.scenario) },
      b: { file: pathB, title: b.scenario.title, digest: digestScenario(b.scenario) },
      equal: differences.length === 0,
      differences,
    },
    text:
      differences.length === 0
        ? 'The two scenarios say the same.\n'
        : textTable(
            ['field', basename(pathA), basename(pathB)],
            differences.map((one) => [one.field, told(one.a), told(one.b)]),
          ),
    exitCode: 0,
  };
}

/** What a document says, one entry per field that a person can change, and the data it was made with. */
function fieldsOf({ scenario, dataset }: ScenarioDocument): ReadonlyMap<string, unknown> {
  const { measures, shocks, assumptions, ...plain } = scenario;
  const fields = new Map<string, unknown>(Object.entries(plain));
  fields.set('dataset', `${dataset.id} ${dataset.version} ${dataset.digest.slice(0, 12)}`);
  for (const [group, entries] of Object.entries({ measures, shocks, assumptions })) {
    for (const [id, choice] of Object.entries<object>(entries)) {
      for (const [field, value] of Object.entries<unknown>({ ...choice })) fields.set(`${group}.${id}.${field}`, value);
    }
  }
  return fields;
}
