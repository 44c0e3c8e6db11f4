/**
 * Reads a data pack (CSV texts by file name) into a Dataset. It gathers every issue with file, row and field in one
 * pass and never throws; a pack with an error gives no dataset, a pack with warnings does. Which folder the texts come
 * from is not its business. Tested in test/unit/read-pack.test.ts and test/property/read-pack.test.ts.
 */
import { digestValue } from '../base/canonical-json.ts';
import type { Issue } from '../base/issue.ts';
import { readEffect, readMeasure } from './measure-rows.ts';
import {
  readBorder,
  readClaim,
  readClaimFormula,
  readLink,
  readMarket,
  readNode,
  readParameter,
  readProbe,
  readPublishedIndicator,
  readRivalClaim,
  readTerminal,
  readTranslation,
  readVehicle,
  requiredColumns,
  type TableName,
} from './rows.ts';
import type { Dataset, Effect, PackFiles, Source } from './schema.ts';
import { readTable, type Place, type RowReader } from './table.ts';
import { validate } from './validate.ts';

const requiredFiles: ReadonlySet<string> = new Set(['nodes.csv', 'links.csv', 'parameters.csv']);
/** Files that a whole pack may leave out: nothing is said then. */
const optionalFiles: ReadonlySet<string> = new Set(['cpmm-published.csv', 'rival_claims.csv']);
const SOURCES_FILE = 'SOURCES.md';

/**
 * A pack as typed values. `id` names the pack ("baseline"). `dataset` is absent exactly when an issue is an error.
 */
export function readPack(files: PackFiles, id: string): { dataset?: Dataset; issues: Issue[] } {
  const issues: Issue[] = [];
  const report = (issue: Issue): void => void issues.push(issue);
  const places = new WeakMap<object, Place>();
  const unread = new Set<string>();

  const textOf = (file: string): string | undefined => {
    if (Object.hasOwn(files, file)) return files[file];
    unread.add(file);
    if (requiredFiles.has(file)) {
      report({ severity: 'error', file, message: `The pack has no ${file}, and no network can be read without it.` });
    } else if (!optionalFiles.has(file)) {
      report({ severity: 'warning', file, message: `The pack has no ${file}, so it is read as empty.` });
    }
    return undefined;
  };

  const rowsOf = <T extends object>(file: TableName, read: (row: RowReader) => T): readonly T[] => {
    const text = textOf(file);
    if (text === undefined) return [];
    const rows = readTable(file, text, requiredColumns[file], report);
    if (!rows) unread.add(file);
    return (rows ?? []).map((row) => {
      const value = read(row);
      places.set(value, row.place);
      return value;
    });
  };

  /** Values by id; a second row of the same id is an error at its place. */
  const byId = <T extends object>(values: readonly T[], idOf: (value: T) => string, field: string): Map<string, T> => {
    const map = new Map<string, T>();
    for (const value of values) {
      const key = idOf(value);
      const first = map.get(key);
      if (!first) map.set(key, value);
      else if (key) {
        const message = `The id ${key} was given in row ${places.get(first)?.row ?? 0} already. Ids must differ.`;
        report({ severity: 'error', ...places.get(value), field, message });
      }
    }
    return map;
  };

  const nodes = byId(rowsOf('nodes.csv', readNode), (node) => node.id, 'id');
  const links = byId(rowsOf('links.csv', readLink), (link) => link.id, 'id');
  const borders = byId(rowsOf('borders.csv', readBorder), (border) => border.id, 'node_id');
  const terminals = byId(
    rowsOf('terminals.csv', (row) => readTerminal(row, (linkId) => links.has(linkId))),
    (terminal) => terminal.id,
    'id',
  );
  const vehicles = byId(rowsOf('vehicles.csv', readVehicle), (vehicle) => vehicle.id, 'id');
  const parameters = byId(rowsOf('parameters.csv', readParameter), (parameter) => parameter.id, 'id');

  const effects = rowsOf('measure_effects.csv', readEffect);
  const effectsByMeasure = new Map<string, Effect[]>();
  for (const effect of effects) {
    const own = effectsByMeasure.get(effect.measureId);
    if (own) own.push(effect);
    else effectsByMeasure.set(effect.measureId, [effect]);
  }
  const measures = byId(
    rowsOf('measures.csv', (row) => readMeasure(row, effectsByMeasure.get(row.text('id')) ?? [])),
    (measure) => measure.id,
    'id',
  );

  const markets = byId(rowsOf('markets.csv', readMarket), (market) => market.id, 'id');
  const formulas = byId(rowsOf('claim_formulas.csv', readClaimFormula), (formula) => formula.claimId, 'claim_id');
  const claims = byId(
    rowsOf('claims.csv', (row) => readClaim(row, formulas)),
    (claim) => claim.id,
    'claim_id',
  );
  const probes = byId(rowsOf('probes.csv', readProbe), (probe) => probe.id, 'probe_id');
  const rivalClaims = rowsOf('rival_claims.csv', readRivalClaim);
  const translations = rowsOf('translations.csv', readTranslation);
  const publishedIndicators = rowsOf('cpmm-published.csv', readPublishedIndicator);
  const sources = readSources(textOf(SOURCES_FILE) ?? '');

  const rows = { nodes, links, borders, terminals, vehicles, parameters, measures, markets, claims, probes };
  issues.push(
    ...validate({
      ...rows,
      sources,
      rivalClaims,
      translations,
      publishedIndicators,
      effects,
      formulas: [...formulas.values()],
      places,
      unread,
    }),
  );
  if (issues.some((issue) => issue.severity === 'error')) return { issues };

  const baseYears = [...markets.values()].map((market) => market.baseYear);
  const digest = digestValue(Object.entries(rows).map(([name, map]) => [name, Object.fromEntries<object>(map)]));
  const version = baseYears.length ? String(Math.min(...baseYears)) : '1';
  return {
    dataset: { id, version, digest, ...rows, sources, rivalClaims, translations, publishedIndicators },
    issues,
  };
}

/** The table of SOURCES.md: `| id | title | publisher | year | url | what it says | reliability |`. */
function readSources(text: string): Map<string, Source> {
  const sources = new Map<string, Source>();
  let inTable = false;
  for (const line of text.split(/\r\n?|\n/)) {
    const cells = line
      .trim()
      .replace(/^\||\|$/g, '')
      .split('|')
      .map((cell) => cell.trim());
    if (!line.trim().startsWith('|')) inTable = false;
    else if (cells[0] === 'id' && cells[1] === 'title') inTable = true;
    else if (inTable && !/^:?-+:?$/.test(cells[0] ?? '')) {
      const [id = '', title = '', publisher = '', year = '', url = '', says = '', reliability = ''] = cells;
      if (id) sources.set(id, { id, title, publisher, year, url, says, reliability });
    }
  }
  return sources;
}
