/**
 * The scenarios in scenarios/examples are what the writer gives for the bundled data, and each can be opened and
 * evaluated. After a change of data or format: UPDATE_EXAMPLES=1 npx vitest run --config test/vitest.config.ts
 * --project unit test/golden/shipped-scenarios.test.ts
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applySelection } from '../../shared/engine/apply-measures.ts';
import { evaluateScenario, selectionOf } from '../../shared/engine/evaluate.ts';
import { issuesAgainstDataset } from '../../shared/scenario/dataset-issues.ts';
import { parseScenarioFile, serializeScenario } from '../../shared/scenario/file.ts';
import { baselineDataset } from '../support/baseline-pack.ts';
import { shippedScenarios } from '../support/shipped-scenarios.ts';

const folder = join(import.meta.dirname, '../../scenarios/examples');
const dataset = baselineDataset();
const expected = shippedScenarios(dataset);

if (process.env['UPDATE_EXAMPLES']) {
  for (const [name, document] of expected) writeFileSync(join(folder, name), serializeScenario(document));
}

describe('the shipped scenarios', () => {
  it('are the listed ones and no others', () => {
    expect(readdirSync(folder).toSorted()).toEqual([...expected.keys()].toSorted());
  });

  it('have titles that fit a column, and identities of their own', () => {
    const documents = [...expected.values()];
    for (const { scenario } of documents) expect(scenario.title.length, scenario.title).toBeLessThanOrEqual(24);
    expect(new Set(documents.map((document) => document.lineage.documentId)).size).toBe(documents.length);
    expect(new Set(documents.map((document) => document.scenario.title)).size).toBe(documents.length);
  });

  it.each([...expected])('%s holds the bytes that the writer gives for these data', (name, document) => {
    expect(readFileSync(join(folder, name), 'utf8')).toBe(serializeScenario(document));
  });

  it.each([...expected])(
    '%s opens without notice, fits the data, and all it switches on is in force',
    (name, document) => {
      const outcome = parseScenarioFile(readFileSync(join(folder, name), 'utf8'));
      expect(outcome).toMatchObject({ kind: 'ok', notices: [] });
      expect(issuesAgainstDataset(document, dataset)).toEqual([]);
      const { scenario } = document;
      const network = applySelection(dataset, selectionOf(scenario));
      expect(network.inactive).toEqual([]);
      expect(network.active.toSorted()).toEqual(
        [...Object.keys(scenario.measures), ...Object.keys(scenario.shocks)].toSorted(),
      );
    },
  );

  it.each([...expected])('%s brings every market of the data to its destination', (_name, document) => {
    const { markets } = evaluateScenario(dataset, document.scenario);
    expect(markets.map((market) => market.id)).toEqual([...dataset.markets.keys()]);
    for (const market of markets) expect(market.expected?.hours, market.id).toBeGreaterThan(0);
  });
});
