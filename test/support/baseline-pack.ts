/** The bundled data pack as texts, read from disk for tests. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dataset, PackFiles } from '../../shared/dataset/schema.ts';
import { readPack } from '../../shared/dataset/read-pack.ts';

const folder = join(import.meta.dirname, '../../scenarios/baseline');

export const baselinePack = (): PackFiles =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

export function baselineDataset(): Dataset {
  const { dataset, issues } = readPack(baselinePack(), 'baseline');
  if (!dataset) throw new Error(`The bundled pack does not read: ${JSON.stringify(issues)}`);
  return dataset;
}
