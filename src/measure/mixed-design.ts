/** A grouping factor as it enters the equations: its levels that have rows, numbered without gaps. */
export interface Term {
  /** Row → level. */
  index: Int32Array;
  levels: number;
  /** What the level's effects multiply: null for an intercept (ones), else the slope's values by row. One or two. */
  columns: readonly (Float64Array | null)[];
  /** Whether two effects of a level may be correlated. */
  correlated: boolean;
}

/** The rows of a fit, already centred and scaled. */
export interface Rows {
  n: number;
  weights: Float64Array;
  y: Float64Array;
  /** Fixed-effect columns, none of them aliased. */
  fixed: readonly Float64Array[];
  terms: readonly Term[];
}

/**
 * A factor that is eliminated level by level before the rest. Its levels touch the levels of the stages after it (`ahead`
 * columns of their ancestors) and a few columns of the root.
 */
export interface Stage {
  term: number;
  /** Effects per level: 1 or 2. */
  width: number;
  levels: number;
  /** Level → its level in the next stage; empty in the last stage. */
  parent: Int32Array;
  /** Columns of all later stages together. */
  ahead: number;
  /** Level → where its root columns begin in `columns`; they ascend and end with the fixed effects and y. */
  pointer: Int32Array;
  columns: Int32Array;
  /** The same columns' positions in the parent's list; empty in the last stage. */
  inParent: Int32Array;
  /** Level → where its strip begins: `width` rows of ahead + root columns. */
  stripAt: Int32Array;
  /** Unscaled crossproducts of a level with itself (width × width). */
  own: Float64Array;
  /** Unscaled crossproducts of a level with its ancestors, root columns, fixed effects and y. */
  strip: Float64Array;
}

/** Crossproducts of a model: they never depend on the variances. */
export interface Design {
  n: number;
  fixed: number;
  terms: readonly Term[];
  stages: readonly Stage[];
  /** Term → its first column in the root, −1 when it has a stage. */
  offsets: readonly number[];
  /** Random columns of the root. */
  random: number;
  /** Random columns + fixed effects + y. */
  size: number;
  /** Unscaled crossproducts of the root, full and symmetric. */
  root: Float64Array;
}

/**
 * Sorts the crossproducts of a mixed model for nested elimination: the factor with most levels first, then each factor that
 * the one before is nested in (lessons in teachers), since their blocks stay diagonal; all other factors, the fixed effects and y
 * form the dense root. Lessons with a single row thus cost one 1 × 1 block each.
 *
 * Cost: one pass over the rows per stage and one for the root. Null when the root would exceed `limit` columns.
 */
export function designOf(rows: Rows, limit: number): Design | null {
  const chain = chainOf(rows.terms);
  const offsets = rows.terms.map(() => -1);
  let random = 0;
  rows.terms.forEach((term, t) => {
    if (chain.includes(t)) return;
    offsets[t] = random;
    random += term.levels * term.columns.length;
  });
  const fixed = rows.fixed.length;
  const size = random + fixed + 1;
  if (size > limit) return null;
  const dense = rows.terms.map((_, t) => t).filter((t) => !chain.includes(t));
  const stages = chain.map((_, depth) => stageOf(rows, chain, depth, dense, offsets, random));
  for (let depth = 0; depth + 1 < stages.length; depth++) placeInParent(stages[depth]!, stages[depth + 1]!, size);
  return {
    n: rows.n,
    fixed,
    terms: rows.terms,
    stages,
    offsets,
    random,
    size,
    root: rootOf(rows, dense, offsets, size),
  };
}

/** The factors to eliminate first: the largest, then the largest that it is nested in, and so on. */
function chainOf(terms: readonly Term[]): number[] {
  const bySize = terms
    .map((_, t) => t)
    .sort(
      (a, b) => terms[b]!.levels - terms[a]!.levels || terms[b]!.columns.length - terms[a]!.columns.length || a - b,
    );
  const chain: number[] = [];
  for (const t of bySize) {
    const last = chain.at(-1);
    if (last === undefined || isNested(terms[last]!, terms[t]!)) chain.push(t);
  }
  return chain;
}

