/**
 * How each row of the pack becomes a typed value: one function per file, in the column names of the CSV. It judges
 * single rows only (numbers, enums, order of percentiles); what rows say of each other is judged in validate.ts.
 * Tested in test/unit/read-pack.test.ts.
 */
import type {
  Border,
  Claim,
  Link,
  Market,
  Means,
  Mode,
  Node,
  Parameter,
  Probe,
  PublishedIndicator,
  RivalClaim,
  Terminal,
  Translation,
  Vehicle,
} from './schema.ts';
import { calendarYear, notNegative, positive, type RowReader } from './table.ts';

const modes: readonly Mode[] = ['road', 'rail', 'sea'];
const means: readonly Means[] = ['road', 'rail1435', 'rail1520', 'sea'];
const dwellFields = ['dwell_p10_h', 'dwell_p50_h', 'dwell_p90_h'] as const;

/** Columns without which a file cannot be read. The other columns may be left out of a small pack. */
export const requiredColumns = {
  'nodes.csv': ['id', 'name_en', 'country', 'kind', 'lat', 'lon'],
  'links.csv': [
    'id',
    'from',
    'to',
    'mode',
    'gauge_mm',
    'direction',
    'km',
    'speed_kmh',
    'cost_usd_per_tkm',
    'cost_usd_per_vkm',
    'fixed_usd_per_t',
  ],
  'borders.csv': ['node_id', 'name', 'countries', 'mode', ...dwellFields, 'fee_usd_per_unit', 'fee_unit'],
  'terminals.csv': ['id', 'node_id', 'name', 'from_mode', 'to_mode', ...dwellFields, 'cost_usd_per_t'],
  'vehicles.csv': [
    'id',
    'name',
    'mode',
    'payload_low',
    'payload_mid',
    'payload_high',
    'gco2e_per_tkm_low',
    'gco2e_per_tkm_mid',
    'gco2e_per_tkm_high',
  ],
  'parameters.csv': ['id', 'group', 'name', 'unit', 'low', 'mid', 'high'],
  'measures.csv': ['id', 'kind', 'name'],
  'measure_effects.csv': [
    'measure_id',
    'target_type',
    'target_id',
    'field',
    'op',
    'value_low',
    'value_mid',
    'value_high',
  ],
  'markets.csv': [
    'id',
    'from',
    'to',
    'commodity',
    'vot_class',
    'start_means',
    'end_means',
    'kt_per_year',
    'base_year',
    'growth_parameter',
  ],
  'claims.csv': ['claim_id', 'statement', 'test_type', 'expected', 'must_reproduce'],
  'claim_formulas.csv': ['claim_id', 'formula'],
  'probes.csv': ['probe_id', 'from', 'to', 'start_means', 'end_means', 'objective', 'handling', 'tir'],
  'translations.csv': ['kind', 'id', 'field', 'en'],
  'cpmm-published.csv': ['year', 'scope', 'mode', 'indicator', 'value', 'source_id'],
  'rival_claims.csv': ['key', 'value', 'unit', 'difference', 'statement'],
} as const satisfies Record<string, readonly string[]>;

export type TableName = keyof typeof requiredColumns;

export const readNode = (row: RowReader): Node => ({
  id: row.filled('id'),
  name: row.filled('name_en'),
  countries: row.filled('country').split('-'),
  kind: row.oneOf('kind', ['city', 'border', 'port', 'rail_terminal', 'break_of_gauge']),
  latitude: row.number('lat', { atLeast: -90, atMost: 90 }),
  longitude: row.number('lon', { atLeast: -180, atMost: 180 }),
  notes: row.text('notes'),
});

