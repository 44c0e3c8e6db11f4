/**
 * Plain text for people: aligned tables, and numbers with no more digits than the model can stand for. JSON carries the
 * full numbers. Tested in test/unit/cli-text.test.ts.
 */

/** Columns of equal width, two spaces between; numbers to the right, words to the left. */
export function textTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...lines.map((line) => width(line[column] ?? ''))));
  const isNumeric = header.map((_, column) => rows.every((row) => /^[-+±−]?[\d,.]*$|^–$/.test(row[column] ?? '')));
  return lines
    .map((line) =>
      line
        .map((cell, column) => pad(cell, widths[column] ?? 0, isNumeric[column] === true))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

const width = (text: string): number => [...text].length;

function pad(text: string, to: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, to - width(text)));
  return right ? space + text : text + space;
}

/** Whole numbers from ten, one decimal below: hours, USD per tonne, kilometres, kilograms. */
export const amount = (value: number | undefined): string => {
  if (value === undefined) return '–';
  return Math.abs(value) >= 9.95 ? value.toFixed(0) : withoutMinusZero(value.toFixed(1));
};

/** With its sign: a difference. Written as 0 when it would round to nothing. */
export const difference = (value: number | undefined): string => {
  if (value === undefined) return '–';
  const text = amount(value);
  if (Number(text) === 0) return '0';
  return value > 0 ? `+${text}` : text;
};

/** Days of a number of hours, one decimal. */
export const days = (hours: number | undefined): string => (hours === undefined ? '–' : (hours / 24).toFixed(1));

/** Up to three significant digits for numbers of any size; whole from 100. */
export function figure(value: number | undefined): string {
  if (value === undefined) return '–';
  return Math.abs(value) >= 99.95 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}

const withoutMinusZero = (text: string): string => (Number(text) === 0 ? '0.0' : text);
