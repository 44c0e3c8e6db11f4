/** What switching measures on does to the network: canonical order, requirements, opening years, percentiles, patches. */
import { describe, expect, it } from 'vitest';
import { applySelection, NOTHING_SELECTED, type Selection } from '../../shared/engine/apply-measures.ts';
import { reasonText } from '../../shared/engine/types.ts';
import { baselineDataset } from '../support/baseline-pack.ts';

const dataset = baselineDataset();
const mid = { strength: 'mid' } as const;
const apply = (measures: Selection['measures'], shocks: Selection['shocks'] = {}, rest: Partial<Selection> = {}) =>
  applySelection(dataset, { ...NOTHING_SELECTED, measures, shocks, ...rest });

describe('a network with nothing switched on', () => {
  const network = apply({});

  it('leaves out the links and terminals that exist only under a measure', () => {
    expect(network.links.has('RL_CKU1')).toBe(false);
    expect(network.links.has('SE_MAK')).toBe(false);
    expect(network.terminals.has('T_MAKMAL')).toBe(false);
    expect(network.links.has('SE_OLYA')).toBe(true);
  });

  it('has no patches', () => expect(network.patches).toEqual([]));
});

describe('a measure', () => {
  it('enables its links and records each change as a patch', () => {
    const network = apply({ M_CKU: mid });
    expect(network.links.has('RL_CKU1')).toBe(true);
    expect(network.terminals.has('T_MAK_KG_RR')).toBe(true);
    expect(network.patches).toContainEqual({
      by: 'M_CKU',
      targetType: 'link',
      targetId: 'RL_CKU1',
      field: 'status',
      from: false,
      to: true,
    });
  });

  it('takes its low, middle or high value, or one between, by strength', () => {
    const speedAt = (strength: 'low' | 'mid' | 'high' | number) =>
      apply({ M_BYPASS: { strength } }).links.get('RD_BYPASS')?.speedKmh;
    expect([speedAt('low'), speedAt('mid'), speedAt('high'), speedAt(0.25)]).toEqual([45, 58, 65, 51.5]);
  });

  it('is off before its opening year and on from that year', () => {
    const at = (year: number) => apply({ M_CKU: mid }, {}, { year });
    expect(at(2029).links.has('RL_CKU1')).toBe(false);
    expect(at(2029).inactive).toEqual([{ id: 'M_CKU', reason: { kind: 'before-opening-year', year: 2030 } }]);
    expect(at(2030).links.has('RL_CKU1')).toBe(true);
  });

  it('opens when the scenario says, where the scenario gives a year of its own', () => {
    const network = apply({ M_CKU: { strength: 'mid', openYear: 2033 } }, {}, { year: 2032 });
    expect(network.active).toEqual([]);
  });

  it('does nothing while a measure it requires is missing or not open, and names it', () => {
    const reason = (network: ReturnType<typeof apply>) =>
      network.inactive.map((entry) => `${entry.id} ${reasonText(entry.reason)}`);
    expect(reason(apply({ M_CKU_ELEC: mid }))).toEqual(['M_CKU_ELEC requires-missing:M_CKU']);
    expect(reason(apply({ M_CKU_ELEC: mid, M_CKU: { strength: 'mid', openYear: 2040 } }, {}, { year: 2036 }))).toEqual([
      'M_CKU before-opening-year',
      'M_CKU_ELEC requires-missing:M_CKU',
    ]);
  });

  it('that the dataset does not know is kept aside as unknown', () => {
    expect(apply({ M_OTHER: mid }).inactive).toEqual([{ id: 'M_OTHER', reason: { kind: 'unknown' } }]);
  });
});

describe('several changes of one field', () => {
  it('multiply together, whatever the order of clicks', () => {
    const one = apply({ M_CUSTOMS: mid, M_KZBCP: mid, M_AGRI: mid });
    const other = apply({ M_AGRI: mid, M_KZBCP: mid, M_CUSTOMS: mid });
    expect(one.borders.get('B_AKTILEK|road')?.dwellHours.mid).toBeCloseTo(6 * 0.65 * 0.65 * 0.9, 12);
    expect(other.borders).toEqual(one.borders);
    expect(other.patches).toEqual(one.patches);
  });

  it('set before multiply: the Bedel post is rebuilt, then digitised', () => {
    const network = apply({ M_CUSTOMS: mid, M_BEDEL: mid });
    expect(network.borders.get('B_BEDEL|road')?.dwellHours.mid).toBeCloseTo(10 * 0.65, 12);
  });

  it('a shock comes after the measures and says whose value it replaced', () => {
    const network = apply({ M_CUSTOMS: mid }, { S_KZ_SLOW: mid });
    expect(network.borders.get('B_CHALDOVAR|road')?.dwellHours.mid).toBe(72);
    const replaced = network.patches.find(
      (patch) => patch.by === 'M_CUSTOMS' && patch.targetId === 'B_CHALDOVAR|road' && patch.field === 'dwell_p50_h',
    );
    expect(replaced?.overriddenBy).toBe('S_KZ_SLOW');
  });
});

describe('percentiles', () => {
  it('stay ordered: when P50 passes P90, P90 moves with it', () => {
    const network = apply({}, { S_TORUGART_CLOSE: mid });
    expect(network.borders.get('B_TORUGART|road')?.dwellHours).toMatchObject({ low: 5, mid: 120, high: 120 });
  });
});

describe('assumptions', () => {
  it('replace a value of the dataset before measures act', () => {
    const network = apply(
      { M_CUSTOMS: mid },
      {},
      { assumptions: { 'border:B_TORUGART|road:dwell_p50_h': { value: 40 } } },
    );
    expect(network.borders.get('B_TORUGART|road')?.dwellHours.mid).toBeCloseTo(26, 12);
  });

  it('on something unknown are kept aside', () => {
    const network = apply({}, {}, { assumptions: { 'parameter:no_such_thing:value': { value: 1 } } });
    expect(network.inactive).toEqual([{ id: 'parameter:no_such_thing:value', reason: { kind: 'unknown' } }]);
  });
});

it('the dataset itself is never touched', () => {
  const before = structuredClone([...dataset.borders, ...dataset.links, ...dataset.terminals, ...dataset.parameters]);
  apply(Object.fromEntries([...dataset.measures.keys()].map((id) => [id, { strength: 'high' as const }])));
  expect([...dataset.borders, ...dataset.links, ...dataset.terminals, ...dataset.parameters]).toEqual(before);
});
