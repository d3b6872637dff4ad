type Table = readonly (readonly (number | null)[])[];

/**
 * Throws where a table is no table: rows of different length (RangeError), a cell that is no finite number (TypeError).
 * With `gaps`, null is a cell that was left open. Everything else about the data is an outcome and never throws.
 *
 * Cost: one look at every cell.
 *
 * @example
 * checkTable('data', [[1, 2], [3]]); // RangeError: data: row 1 has 1 cells, row 0 has 2
 */
export function checkTable(name: string, rows: Table, gaps?: 'gaps'): void {
  rows.forEach((row, r) => {
    if (row.length !== rows[0]!.length) {
      throw new RangeError(`${name}: row ${r} has ${row.length} cells, row 0 has ${rows[0]!.length}`);
    }
    for (let c = 0; c < row.length; c++) {
      const cell = row[c];
      if (gaps && cell === null) continue;
      if (!Number.isFinite(cell)) {
        throw new TypeError(`${name}: row ${r}, cell ${c} is ${String(cell)} and no finite number`);
      }
    }
  });
}

/** Throws a RangeError unless `level`, the confidence level of an interval, lies between 0 and 1. */
export function checkLevel(level: number): void {
  if (!(level > 0 && level < 1)) throw new RangeError(`level: ${level} does not lie between 0 and 1`);
}
