/** Random scenarios over the bundled pack, for the laws. */
import fc from 'fast-check';
import { emptyScenario, type Scenario } from '../../shared/scenario/schema.ts';
import { baselineDataset } from './baseline-pack.ts';

const dataset = baselineDataset();
const idsOf = (kind: 'measure' | 'shock') =>
  [...dataset.measures.values()].filter((measure) => measure.kind === kind).map((measure) => measure.id);

const strength = fc.constantFrom('low' as const, 'mid' as const, 'high' as const);
const choices = (ids: readonly string[]) =>
  fc
    .uniqueArray(fc.tuple(fc.constantFrom(...ids), strength), { selector: ([id]) => id, maxLength: 6 })
    .map((pairs) => Object.fromEntries(pairs.map(([id, value]) => [id, { strength: value }])));

export const arbitraryScenario: fc.Arbitrary<Scenario> = fc
  .record({
    measures: choices(idsOf('measure')),
    shocks: choices(idsOf('shock')),
    year: fc.integer({ min: 2024, max: 2040 }),
  })
  .map((parts) => ({ ...emptyScenario('random package'), ...parts }));

export const arbitraryMarketId = fc.constantFrom(...dataset.markets.keys());
