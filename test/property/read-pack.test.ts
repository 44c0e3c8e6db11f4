/** Whatever a pack's texts hold, reading them ends in a dataset or in errors, and never in an exception. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPack } from '../../shared/dataset/read-pack.ts';
import { baselinePack } from '../support/baseline-pack.ts';

const pack = baselinePack();
const names = Object.keys(pack).filter((name) => name.endsWith('.csv') || name === 'SOURCES.md');

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '"',
    ',',
    '\n',
    '\r',
    '\uFEFF',
    '\u0000',
    '\uD800',
    '__proto__',
    'constructor',
    'NaN',
    '-1',
    '1e999',
    ',,,,',
    '',
  ),
);

/** A cut-out of one text replaced by something nasty. */
const damage = fc.record({ name: fc.constantFrom(...names), at: fc.nat(), length: fc.nat(200), put: nasty });

function expectAnAnswer(files: Record<string, string>): void {
  const { dataset, issues } = readPack(files, 'mangled');
  expect(dataset === undefined).toBe(issues.some((issue) => issue.severity === 'error'));
  for (const issue of issues) expect(issue.file).toBeTypeOf('string');
}

describe('reading a mangled pack', () => {
  it('gives a dataset or errors when pieces of its files were replaced', () => {
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 6 }), (damages) => {
        const files = { ...pack };
        for (const { name, at, length, put } of damages) {
          const text = files[name] ?? '';
          const start = at % (text.length + 1);
          files[name] = text.slice(0, start) + put + text.slice(start + length);
        }
        expectAnAnswer(files);
      }),
      { numRuns: 60 },
    );
  });

  it('gives a dataset or errors for texts of any content and files of any name', () => {
    const anyFiles = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), nasty, { maxKeys: 14 });
    fc.assert(fc.property(anyFiles, expectAnAnswer), { numRuns: 200 });
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
