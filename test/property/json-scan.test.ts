/** The scan agrees with JSON.parse on every text, and says line and column where JSON.parse only refuses. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanJson } from '../../shared/base/json-scan.ts';

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const piece = fc.constantFrom(
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '"a"',
  '"b":',
  '1',
  '-0.5e3',
  '01',
  'true',
  'nul',
  ' ',
  '\n',
  '\\',
  '\u0001',
  'NaN',
);

describe('scanning JSON', () => {
  it('finds any value sound, however it is spaced', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.nat(4), (text, indent) => {
        fc.pre(!text.includes('__proto__'));
        expect(scanJson(JSON.stringify(JSON.parse(text), null, indent), 64)).toEqual({ kind: 'sound' });
      }),
    );
  });

  it('refuses exactly the texts that JSON.parse refuses', () => {
    const texts = fc.oneof(
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
      fc.string(),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const scan = scanJson(text, 64);
        if (scan.kind === 'bad-field') return;
        expect(scan.kind === 'sound', `${text} -> ${scan.kind}`).toBe(parses(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses exactly the texts that JSON.parse refuses after one character of a sound text was lost', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.nat(), (text, place) => {
        const at = place % text.length;
        const damaged = text.slice(0, at) + text.slice(at + 1);
        const scan = scanJson(damaged, 64);
        if (scan.kind !== 'bad-field') expect(scan.kind === 'sound').toBe(parses(damaged));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3, 'a comma or } is missing here'],
    ['{"a": NaN}', 1, 7, 'a value was expected here'],
    ['{"a": [1, 2', 1, 12, 'the text ends before the file is complete'],
    ['{"a": "half', 1, 12, 'the text ends before the file is complete'],
    ['{a: 1}', 1, 2, 'a field name in double quotes is missing here'],
    ['{"a" 1}', 1, 6, 'a colon is missing here'],
    ['{}\n{}', 2, 1, 'more text follows after the end'],
    ['["tab\there"]', 1, 6, 'this text is not closed or holds a character that JSON does not allow'],
  ])('says where and what: %j', (text, line, column, what) => {
    expect(scanJson(text, 64)).toEqual({ kind: 'not-json', line, column, what });
  });

  it('refuses a repeated field and __proto__, written plainly or in escapes, with the line', () => {
    expect(scanJson('{"a": 1,\n"a": 2}', 64)).toEqual({ kind: 'bad-field', line: 2, field: 'a', what: 'repeated' });
    expect(scanJson('[{"a": 1}, {"a": 2}]', 64)).toEqual({ kind: 'sound' });
    for (const name of ['__proto__', '\\u005f_proto__']) {
      const scan = scanJson(`{"a":\n{"${name}": {}}}`, 64);
      expect(scan).toEqual({ kind: 'bad-field', line: 2, field: '__proto__', what: 'forbidden' });
    }
  });

  it('stops at the allowed depth, and is not overrun by a million brackets', () => {
    expect(scanJson('[[[]]]', 3)).toEqual({ kind: 'sound' });
    expect(scanJson('[[[]]]', 2)).toEqual({ kind: 'too-deep' });
    expect(scanJson('['.repeat(1_000_000), 64)).toEqual({ kind: 'too-deep' });
    expect(scanJson('{"a":'.repeat(1_000_000), 64)).toEqual({ kind: 'too-deep' });
  });

  it('gets through texts of five million characters', () => {
    expect(scanJson(JSON.stringify('x'.repeat(5_000_000)), 64)).toEqual({ kind: 'sound' });
    expect(scanJson(`[${'"\\n",'.repeat(800_000)}1]`, 64)).toEqual({ kind: 'sound' });
    expect(scanJson(`${' '.repeat(5_000_000)}1`, 64)).toEqual({ kind: 'sound' });
  });
});
