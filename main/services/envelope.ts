/**
 * The envelope of the program's own small files (settings, study): format, format version, content. Not for scenario
 * files, which shared/scenario/file.ts reads. Tested through test/unit/storage-settings.test.ts.
 */
import { canonicalText } from '../../shared/base/canonical-json.ts';
import type { Parsed } from './safe-json-file.ts';

const FORMAT_VERSION = 1;

export const serializeContent = (format: string, content: object): string =>
  canonicalText({ format, formatVersion: FORMAT_VERSION, ...content });

/** The content of a file of this format, or why there is none. */
export function parseContent(text: string, format: string, fileName: string): Parsed<Record<string, unknown>> {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { kind: 'damaged', sentence: `"${fileName}" is damaged: it is not JSON.` };
  }
  if (typeof content !== 'object' || content === null || !('format' in content) || content.format !== format) {
    return { kind: 'unreadable', sentence: `"${fileName}" was not written by this program.` };
  }
  const { format: _format, formatVersion, ...rest } = content as Record<string, unknown>;
  if (typeof formatVersion === 'number' && formatVersion > FORMAT_VERSION) {
    const sentence = `"${fileName}" was written by a newer version of this program and was left untouched. Update this program to use it.`;
    return { kind: 'newer', sentence };
  }
  return { kind: 'good', value: rest, notices: [] };
}
