/** The bundled pack reads whole, and every kind of fault is named by file, row and field. */
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { formatIssue } from '../../shared/base/issue.ts';
import { readPack } from '../../shared/dataset/read-pack.ts';
import type { PackFiles } from '../../shared/dataset/schema.ts';
import { baselineDataset, baselinePack } from '../support/baseline-pack.ts';

const pack = baselinePack();
const baseline = baselineDataset();

/** The pack with one file changed. */
const withFile = (file: string, change: (text: string) => string): PackFiles => ({
  ...pack,
  [file]: change(pack[file] ?? ''),
});

/** The pack with one cell changed in the row whose first column is `id` (and, if given, whose `where` columns match). */
function withCell(
  file: string,
  where: Record<string, string>,
  field: string,
  value: string,
): { files: PackFiles; row: number } {
  let row = 0;
  const files = withFile(file, (text) => {
    const table = Papa.parse<string[]>(text.trimEnd());
    const [header = []] = table.data;
    const column = (name: string): number => header.indexOf(name);
    expect(column(field), `column ${field} of ${file}`).toBeGreaterThanOrEqual(0);
    const index = table.data.findIndex((cells) =>
      Object.entries(where).every(([name, cell]) => cells[column(name)] === cell),
    );
    expect(index, `row of ${JSON.stringify(where)} in ${file}`).toBeGreaterThan(0);
    (table.data[index] as string[])[column(field)] = value;
    row = index + 1;
    return Papa.unparse(table.data);
  });
  return { files, row };
}

describe('the bundled pack', () => {
  it('reads whole, without a single issue', () => {
    expect(readPack(pack, 'baseline').issues.map(formatIssue)).toEqual([]);
  });

  it('holds as many values as its files have rows', () => {
    const rowsIn = (file: string): number => Papa.parse((pack[file] ?? '').trimEnd()).data.length - 1;
    const effects = [...baseline.measures.values()].flatMap((measure) => measure.effects);
    const counted = {
      'nodes.csv': baseline.nodes.size,
      'links.csv': baseline.links.size,
      'borders.csv': baseline.borders.size,
      'terminals.csv': baseline.terminals.size,
      'vehicles.csv': baseline.vehicles.size,
      'parameters.csv': baseline.parameters.size,
      'measures.csv': baseline.measures.size,
      'measure_effects.csv': effects.length,
      'markets.csv': baseline.markets.size,
      'claims.csv': baseline.claims.size,
      'claim_formulas.csv': [...baseline.claims.values()].filter((claim) => claim.formula).length,
      'probes.csv': baseline.probes.size,
      'translations.csv': baseline.translations.length,
    };
    for (const [file, count] of Object.entries(counted)) expect(count, file).toBe(rowsIn(file));
    expect(counted).toMatchObject({
      'nodes.csv': 86,
      'links.csv': 146,
      'borders.csv': 26,
      'terminals.csv': 25,
      'vehicles.csv': 8,
      'parameters.csv': 66,
      'measures.csv': 20,
      'measure_effects.csv': 125,
      'markets.csv': 15,
      'claims.csv': 59,
      'claim_formulas.csv': 56,
      'probes.csv': 44,
    });
    expect(baseline.sources.size).toBe(152);
  });

  it('keeps numbers with unit, source and confidence', () => {
    expect(baseline.borders.get('B_TORUGART|road')).toMatchObject({
      countries: ['CN', 'KG'],
      dwellHours: { low: 5, mid: 24, high: 96, unit: 'h' },
      feeUsdPerUnit: 544,
      provenance: { sourceIds: ['CPMM23-PRC', 'CPMM23-KGZ', 'CPMM22-KGZ', 'TORU-EQ', 'TORU25'], confidence: 'B' },
    });
    expect(baseline.parameters.get('truck_duty_h_per_day')?.value).toEqual({
      low: 9.5,
      mid: 13.5,
      high: 17,
      unit: 'h/day',
    });
    expect(baseline.sources.get('CKU-RG25')?.publisher).toBe('Railway Gazette International');
    expect(baseline.version).toBe('2024');
  });

  it('reads measures with effects, years and requirements', () => {
    const electrification = baseline.measures.get('M_CKU_ELEC');
    expect(electrification?.requires).toEqual(['M_CKU']);
    expect(electrification?.effects.find((effect) => effect.field === 'traction')?.mid).toBe('electric');
    expect(electrification?.effects.find((effect) => effect.operation === 'multiply')).toMatchObject({
      low: 1.05,
      mid: 1.1,
      high: 1.2,
    });
    expect(baseline.measures.get('M_BALJA')).toMatchObject({
      requires: ['M_CKU'],
      requiresNote: 'M_CKU for China traffic',
    });
    expect(baseline.measures.get('M_CKU')?.openYear).toEqual({ early: 2029, mid: 2030, late: 2031 });
    expect(baseline.measures.get('S_KZ_SLOW')).toMatchObject({ kind: 'shock', openYear: undefined });
  });

  it('keeps the train without rates, the empty list of modes, and the ferry that queues alone', () => {
    expect(baseline.vehicles.get('TRAIN_CKU')).toMatchObject({ usdPerKm: undefined, usdPerHour: undefined });
    expect(baseline.probes.get('bishkek_moscow_kz')).toMatchObject({
      allowedModes: ['road', 'rail', 'sea'],
      handling: true,
      tir: false,
    });
    expect(baseline.terminals.get('T_TMB_AZ')?.ownLineLinkIds).toEqual(['SE_ALAT']);
    expect(baseline.terminals.get('T_TMB_RO')?.ownLineLinkIds).toEqual([]);
  });
});

