/**
 * One CSV text as rows that are read field by field: every misread cell becomes an issue with file, row and field,
 * and reading goes on, so that one pass finds all faults. Never throws; a number that cannot be read is NaN, which
 * no comparison reports twice. Tested through test/unit/read-pack.test.ts.
 */
import Papa from 'papaparse';
import type { Issue } from '../base/issue.ts';
import type { Confidence, Provenance, Quantity } from '../base/quantity.ts';

/** Where a row stands. Row 1 is the header line. */
export interface Place {
  readonly file: string;
  readonly row: number;
}

export type Report = (issue: Issue) => void;

/** Hard limits of a number; a value outside them is an error, not an opinion. */
export interface Limits {
  readonly atLeast?: number;
  readonly above?: number;
  readonly atMost?: number;
  readonly whole?: boolean;
}

export const notNegative: Limits = { atLeast: 0 };
export const positive: Limits = { above: 0 };
export const calendarYear: Limits = { atLeast: 1990, atMost: 2100, whole: true };

/** Beyond this a number is a slip of the keyboard, and products of two could pass the range of a double. */
const LARGEST = 1e12;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** What is wrong with a number, as the end of a sentence; undefined when it is within its limits. */
export function limitBroken(value: number, limits: Limits): string | undefined {
  if (!Number.isFinite(value) || Math.abs(value) > LARGEST) return 'is too large';
  if (limits.above !== undefined && value <= limits.above) return `must be above ${limits.above}`;
  if (limits.atLeast !== undefined && value < limits.atLeast) return `must be at least ${limits.atLeast}`;
  if (limits.atMost !== undefined && value > limits.atMost) return `must be at most ${limits.atMost}`;
  if (limits.whole && !Number.isInteger(value)) return 'must be a whole number';
  return undefined;
}

export const parseNumber = (text: string): number | undefined => (DECIMAL.test(text) ? Number(text) : undefined);

export interface RowReader {
  readonly place: Place;
  /** Trimmed cell; '' where the cell is empty or the pack has no such column. */
  text(field: string): string;
  hasColumn(field: string): boolean;
  /** A cell that must not be empty. */
  filled(field: string): string;
  number(field: string, limits: Limits): number;
  optionalNumber(field: string, limits: Limits): number | undefined;
  oneOf<T extends string>(field: string, values: readonly T[]): T;
  /** An empty cell means undefined. */
  optionalOneOf<T extends string>(field: string, values: readonly T[]): T | undefined;
  yesNo(field: string): boolean;
  list(field: string, separator: string): readonly string[];
  listOf<T extends string>(field: string, values: readonly T[]): readonly T[];
  /** Three cells, low <= mid <= high. */
  quantity(fields: readonly [string, string, string], unit: string, limits: Limits): Quantity;
  /** All three cells empty means undefined. */
  optionalQuantity(fields: readonly [string, string, string], unit: string, limits: Limits): Quantity | undefined;
  provenance(): Provenance;
  error(field: string, message: string): void;
}

const confidences: readonly Confidence[] = ['A', 'B', 'C'];