function isNested(inner: Term, outer: Term): boolean {
  const parent = new Int32Array(inner.levels).fill(-1);
  for (let row = 0; row < inner.index.length; row++) {
    const level = inner.index[row]!;
    const above = outer.index[row]!;
    if (parent[level] === -1) parent[level] = above;
    else if (parent[level] !== above) return false;
  }
  return true;
}

/** Rows in the order of their level, and where each level begins. */
function byLevel({ index, levels }: { index: Int32Array; levels: number }): { order: Int32Array; begin: Int32Array } {
  const begin = new Int32Array(levels + 1);
  for (const level of index) begin[level + 1]!++;
  for (let level = 0; level < levels; level++) begin[level + 1]! += begin[level]!;
  const next = Int32Array.from(begin);
  const order = new Int32Array(index.length);
  for (let row = 0; row < index.length; row++) order[next[index[row]!]!++] = row;
  return { order, begin };
}

function stageOf(
  rows: Rows,
  chain: readonly number[],
  depth: number,
  dense: readonly number[],
  offsets: readonly number[],
  random: number,
): Stage {
  const term = rows.terms[chain[depth]!]!;
  const above = chain.slice(depth + 1).map((t) => rows.terms[t]!);
  const width = term.columns.length;
  const ahead = above.reduce((sum, { columns }) => sum + columns.length, 0);
  const { order, begin } = byLevel(term);
  const touched = touchedColumns(rows, term, order, begin, dense, offsets, random);
  const stripAt = new Int32Array(term.levels + 1);
  for (let level = 0; level < term.levels; level++) {
    const list = touched.pointer[level + 1]! - touched.pointer[level]!;
    stripAt[level + 1] = stripAt[level]! + width * (ahead + list);
  }
  const parent = new Int32Array(above.length > 0 ? term.levels : 0);
  if (above.length > 0) for (let row = 0; row < rows.n; row++) parent[term.index[row]!] = above[0]!.index[row]!;
  const stage: Stage = {
    term: chain[depth]!,
    width,
    levels: term.levels,
    parent,
    ahead,
    ...touched,
    inParent: new Int32Array(0),
    stripAt,
    own: new Float64Array(term.levels * width * width),
    strip: new Float64Array(stripAt[term.levels]!),
  };
  fillStage(stage, rows, term, above, order, begin, dense, offsets, random);
  return stage;
}

/** For each level the root columns that its rows touch, ascending, then the fixed effects and y. */
function touchedColumns(
  rows: Rows,
  term: Term,
  order: Int32Array,
  begin: Int32Array,
  dense: readonly number[],
  offsets: readonly number[],
  random: number,
): { pointer: Int32Array; columns: Int32Array } {
  const seenBy = new Int32Array(random).fill(-1);
  const pointer = new Int32Array(term.levels + 1);
  const always = rows.fixed.length + 1;
  const each = dense.reduce((sum, t) => sum + rows.terms[t]!.columns.length, 0);
  const columns = new Int32Array(term.levels * always + Math.min(rows.n * each, term.levels * random));
  let end = 0;
  for (let level = 0; level < term.levels; level++) {
    const first = end;
    for (let at = begin[level]!; at < begin[level + 1]!; at++) {
      const row = order[at]!;
      for (let d = 0; d < dense.length; d++) {
        const { index, columns: own } = rows.terms[dense[d]!]!;
        const column = offsets[dense[d]!]! + index[row]! * own.length;
        if (seenBy[column] === level) continue;
        seenBy[column] = level;
        for (let c = 0; c < own.length; c++) columns[end++] = column + c;
      }
    }
    if (end - first > 1) columns.subarray(first, end).sort();
    for (let c = 0; c < always; c++) columns[end++] = random + c;
    pointer[level + 1] = end;
  }
  return { pointer, columns: columns.slice(0, end) };
}

