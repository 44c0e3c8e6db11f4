/** Whatever a title says, the file it is stored under is a plain name on every platform. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newFileName, slugOf } from '../../main/services/scenario-form.ts';

/** Names that Windows keeps for devices, whatever their extension. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

describe('the file name of a title', () => {
  it('has nothing in it that a file system or a shell could misread', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ maxLength: 200 })), (title) => {
        const fileName = newFileName(title);
        expect(fileName).toMatch(/^[\p{L}\p{M}\p{N}-]+-[0-9a-f]{8}\.corridor$/u);
        expect(fileName).not.toMatch(reserved);
        expect(Buffer.byteLength(fileName)).toBeLessThanOrEqual(200);
        expect(Buffer.from(fileName).toString()).toBe(fileName);
      }),
    );
  });

  it.each([
    ['../../etc/passwd', 'etc-passwd'],
    ['C:\\Windows\\win.ini', 'c-windows-win-ini'],
    ['CON', 'con'],
    ['nul.txt', 'nul-txt'],
    ['...', 'scenario'],
    ['', 'scenario'],
    ['🚂🚃', 'scenario'],
    ['trailing dots and spaces. . ', 'trailing-dots-and-spaces'],
    ['\u202Egnp.exe', 'gnp-exe'],
    ['line\nbreak\u0000nul', 'line-break-nul'],
    ['Железная дорога', 'железная-дорога'],
    ['Кыргыз жолу: өтмөк', 'кыргыз-жолу-өтмөк'],
    ['中吉乌铁路', '中吉乌铁路'],
    ['cafe\u0301', 'caf\u00e9'],
    ['\uD800 lone half', 'lone-half'],
    ['x'.repeat(500), 'x'.repeat(40)],
    [`${'ab '.repeat(30)}`, 'ab-ab-ab-ab-ab-ab-ab-ab-ab-ab-ab-ab-ab-a'],
  ])('%j becomes %j', (title, slug) => {
    expect(slugOf(title)).toBe(slug);
  });

  it('keeps equal titles apart', () => {
    expect(new Set(Array.from({ length: 200 }, () => newFileName('Railway'))).size).toBe(200);
  });
});