/** `unrated` hears of a row that should say its confidence and does not. */
function rowReader(
  place: Place,
  cells: ReadonlyMap<string, string>,
  report: Report,
  unrated: (row: number) => void,
): RowReader {
  const error = (field: string, message: string): void => report({ severity: 'error', ...place, field, message });
  const text = (field: string): string => cells.get(field) ?? '';
  const filled = (field: string): string => {
    const value = text(field);
    if (!value) error(field, 'This cell is empty, but a value is needed.');
    return value;
  };
  const optionalNumber = (field: string, limits: Limits): number | undefined => {
    const cell = text(field);
    if (!cell) return undefined;
    const value = parseNumber(cell);
    if (value === undefined) {
      error(field, `"${cell}" is not a number. Write digits with a point as decimal mark, such as 12.5.`);
      return NaN;
    }
    const broken = limitBroken(value, limits);
    if (!broken) return value;
    error(field, `${cell} ${broken}.`);
    return NaN;
  };
  const number = (field: string, limits: Limits): number => {
    if (filled(field)) return optionalNumber(field, limits) ?? NaN;
    return NaN;
  };
  const known = <T extends string>(field: string, value: string, values: readonly T[]): T | undefined => {
    const found = values.find((one) => one === value);
    if (!found) error(field, `"${value}" is unknown here. Use one of: ${values.join(', ')}.`);
    return found;
  };
  /** After an error any value will do: a pack with errors gives no dataset. */
  const oneOf = <T extends string>(field: string, values: readonly T[]): T => {
    const value = filled(field);
    return (value ? known(field, value, values) : undefined) ?? (values[0] as T);
  };
  const list = (field: string, separator: string): readonly string[] =>
    text(field)
      .split(separator)
      .map((part) => part.trim())
      .filter(Boolean);
  const quantity = (fields: readonly [string, string, string], unit: string, limits: Limits): Quantity => {
    const [low, mid, high] = fields.map((field) => number(field, limits)) as [number, number, number];
    if (low > mid) error(fields[1], `${fields[0]} (${low}) is above ${fields[1]} (${mid}). Put the three in order.`);
    if (mid > high) error(fields[2], `${fields[1]} (${mid}) is above ${fields[2]} (${high}). Put the three in order.`);
    return { low, mid, high, unit };
  };

  return {
    place,
    text,
    filled,
    number,
    optionalNumber,
    oneOf,
    list,
    quantity,
    error,
    hasColumn: (field) => cells.has(field),
    optionalOneOf: (field, values) => (text(field) ? known(field, text(field), values) : undefined),
    yesNo: (field) => oneOf(field, ['no', 'yes']) === 'yes',
    listOf: (field, values) => list(field, ';').flatMap((value) => known(field, value, values) ?? []),
    optionalQuantity: (fields, unit, limits) =>
      fields.every((field) => !text(field)) ? undefined : quantity(fields, unit, limits),
    provenance: () => {
      const confidence = text('confidence') ? known('confidence', text('confidence'), confidences) : undefined;
      if (!text('confidence')) unrated(place.row);
      return { sourceIds: list('source_id', ';'), confidence: confidence ?? 'C', notes: text('notes') };
    },
  };
}

/**
 * Rows of a CSV text, blank lines left out but counted. Columns are found by their header name; unknown ones are
 * ignored. Undefined when a required column is missing (reported), because every row would then be misread.
 */
export function readTable(
  file: string,
  text: string,
  requiredColumns: readonly string[],
  report: Report,
): readonly RowReader[] | undefined {
  const oneLineEnding = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const parsed = Papa.parse<string[]>(oneLineEnding, { delimiter: ',', newline: '\n' });
  for (const fault of parsed.errors) {
    const row = (fault.row ?? 0) + 1;
    report({ severity: 'error', file, row, message: `The quotation marks do not close: ${fault.message}.` });
  }
  const [headerCells = [], ...lines] = parsed.data;
  const header = headerCells.map((name) => name.trim());
  const missing = requiredColumns.filter((column) => !header.includes(column));
  for (const field of missing) {
    report({
      severity: 'error',
      file,
      row: 1,
      field,
      message: `The column ${field} is missing. Add it to the header.`,
    });
  }
  const repeated = header.filter((name, index) => name && header.indexOf(name) !== index);
  for (const field of repeated) {
    report({
      severity: 'error',
      file,
      row: 1,
      field,
      message: `The column ${field} stands twice. Remove one of them.`,
    });
  }
  if (missing.length || repeated.length) return undefined;

  const rated = header.includes('confidence');
  let told = false;
  /** Once for a column that is missing, else for each empty cell. */
  const unrated = (row: number): void => {
    const message = `No confidence is given${rated ? '' : ' in this file'}, so it is read as C (estimate).`;
    if (rated || !told) report({ severity: 'warning', file, row: rated ? row : 1, field: 'confidence', message });
    told = true;
  };

  return lines.flatMap((line, index) => {
    if (line.every((cell) => !cell.trim())) return [];
    const place = { file, row: index + 2 };
    if (line.slice(header.length).some((cell) => cell.trim())) {
      const message = `This row has ${line.length} cells, the header ${header.length}. Quote text that holds a comma.`;
      report({ severity: 'error', ...place, message });
      return [];
    }
    const cells = new Map(header.map((name, column) => [name, (line[column] ?? '').trim()] as const));
    return [rowReader(place, cells, report, unrated)];
  });
}
