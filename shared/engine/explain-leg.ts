/**
 * Where the numbers of a leg come from: the formula, its inputs with value, range, source and confidence, and which
 * measure changed them (PRODUCT journey 3). It reads the same network as the costs and computes nothing itself.
 * Tested in test/unit/explain-leg.test.ts: the formulas, fed with the inputs listed, give the leg's numbers.
 */
import type { Confidence, EffectTarget, Provenance } from '../dataset/schema.ts';
import { fieldsOf, type Target } from './fields.ts';
import type { AppliedNetwork, Leg, Patch } from './types.ts';

export interface ExplainedInput {
  readonly targetType: EffectTarget;
  readonly targetId: string;
  /** Field in the words of the pack; what an assumption may override. */
  readonly field: string;
  readonly value: number | string;
  readonly low?: number;
  readonly high?: number;
  readonly unit: string;
  readonly sourceIds: readonly string[];
  readonly confidence: Confidence;
  readonly notes: string;
  readonly patches: readonly Patch[];
}

export interface LegExplanation {
  /** Formulas in the field names of the pack; MODEL.md 3. Empty text: this leg has no such number. */
  readonly hoursFormula: string;
  readonly usdFormula: string;
  readonly inputs: readonly ExplainedInput[];
}

const UNITS: Readonly<Record<string, string>> = {
  km: 'km',
  speed_kmh: 'km/h',
  cost_usd_per_tkm: 'USD/tkm',
  cost_usd_per_vkm: 'USD/vkm',
  fixed_usd_per_t: 'USD/t',
  dwell_p50_h: 'h',
  fee_usd_per_unit: 'USD',
  cost_usd_per_t: 'USD/t',
};

const FORMULAS = {
  road: ['km / speed_kmh × 24 / truck_duty_h_per_day', 'cost_usd_per_vkm × road_rate_multiplier × km / payload'],
  rail: ['km / speed_kmh', 'cost_usd_per_tkm × km'],
  sea: ['km / speed_kmh', 'fixed_usd_per_t × 18 / payload'],
  borderTruck: ['dwell_p50_h', 'fee_usd_per_unit / payload'],
  borderFeu: ['dwell_p50_h', 'fee_usd_per_unit / payload_feu_t'],
  terminal: ['dwell_p50_h', 'cost_usd_per_t'],
  truckHandling: ['truck_load_h', 'truck_handling_usd_t'],
  railOrigin: ['rail_origin_h', 'rail_terminal_usd_t'],
  railDestination: ['rail_dest_h', 'rail_terminal_usd_t'],
  farmLoad: ['agri_origin_dwell_h', ''],
  delay: ['√ Σ (P90 − P50)²', ''],
} as const;

interface Recipe {
  readonly formula: keyof typeof FORMULAS;
  readonly fields: readonly string[];
  readonly parameters: readonly string[];
}

function recipeOf(leg: Leg, network: AppliedNetwork, payload: string): Recipe {
  switch (leg.kind) {
    case 'move':
      if (leg.mode === 'road') {
        const parameters = ['truck_duty_h_per_day', 'road_rate_multiplier', payload];
        return { formula: 'road', fields: ['km', 'speed_kmh', 'cost_usd_per_vkm'], parameters };
      }
      return leg.mode === 'rail'
        ? { formula: 'rail', fields: ['km', 'speed_kmh', 'cost_usd_per_tkm'], parameters: [] }
        : { formula: 'sea', fields: ['km', 'speed_kmh', 'fixed_usd_per_t'], parameters: [payload] };
    case 'border':
      return network.borders.get(leg.id)?.feeUnit === 'FEU'
        ? { formula: 'borderFeu', fields: ['dwell_p50_h', 'fee_usd_per_unit'], parameters: ['payload_feu_t'] }
        : { formula: 'borderTruck', fields: ['dwell_p50_h', 'fee_usd_per_unit'], parameters: [payload] };
    case 'transfer':
    case 'swap':
      return { formula: 'terminal', fields: ['dwell_p50_h', 'cost_usd_per_t'], parameters: [] };
    case 'load':
    case 'unload':
      if (leg.mode === 'road')
        return { formula: 'truckHandling', fields: [], parameters: ['truck_load_h', 'truck_handling_usd_t'] };
      return {
        formula: leg.kind === 'load' ? 'railOrigin' : 'railDestination',
        fields: [],
        parameters: [leg.id, 'rail_terminal_usd_t'],
      };
    case 'origin':
      return { formula: 'farmLoad', fields: [], parameters: [leg.id] };
    case 'delay':
      return { formula: 'delay', fields: [], parameters: [] };
  }
}

function targetOf(leg: Leg, network: AppliedNetwork): Target | undefined {
  const link = network.links.get(leg.id);
  if (leg.kind === 'move' && link) return { type: 'link', value: link };
  const border = network.borders.get(leg.id);
  if (leg.kind === 'border' && border) return { type: 'border', value: border };
  const terminal = network.terminals.get(leg.id);
  return terminal && { type: 'terminal', value: terminal };
}

const provenanceOf = ({ sourceIds, confidence, notes }: Provenance) => ({ sourceIds, confidence, notes });

/** Formula and inputs of one leg of an itinerary with this payload (tonnes per vehicle). */
export function explainLeg(network: AppliedNetwork, leg: Leg, payloadTonnes: number): LegExplanation {
  const throughPost = payloadTonnes !== network.parameters.get('payload_road_t')?.value.mid;
  const recipe = recipeOf(leg, network, throughPost ? 'payload_limit_cn_kg_t' : 'payload_road_t');
  const [hoursFormula, usdFormula] = FORMULAS[recipe.formula];
  const changes = (type: EffectTarget, id: string, field: string) =>
    network.patches.filter((patch) => patch.targetType === type && patch.targetId === id && patch.field === field);

  const inputs: ExplainedInput[] = [];
  const target = targetOf(leg, network);
  if (target && target.type !== 'parameter') {
    for (const field of recipe.fields) {
      const value = fieldsOf(target)[field]?.get(target);
      if (value === undefined || typeof value === 'boolean') continue;
      const dwell = field === 'dwell_p50_h' && 'dwellHours' in target.value ? target.value.dwellHours : undefined;
      inputs.push({
        targetType: target.type,
        targetId: leg.id,
        field,
        value,
        ...(dwell ? { low: dwell.low, high: dwell.high } : {}),
        unit: UNITS[field] ?? '',
        ...provenanceOf(target.value.provenance),
        patches: changes(target.type, leg.id, field),
      });
    }
  }
  for (const id of recipe.parameters) {
    const parameter = network.parameters.get(id);
    if (!parameter) continue;
    const { low, mid, high, unit } = parameter.value;
    inputs.push({
      targetType: 'parameter',
      targetId: id,
      field: 'value',
      value: mid,
      low,
      high,
      unit,
      ...provenanceOf(parameter.provenance),
      patches: changes('parameter', id, 'value'),
    });
  }
  return { hoursFormula, usdFormula, inputs };
}
