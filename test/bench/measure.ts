/** The report of `npm run bench`: each figure with its goal. Without a browser the window's figures are one line less. */
import { basename, join } from 'node:path';
import { readDatasetFolder } from '../../main/services/dataset-folder.ts';
import { readPack } from '../../shared/dataset/read-pack.ts';
import { nameOf } from '../../shared/dataset/names.ts';
import { findBrowser } from '../support/browser.ts';
import { evaluationMs, flowsMs, treeRatio } from './engine.ts';
import { measureWindow } from './window.ts';

export async function measure(root: string, print: (line: string) => void): Promise<void> {
  const folder = join(root, 'scenarios/baseline');
  const read = await readDatasetFolder(folder);
  const dataset = read.ok ? readPack(read.value.files, basename(folder)).dataset : undefined;
  if (!dataset) throw new Error('The bundled data pack cannot be read.');

  const evaluation = evaluationMs(dataset);
  print(
    `one evaluation of all ${dataset.markets.size} markets, three itineraries each: ` +
      `median ${evaluation.median.toFixed(1)} ms, p95 ${evaluation.p95.toFixed(1)} ms (goal: under 10 ms)`,
  );
  const flows = flowsMs(dataset);
  print(
    `flows of all markets with queues and caps: median ${flows.fresh.median.toFixed(1)} ms, p95 ${flows.fresh.p95.toFixed(1)} ms; ` +
      `another year of the same network: median ${flows.nextYear.median.toFixed(1)} ms (no goal set)`,
  );
  const tree = treeRatio(dataset);
  print(
    `one tree to all places: ${tree.ratio.toFixed(2)} x plain Dijkstra (${tree.engineUs.toFixed(1)} us against ` +
      `${tree.plainUs.toFixed(1)} us; goal: at most 1.3 x, stretch 0.5 x)`,
  );
  if (!(await findBrowser())) {
    print('SKIPPED: the window, because no Chromium-family browser was found.');
    return;
  }
  const figures = await measureWindow(root, nameOf(dataset, 'measure', 'M_CKU', 'en', 'short'));
  print(
    `toggle to painted, ${figures.columns} scenarios, map and staircase open: median ${figures.toggleMedianMs.toFixed(0)} ms, ` +
      `p95 ${figures.toggleP95Ms.toFixed(0)} ms of 200 toggles (goal: p95 under 100 ms)`,
  );
  print(
    `start to usable window, in a running browser: median ${(figures.startMs / 1000).toFixed(1)} s (goal: under 2 s)`,
  );
  print(`code of the window: ${(figures.codeGzipBytes / 1000).toFixed(0)} kB gzip (goal: under 500 kB)`);
}
