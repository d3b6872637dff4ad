/** What may vary in a generalizability study; `person` is what is measured. */
export type Facet = 'person' | 'rater' | 'item' | 'occasion';

/** Facets of a source of variance; `replicate` is a further score of the same person under the same conditions. */
export type SourceFacet = Facet | 'replicate';

/** The rows of the data sorted into the cells of one source of variance. */
export interface Source {
  /** In Brennan's notation: primary facets × joined, after the colon those they are nested in; `,e` where error is in it. */
  name: string;
  /** Everything that tells two cells of this source apart. */
  facets: SourceFacet[];
  /** The effects that cannot be told apart in these data and are all in here. */
  holds: SourceFacet[][];
  /** Row → cell. */
  cell: Int32Array;
  levels: number;
  /** Rows of each cell. */
  sizes: Float64Array;
}

/** The sources of variance of a design, found in the data. */
export interface GDesign {
  /** Facets with two levels or more. */
  facets: Facet[];
  /** No source stands before one that it contains; the last holds the error. */
  sources: Source[];
  /** e.g. 'p×(r:o)'. */
  notation: string;
}

const LETTERS = { person: 'p', rater: 'r', item: 'i', occasion: 'o', replicate: 'e' } as const;

interface Column {
  facet: Facet;
  code: Int32Array;
  levels: number;
}

/**
 * The sources of variance of a generalizability study, from who met whom in the data. Every set of facets sorts the rows into
 * cells; sets that sort them alike are one source. So nesting shows by itself: where each rater saw one person only, 'rater' and
 * 'person and rater' sort alike, and the source is r:p (Brennan, "Generalizability theory", 2001, ch. 3; the lattice
 * of Tjur 1984). Facets with one level are left out. Cost: rows × sets of facets (at most 15).
 */
export function gDesignOf(columns: readonly { facet: Facet; labels: ArrayLike<number | string> }[]): GDesign {
  const coded = columns.map(({ facet, labels }) => ({ facet, ...coding(labels) })).filter(({ levels }) => levels > 1);
  const rows = columns[0]!.labels.length;
  const classes: { set: Column[]; holds: Facet[][]; code: Int32Array; levels: number }[] = [];
  for (const set of subsets(coded)) {
    const { code, levels } = set.reduce<{ code: Int32Array; levels: number }>(
      (joint, column) => crossing(joint.code, joint.levels, column.code, column.levels),
      { code: new Int32Array(rows), levels: 1 },
    );
    const facets = set.map(({ facet }) => facet);
    const same = classes.find((other) => other.levels === levels && refines(set, other.set, code, levels, other.code));
    if (same) {
      same.holds.push(facets);
      same.set = coded.filter((column) => same.set.includes(column) || set.includes(column));
    } else classes.push({ set, holds: [facets], code, levels });
  }
  // Stable: persons before raters before items. The set of all facets, the finest, comes last.
  classes.sort((a, b) => a.set.length - b.set.length);
  const sources = classes.map(({ set, holds, code, levels }): Source => {
    const facets = set.map(({ facet }) => facet);
    return { name: nameOf(facets, holds), facets, holds, cell: code, levels, sizes: sizesOf(code, levels) };
  });
  addError(
    sources,
    coded.map(({ facet }) => facet),
    rows,
  );
  return { facets: coded.map(({ facet }) => facet), sources, notation: notationOf(coded, sources) };
}

/** The source of exactly the cells that two sources make together. */
export function jointSource(sources: readonly Source[], a: Source, b: Source): Source {
  const together = (source: Source) => [...a.facets, ...b.facets].every((facet) => source.facets.includes(facet));
  return sources.filter(together).reduce((least, source) => (source.levels < least.levels ? source : least));
}

/** The person's source, when it holds nothing but the person. */
export function personSource({ sources }: GDesign): Source | undefined {
  return sources.find(({ facets }) => facets.length === 1 && facets[0] === 'person');
}

