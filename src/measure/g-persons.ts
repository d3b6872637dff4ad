import type { GDesign, Source } from './g-design.ts';

/** One person's rows, with everything numbered inside the person. */
export interface Person {
  rows: number;
  y: Float64Array;
  /** Source with the person in it → row → cell, counted from 0 in this person. */
  cells: Int32Array[];
  /** Columns of the shared design that these rows touch; the first is the mean. */
  touched: Int32Array;
  /** Row → its places in `touched`: the mean, then one a shared source. */
  places: Int32Array[];
}

/** The rows person by person, and the columns that persons share: the mean, then the cells of every source without the person. */
export interface PersonBlocks {
  persons: Person[];
  columns: number;
  /** For each source the columns of its cells, from … to before; null when it has the person in it. */
  blocks: Block[];
}

export type Block = readonly [from: number, to: number] | null;

/** Sorts the rows of a design by person. */
export function personsOf({ sources }: GDesign, y: Float64Array): PersonBlocks {
  const own = sources.filter(isOwn);
  const shared = sources.filter((source) => !isOwn(source));
  let columns = 1;
  const first = shared.map(({ levels }) => (columns += levels) - levels);
  const person = sources.find(({ facets }) => facets.length === 1 && facets[0] === 'person')!;
  const rowsOf = Array.from({ length: person.levels }, (): number[] => []);
  person.cell.forEach((at, row) => rowsOf[at]!.push(row));
  const persons = rowsOf.map((rows): Person => {
    const places = rows.map((row) => [0, ...shared.map(({ cell }, k) => first[k]! + cell[row]!)]);
    const touched = numbered(places.flat());
    return {
      rows: rows.length,
      y: Float64Array.from(rows, (row) => y[row]!),
      cells: own.map(({ cell }) => numbered(rows.map((row) => cell[row]!)).codes),
      touched: touched.labels,
      places: places.map((list) => Int32Array.from(list, (column) => touched.code.get(column)!)),
    };
  });
  const blocks = sources.map((source): Block => {
    const from = first[shared.indexOf(source)];
    return from === undefined ? null : [from, from + source.levels];
  });
  return { persons, columns, blocks };
}

function isOwn({ facets }: Source): boolean {
  return facets.includes('person');
}

function numbered(labels: readonly number[]) {
  const code = new Map<number, number>();
  for (const label of labels) if (!code.has(label)) code.set(label, code.size);
  return { code, codes: Int32Array.from(labels, (label) => code.get(label)!), labels: Int32Array.from(code.keys()) };
}
