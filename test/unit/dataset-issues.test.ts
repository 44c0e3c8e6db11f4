/** What a scenario says that the data do not know becomes a warning, and the scenario stays as it is. */
import { describe, expect, it } from 'vitest';
import { changeableFields } from '../../shared/dataset/fields.ts';
import { fieldNames } from '../../shared/engine/fields.ts';
import { issuesAgainstDataset } from '../../shared/scenario/dataset-issues.ts';
import { newDocument } from '../../shared/scenario/file.ts';
import { emptyScenario, type Scenario } from '../../shared/scenario/schema.ts';
import { baselineDataset } from '../support/baseline-pack.ts';

const dataset = baselineDataset();
const issuesOf = (scenario: Partial<Scenario>, pin = dataset): readonly (readonly [string | undefined, string])[] =>
  issuesAgainstDataset(newDocument({ ...emptyScenario('A'), ...scenario }, pin, '0.1.0', 'document-1'), dataset).map(
    (issue) => {
      expect(issue.severity).toBe('warning');
      return [issue.field, issue.message];
    },
  );

describe('a scenario against the data', () => {
  it('that fits has no issue', () => {
    const scenario = {
      measures: { M_CKU: { strength: 'mid' as const }, M_BALJA: { strength: 0.5 } },
      shocks: { S_KZ_SLOW: { strength: 'high' as const } },
      assumptions: {
        'parameter:truck_duty_h_per_day:value': { value: 9.5 },
        'border:B_TORUGART|road:dwell_p50_h': { value: 12 },
      },
    };
    expect(issuesOf(scenario)).toEqual([]);
  });

  it('made with other data or with another state of these data is told so', () => {
    expect(issuesOf({}, { ...dataset, id: 'mine' })).toEqual([['dataset.id', expect.stringContaining('"mine"')]]);
    expect(issuesOf({}, { ...dataset, digest: '0'.repeat(64) })).toEqual([
      ['dataset.digest', expect.stringContaining('have changed')],
    ]);
  });

  it('with an unknown measure, an unknown shock, or a shock among the measures keeps them', () => {
    expect(issuesOf({ measures: { M_X: { strength: 'mid' } }, shocks: { S_X: { strength: 'mid' } } })).toEqual([
      ['scenario.measures.M_X', expect.stringContaining('is kept')],
      ['scenario.shocks.S_X', expect.stringContaining('is kept')],
    ]);
    expect(issuesOf({ measures: { S_FUEL: { strength: 'mid' } } })).toHaveLength(1);
  });

  it('with a measure whose requirement is off names both', () => {
    expect(issuesOf({ measures: { M_CKU_ELEC: { strength: 'mid' } } })).toEqual([
      ['scenario.measures.M_CKU_ELEC', expect.stringMatching(/M_CKU_ELEC has no effect without M_CKU,/)],
    ]);
  });

  it.each([
    'parameter:no_such:value',
    'parameter:truck_load_h:unit',
    'link:RD01:traction',
    'link:RD01',
    'node:CN_YIWU:lat',
    'constructor:a:b',
    'link:RD01:km:more',
  ])('with the assumption %s is told that it fits nothing', (key) => {
    expect(issuesOf({ assumptions: { [key]: { value: 1 } } })).toMatchObject([[`scenario.assumptions.${key}`, /./]]);
  });

  it('with measures that exclude each other names both', () => {
    const measure = dataset.measures.get('M_TKM');
    if (!measure) throw new Error('M_TKM is gone from the pack');
    const strict = {
      ...dataset,
      measures: new Map(dataset.measures).set('M_TKM', { ...measure, excludes: ['M_CKU'] }),
    };
    const scenario = { ...emptyScenario('A'), measures: { M_CKU: { strength: 1 }, M_TKM: { strength: 1 } } };
    const issues = issuesAgainstDataset(newDocument(scenario, strict, '0.1.0', 'document-1'), strict);
    expect(issues).toMatchObject([
      { field: 'scenario.measures.M_TKM', message: expect.stringContaining('M_CKU') as string },
    ]);
  });
});

describe('the fields that may be changed', () => {
  it.each(['link', 'border', 'terminal', 'parameter'] as const)('of a %s are those that the engine changes', (type) => {
    const usable = fieldNames(type).filter((name) => name !== 'status');
    const declared = [...changeableFields[type].keys()].filter((name) => name !== 'status');
    expect(declared.toSorted()).toEqual(usable.toSorted());
  });
});
