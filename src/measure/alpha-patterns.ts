/**
 * The units of Krippendorff's alpha, counted by pattern: which values a unit got, whoever gave them. A rating scale has
 * few patterns (15 for two observers and five points), so that thousands of units become a few counts, and a bootstrap
 * draws counts instead of building matrices.
 */
export interface AlphaPatterns {
  /** The different values of all pairable units, ascending; a code is a place in this list. */
  values: number[];
  patterns: AlphaPattern[];
  /** For each block that a bootstrap draws as a whole, the patterns of its units. */
  blocks: Int32Array[];
  /** Every block is one unit. */
  single: boolean;
  units: number;
  /** Pairs of values within units. */
  pairs: number;
}

export interface AlphaPattern {
  /** Different codes in the unit, ascending, and how many observers gave each. */
  codes: number[];
  times: number[];
  /** Values in the unit, 2 or more. */
  size: number;
  /** Units with this pattern. */
  count: number;
}

/**
 * Counts the units (columns of `data`, observers by row, null for missing) with two values and more. `clusters` names the
 * block of each unit; without it every unit is one.
 *
 * Patterns and blocks are put in an order of their own, which depends on the values only: neither the order of observers
 * nor that of units, nor units with one value, can change a figure or a seeded bootstrap by a digit. Cost: one look at
 * every cell and one sort of the patterns.
 */
export function alphaPatterns(
  data: readonly (readonly (number | null)[])[],
  clusters?: readonly (string | number)[],
): AlphaPatterns {
  const units = pairable(data);
  const values = [...new Set(units.flatMap((unit) => unit.values))].sort((a, b) => a - b);
  const codeOf = new Map(values.map((value, code) => [value, code]));

  const coded = units.map(({ column, values: own }) => {
    const codes = own.map((value) => codeOf.get(value)!).sort((a, b) => a - b);
    return { column, codes, key: codes.join(' ') };
  });
  const places = new Map([...new Set(coded.map((unit) => unit.key))].sort().map((key, place) => [key, place]));
  const patterns = new Array<AlphaPattern>(places.size);
  const blocks = new Map<string | number, number[]>();
  let pairs = 0;
  for (const { column, codes, key } of coded) {
    const place = places.get(key)!;
    const pattern = (patterns[place] ??= patternOf(codes));
    pattern.count++;
    pairs += (codes.length * (codes.length - 1)) / 2;
    const block = clusters ? clusters[column]! : column;
    const members = blocks.get(block);
    if (members) members.push(place);
    else blocks.set(block, [place]);
  }
  const single = blocks.size === units.length;
  return { values, patterns, blocks: inOwnOrder([...blocks.values()]), single, units: units.length, pairs };
}

function pairable(data: readonly (readonly (number | null)[])[]): { column: number; values: number[] }[] {
  const width = data[0]?.length ?? 0;
  const units = Array.from({ length: width }, (_, column) => {
    const values: number[] = [];
    for (const row of data) if (row[column] !== null) values.push(row[column]!);
    return { column, values };
  });
  return units.filter((unit) => unit.values.length > 1);
}

function patternOf(codes: readonly number[]): AlphaPattern {
  const different = [...new Set(codes)];
  const times = different.map((code) => codes.filter((other) => other === code).length);
  return { codes: different, times, size: codes.length, count: 0 };
}

function inOwnOrder(blocks: number[][]): Int32Array[] {
  const sorted = blocks.map((members) => Int32Array.from(members).sort());
  return sorted.sort((a, b) => {
    const at = a.findIndex((place, i) => place !== b[i]);
    return at === -1 ? a.length - b.length : a[at]! - (b[at] ?? -1);
  });
}
