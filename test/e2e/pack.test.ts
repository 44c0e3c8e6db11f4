/**
 * Packs the built program on a stub runtime, as far as that goes without a network. Builds no
 * installer and runs no Electron: the unpacked archive runs in the Electron-API stand-in.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { availableDoors, openPlanner } from '../support/launch-planner.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const doors = await availableDoors();

it.runIf(process.platform === 'linux')(
  'the packed program is whole, has its fuses set, and runs from what was packed',
  async () => {
    const programFolder = join(makeTempFolder(), 'unpacked');
    const words = [join(import.meta.dirname, '../support/pack-check.mjs'), '--extract', programFolder];
    const check = spawnSync(process.execPath, words, { encoding: 'utf8' });
    process.stdout.write(check.stdout);
    expect(check.stdout).not.toContain('FAIL');
    expect(check.stdout.match(/^ok/gm)).toHaveLength(4);
    expect(check.status, check.stderr).toBe(0);
    if (!doors.includes('stand-in')) return;
    const { page } = await openPlanner({ door: 'stand-in', programFolder });
    expect(await page.evaluate(`window.corridor.call('dataset.read', {})`)).toMatchObject({
      ok: true,
      value: { id: 'baseline' },
    });
  },
);
