/** Scenario files: what is written reads back, and every bad file ends in its own outcome with its own sentence. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonicalText, digestValue } from '../../shared/base/canonical-json.ts';
import { MAX_FILE_CHARACTERS, type ScenarioDocument } from '../../shared/scenario/document.ts';
import {
  newDocument,
  parseScenarioFile,
  serializeScenario,
  type ReadOutcome,
  type Refusal,
} from '../../shared/scenario/file.ts';
import { emptyScenario } from '../../shared/scenario/schema.ts';
import { sentenceFor, sentenceForNotice } from '../../shared/scenario/sentences.ts';

const pin = { id: 'baseline', version: '2024', digest: 'ab'.repeat(32) };
const scenario = {
  ...emptyScenario('Railway, 2035'),
  measures: { M_CKU: { strength: 'mid' as const, openYear: 2031 } },
};
const document = newDocument(scenario, pin, '0.1.0', 'document-0001');
const text = serializeScenario(document);

type Content = Record<string, unknown>;
/** The file with its content changed and its checksum made right again. */
function rewritten(change: (content: Content) => void): string {
  const content = JSON.parse(text) as Content;
  change(content);
  delete content['integrity'];
  return canonicalText({ ...content, integrity: { algorithm: 'sha256', digest: digestValue(content) } });
}

function documentIn(outcome: ReadOutcome): ScenarioDocument {
  expect(outcome.kind).toBe('ok');
  return (outcome as Extract<ReadOutcome, { kind: 'ok' }>).document;
}

describe('a scenario file', () => {
  it('reads back as the document that was written, without notice, and is written again with the same bytes', () => {
    const outcome = parseScenarioFile(text);
    expect(outcome).toEqual({ kind: 'ok', document, notices: [] });
    expect(serializeScenario(documentIn(outcome))).toBe(text);
  });

  it('says in plain fields what it is, and ends with a line feed', () => {
    expect(JSON.parse(text)).toMatchObject({
      format: 'corridor-scenario',
      formatVersion: 1,
      writtenBy: { program: 'corridor-scenario-planner', version: '0.1.0' },
      dataset: pin,
      lineage: { documentId: 'document-0001' },
      integrity: { algorithm: 'sha256' },
    });
    expect(text.endsWith('}\n')).toBe(true);
  });

  it('takes of a whole dataset only its pin', () => {
    const dataset = { ...pin, nodes: new Map() };
    expect(newDocument(scenario, dataset, '0.1.0', 'document-0001').dataset).toStrictEqual(pin);
  });

  it('keeps measures, shocks and extensions that this program does not know', () => {
    const file = rewritten((content) => {
      content['extensions'] = { 'other-program': { constructor: 'Acme', list: [1, null, { deep: true }] } };
      (content['scenario'] as Content)['measures'] = { M_FUTURE: { strength: 0.25 } };
      (content['scenario'] as Content)['shocks'] = { S_FUTURE: { strength: 'high' } };
    });
    expect(parseScenarioFile(file)).toMatchObject({ kind: 'ok', notices: [] });
    expect(serializeScenario(documentIn(parseScenarioFile(file)))).toBe(file);
  });

  it('is read with a byte order mark and with Windows line endings, as mail programs leave them', () => {
    expect(parseScenarioFile(`\uFEFF${text.replaceAll('\n', '\r\n')}`)).toEqual({ kind: 'ok', document, notices: [] });
  });

  it.each([
    ['its title was changed by hand', text.replace('Railway, 2035', 'Railway, early')],
    ['its checksum was removed', canonicalText({ ...(JSON.parse(text) as Content), integrity: undefined })],
    ['its checksum is no checksum', canonicalText({ ...(JSON.parse(text) as Content), integrity: 5 })],
  ])('is opened with a notice when %s', (_what, edited) => {
    const outcome = parseScenarioFile(edited);
    expect(outcome).toMatchObject({ kind: 'ok', notices: [{ kind: 'edited-outside' }] });
    expect(sentenceForNotice({ kind: 'edited-outside' }, 'a.corridor')).toMatch(
      /"a.corridor" was edited outside the planner/,
    );
  });

  it('of format version 1 is read for ever', () => {
    const frozen = readFileSync(join(import.meta.dirname, '../fixtures/scenario-v1.corridor'), 'utf8');
    const outcome = parseScenarioFile(frozen);
    expect(outcome).toMatchObject({ kind: 'ok', notices: [] });
    expect(documentIn(outcome)).toMatchObject({
      scenario: {
        title: 'Everything version 1 can say',
        year: 2040,
        measures: { M_CKU: { strength: 0.75, openYear: 2032 } },
      },
      lineage: { ancestor: { title: 'Ancestor' } },
      results: { markets: { MK_YIWU_MOS: { hours: 220.5 } } },
      extensions: { 'other-program': { anything: [1, 'two', null] } },
    });
    expect(serializeScenario(documentIn(outcome))).toBe(frozen);
  });
});

