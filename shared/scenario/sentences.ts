/**
 * What people are told about a scenario file: one sentence or two per outcome, saying what happened, why, and what to
 * do next. English; the `kind` of an outcome is the stable key for other languages. Tested in
 * test/unit/scenario-file.test.ts.
 */
import { assertNever, formatIssue } from '../base/issue.ts';
import { MAX_FILE_CHARACTERS } from './document.ts';
import type { FileNotice, Refusal } from './file.ts';

/** Why the file was not opened, and what to do. */
export function sentenceFor(refusal: Refusal, fileName: string): string {
  const file = `"${fileName}"`;
  switch (refusal.kind) {
    case 'empty':
      return `${file} is empty: it was not saved or not sent whole. Ask for it again, or open its backup.`;
    case 'too-large':
      return (
        `${file} was not opened: it has ${inMillions(refusal.characters)} million characters, and a scenario has at ` +
        `most ${inMillions(MAX_FILE_CHARACTERS)} million. Check that it is a scenario file.`
      );
    case 'too-deep':
      return `${file} was not opened: its content is nested deeper than any scenario. Ask its sender for the original.`;
    case 'not-json':
      return (
        `${file} is damaged at line ${refusal.line}, column ${refusal.column}: ${refusal.what}. ` +
        `Ask for it again, or open its backup.`
      );
    case 'not-a-scenario':
      return `${file} is not a scenario file: it does not say so in its field "format". Choose a file ending in .corridor.`;
    case 'newer': {
      const writer = [refusal.program, refusal.version].filter(Boolean).join(' ') || 'a newer program';
      return (
        `${file} was written by ${writer} in file format ${refusal.formatVersion}, which this version cannot read; ` +
        `it was left untouched. Update this program, or ask for the file in an older format.`
      );
    }
    case 'invalid': {
      const [first, ...others] = refusal.issues;
      const more = others.length ? `, and ${others.length} more` : '';
      const what = first ? formatIssue({ ...first, message: first.message.replace(/\.$/, '') }) : 'unknown field';
      return `${file} was not opened, because it says something that a scenario cannot (${what}${more}). Correct it, or ask its sender for the original.`;
    }
    default:
      return assertNever(refusal);
  }
}

/** What to know about a file that was opened. */
export function sentenceForNotice(notice: FileNotice, fileName: string): string {
  switch (notice.kind) {
    case 'edited-outside':
      return `"${fileName}" was edited outside the planner, or its checksum is missing. It was opened as it is; check its values before you rely on it.`;
    case 'migrated':
      return `"${fileName}" is in the older file format ${notice.fromVersion}. It was opened, and the next save writes the current format.`;
    default:
      return assertNever(notice);
  }
}

const inMillions = (characters: number): string => (characters / 1e6).toFixed(1).replace(/\.0$/, '');