function fillStage(
  stage: Stage,
  rows: Rows,
  term: Term,
  above: readonly Term[],
  order: Int32Array,
  begin: Int32Array,
  dense: readonly number[],
  offsets: readonly number[],
  random: number,
): void {
  const { width, ahead, pointer, columns, stripAt, own, strip } = stage;
  const place = new Int32Array(random + rows.fixed.length + 1);
  const ones = new Float64Array(rows.n).fill(1);
  const valuesOf = (terms: readonly Term[]) => terms.flatMap((one) => one.columns.map((column) => column ?? ones));
  const mine = valuesOf([term]);
  const aheads = valuesOf(above);
  const others = dense.map((t) => rows.terms[t]!);
  const values = others.map((other) => valuesOf([other]));
  const always = [...rows.fixed, rows.y];
  for (let level = 0; level < stage.levels; level++) {
    const list = pointer[level + 1]! - pointer[level]!;
    const length = ahead + list;
    for (let i = 0; i < list; i++) place[columns[pointer[level]! + i]!] = ahead + i;
    for (let at = begin[level]!; at < begin[level + 1]!; at++) {
      const row = order[at]!;
      for (let c = 0; c < width; c++) {
        const z = rows.weights[row]! * mine[c]![row]!;
        for (let d = 0; d < width; d++) own[(level * width + c) * width + d]! += z * mine[d]![row]!;
        const base = stripAt[level]! + c * length;
        for (let i = 0; i < ahead; i++) strip[base + i]! += z * aheads[i]![row]!;
        for (let d = 0; d < others.length; d++) {
          const of = values[d]!;
          const first = base + place[offsets[dense[d]!]! + others[d]!.index[row]! * of.length]!;
          for (let e = 0; e < of.length; e++) strip[first + e]! += z * of[e]![row]!;
        }
        const last = base + length - always.length;
        for (let i = 0; i < always.length; i++) strip[last + i]! += z * always[i]![row]!;
      }
    }
  }
}

function valueOf(term: Term, column: number, row: number): number {
  const values = term.columns[column];
  return values ? values[row]! : 1;
}

function placeInParent(stage: Stage, next: Stage, size: number): void {
  const place = new Int32Array(size);
  stage.inParent = new Int32Array(stage.columns.length);
  const { order, begin } = byLevel({ index: stage.parent, levels: next.levels });
  for (let above = 0; above < next.levels; above++) {
    const first = next.pointer[above]!;
    for (let i = first; i < next.pointer[above + 1]!; i++) place[next.columns[i]!] = i - first;
    for (let at = begin[above]!; at < begin[above + 1]!; at++) {
      const level = order[at]!;
      for (let i = stage.pointer[level]!; i < stage.pointer[level + 1]!; i++) {
        stage.inParent[i] = place[stage.columns[i]!]!;
      }
    }
  }
}

function rootOf(rows: Rows, dense: readonly number[], offsets: readonly number[], size: number): Float64Array {
  const root = new Float64Array(size * size);
  const fixed = rows.fixed.length;
  const first = size - fixed - 1;
  const count = dense.reduce((sum, t) => sum + rows.terms[t]!.columns.length, 0) + fixed + 1;
  const at = new Int32Array(count);
  const value = new Float64Array(count);
  for (let row = 0; row < rows.n; row++) {
    let used = 0;
    for (const t of dense) {
      const term = rows.terms[t]!;
      const base = offsets[t]! + term.index[row]! * term.columns.length;
      for (let c = 0; c < term.columns.length; c++) {
        at[used] = base + c;
        value[used++] = valueOf(term, c, row);
      }
    }
    for (let c = 0; c < fixed; c++) {
      at[used] = first + c;
      value[used++] = rows.fixed[c]![row]!;
    }
    at[used] = size - 1;
    value[used++] = rows.y[row]!;
    const weight = rows.weights[row]!;
    for (let i = 0; i < used; i++) {
      const v = weight * value[i]!;
      for (let j = 0; j < used; j++) root[at[i]! * size + at[j]!]! += v * value[j]!;
    }
  }
  return root;
}
