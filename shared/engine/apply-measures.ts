/**
 * Applies measures, shocks and assumptions to a dataset (MODEL.md 2): in canonical order, never by order of clicks,
 * never touching the dataset. Every change is recorded as a patch. Tested in test/unit/apply-measures.test.ts and
 * test/property/laws.test.ts.
 */
import { canonicalText } from '../base/canonical-json.ts';
import { assertNever } from '../base/issue.ts';
import { Recent } from '../base/recent.ts';
import { orderAroundMid, valueAtStrength, type Quantity, type Strength } from '../base/quantity.ts';
import type { Border, Dataset, Effect, Link, Measure, Parameter, Terminal } from '../dataset/schema.ts';
import { fieldsOf, type FieldValue, type Target } from './fields.ts';
import type { AppliedNetwork, Patch, ReasonCode } from './types.ts';

export interface MeasureSelection {
  readonly strength: Strength | number;
  readonly openYear?: number | undefined;
}

/** What a scenario switches on. Without `year`, opening years are ignored: everything chosen is in force. */
export interface Selection {
  readonly measures: Readonly<Record<string, MeasureSelection>>;
  readonly shocks: Readonly<Record<string, { readonly strength: Strength | number }>>;
  readonly assumptions: Readonly<Record<string, { readonly value: number }>>;
  readonly year?: number | undefined;
}

export const NOTHING_SELECTED: Selection = { measures: {}, shocks: {}, assumptions: {} };

type Standing = { readonly measure: Measure; readonly strength: Strength | number };

/** The year a chosen measure opens: the person's, else the middle one of the data; undefined for shocks. */
export function openYearOf(dataset: Dataset, selection: Selection, id: string): number | undefined {
  const measure = dataset.measures.get(id);
  return measure?.kind === 'measure' ? (selection.measures[id]?.openYear ?? measure.openYear?.mid) : undefined;
}

const isOpen = (dataset: Dataset, selection: Selection, id: string): boolean =>
  selection.year === undefined || selection.year >= (openYearOf(dataset, selection, id) ?? -Infinity);

/** Why a chosen measure is not in force, or undefined when it is. Requirements count only when chosen and open themselves. */
function findObstacle(
  dataset: Dataset,
  selection: Selection,
  id: string,
  seen: readonly string[],
): ReasonCode | undefined {
  const measure = dataset.measures.get(id);
  if (!measure) return { kind: 'unknown' };
  const openYear = openYearOf(dataset, selection, id);
  if (openYear !== undefined && !isOpen(dataset, selection, id)) return { kind: 'before-opening-year', year: openYear };
  const chosen = (other: string): boolean => other in selection.measures || other in selection.shocks;
  for (const required of measure.requires) {
    if (seen.includes(required)) continue;
    if (!chosen(required) || findObstacle(dataset, selection, required, [...seen, id])) {
      return { kind: 'requires-missing', by: required };
    }
  }
  // Of two that exclude each other, the earlier id in canonical order stays.
  const excludedBy = [...Object.keys(selection.measures), ...Object.keys(selection.shocks)]
    .sort()
    .find(
      (other) => other < id && (measure.excludes.includes(other) || dataset.measures.get(other)?.excludes.includes(id)),
    );
  return excludedBy ? { kind: 'excluded-by', by: excludedBy } : undefined;
}

const OPERATION_ORDER = ['enable', 'set', 'multiply', 'add'] as const;

/** The value after an effect; undefined when there is nothing to multiply or add to. */
function effectValue(
  effect: Effect,
  strength: Strength | number,
  before: FieldValue | undefined,
): FieldValue | undefined {
  const { low, mid, high } = effect;
  if (typeof mid === 'string') return mid;
  if (mid === undefined) return undefined;
  const amount = valueAtStrength(
    { low: typeof low === 'number' ? low : mid, mid, high: typeof high === 'number' ? high : mid },
    strength,
  );
  if (effect.operation === 'set') return amount;
  if (typeof before !== 'number') return undefined;
  return effect.operation === 'multiply' ? before * amount : before + amount;
}

