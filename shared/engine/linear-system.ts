/**
 * Linear equations of a few dozen unknowns: Gaussian elimination with partial pivoting.
 * Tested in test/unit/equilibrium.test.ts.
 */

const SMALLEST_PIVOT = 1e-14;

/** x with matrix x = right; undefined when the rows do not determine it. The inputs are not changed. */
export function solveLinear(matrix: readonly (readonly number[])[], right: readonly number[]): number[] | undefined {
  const rows = matrix.map((row, index) => Float64Array.from([...row, right[index] ?? 0]));
  const size = rows.length;
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < size; row += 1)
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = row;
    const pivotRow = rows[pivot];
    const displaced = rows[column];
    if (!pivotRow || !displaced || !(Math.abs(pivotRow[column] ?? 0) > SMALLEST_PIVOT)) return undefined;
    rows[pivot] = displaced;
    rows[column] = pivotRow;
    for (let row = column + 1; row < size; row += 1) {
      const current = rows[row];
      const factor = (current?.[column] ?? 0) / (pivotRow[column] ?? 1);
      if (!current || factor === 0) continue;
      for (let index = column; index <= size; index += 1)
        current[index] = (current[index] ?? 0) - factor * (pivotRow[index] ?? 0);
    }
  }
  const solution = right.map(() => 0);
  for (let row = size - 1; row >= 0; row -= 1) {
    let value = rows[row]?.[size] ?? 0;
    for (let column = row + 1; column < size; column += 1)
      value -= (rows[row]?.[column] ?? 0) * (solution[column] ?? 0);
    solution[row] = value / (rows[row]?.[row] ?? 1);
  }
  return solution;
}
