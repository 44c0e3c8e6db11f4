/** A data pack's folder becomes texts, and nothing but the pack's files is read. */
import { readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPack } from '../../shared/dataset/read-pack.ts';
import { readDatasetFolder } from '../../main/services/dataset-folder.ts';
import { diskFileSystem } from '../../main/services/file-system.ts';
import { makeFaulty } from '../support/faulty-file-system.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const baseline = join(import.meta.dirname, '../../scenarios/baseline');

describe('a data pack folder', () => {
  it('gives every table and the sources of the shipped pack, which then reads without errors', async () => {
    const result = await readDatasetFolder(baseline);
    if (!result.ok) throw new Error(result.error.message);
    expect(result.value.id).toBe('baseline');
    const tables = readdirSync(baseline).filter((name) => name.endsWith('.csv') || name === 'SOURCES.md');
    expect(Object.keys(result.value.files).sort()).toEqual(tables.sort());
    const { dataset, issues } = readPack(result.value.files, result.value.id);
    expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(dataset?.links.size).toBeGreaterThan(100);
  });

  it('gives only the files of a pack, whatever else lies there', async () => {
    const folder = makeTempFolder();
    for (const name of ['nodes.csv', 'secrets.csv', 'notes.txt']) await writeFile(join(folder, name), 'id');
    const result = await readDatasetFolder(folder);
    expect(result.ok && Object.keys(result.value.files)).toEqual(['nodes.csv']);
  });

  it('that does not exist is not found', async () => {
    expect(await readDatasetFolder(join(makeTempFolder(), 'nowhere'))).toEqual({
      ok: false,
      error: {
        code: 'not-found',
        message: 'There is no data pack folder "nowhere". Check its name and where it lies.',
      },
    });
  });

  it('without any table is no data pack', async () => {
    const folder = makeTempFolder();
    await writeFile(join(folder, 'SOURCES.md'), '# Sources');
    expect(await readDatasetFolder(folder)).toMatchObject({ ok: false, error: { code: 'bad-file' } });
  });

  it('names every file that is no text or too large', async () => {
    const folder = makeTempFolder();
    await writeFile(join(folder, 'nodes.csv'), new Uint8Array([0xff, 0xfe, 0x00]));
    await writeFile(join(folder, 'links.csv'), 'x'.repeat(20_000_001));
    await writeFile(join(folder, 'borders.csv'), 'x'.repeat(20_000_000));
    const result = await readDatasetFolder(folder);
    expect(result).toMatchObject({ ok: false, error: { code: 'bad-file' } });
    if (result.ok) return;
    expect(result.error.details).toEqual([
      { severity: 'error', file: 'nodes.csv', message: 'It is not text in UTF-8. Save it as CSV in UTF-8.' },
      { severity: 'error', file: 'links.csv', message: 'It is larger than 20 MB.' },
    ]);
  });

  it('tells why a table could not be read', async () => {
    const folder = makeTempFolder();
    await mkdir(join(folder, 'nodes.csv'));
    expect(await readDatasetFolder(folder)).toMatchObject({ ok: false, error: { code: 'storage' } });
    const faulty = makeFaulty(diskFileSystem, { faultAt: (_step, name) => (name === 'readFile' ? 'EIO' : undefined) });
    expect(await readDatasetFolder(baseline, faulty)).toMatchObject({
      error: { message: expect.stringContaining('because the disk reported a fault') as string },
    });
  });
});
