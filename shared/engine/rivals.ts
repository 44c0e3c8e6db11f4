/**
 * Rival claims on a number (PRODUCT F6): which value a scenario uses, what other sources say, and a scenario that uses
 * another one. A choice is an assumption with its reason, or the opening year of a measure. Nothing is changed in place.
 * Tested in test/unit/rival-claims.test.ts.
 */
import { assertNever, failure, success, type Result } from '../base/issue.ts';
import type { Provenance } from '../base/quantity.ts';
import { parseQuantityKey, rivalsOf, type QuantityKey } from '../dataset/quantity-key.ts';
import type { Dataset, RivalClaim } from '../dataset/schema.ts';
import type { Scenario } from '../scenario/schema.ts';
import { fieldsOf, type Target } from './fields.ts';

/** One number with all that is said of it. */
export interface ContestedQuantity {
  readonly key: string;
  readonly quantity: QuantityKey;
  readonly unit: string;
  /** What the pack says. */
  readonly packValue: number;
  readonly packProvenance: Provenance;
  /** What the scenario computes with. */
  readonly valueInUse: number;
  /** Why, in the author's words; present only for a choice. */
  readonly reason?: string;
  readonly isChosen: boolean;
  readonly rivals: readonly RivalClaim[];
}

function targetOf(dataset: Dataset, { type, id }: QuantityKey): Target | undefined {
  switch (type) {
    case 'link': {
      const value = dataset.links.get(id);
      return value && { type, value };
    }
    case 'border': {
      const value = dataset.borders.get(id);
      return value && { type, value };
    }
    case 'terminal': {
      const value = dataset.terminals.get(id);
      return value && { type, value };
    }
    case 'parameter': {
      const value = dataset.parameters.get(id);
      return value && { type, value };
    }
    case 'measure':
      return undefined;
    default:
      return assertNever(type);
  }
}

/** The pack's own value and where it comes from; undefined when the key names nothing or the cell is empty. */
function packValueOf(dataset: Dataset, quantity: QuantityKey): { value: number; provenance: Provenance } | undefined {
  if (quantity.type === 'measure') {
    const measure = dataset.measures.get(quantity.id);
    const value = quantity.field === 'open_year' ? measure?.openYear?.mid : measure?.capexUsdMillion.mid;
    return measure && value !== undefined ? { value, provenance: measure.provenance } : undefined;
  }
  const target = targetOf(dataset, quantity);
  const value = target && fieldsOf(target)[quantity.field]?.get(target);
  return target && typeof value === 'number' ? { value, provenance: target.value.provenance } : undefined;
}

/** Every number of the pack that has rival claims, in the order of the pack, as the scenario uses it. */
export function listContested(dataset: Dataset, scenario: Scenario): ContestedQuantity[] {
  const keys = [...new Set(dataset.rivalClaims.map((claim) => claim.key))];
  return keys.flatMap((key): ContestedQuantity[] => {
    const quantity = parseQuantityKey(key);
    const known = quantity && packValueOf(dataset, quantity);
    if (!quantity || !known) return [];
    const rivals = rivalsOf(dataset, key);
    const isOpening = quantity.type === 'measure' && quantity.field === 'open_year';
    const choice = scenario.measures[quantity.id];
    const assumption = scenario.assumptions[key];
    const chosen = isOpening ? choice?.openYear : assumption?.value;
    const reason = isOpening ? choice?.reason : assumption?.reason;
    return [
      {
        ...{ key, quantity, rivals, unit: rivals[0]?.unit ?? '' },
        packValue: known.value,
        packProvenance: known.provenance,
        valueInUse: chosen ?? known.value,
        isChosen: chosen !== undefined,
        ...(reason === undefined ? {} : { reason }),
      },
    ];
  });
}

const withoutKey = <T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([known]) => known !== key));

/**
 * The scenario with another value for a contested number, and why; without a value, with the pack's own again. An
 * opening year can be chosen only for a measure that is switched on (bad-input).
 */
export function chooseClaim(
  scenario: Scenario,
  key: string,
  value: number | undefined,
  reason: string,
): Result<Scenario> {
  const quantity = parseQuantityKey(key);
  if (!quantity) return failure('bad-input', `${key} names no number that a scenario can replace.`);
  const why = reason.trim() ? { reason: reason.trim() } : {};
  if (quantity.type === 'measure' && quantity.field === 'open_year') {
    const { id } = quantity;
    const choice = scenario.measures[id];
    if (!choice) {
      return failure('bad-input', `${id} is off in "${scenario.title}", so it opens in no year. Switch it on first.`);
    }
    const { strength } = choice;
    const changed = value === undefined ? { strength } : { strength, openYear: value, ...why };
    return success({ ...scenario, measures: { ...scenario.measures, [id]: changed } });
  }
  const assumptions = withoutKey(scenario.assumptions, key);
  if (value !== undefined) assumptions[key] = { value, ...why };
  return success({ ...scenario, assumptions });
}
