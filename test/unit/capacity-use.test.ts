/** Posts and caps on the way of one consignment, as the flows of all fill them. */
import { describe, expect, it } from 'vitest';
import { listCapacityUse } from '../../shared/engine/capacity-use.ts';
import { evaluateScenario, getMarketQuestion } from '../../shared/engine/evaluate.ts';
import { emptyScenario } from '../../shared/scenario/schema.ts';
import { baselineDataset } from '../support/baseline-pack.ts';

const dataset = baselineDataset();
const question = getMarketQuestion(dataset, 'MK_KAS_TAS');
const reference = emptyScenario('reference');
const railway = { ...reference, measures: { M_CKU: { strength: 'mid' as const } } };
const columns = [
  { key: 'a', scenario: reference },
  { key: 'b', scenario: railway },
];

describe('capacity on the way', () => {
  const uses = listCapacityUse(dataset, { columns, year: 2035, question });

  it('is that of the posts passed by road, in the direction of the way, and of the line by rail', () => {
    expect(uses.map(({ key }) => key)).toEqual(['a', 'b']);
    expect(uses[0]?.elements.map(({ id, direction }) => `${id} ${direction}`).toSorted()).toEqual([
      'B_DOSTUK|road KG>UZ',
      'B_IRKESHTAM|road CN>KG',
    ]);
    expect(uses[1]?.elements.map(({ id }) => id)).toEqual(['T_MAKMAL', 'cku_capacity_kt']);
  });

  it('carries the numbers of the network of all, the fullest first', () => {
    const { elements } = evaluateScenario(dataset, { ...reference, year: 2035 });
    for (const element of uses[0]?.elements ?? []) expect(elements).toContainEqual(element);
    const filled = uses[0]?.elements.map(({ utilisation = 0 }) => utilisation) ?? [];
    expect(filled).toEqual(filled.toSorted((a, b) => b - a));
  });

  it('is none without a route', () => {
    const shut = { ...question, avoidCountries: ['KG', 'KZ'] };
    expect(listCapacityUse(dataset, { columns: columns.slice(0, 1), year: 2035, question: shut })[0]?.elements).toEqual(
      [],
    );
  });

  it('stops when asked to', () => {
    expect(() => listCapacityUse(dataset, { columns, year: 2035, question }, undefined, () => true)).toThrow(
      'cancelled',
    );
  });
});
