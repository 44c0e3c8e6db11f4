/**
 * Scenario files as stored files: how the outcomes of shared/scenario/file.ts decide whether a file is shown, replaced
 * by its backup, or left alone; and the names under which scenarios are stored. Tested in
 * test/unit/storage-scenario-library.test.ts and test/property/storage-file-name.test.ts.
 */
import { randomBytes } from 'node:crypto';
import { MAX_FILE_CHARACTERS, type Notice } from '../../shared/api/contract.ts';
import type { AppError } from '../../shared/base/issue.ts';
import type { ScenarioDocument } from '../../shared/scenario/document.ts';
import { parseScenarioFile, serializeScenario, type FileNotice, type Refusal } from '../../shared/scenario/file.ts';
import { sentenceFor, sentenceForNotice } from '../../shared/scenario/sentences.ts';
import type { FileForm, Parsed } from './safe-json-file.ts';

export const SCENARIO_EXTENSION = '.corridor';

export const noticeOf = (notice: FileNotice, fileName: string): Notice => ({
  level: notice.kind === 'edited-outside' ? 'warning' : 'info',
  message: sentenceForNotice(notice, fileName),
});

/** Why a file was refused, as the end of a request. */
export const errorOf = (refusal: Refusal, fileName: string): AppError => ({
  code: refusal.kind === 'newer' ? 'newer-file' : 'bad-file',
  message: sentenceFor(refusal, fileName),
  ...(refusal.kind === 'invalid' ? { details: refusal.issues } : {}),
});

function parse(text: string, fileName: string): Parsed<ScenarioDocument> {
  const outcome = parseScenarioFile(text);
  if (outcome.kind === 'ok') {
    const notices = outcome.notices.map((notice) => noticeOf(notice, fileName));
    return { kind: 'good', value: outcome.document, notices };
  }
  const { message: sentence, details: issues } = errorOf(outcome, fileName);
  switch (outcome.kind) {
    case 'empty':
    case 'not-json':
      return { kind: 'damaged', sentence };
    case 'newer':
      return { kind: 'newer', sentence };
    // Whole, but wrong: somebody's edit, which a backup must not replace.
    case 'too-large':
    case 'too-deep':
    case 'not-a-scenario':
    case 'invalid':
      return issues ? { kind: 'unreadable', sentence, issues } : { kind: 'unreadable', sentence };
  }
}

export const subjectOf = (document: ScenarioDocument): string => `The scenario "${document.scenario.title}"`;

export const scenarioForm: FileForm<ScenarioDocument> = {
  words: (document) => ({
    subject: subjectOf(document),
    held: 'it is still open here',
    wayOut: 'save it elsewhere',
  }),
  // A character takes at most three bytes in UTF-8, so the reader still sees when a file is too large.
  maxBytes: 3 * MAX_FILE_CHARACTERS + 3,
  parse,
  serialize: serializeScenario,
};

const LONGEST_SLUG = 40;

/** Letters and digits of any script in lower case, joined by "-"; nothing that a file system or a shell could misread. */
export function slugOf(title: string): string {
  const words =
    title
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const slug = [...words.join('-')].slice(0, LONGEST_SLUG).join('').replace(/-$/, '');
  return slug || 'scenario';
}

/** A file name that tells a person what is inside; the random part keeps equal titles apart. */
export const newFileName = (title: string): string =>
  `${slugOf(title)}-${randomBytes(4).toString('hex')}${SCENARIO_EXTENSION}`;
