import { expect, it } from 'vitest';
import { findLockFaults, type LockEntry } from '../support/check-lock.mjs';

const integrity = 'sha512-x';
const whole: Record<string, LockEntry> = {
  '': { dependencies: { parser: '1.0.0' } },
  'node_modules/parser': { integrity, optionalDependencies: { 'parser-linux': '1.0.0', 'parser-mac': '1.0.0' } },
  'node_modules/parser-linux': { integrity },
  'node_modules/parser/node_modules/parser-mac': { integrity },
};
const faultsWith = (changes: Record<string, LockEntry | undefined>): readonly string[] => {
  const entries = Object.entries({ ...whole, ...changes });
  return findLockFaults({
    packages: Object.fromEntries(entries.filter((entry): entry is [string, LockEntry] => !!entry[1])),
  });
};

it('a whole lock file has no fault', () => {
  expect(faultsWith({})).toEqual([]);
});

it('a platform package without an entry is named', () => {
  expect(faultsWith({ 'node_modules/parser/node_modules/parser-mac': undefined })).toEqual([
    'node_modules/parser needs parser-mac, which has no entry.',
  ]);
});

it('an entry that lies inside another package does not serve its neighbours', () => {
  expect(
    faultsWith({
      'node_modules/parser-linux': undefined,
      'node_modules/other/node_modules/parser-linux': { integrity },
    }),
  ).toEqual(['node_modules/parser needs parser-linux, which has no entry.']);
});

it('an address or a missing checksum is named', () => {
  expect(faultsWith({ 'node_modules/parser-linux': { resolved: 'https://registry.example/parser.tgz' } })).toEqual([
    'node_modules/parser-linux names the address that it came from.',
    'node_modules/parser-linux has no checksum.',
  ]);
});