describe('the digest of a pack', () => {
  const digestOf = (files: PackFiles): string | undefined => readPack(files, 'baseline').dataset?.digest;

  it('stays the same under other line endings, quotes, a byte order mark, shuffled columns and unknown columns', () => {
    const rewritten = Object.fromEntries(
      Object.entries(pack).map(([file, text]) => {
        if (!file.endsWith('.csv')) return [file, text.replaceAll('\n', '\r\n')];
        const { data } = Papa.parse<string[]>(text.trimEnd());
        const reversed = data.map((cells, row) => [row ? 'x' : 'unknown_column', ...cells.toReversed()]);
        return [file, `\uFEFF${Papa.unparse(reversed, { newline: '\r\n', quotes: true })}\r\n`];
      }),
    );
    expect(readPack(rewritten, 'baseline').issues.map(formatIssue)).toEqual([]);
    expect(digestOf(rewritten)).toBe(baseline.digest);
  });

  it('stays the same when a note of two lines is saved with Windows or old Mac line endings', () => {
    const twoLines = withFile('nodes.csv', (text) => `${text}X,Xx,CN,city,1,2,"one\ntwo"\n`);
    for (const ending of ['\r\n', '\r']) {
      const saved = { ...twoLines, 'nodes.csv': (twoLines['nodes.csv'] ?? '').replaceAll('\n', ending) };
      expect(digestOf(saved)).toBe(digestOf(twoLines));
    }
    expect(digestOf(twoLines)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('does not depend on translations, and reads T_TMB_AZ alike where the column for its own line is absent', () => {
    expect(digestOf(withFile('translations.csv', () => 'kind,id,field,en\n'))).toBe(baseline.digest);
    const older = withFile('terminals.csv', (text) => text.replace('own_line_link_ids', 'remark'));
    expect(digestOf(older)).toBe(baseline.digest);
  });

  it('changes with any number', () => {
    expect(digestOf(withCell('links.csv', { id: 'RD01' }, 'km', '1481').files)).not.toBe(baseline.digest);
    expect(digestOf(withCell('measure_effects.csv', { field: 'speed_kmh' }, 'value_high', '1.21').files)).not.toBe(
      baseline.digest,
    );
  });
});

describe('a fault', () => {
  const faults: readonly (readonly [string, string, Record<string, string>, string, string, RegExp])[] = [
    ['text for a number', 'links.csv', { id: 'RD01' }, 'km', '1,480', /"1,480" is not a number/],
    ['NaN', 'links.csv', { id: 'RD01' }, 'speed_kmh', 'NaN', /not a number/],
    ['Infinity', 'parameters.csv', { id: 'truck_load_h' }, 'high', 'Infinity', /not a number/],
    ['a number past the range of a double', 'parameters.csv', { id: 'truck_load_h' }, 'high', '1e999', /too large/],
    ['a negative distance', 'links.csv', { id: 'RD01' }, 'km', '-1', /at least 0/],
    ['a speed of zero', 'links.csv', { id: 'RD01' }, 'speed_kmh', '0', /above 0/],
    ['an empty number', 'nodes.csv', { id: 'CN_YIWU' }, 'lat', '', /empty/],
    ['a latitude beyond the pole', 'nodes.csv', { id: 'CN_YIWU' }, 'lat', '91', /at most 90/],
    ['a repeated id', 'nodes.csv', { id: 'CN_GUANGZHOU' }, 'id', 'CN_YIWU', /already/],
    ['a repeated border', 'borders.csv', { node_id: 'B_IRKESHTAM' }, 'node_id', 'B_TORUGART', /already/],
    ['a link to nowhere', 'links.csv', { id: 'RD01' }, 'to', 'NOWHERE', /NOWHERE is not in nodes.csv/],
    ['a link that needs an unknown measure', 'links.csv', { id: 'RL_CKU1' }, 'measure_id', 'M_X', /measures.csv/],
    ['a link back to its start', 'links.csv', { id: 'RD01' }, 'to', 'CN_YIWU', /leads back/],
    ['a rail link without gauge', 'links.csv', { id: 'RL_CKU1' }, 'gauge_mm', '', /gauge/],
    ['a road without rate', 'links.csv', { id: 'RD01' }, 'cost_usd_per_vkm', '', /empty/],
    ['a border nowhere', 'borders.csv', { node_id: 'B_BEDEL' }, 'node_id', 'NOWHERE', /nodes.csv/],
    ['a terminal nowhere', 'terminals.csv', { id: 'T_OLYA' }, 'node_id', 'NOWHERE', /nodes.csv/],
    ['a terminal for an unknown ferry', 'terminals.csv', { id: 'T_TMB_AZ' }, 'own_line_link_ids', 'SE_X', /links.csv/],
    ['a market from nowhere', 'markets.csv', { id: 'MK_YIWU_MOS' }, 'from', 'NOWHERE', /nodes.csv/],
    ['a market with unknown growth', 'markets.csv', { id: 'MK_YIWU_MOS' }, 'growth_parameter', 'g', /parameters.csv/],
    ['a probe via nowhere', 'probes.csv', { probe_id: 'bishkek_moscow_tkm_olya' }, 'via', 'NOWHERE', /nodes.csv/],
    ['a probe that avoids no country', 'probes.csv', { probe_id: 'bishkek_moscow_kz' }, 'avoid_country', 'XX', /XX/],
    ['a probe without start means', 'probes.csv', { probe_id: 'bishkek_moscow_kz' }, 'start_means', '', /empty/],
    [
      'an effect of an unknown measure',
      'measure_effects.csv',
      { measure_id: 'M_BYPASS' },
      'measure_id',
      'M_X',
      /measures.csv/,
    ],
    [
      'an effect on an unknown link',
      'measure_effects.csv',
      { measure_id: 'M_BYPASS' },
      'target_id',
      'RD_X',
      /links.csv/,
    ],
    [
      'an effect on an unknown field',
      'measure_effects.csv',
      { measure_id: 'M_BYPASS' },
      'field',
      'dwell_p50_h',
      /no field/,
    ],
    [
      'an effect on an unknown target',
      'measure_effects.csv',
      { measure_id: 'M_BYPASS' },
      'target_type',
      'ship',
      /unknown here/,
    ],
    ['an unknown operation', 'measure_effects.csv', { measure_id: 'M_BYPASS' }, 'op', 'divide', /unknown here/],
    [
      'an operation that the field cannot take',
      'measure_effects.csv',
      { measure_id: 'M_BYPASS' },
      'op',
      'enable',
      /cannot be changed by enable/,
    ],
    [
      'an effect without number',
      'measure_effects.csv',
      { measure_id: 'M_BYPASS' },
      'value_mid',
      'fast',
      /"fast" is not a number/,
    ],
    [
      'an effect beyond the limits of its field',
      'measure_effects.csv',
      { measure_id: 'M_BYPASS' },
      'value_low',
      '-45',
      /above 0/,
    ],
    ['a measure that requires nothing known', 'measures.csv', { id: 'M_CKU_ELEC' }, 'requires', 'M_X', /measures.csv/],
    ['a measure that requires itself in the end', 'measures.csv', { id: 'M_CKU' }, 'requires', 'M_CKU_ELEC', /circle/],
    ['opening years out of order', 'measures.csv', { id: 'M_CKU' }, 'open_year_late', '2026', /in order/],
    ['percentiles out of order', 'borders.csv', { node_id: 'B_TORUGART' }, 'dwell_p90_h', '23', /in order/],
    ['a middle below the low', 'parameters.csv', { id: 'truck_load_h' }, 'mid', '1', /in order/],
    ['an unknown mode', 'links.csv', { id: 'RD01' }, 'mode', 'air', /unknown here/],
    ['an unknown kind of node', 'nodes.csv', { id: 'CN_YIWU' }, 'kind', 'village', /unknown here/],
    ['an unknown confidence', 'links.csv', { id: 'RD01' }, 'confidence', 'D', /unknown here/],
    ['an unknown test type', 'claims.csv', { claim_id: 'C01' }, 'test_type', 'guess', /unknown here/],
    ['a range of a claim out of order', 'claims.csv', { claim_id: 'C01' }, 'accept_high', '1', /in order/],
    ['a formula of no claim', 'claim_formulas.csv', { claim_id: 'C01' }, 'claim_id', 'C99', /claims.csv/],
    [
      'an answer that is neither yes nor no',
      'probes.csv',
      { probe_id: 'bishkek_moscow_kz' },
      'tir',
      'perhaps',
      /unknown here/,
    ],
  ];

  it.each(faults)('%s is an error that names file, row and field', (_name, file, where, field, value, message) => {
    const { files, row } = withCell(file, where, field, value);
    const { dataset, issues } = readPack(files, 'baseline');
    expect(dataset).toBeUndefined();
    const named = issues.filter((issue) => issue.severity === 'error' && issue.file === file && issue.row === row);
    const matching = named.filter((issue) => message.test(issue.message));
    expect(matching.map((issue) => issue.field)).toContain(field);
  });

  it('in many cells at once is found in one pass', () => {
    const first = withCell('links.csv', { id: 'RD01' }, 'km', 'far').files;
    const both = {
      ...first,
      'borders.csv': withCell('borders.csv', { node_id: 'B_BEDEL' }, 'mode', 'air').files['borders.csv'] ?? '',
    };
    const { issues } = readPack(both, 'baseline');
    expect(new Set(issues.map((issue) => issue.file))).toEqual(new Set(['links.csv', 'borders.csv']));
  });

  it('in the header names the column, and other files are still judged', () => {
    const { dataset, issues } = readPack(
      withFile('nodes.csv', (text) => text.replace('lat,', 'latitude,')),
      'baseline',
    );
    expect(dataset).toBeUndefined();
    expect(issues.map((issue) => [issue.file, issue.row, issue.field])).toEqual([['nodes.csv', 1, 'lat']]);
  });

  it('of an unquoted comma or an open quotation mark is named by its row', () => {
    const commas = readPack(
      withFile('nodes.csv', (text) => `${text}X,Y,CN,city,1,2,note, with comma\n`),
      'baseline',
    );
    expect(commas.issues).toMatchObject([{ severity: 'error', file: 'nodes.csv', row: 88 }]);
    const quotes = readPack(
      withFile('nodes.csv', (text) => `${text}X,Y,CN,city,1,2,"open`),
      'baseline',
    );
    expect(quotes.issues).toMatchObject([{ severity: 'error', file: 'nodes.csv', row: 88 }]);
  });
});

describe('a small pack', () => {
  const small = {
    'nodes.csv': 'id,name_en,country,kind,lat,lon\nA,Aa,KG,city,42,74\nB,Bb,KG,city,42,75\n',
    'links.csv':
      'id,from,to,mode,gauge_mm,direction,km,speed_kmh,cost_usd_per_tkm,cost_usd_per_vkm,fixed_usd_per_t,confidence\n' +
      'L,A,B,road,,one,100,50,,1,,B\n',
    'parameters.csv': 'id,group,name,unit,low,mid,high,confidence\n',
  };

  it('of nodes, links and parameters is enough; each other file is missed with one warning', () => {
    const { dataset, issues } = readPack(small, 'small');
    expect(dataset?.links.get('L')).toMatchObject({ bothWays: false, costUsdPerTonneKm: 0, costUsdPerVehicleKm: 1 });
    expect(dataset).toMatchObject({ id: 'small', version: '1' });
    expect(issues.every((issue) => issue.severity === 'warning')).toBe(true);
    expect(issues.map((issue) => issue.file).toSorted()).toEqual([
      'SOURCES.md', 'borders.csv', 'claim_formulas.csv', 'claims.csv', 'markets.csv', 'measure_effects.csv', 'measures.csv',
      'probes.csv', 'terminals.csv', 'translations.csv', 'vehicles.csv',
    ]); // prettier-ignore
  });

  it('without any confidence is told so once per file', () => {
    const link = small['links.csv'].trimEnd().split('\n').at(-1) ?? '';
    const links = `${small['links.csv'].replace('confidence', 'remark')}${link.replace('L,', 'L2,')}\n`;
    const { dataset, issues } = readPack({ ...small, 'links.csv': links }, 'small');
    expect(dataset?.links.get('L2')?.provenance.confidence).toBe('C');
    expect(issues.filter((issue) => issue.field)).toMatchObject([{ file: 'links.csv', row: 1, field: 'confidence' }]);
  });

  it.each(['nodes.csv', 'links.csv', 'parameters.csv'])('without %s is an error that names the file', (file) => {
    const { [file as keyof typeof small]: _left, ...rest } = small;
    const { dataset, issues } = readPack(rest, 'small');
    expect(dataset).toBeUndefined();
    expect(issues.filter((issue) => issue.severity === 'error')).toMatchObject([{ file }]);
  });
});

describe('an implausible value', () => {
  const doubts: readonly (readonly [string, string, Record<string, string>, string, string, RegExp])[] = [
    ['a truck faster than 120 km/h', 'links.csv', { id: 'RD01' }, 'speed_kmh', '121', /faster than trucks/],
    ['a road shorter than the straight line', 'links.csv', { id: 'RD01' }, 'km', '900', /straight line/],
    ['a dwell of more than 30 days', 'borders.csv', { node_id: 'B_BEDEL' }, 'dwell_p90_h', '721', /30 days/],
    ['a source that is not listed', 'links.csv', { id: 'RD01' }, 'source_id', 'HEARSAY', /HEARSAY/],
    ['a missing confidence', 'links.csv', { id: 'RD01' }, 'confidence', '', /read as C/],
    ['a name for an unknown place', 'translations.csv', { id: 'CN_YIWU' }, 'id', 'CN_X', /never shown/],
  ];

  it.each(doubts)('%s is a warning, and the pack is read', (_name, file, where, field, value, message) => {
    const { files, row } = withCell(file, where, field, value);
    const { dataset, issues } = readPack(files, 'baseline');
    expect(dataset).toBeDefined();
    expect(issues).toMatchObject([{ severity: 'warning', file, row, field }]);
    expect(issues[0]?.message).toMatch(message);
  });
});