export function readLink(row: RowReader): Link {
  const mode = row.oneOf('mode', modes);
  const gauge = row.optionalOneOf('gauge_mm', ['1435', '1520']);
  if (mode === 'rail' && !row.text('gauge_mm')) row.error('gauge_mm', 'A rail link needs its gauge: 1435 or 1520.');
  if (mode === 'rail') row.filled('cost_usd_per_tkm');
  if (mode === 'road') row.filled('cost_usd_per_vkm');
  return {
    id: row.filled('id'),
    from: row.filled('from'),
    to: row.filled('to'),
    mode,
    gaugeMm: mode !== 'rail' || !gauge ? undefined : gauge === '1435' ? 1435 : 1520,
    bothWays: row.filled('direction') === 'bi',
    distanceKm: row.number('km', notNegative),
    speedKmh: row.number('speed_kmh', positive),
    costUsdPerTonneKm: row.optionalNumber('cost_usd_per_tkm', notNegative) ?? 0,
    costUsdPerVehicleKm: row.optionalNumber('cost_usd_per_vkm', notNegative),
    fixedUsdPerTonne: row.optionalNumber('fixed_usd_per_t', notNegative) ?? 0,
    capacityKtPerYear: row.optionalNumber('capacity_kt_per_year', notNegative),
    traction: row.optionalOneOf('traction', ['diesel', 'electric']),
    status: row.text('status'),
    measureId: row.text('measure_id') || undefined,
    openYear: row.optionalNumber('open_year', calendarYear),
    provenance: row.provenance(),
  };
}

export function readBorder(row: RowReader): Border {
  const nodeId = row.filled('node_id');
  const mode = row.oneOf('mode', ['road', 'rail']);
  const dwellHours = row.quantity(dwellFields, 'h', notNegative);
  return {
    id: `${nodeId}|${mode}`,
    nodeId,
    name: row.filled('name'),
    countries: row.filled('countries').split('-'),
    mode,
    dwellHours,
    freeflowHours: row.optionalNumber('freeflow_h', notNegative) ?? dwellHours.low,
    congestedHours: row.optionalNumber('congested_h', notNegative) ?? dwellHours.high,
    feeUsdPerUnit: row.number('fee_usd_per_unit', notNegative),
    feeUnit: row.oneOf('fee_unit', ['truck', 'FEU']),
    capacityTrucksPerDayPerDirection: row.optionalNumber('capacity_trucks_per_day_per_direction', notNegative),
    openingHours: row.text('hours'),
    grossLimitTonnes: row.optionalNumber('gross_limit_t', positive),
    payloadLimitTonnes: row.optionalNumber('payload_limit_t', positive),
    directionMeasured: row.text('direction_measured'),
    provenance: row.provenance(),
  };
}

/** Ferry lines that queue by themselves, for packs without the column own_line_link_ids (their notes say it in prose). */
const ownLinesByTerminal: ReadonlyMap<string, readonly string[]> = new Map([['T_TMB_AZ', ['SE_ALAT']]]);

/** `linkExists` limits the fallback for own lines to packs that have the link. */
export function readTerminal(row: RowReader, linkExists: (id: string) => boolean): Terminal {
  const id = row.filled('id');
  return {
    id,
    nodeId: row.filled('node_id'),
    name: row.filled('name'),
    fromMeans: row.oneOf('from_mode', means),
    toMeans: row.oneOf('to_mode', means),
    dwellHours: row.quantity(dwellFields, 'h', notNegative),
    costUsdPerTonne: row.number('cost_usd_per_t', notNegative),
    capacityKtPerYear: row.optionalNumber('capacity_kt_per_year', notNegative),
    status: row.text('status'),
    measureId: row.text('measure_id') || undefined,
    ownLineLinkIds: row.hasColumn('own_line_link_ids')
      ? row.list('own_line_link_ids', ';')
      : (ownLinesByTerminal.get(id) ?? []).filter(linkExists),
    provenance: row.provenance(),
  };
}

export const readVehicle = (row: RowReader): Vehicle => ({
  id: row.filled('id'),
  name: row.filled('name'),
  mode: row.oneOf('mode', modes),
  payloadTonnes: row.quantity(['payload_low', 'payload_mid', 'payload_high'], 't', positive),
  usdPerKm: row.optionalQuantity(['usd_per_km_low', 'usd_per_km_mid', 'usd_per_km_high'], 'USD/km', notNegative),
  usdPerHour: row.optionalQuantity(['usd_per_h_low', 'usd_per_h_mid', 'usd_per_h_high'], 'USD/h', notNegative),
  emissionsGramsPerTonneKm: row.quantity(
    ['gco2e_per_tkm_low', 'gco2e_per_tkm_mid', 'gco2e_per_tkm_high'],
    'g/tkm',
    notNegative,
  ),
  grossLimitTonnes: row.optionalNumber('gross_limit_t', positive),
  provenance: row.provenance(),
});

