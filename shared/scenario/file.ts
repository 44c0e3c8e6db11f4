/**
 * The only reader and writer of scenario files (ARCHITECTURE decision 7). Reading ends in one typed outcome, never
 * throws, repairs nothing and drops nothing; writing gives the same bytes for the same document. What people are told:
 * sentences.ts. Tested in test/unit/scenario-file.test.ts and test/property/scenario-file.test.ts.
 */
import { z } from 'zod';
import { canonicalText, digestValue } from '../base/canonical-json.ts';
import type { Issue } from '../base/issue.ts';
import { scanJson } from '../base/json-scan.ts';
import {
  documentSchema,
  FORMAT_NAME,
  FORMAT_VERSION,
  MAX_FILE_CHARACTERS,
  PROGRAM_NAME,
  type DatasetPin,
  type ScenarioDocument,
} from './document.ts';
import { migrateContent, type FileContent } from './migrations.ts';
import type { Scenario } from './schema.ts';

/** Something the person should know about a file that was read. */
export type FileNotice =
  { readonly kind: 'edited-outside' } | { readonly kind: 'migrated'; readonly fromVersion: number };

export type ReadOutcome =
  | { readonly kind: 'ok'; readonly document: ScenarioDocument; readonly notices: readonly FileNotice[] }
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-large'; readonly characters: number }
  | { readonly kind: 'too-deep' }
  /** `what` is one clause: "a comma or } is missing here". */
  | { readonly kind: 'not-json'; readonly line: number; readonly column: number; readonly what: string }
  | { readonly kind: 'not-a-scenario' }
  | { readonly kind: 'newer'; readonly program: string; readonly version: string; readonly formatVersion: number }
  | { readonly kind: 'invalid'; readonly issues: readonly Issue[] };

/** Every outcome but `ok`. */
export type Refusal = Exclude<ReadOutcome, { readonly kind: 'ok' }>;

const DEEPEST_NESTING = 64;
const MOST_ISSUES = 20;
const LONGEST_MESSAGE = 300;

const integritySchema = z.object({ algorithm: z.literal('sha256'), digest: z.string() });

const fileSchema = documentSchema.extend({
  format: z.literal(FORMAT_NAME),
  formatVersion: z.literal(FORMAT_VERSION),
});

/** Reads the text of a scenario file, whoever wrote it. Writes nothing, changes no state, never throws. */
export function parseScenarioFile(text: string): ReadOutcome {
  if (text.length > MAX_FILE_CHARACTERS) return { kind: 'too-large', characters: text.length };
  const json = text.replace(/^\uFEFF/, '');
  // A file of zero bytes only is what a power cut can leave behind.
  if (/^[\s\0]*$/.test(json)) return { kind: 'empty' };

  const scan = scanJson(json, DEEPEST_NESTING);
  if (scan.kind === 'too-deep' || scan.kind === 'not-json') return scan;
  if (scan.kind === 'bad-field') {
    const why = scan.what === 'repeated' ? 'stands twice in one place, so its value is uncertain' : 'is not allowed';
    const message = `The field ${scan.field.slice(0, 100)} ${why}.`;
    return { kind: 'invalid', issues: [{ severity: 'error', row: scan.line, message }] };
  }

  const content = JSON.parse(json) as unknown;
  if (!isRecord(content) || content['format'] !== FORMAT_NAME) return { kind: 'not-a-scenario' };
  const { formatVersion } = content;
  if (typeof formatVersion !== 'number' || !Number.isInteger(formatVersion) || formatVersion < 1) {
    const message = 'The format version must be a whole number from 1.';
    return { kind: 'invalid', issues: [{ severity: 'error', field: 'formatVersion', message }] };
  }
  if (formatVersion > FORMAT_VERSION) return { kind: 'newer', formatVersion, ...writerOf(content) };

  const { integrity, ...signed } = content;
  const checked = integritySchema.safeParse(integrity);
  const untouched = checked.success && checked.data.digest === digestValue(signed);

  const parsed = fileSchema.safeParse(migrateContent(signed, formatVersion));
  if (!parsed.success) return { kind: 'invalid', issues: issuesOf(parsed.error) };
  const { format: _format, formatVersion: _version, ...document } = parsed.data;
  const notices: FileNotice[] = [];
  if (!untouched) notices.push({ kind: 'edited-outside' });
  if (formatVersion < FORMAT_VERSION) notices.push({ kind: 'migrated', fromVersion: formatVersion });
  return { kind: 'ok', document, notices };
}

const isRecord = (value: unknown): value is FileContent =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Who wrote a file of a format that this program does not know, as far as it says. */
function writerOf(content: FileContent): { program: string; version: string } {
  const writtenBy = isRecord(content['writtenBy']) ? content['writtenBy'] : {};
  const word = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 100) : '');
  return { program: word(writtenBy['program']), version: word(writtenBy['version']) };
}

function issuesOf(error: z.ZodError): Issue[] {
  const shown = error.issues.slice(0, MOST_ISSUES).map((issue): Issue => ({
    severity: 'error',
    field: issue.path.map(String).join('.').slice(0, LONGEST_MESSAGE),
    message: `${issue.message.slice(0, LONGEST_MESSAGE)}.`,
  }));
  const more = error.issues.length - shown.length;
  return more > 0 ? [...shown, { severity: 'error', message: `${more} more fields are wrong.` }] : shown;
}

/** The text of a scenario file: canonical JSON with its own checksum. Equal documents give equal bytes. */
export function serializeScenario(document: ScenarioDocument): string {
  const signed = { format: FORMAT_NAME, formatVersion: FORMAT_VERSION, ...document };
  return canonicalText({ ...signed, integrity: { algorithm: 'sha256', digest: digestValue(signed) } });
}

/** A document of a scenario that was in no file before. `documentId` stays with it through renames and copies. */
export const newDocument = (
  scenario: Scenario,
  dataset: DatasetPin,
  programVersion: string,
  documentId: string,
): ScenarioDocument => ({
  writtenBy: { program: PROGRAM_NAME, version: programVersion },
  dataset: { id: dataset.id, version: dataset.version, digest: dataset.digest },
  lineage: { documentId },
  scenario,
  extensions: {},
});
