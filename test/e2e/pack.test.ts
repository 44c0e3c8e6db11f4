/** Packs the built program on a stub runtime, as far as that goes without a network. Builds no installer, runs no Electron. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it.runIf(process.platform === 'linux')(
  'the packed program is whole, enters at its entry, and has its fuses set',
  () => {
    const check = spawnSync(process.execPath, [join(import.meta.dirname, '../support/pack-check.mjs')], {
      encoding: 'utf8',
    });
    process.stdout.write(check.stdout);
    expect(check.stdout).not.toContain('FAIL');
    expect(check.stdout.match(/^ok/gm)).toHaveLength(4);
    expect(check.status, check.stderr).toBe(0);
  },
);
