/**
 * Keys that name one number of the pack: "border:B_TORUGART|road:dwell_p50_h" as assumptions use them, and two of a
 * measure that the network does not know: "measure:M_CKU:capex_usd_m" and "measure:M_CKU:open_year".
 * Tested in test/unit/rival-claims.test.ts.
 */
import { changeableFields } from './fields.ts';
import type { Dataset, EffectTarget, RivalClaim } from './schema.ts';

export type MeasureField = 'open_year' | 'capex_usd_m';

export type QuantityKey =
  | { readonly type: EffectTarget; readonly id: string; readonly field: string }
  | { readonly type: 'measure'; readonly id: string; readonly field: MeasureField };

const isMeasureField = (field: string): field is MeasureField => field === 'open_year' || field === 'capex_usd_m';
const isTarget = (type: string): type is EffectTarget => Object.hasOwn(changeableFields, type);

/** The three parts of a key; undefined when it names no field that has a number. */
export function parseQuantityKey(key: string): QuantityKey | undefined {
  const [type = '', id = '', field = '', ...rest] = key.split(':');
  if (rest.length > 0 || !id) return undefined;
  if (type === 'measure') return isMeasureField(field) ? { type, id, field } : undefined;
  return isTarget(type) && changeableFields[type].get(field)?.kind === 'number' ? { type, id, field } : undefined;
}

type Rows = Pick<Dataset, 'links' | 'borders' | 'terminals' | 'parameters' | 'measures'>;

const rowOf = (rows: Rows, type: QuantityKey['type']): ReadonlyMap<string, unknown> =>
  ({
    link: rows.links,
    border: rows.borders,
    terminal: rows.terminals,
    parameter: rows.parameters,
    measure: rows.measures,
  })[type];

/** Whether a key names a number of these rows. */
export function namesQuantity(key: string, rows: Rows): boolean {
  const parsed = parseQuantityKey(key);
  return parsed !== undefined && rowOf(rows, parsed.type).has(parsed.id);
}

/** What other sources say of a quantity, in the order of the pack. */
export const rivalsOf = (dataset: Dataset, key: string): readonly RivalClaim[] =>
  dataset.rivalClaims.filter((claim) => claim.key === key);