/** The mutable working copies of one application; entries are replaced, never changed in place. */
class Workbench {
  readonly links: Map<string, Link>;
  readonly borders: Map<string, Border>;
  readonly terminals: Map<string, Terminal>;
  readonly parameters: Map<string, Parameter>;
  /** Links and terminals that exist only under a measure, until it enables them. */
  private readonly gatedLinks = new Map<string, Link>();
  private readonly gatedTerminals = new Map<string, Terminal>();

  constructor(dataset: Dataset) {
    const split = <T extends Link | Terminal>(all: ReadonlyMap<string, T>, gated: Map<string, T>): Map<string, T> => {
      const open = new Map<string, T>();
      for (const [id, item] of all) (item.measureId ? gated : open).set(id, item);
      return open;
    };
    this.links = split(dataset.links, this.gatedLinks);
    this.terminals = split(dataset.terminals, this.gatedTerminals);
    this.borders = new Map(dataset.borders);
    this.parameters = new Map(dataset.parameters);
  }

  find({ targetType, targetId }: Pick<Effect, 'targetType' | 'targetId'>): Target | undefined {
    switch (targetType) {
      case 'link': {
        const value = this.links.get(targetId) ?? this.gatedLinks.get(targetId);
        return value && { type: targetType, value };
      }
      case 'terminal': {
        const value = this.terminals.get(targetId) ?? this.gatedTerminals.get(targetId);
        return value && { type: targetType, value };
      }
      case 'border': {
        const value = this.borders.get(targetId);
        return value && { type: targetType, value };
      }
      case 'parameter': {
        const value = this.parameters.get(targetId);
        return value && { type: targetType, value };
      }
      default:
        return assertNever(targetType);
    }
  }

  /** Puts a changed target back; a gated one stays out of the network until it is enabled. */
  put(target: Target): void {
    const { id } = target.value;
    switch (target.type) {
      case 'link':
        (this.links.has(id) ? this.links : this.gatedLinks).set(id, target.value);
        break;
      case 'terminal':
        (this.terminals.has(id) ? this.terminals : this.gatedTerminals).set(id, target.value);
        break;
      case 'border':
        this.borders.set(id, target.value);
        break;
      case 'parameter':
        this.parameters.set(id, target.value);
        break;
      default:
        assertNever(target);
    }
  }

  /** Opens a link or terminal; tells whether it was open before. */
  enable(target: Target): boolean {
    const { id } = target.value;
    const wasOpen = this.links.has(id) || this.terminals.has(id);
    if (target.type === 'link') this.links.set(id, target.value);
    if (target.type === 'terminal') this.terminals.set(id, target.value);
    return wasOpen;
  }

  orderPercentiles(): void {
    const ordered = <T extends Border | Terminal>(items: Map<string, T>) => {
      for (const [id, item] of items) {
        const dwellHours = orderAroundMid(item.dwellHours);
        if (dwellHours !== item.dwellHours) items.set(id, { ...item, dwellHours });
      }
    };
    ordered(this.borders);
    ordered(this.terminals);
    for (const [id, parameter] of this.parameters) {
      const value: Quantity = orderAroundMid(parameter.value);
      if (value !== parameter.value) this.parameters.set(id, { ...parameter, value });
    }
  }
}

/** Marks every patch whose value a later `set` of somebody else threw away. */
function markOverridden(patches: readonly (Patch & { operation: Effect['operation'] })[]): Patch[] {
  const lastSet = new Map<string, number>();
  const key = (patch: Patch) => `${patch.targetType}:${patch.targetId}:${patch.field}`;
  patches.forEach((patch, index) => {
    if (patch.operation === 'set') lastSet.set(key(patch), index);
  });
  return patches.map(({ operation: _operation, ...patch }, index) => {
    const setter = lastSet.get(key(patch)) ?? -1;
    const by = setter > index ? patches[setter]?.by : undefined;
    return by !== undefined && by !== patch.by ? { ...patch, overriddenBy: by } : patch;
  });
}

/**
 * The network of a selection. Order: assumptions, then measures (enable, set, multiply, add; within one kind by
 * measure id), then shocks in the same order. Percentiles are put in order at the end, around the middle value.
 * Unknown ids, unmet requirements and unopened measures are reported in `inactive`, never thrown.
 */
