/**
 * The named fields that effects and assumptions may change, in the words of the CSV pack: one row reads and writes one
 * field of one kind of target. The only place that knows both spellings. Tested in test/unit/apply-measures.test.ts.
 */
import type { Border, EffectTarget, Link, Parameter, Terminal } from '../dataset/schema.ts';

export type FieldValue = number | string | boolean;

export type Target =
  | { readonly type: 'link'; readonly value: Link }
  | { readonly type: 'border'; readonly value: Border }
  | { readonly type: 'terminal'; readonly value: Terminal }
  | { readonly type: 'parameter'; readonly value: Parameter };

export interface Field {
  /** Undefined: the pack leaves this field empty (no capacity given), so it can be set but not multiplied. */
  readonly get: (target: Target) => FieldValue | undefined;
  readonly set: (target: Target, value: FieldValue) => Target;
}

type ValueOf<T extends EffectTarget> = Extract<Target, { type: T }>['value'];

function field<T extends EffectTarget>(
  read: (value: ValueOf<T>) => FieldValue | undefined,
  write: (value: ValueOf<T>, next: number) => ValueOf<T>,
): Field {
  return {
    get: (target) => read(target.value as ValueOf<T>),
    set: (target, next) => ({ ...target, value: write(target.value as ValueOf<T>, next as number) }) as Target,
  };
}

const linkFields: Readonly<Record<string, Field>> = {
  km: field<'link'>(
    (link) => link.distanceKm,
    (link, distanceKm) => ({ ...link, distanceKm }),
  ),
  speed_kmh: field<'link'>(
    (link) => link.speedKmh,
    (link, speedKmh) => ({ ...link, speedKmh }),
  ),
  cost_usd_per_tkm: field<'link'>(
    (link) => link.costUsdPerTonneKm,
    (link, costUsdPerTonneKm) => ({ ...link, costUsdPerTonneKm }),
  ),
  cost_usd_per_vkm: field<'link'>(
    (link) => link.costUsdPerVehicleKm,
    (link, costUsdPerVehicleKm) => ({ ...link, costUsdPerVehicleKm }),
  ),
  fixed_usd_per_t: field<'link'>(
    (link) => link.fixedUsdPerTonne,
    (link, fixedUsdPerTonne) => ({ ...link, fixedUsdPerTonne }),
  ),
  capacity_kt_per_year: field<'link'>(
    (link) => link.capacityKtPerYear,
    (link, capacityKtPerYear) => ({ ...link, capacityKtPerYear }),
  ),
  traction: {
    get: (target) => (target.type === 'link' ? (target.value.traction ?? '') : ''),
    set: (target, value) =>
      target.type === 'link'
        ? { ...target, value: { ...target.value, traction: value === 'electric' ? 'electric' : 'diesel' } }
        : target,
  },
};

const dwell = (key: 'low' | 'mid' | 'high'): Field => ({
  get: (target) => ('dwellHours' in target.value ? target.value.dwellHours[key] : undefined),
  set: (target, next) =>
    'dwellHours' in target.value
      ? ({ ...target, value: { ...target.value, dwellHours: { ...target.value.dwellHours, [key]: next } } } as Target)
      : target,
});

const borderFields: Readonly<Record<string, Field>> = {
  dwell_p10_h: dwell('low'),
  dwell_p50_h: dwell('mid'),
  dwell_p90_h: dwell('high'),
  freeflow_h: field<'border'>(
    (border) => border.freeflowHours,
    (border, freeflowHours) => ({ ...border, freeflowHours }),
  ),
  congested_h: field<'border'>(
    (border) => border.congestedHours,
    (border, congestedHours) => ({ ...border, congestedHours }),
  ),
  fee_usd_per_unit: field<'border'>(
    (border) => border.feeUsdPerUnit,
    (border, feeUsdPerUnit) => ({ ...border, feeUsdPerUnit }),
  ),
  capacity_trucks_per_day_per_direction: field<'border'>(
    (border) => border.capacityTrucksPerDayPerDirection,
    (border, capacityTrucksPerDayPerDirection) => ({ ...border, capacityTrucksPerDayPerDirection }),
  ),
};

const terminalFields: Readonly<Record<string, Field>> = {
  dwell_p10_h: dwell('low'),
  dwell_p50_h: dwell('mid'),
  dwell_p90_h: dwell('high'),
  cost_usd_per_t: field<'terminal'>(
    (terminal) => terminal.costUsdPerTonne,
    (terminal, costUsdPerTonne) => ({ ...terminal, costUsdPerTonne }),
  ),
  capacity_kt_per_year: field<'terminal'>(
    (terminal) => terminal.capacityKtPerYear,
    (terminal, capacityKtPerYear) => ({ ...terminal, capacityKtPerYear }),
  ),
};

/** The middle value of a parameter moves its range with it in proportion, or by the same step when it is zero. */
const parameterFields: Readonly<Record<string, Field>> = {
  value: field<'parameter'>(
    (parameter) => parameter.value.mid,
    (parameter, mid) => {
      const { value } = parameter;
      const scale = value.mid === 0 ? 1 : mid / value.mid;
      const shift = value.mid === 0 ? mid : 0;
      return {
        ...parameter,
        value: { ...value, low: value.low * scale + shift, mid, high: value.high * scale + shift },
      };
    },
  ),
};

const fieldsByType: Readonly<Record<EffectTarget, Readonly<Record<string, Field>>>> = {
  link: linkFields,
  border: borderFields,
  terminal: terminalFields,
  parameter: parameterFields,
};

/** Changeable fields of a target, by the pack's field name. */
export const fieldsOf = (target: Target): Readonly<Record<string, Field>> => fieldsByType[target.type];

/** Names that an effect on this kind of target may use; "status" is what `enable` switches. */
export const fieldNames = (type: EffectTarget): readonly string[] => ['status', ...Object.keys(fieldsByType[type])];