export const readParameter = (row: RowReader): Parameter => ({
  id: row.filled('id'),
  group: row.text('group'),
  name: row.filled('name'),
  value: row.quantity(['low', 'mid', 'high'], row.text('unit'), {}),
  provenance: row.provenance(),
});

export const readMarket = (row: RowReader): Market => ({
  id: row.filled('id'),
  from: row.filled('from'),
  to: row.filled('to'),
  commodity: row.text('commodity'),
  valueOfTimeClass: row.oneOf('vot_class', ['express', 'general', 'agri']),
  startMeans: row.filled('start_means') ? row.listOf('start_means', means) : [],
  endMeans: row.filled('end_means') ? row.listOf('end_means', means) : [],
  volumeKtPerYear: row.number('kt_per_year', notNegative),
  baseYear: row.number('base_year', calendarYear),
  growthParameter: row.filled('growth_parameter'),
  valueParameter: row.text('value_parameter') || undefined,
  provenance: row.provenance(),
});

export interface ClaimFormula {
  readonly claimId: string;
  readonly formula: string;
  readonly unit: string;
}

export const readClaimFormula = (row: RowReader): ClaimFormula => ({
  claimId: row.filled('claim_id'),
  formula: row.filled('formula'),
  unit: row.text('unit'),
});

export function readClaim(row: RowReader, formulas: ReadonlyMap<string, ClaimFormula>): Claim {
  const id = row.filled('claim_id');
  const acceptLow = row.optionalNumber('accept_low', {});
  const acceptHigh = row.optionalNumber('accept_high', {});
  if (acceptLow !== undefined && acceptHigh !== undefined && acceptLow > acceptHigh) {
    row.error('accept_high', `accept_low (${acceptLow}) is above accept_high (${acceptHigh}). Put the two in order.`);
  }
  return {
    id,
    statement: row.filled('statement'),
    testType: row.oneOf('test_type', ['validation', 'calibrated', 'identity', 'fact']),
    kind: row.text('kind'),
    quantity: row.text('quantity'),
    unit: row.text('unit'),
    expected: row.text('expected'),
    acceptLow,
    acceptHigh,
    originDestination: row.text('od'),
    scenario: row.text('scenario'),
    mustReproduce: row.yesNo('must_reproduce'),
    sourceIds: row.list('source_id', ';'),
    notes: row.text('notes'),
    formula: formulas.get(id)?.formula,
    formulaUnit: formulas.get(id)?.unit,
  };
}

/** No allowed_modes means all modes. */
export function readProbe(row: RowReader): Probe {
  const allowedModes = row.listOf('allowed_modes', modes);
  return {
    id: row.filled('probe_id'),
    from: row.filled('from'),
    to: row.filled('to'),
    startMeans: row.oneOf('start_means', means),
    endMeans: row.oneOf('end_means', means),
    objective: row.oneOf('objective', ['generalized', 'time', 'cost']),
    via: row.list('via', ';'),
    avoidNodes: row.list('avoid_nodes', ';'),
    avoidCountries: row.list('avoid_country', ';'),
    handling: row.yesNo('handling'),
    tir: row.yesNo('tir'),
    allowedModes: row.text('allowed_modes') ? allowedModes : modes,
  };
}

export const readRivalClaim = (row: RowReader): RivalClaim => ({
  key: row.filled('key'),
  value: row.number('value', {}),
  unit: row.text('unit'),
  difference: row.oneOf('difference', ['value', 'scope']),
  year: row.optionalNumber('year', calendarYear),
  statement: row.filled('statement'),
  provenance: row.provenance(),
});

export const readTranslation = (row: RowReader): Translation => ({
  kind: row.filled('kind'),
  id: row.filled('id'),
  field: row.filled('field'),
  words: { en: row.text('en'), ru: row.text('ru'), ky: row.text('ky'), zh: row.text('zh') },
});

export const readPublishedIndicator = (row: RowReader): PublishedIndicator => ({
  year: row.number('year', calendarYear),
  scope: row.filled('scope'),
  mode: row.oneOf('mode', ['road', 'rail']),
  indicator: row.oneOf('indicator', ['TFI1', 'TFI2', 'TFI3', 'SWOD', 'SWD']),
  value: row.number('value', notNegative),
  unit: row.text('unit'),
  sourceId: row.filled('source_id'),
  definitionNote: row.text('definition_note'),
});