export function applySelection(dataset: Dataset, selection: Selection): AppliedNetwork {
  const bench = new Workbench(dataset);
  const patches: (Patch & { operation: Effect['operation'] })[] = [];
  const inactive: { id: string; reason: ReasonCode }[] = [];

  const standing = (choices: Readonly<Record<string, MeasureSelection>>): Standing[] =>
    Object.keys(choices)
      .sort()
      .flatMap((id) => {
        const reason = findObstacle(dataset, selection, id, []);
        const measure = dataset.measures.get(id);
        if (reason || !measure) {
          inactive.push({ id, reason: reason ?? { kind: 'unknown' } });
          return [];
        }
        return [{ measure, strength: choices[id]?.strength ?? 'mid' }];
      });

  const write = (by: string, effect: Effect, strength: Strength | number): void => {
    const target = bench.find(effect);
    if (!target) return;
    const { operation } = effect;
    const place = { by, targetType: effect.targetType, targetId: effect.targetId, field: effect.field, operation };
    if (operation === 'enable') {
      patches.push({ ...place, from: bench.enable(target), to: true });
      return;
    }
    const field = fieldsOf(target)[effect.field];
    if (!field || operation === 'note') return;
    const before = field.get(target);
    const after = effectValue(effect, strength, before);
    if (after === undefined) return;
    bench.put(field.set(target, after));
    patches.push({ ...place, from: before ?? '', to: after });
  };

  for (const key of Object.keys(selection.assumptions).sort()) {
    const [targetType, targetId = '', field = ''] = key.split(':');
    // The capital cost of a measure is a matter of the appraisal, not of the network.
    if (targetType === 'measure' && field === 'capex_usd_m' && dataset.measures.has(targetId)) continue;
    if (targetType !== 'link' && targetType !== 'border' && targetType !== 'terminal' && targetType !== 'parameter') {
      inactive.push({ id: key, reason: { kind: 'unknown' } });
      continue;
    }
    const value = selection.assumptions[key]?.value ?? 0;
    const effect = { measureId: key, targetType, targetId, field, operation: 'set', unit: '', note: '' } as const;
    const known = bench.find(effect);
    if (!known || !fieldsOf(known)[field]) inactive.push({ id: key, reason: { kind: 'unknown' } });
    else write(key, { ...effect, low: value, mid: value, high: value }, 'mid');
  }

  const measures = standing(selection.measures);
  const shocks = standing(selection.shocks);
  for (const group of [measures, shocks]) {
    for (const operation of OPERATION_ORDER) {
      for (const { measure, strength } of group) {
        for (const effect of measure.effects) {
          if (effect.operation === operation) write(measure.id, effect, strength);
        }
      }
    }
  }
  bench.orderPercentiles();

  return {
    dataset,
    links: bench.links,
    borders: bench.borders,
    terminals: bench.terminals,
    parameters: bench.parameters,
    patches: markOverridden(patches),
    active: [...measures, ...shocks].map(({ measure }) => measure.id).sort(),
    inactive,
  };
}

/** Networks kept per dataset: enough for six scenarios with every measure left out once. */
const KEPT_NETWORKS = 128;
const networks = new WeakMap<Dataset, Recent<AppliedNetwork>>();

/** Equal for selections that give the same network: of the year, only what has not opened yet counts. */
function keyOf(dataset: Dataset, selection: Selection): string {
  const { year: _year, ...rest } = selection;
  const unopened = Object.keys(selection.measures).filter((id) => !isOpen(dataset, selection, id));
  return canonicalText({ ...rest, unopened });
}

/**
 * `applySelection`, remembered: equal selections, and years with the same measures open, share one network (and the
 * graph that hangs on it).
 */
export function getNetwork(dataset: Dataset, selection: Selection): AppliedNetwork {
  const kept = networks.get(dataset) ?? new Recent<AppliedNetwork>(KEPT_NETWORKS);
  networks.set(dataset, kept);
  return kept.get(keyOf(dataset, selection), () => applySelection(dataset, selection));
}
