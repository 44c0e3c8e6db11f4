/** Any document survives its file; any text, however mangled, ends in an outcome. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentSchema, type ScenarioDocument } from '../../shared/scenario/document.ts';
import { parseScenarioFile, serializeScenario } from '../../shared/scenario/file.ts';
import { sentenceFor } from '../../shared/scenario/sentences.ts';

const id = fc.stringMatching(/^[MS]_[A-Z0-9_]{1,12}$/);
const digest = fc.stringMatching(/^[0-9a-f]{64}$/);
const strength = fc.oneof(
  fc.constantFrom('low' as const, 'mid' as const, 'high' as const),
  fc.double({ min: 0, max: 1, noNaN: true }),
);
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const scenario = fc.record({
  title: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
  notes: fc.string({ unit: 'grapheme' }),
  tags: fc.array(fc.string({ minLength: 1, maxLength: 20 }), { maxLength: 4 }),
  year: fc.integer({ min: 2000, max: 2100 }),
  measures: fc.dictionary(
    id,
    fc.record(
      { strength, openYear: fc.integer({ min: 1990, max: 2100 }), reason: fc.string({ maxLength: 40 }) },
      { requiredKeys: ['strength'] },
    ),
  ),
  shocks: fc.dictionary(id, fc.record({ strength })),
  assumptions: fc.dictionary(id, fc.record({ value: finite, reason: fc.string() }, { requiredKeys: ['value'] })),
});
const anyDocument: fc.Arbitrary<ScenarioDocument> = fc.record(
  {
    writtenBy: fc.record({ program: fc.string({ maxLength: 100 }), version: fc.string({ maxLength: 40 }) }),
    dataset: fc.record({
      id: fc.string({ minLength: 1, maxLength: 40 }),
      version: fc.string({ maxLength: 40 }),
      digest,
    }),
    lineage: fc.record(
      { documentId: fc.string({ minLength: 8, maxLength: 64 }), parentDigest: digest, ancestor: scenario },
      { requiredKeys: ['documentId'] },
    ),
    scenario,
    extensions: fc.dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      fc.jsonValue({ maxDepth: 5 }).filter((value) => !JSON.stringify(value).includes('__proto__')),
    ) as fc.Arbitrary<ScenarioDocument['extensions']>,
  },
  { requiredKeys: ['writtenBy', 'dataset', 'lineage', 'scenario', 'extensions'] },
);

describe('any document', () => {
  it('is what its file reads back as, bytes included', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        expect(documentSchema.safeParse(document).success).toBe(true);
        const text = serializeScenario(document);
        const outcome = parseScenarioFile(text);
        expect(outcome).toMatchObject({ kind: 'ok', notices: [] });
        if (outcome.kind === 'ok') expect(serializeScenario(outcome.document)).toBe(text);
      }),
    );
  });

  it('with one letter of its file changed is refused or opened with a notice', () => {
    fc.assert(
      fc.property(anyDocument, fc.nat(), fc.constantFrom('x', '7', '"', ' '), (document, place, letter) => {
        const text = serializeScenario(document);
        const at = place % text.length;
        const edited = text.slice(0, at) + letter + text.slice(at + 1);
        const outcome = parseScenarioFile(edited);
        const said = (one: string): unknown => {
          try {
            return JSON.parse(one);
          } catch {
            return undefined;
          }
        };
        // A changed blank, or a letter replaced by itself, changes nothing that the file says.
        fc.pre(JSON.stringify(said(edited)) !== JSON.stringify(said(text)));
        expect(outcome.kind === 'ok' ? outcome.notices.map((notice) => notice.kind) : ['edited-outside']).toEqual([
          'edited-outside',
        ]);
      }),
    );
  });
});

describe('any text', () => {
  it('ends in an outcome, and a refusal in a sentence', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.jsonValue().map((value) => JSON.stringify({ format: 'corridor-scenario', formatVersion: 1, scenario: value })),
      fc
        .jsonValue()
        .map((value) => JSON.stringify({ format: 'corridor-scenario', formatVersion: value, writtenBy: value })),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const outcome = parseScenarioFile(text);
        if (outcome.kind !== 'ok') expect(sentenceFor(outcome, 'any.corridor')).toMatch(/^"any\.corridor" .+\.$/s);
      }),
      { numRuns: 500 },
    );
  });
});