/** The first row of each cell. */
export function firstRows({ cell, levels }: Source): Int32Array {
  const first = new Int32Array(levels);
  for (let row = cell.length - 1; row >= 0; row--) first[cell[row]!] = row;
  return first;
}

function coding(labels: ArrayLike<number | string>): { code: Int32Array; levels: number } {
  const seen = new Map<number | string, number>();
  const code = new Int32Array(labels.length);
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row]!;
    let at = seen.get(label);
    if (at === undefined) seen.set(label, (at = seen.size));
    code[row] = at;
  }
  return { code, levels: seen.size };
}

/** The cells of two codings together, numbered in the order of the rows. */
function crossing(a: Int32Array, aLevels: number, b: Int32Array, bLevels: number) {
  if (aLevels === 1) return { code: b, levels: bLevels };
  const pair = Float64Array.from(a, (code, row) => code * bLevels + b[row]!);
  return coding(pair);
}

/** Sets of one facet first, then of two and so on. */
function subsets(columns: readonly Column[]): Column[][] {
  const all = Array.from({ length: 2 ** columns.length - 1 }, (_, i) =>
    columns.filter((_column, j) => ((i + 1) >> j) & 1),
  );
  return all.sort((a, b) => a.length - b.length);
}

/** Whether two codings with equally many cells sort the rows alike. */
function refines(set: Column[], other: Column[], code: Int32Array, levels: number, otherCode: Int32Array): boolean {
  if (other.every((column) => set.includes(column))) return true;
  const first = new Int32Array(levels).fill(-1);
  return code.every((cell, row) => {
    if (first[cell] === -1) first[cell] = otherCode[row]!;
    return first[cell] === otherCode[row];
  });
}

function sizesOf(code: Int32Array, levels: number): Float64Array {
  const sizes = new Float64Array(levels);
  for (const cell of code) sizes[cell]!++;
  return sizes;
}

/** Primary facets are those without which fewer cells would be left; the others are what they are nested in. */
function nameOf(facets: readonly Facet[], holds: readonly (readonly Facet[])[]): string {
  const determined = (facet: Facet) => holds.some((set) => !set.includes(facet));
  const primary = facets.filter((facet) => !determined(facet));
  const nest = facets.filter(determined);
  const join = (list: readonly Facet[]) => list.map((facet) => LETTERS[facet]).join('×');
  if (primary.length === 0) return facets.map((facet) => LETTERS[facet]).join('=');
  if (nest.length === 0) return join(primary);
  return `${join(primary)}:${nest.length > 1 ? `(${join(nest)})` : join(nest)}`;
}

function addError(sources: Source[], facets: readonly Facet[], rows: number): void {
  const finest = sources[sources.length - 1];
  if (finest?.levels === rows) {
    finest.name += ',e';
    return;
  }
  sources.push({
    name: 'e',
    facets: [...facets, 'replicate'],
    holds: [[...facets, 'replicate']],
    cell: Int32Array.from({ length: rows }, (_, row) => row),
    levels: rows,
    sizes: new Float64Array(rows).fill(1),
  });
}

/** Each facet in the words of its own source, p first: 'p×r', 'r:p', 'p×(i:o)'. */
function notationOf(coded: readonly Column[], sources: readonly Source[]): string {
  const own = coded.map(({ facet }) =>
    sources.find(({ holds }) => holds.some((set) => set.length === 1 && set[0] === facet))!,
  );
  const parts = own.filter(
    (source, i) =>
      own.indexOf(source) === i &&
      // A facet that others are nested in is named by them.
      !own.some((other) => other !== source && source.facets.every((facet) => other.facets.includes(facet))),
  );
  const names = parts.map(({ name }) => name.replace(',e', ''));
  if (names.length === 1) return names[0]!;
  const nested = names.filter((name) => name.includes(':')).map((name) => `(${name})`);
  return [...names.filter((name) => !name.includes(':')), ...nested].join('×');
}
