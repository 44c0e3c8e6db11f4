/**
 * The fields that a measure, a shock or an assumption may change, by target, in the words of the CSV pack, with the
 * hard limits of each. One table for the pack's check and for scenario files. Tested in test/unit/read-pack.test.ts.
 */
import type { EffectOperation, EffectTarget } from './schema.ts';
import { notNegative, positive, type Limits } from './table.ts';

/** `switch`: made usable by `enable`. `number`: set, multiply, add. `text`: set to one of the values. */
export type ChangeableField =
  | { readonly kind: 'switch' }
  | { readonly kind: 'number'; readonly limits: Limits }
  | { readonly kind: 'text'; readonly values: readonly string[] };

const amount: ChangeableField = { kind: 'number', limits: notNegative };

export const changeableFields: Readonly<Record<EffectTarget, ReadonlyMap<string, ChangeableField>>> = {
  link: new Map<string, ChangeableField>([
    ['status', { kind: 'switch' }],
    ['km', amount],
    ['speed_kmh', { kind: 'number', limits: positive }],
    ['cost_usd_per_tkm', amount],
    ['cost_usd_per_vkm', amount],
    ['fixed_usd_per_t', amount],
    ['capacity_kt_per_year', amount],
    ['traction', { kind: 'text', values: ['diesel', 'electric'] }],
  ]),
  border: new Map<string, ChangeableField>([
    ['dwell_p10_h', amount],
    ['dwell_p50_h', amount],
    ['dwell_p90_h', amount],
    ['freeflow_h', amount],
    ['congested_h', amount],
    ['fee_usd_per_unit', amount],
    ['capacity_trucks_per_day_per_direction', amount],
  ]),
  terminal: new Map<string, ChangeableField>([
    ['status', { kind: 'switch' }],
    ['dwell_p10_h', amount],
    ['dwell_p50_h', amount],
    ['dwell_p90_h', amount],
    ['cost_usd_per_t', amount],
    ['capacity_kt_per_year', amount],
  ]),
  parameter: new Map<string, ChangeableField>([['value', { kind: 'number', limits: {} }]]),
};

/** Operations that make sense on a kind of field; `note` says something to people and changes nothing. */
export const operationsOn: Readonly<Record<ChangeableField['kind'], readonly EffectOperation[]>> = {
  switch: ['enable', 'note'],
  number: ['set', 'multiply', 'add', 'note'],
  text: ['set', 'note'],
};
