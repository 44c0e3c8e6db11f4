/**
 * How rows of measures.csv and measure_effects.csv become measures, shocks and their effects. An effect must name a
 * field of fields.ts and give it values within its limits. Tested in test/unit/read-pack.test.ts.
 */
import { changeableFields, operationsOn } from './fields.ts';
import { MEASURE_GROUPS, type Effect, type EffectOperation, type EffectTarget, type Measure } from './schema.ts';
import { calendarYear, limitBroken, notNegative, parseNumber, type RowReader } from './table.ts';

/** Ids of measures and shocks named in a sentence such as "M_CKU for China traffic". */
const measureIdsIn = (text: string): readonly string[] => [...new Set(text.match(/\b[MS]_[A-Z0-9_]+\b/g) ?? [])];

export function readMeasure(row: RowReader, effects: readonly Effect[]): Measure {
  const years = row.optionalQuantity(['open_year_early', 'open_year_mid', 'open_year_late'], 'year', calendarYear);
  const kind = row.oneOf('kind', ['measure', 'shock']);
  const noCost = { low: 0, mid: 0, high: 0, unit: 'USD m' };
  return {
    id: row.filled('id'),
    kind,
    group: row.optionalOneOf('grid_group', MEASURE_GROUPS) ?? (kind === 'shock' ? 'shocks' : 'infrastructure'),
    name: row.filled('name'),
    description: row.text('plain_description'),
    requires: measureIdsIn(row.text('requires')),
    requiresNote: row.text('requires'),
    excludes: measureIdsIn(row.text('excludes')),
    openYear: years && { early: years.low, mid: years.mid, late: years.high },
    capexUsdMillion:
      row.optionalQuantity(['capex_usd_m_low', 'capex_usd_m_mid', 'capex_usd_m_high'], 'USD m', notNegative) ?? noCost,
    opexUsdMillionPerYear: row.optionalNumber('opex_usd_m_per_year', {}) ?? 0,
    effects,
    provenance: row.provenance(),
  };
}

const operationByWord: ReadonlyMap<string, EffectOperation> = new Map([
  ['enable', 'enable'],
  ['set', 'set'],
  ['mul', 'multiply'],
  ['add', 'add'],
  ['note', 'note'],
]);
const operationWords = [...operationByWord.keys()];
const targets: readonly EffectTarget[] = ['link', 'border', 'terminal', 'parameter'];
const valueFields = ['value_low', 'value_mid', 'value_high'] as const;

/** Values are read only where target, field and operation are understood: one fault, one issue. */
export function readEffect(row: RowReader): Effect {
  const targetType = row.oneOf('target_type', targets);
  const field = row.filled('field');
  const word = row.oneOf('op', operationWords);
  const operation = operationByWord.get(word) ?? 'note';
  const understood = targetType === row.text('target_type') && word === row.text('op');
  const targetId = row.filled('target_id');
  const common = {
    measureId: row.filled('measure_id'),
    targetType,
    targetId: understood ? targetId : '',
    field,
    operation,
    unit: row.text('unit'),
    note: row.text('note'),
  };
  if (!understood) return common;
  const changeable = changeableFields[targetType].get(field);
  if (!changeable) {
    const names = [...changeableFields[targetType].keys()].join(', ');
    if (field) row.error('field', `A ${targetType} has no field ${field} that can be changed. Use one of: ${names}.`);
    return common;
  }
  if (!operationsOn[changeable.kind].includes(operation)) {
    const allowed = operationWords.filter((one) =>
      operationsOn[changeable.kind].includes(operationByWord.get(one) ?? 'note'),
    );
    row.error(
      'op',
      `The field ${field} of a ${targetType} cannot be changed by ${word}. Use one of: ${allowed.join(', ')}.`,
    );
    return common;
  }
  if (operation === 'note') return { ...common, mid: row.text('value_mid') || undefined };
  if (operation === 'enable') return common;
  const [low, mid, high] = valueFields.map((column) => {
    const cell = row.filled(column);
    if (changeable.kind === 'text') return row.oneOf(column, changeable.values);
    const value = parseNumber(cell);
    if (value === undefined) {
      if (cell) row.error(column, `"${cell}" is not a number, and ${field} needs one.`);
      return undefined;
    }
    const limits = operation !== 'add' && changeable.kind === 'number' ? changeable.limits : {};
    const broken = limitBroken(value, limits);
    if (broken) row.error(column, `${cell} ${broken}.`);
    return value;
  });
  return { ...common, low, mid, high };
}