const withField = (path: readonly string[], value: unknown): string =>
  rewritten((content) => {
    let inner = content;
    for (const step of path.slice(0, -1)) inner = inner[step] as Content;
    inner[path.at(-1) ?? ''] = value;
  });

describe('a bad file', () => {
  const bad: readonly (readonly [string, string, Refusal['kind'], RegExp])[] = [
    ['without a character', '', 'empty', /is empty/],
    ['of blanks', ' \r\n\t ', 'empty', /is empty/],
    ['of zero bytes after a power cut', '\0'.repeat(4096), 'empty', /is empty/],
    ['beyond the size limit', ' '.repeat(MAX_FILE_CHARACTERS + 1), 'too-large', /5 million/],
    ['nested a million deep', '{"a":'.repeat(800_000), 'too-deep', /nested deeper/],
    ['cut in half', text.slice(0, text.length / 2), 'not-json', /line \d+, column \d+: the text ends/],
    ['with a comma too many', text.replace('"formatVersion": 1,', '"formatVersion": 1,,'), 'not-json', /line \d+, column \d+/],
    ['with NaN', text.replace('2035,', 'NaN,').replace('"year": 2035', '"year": NaN'), 'not-json', /a value was expected here/],
    ['that is a picture', '\x89PNG\r\n\x1a\n\0\0', 'not-json', /line 1, column 1/],
    ['that is a web page', '<!doctype html>', 'not-json', /line 1, column 1/],
    ['that is a list', '[]', 'not-a-scenario', /not a scenario file/],
    ['that is null', 'null', 'not-a-scenario', /not a scenario file/],
    ['of another program', '{"format": "other", "formatVersion": 1}', 'not-a-scenario', /not a scenario file/],
    ['of a newer format', withField(['formatVersion'], 2), 'newer', /corridor-scenario-planner 0.1.0 in file format 2/],
    ['of a newer format by nobody', '{"format":"corridor-scenario","formatVersion":9,"writtenBy":[]}', 'newer', /a newer program/],
    ['of half a format version', withField(['formatVersion'], 1.5), 'invalid', /formatVersion/],
    ['of format version zero', withField(['formatVersion'], 0), 'invalid', /formatVersion/],
    ['without a format version', withField(['formatVersion'], undefined), 'invalid', /formatVersion/],
    ['without a title', withField(['scenario', 'title'], ''), 'invalid', /scenario.title/],
    ['with a title of the wrong type', withField(['scenario', 'title'], 5), 'invalid', /scenario.title/],
    ['with a field that nobody knows', withField(['scenario', 'colour'], 'red'), 'invalid', /colour/],
    ['with a strength beyond its range', withField(['scenario', 'measures'], { M_CKU: { strength: 7 } }), 'invalid', /M_CKU/],
    ['with a measure named as every object has', withField(['scenario', 'measures'], { constructor: { strength: 'mid' } }), 'invalid', /reserved|constructor/],
    ['with a number past the range', text.replace('"year": 2035', '"year": 1e999'), 'invalid', /scenario.year/],
    ['with a field twice', text.replace('"year": 2035', '"year": 2035, "year": 2036'), 'invalid', /year stands twice/],
    ['with __proto__', text.replace('"extensions": {}', '"extensions": {"__proto__": {"polluted": 1}}'), 'invalid', /__proto__ is not allowed/],
  ]; // prettier-ignore

  it.each(bad)('%s gets its own outcome and its own sentence', (_name, file, kind, sentence) => {
    const outcome = parseScenarioFile(file);
    expect(outcome.kind).toBe(kind);
    const said = sentenceFor(outcome as Refusal, 'mine.corridor');
    expect(said).toMatch(sentence);
    expect(said).toContain('"mine.corridor"');
    expect(said).toMatch(/[.]$/);
    expect(said.length).toBeLessThan(700);
    expect({}).not.toHaveProperty('polluted');
  });

  it('with thousands of faults lists some and counts the rest', () => {
    const measures = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [`M_${index}`, { strength: 'huge' }]),
    );
    const outcome = parseScenarioFile(withField(['scenario', 'measures'], measures));
    expect(outcome.kind).toBe('invalid');
    const { issues } = outcome as Extract<ReadOutcome, { kind: 'invalid' }>;
    expect(issues).toHaveLength(21);
    expect(issues.at(-1)?.message).toBe('2980 more fields are wrong.');
  });
});
