/** Equal values give equal bytes and equal digests, whatever the order in which their fields were set. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText, digestText, digestValue } from '../../shared/base/canonical-json.ts';

/** The same value with the fields of every object set in reverse order. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, reordered(inner)]),
  );
}

describe('canonical text', () => {
  it('is the same for the same value, in whatever order its fields stand', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalText(reordered(value))).toBe(canonicalText(value));
        expect(digestValue(reordered(value))).toBe(digestValue(value));
      }),
    );
  });

  it('reads back as the value, and is then a fixed point', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalText(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalText(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it('has sorted keys, two spaces, one line feed at the end, and leaves undefined fields out', () => {
    expect(canonicalText({ b: [1, { d: 'é', c: null }], a: undefined })).toBe(
      '{\n  "b": [\n    1,\n    {\n      "c": null,\n      "d": "é"\n    }\n  ]\n}\n',
    );
  });

  it('keeps a field named __proto__ as data', () => {
    const text = '{\n  "__proto__": {\n    "polluted": true\n  }\n}\n';
    expect(canonicalText(JSON.parse(text))).toBe(text);
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('a digest', () => {
  it('is SHA-256 of the UTF-8 bytes, as published for "abc"', () => {
    expect(digestText('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('differs for values that differ', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        fc.pre(canonicalText(one) !== canonicalText(other));
        expect(digestValue(one)).not.toBe(digestValue(other));
      }),
    );
  });
});
