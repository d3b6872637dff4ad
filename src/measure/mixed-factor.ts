import { factoriseInPlace } from './blocks.ts';
import type { Design, Stage } from './mixed-design.ts';

/**
 * The relative covariance factor Λ of one term's effects: G = σ²·ΛΛᵀ, Λ = [[a, 0], [c, b]]; with one effect only `a` is used.
 */
export interface Lambda {
  a: number;
  c: number;
  b: number;
}

/** The factor of the scaled equations at one Λ, and room for it that is used again. */
export interface Factor {
  lambdas: readonly Lambda[];
  /** Stage → Cholesky factors of its levels' own blocks. */
  own: Float64Array[];
  /** Stage → the rows of the factor that reach from its levels to ancestors and root. */
  strip: Float64Array[];
  /** The root's factor; the last row belongs to y. */
  root: Float64Array;
  /** log|L|² of the random part and log|R|² of the fixed part. */
  logRandom: number;
  logFixed: number;
  /** The penalised residual sum of squares r². */
  squares: number;
}

export function roomFor(design: Design): Factor {
  return {
    lambdas: [],
    own: design.stages.map((stage) => new Float64Array(stage.own.length)),
    strip: design.stages.map((stage) => new Float64Array(stage.strip.length)),
    root: new Float64Array(design.size * design.size),
    logRandom: 0,
    logFixed: 0,
    squares: 0,
  };
}

/**
 * Factors [ΛᵀZᵀWZΛ + I, ΛᵀZᵀWX, ΛᵀZᵀWy; …] (Bates et al. 2015, eq. 18 and 28, with y as a last column so that its pivot
 * is the root of r²): level by level along the stages, then the root. Finite at Λ = 0. False when it is not positive definite.
 */
export function factorise(design: Design, lambdas: readonly Lambda[], factor: Factor): boolean {
  factor.lambdas = lambdas;
  const { main, next } = columnScale(design, lambdas);
  scaleRoot(design, main, next, factor.root);
  design.stages.forEach((_, depth) => scaleStage(design, depth, lambdas, main, next, factor));
  factor.logRandom = 0;
  for (let depth = 0; depth < design.stages.length; depth++) {
    const log = eliminate(design, depth, factor);
    if (log === null) return false;
    factor.logRandom += log;
  }
  const { size, random, fixed } = design;
  if (!factoriseInPlace(factor.root, size, size - 1)) return false;
  for (let i = 0; i < random; i++) factor.logRandom += 2 * Math.log(factor.root[i * size + i]!);
  factor.logFixed = 0;
  for (let i = random; i < random + fixed; i++) factor.logFixed += 2 * Math.log(factor.root[i * size + i]!);
  factor.squares = factor.root[size * size - 1]! ** 2;
  return true;
}

/** M·Λ by columns: column j becomes main·M_j + next·M_{j+1}. */
function columnScale(design: Design, lambdas: readonly Lambda[]): { main: Float64Array; next: Float64Array } {
  const main = new Float64Array(design.size).fill(1);
  const next = new Float64Array(design.size);
  design.terms.forEach((term, t) => {
    const { a, c, b } = lambdas[t]!;
    if (design.offsets[t]! < 0) return;
    for (let level = 0; level < term.levels; level++) {
      const at = design.offsets[t]! + level * term.columns.length;
      main[at] = a;
      if (term.columns.length < 2) continue;
      next[at] = c;
      main[at + 1] = b;
    }
  });
  return { main, next };
}

/** The lower triangle of ΛᵀMΛ, with ones added for the random columns. */
function scaleRoot(design: Design, main: Float64Array, next: Float64Array, out: Float64Array): void {
  const { size, random, root } = design;
  for (let row = 0; row < size; row++) {
    const r = row * size;
    const m = main[row]!;
    const x = next[row]!;
    const s = x === 0 ? r : r + size;
    for (let column = 0; column <= row; column++) {
      let value = main[column]! * (m * root[r + column]! + x * root[s + column]!);
      if (next[column] !== 0) {
        value += next[column]! * (m * root[r + column + 1]! + x * root[s + column + 1]!);
      }
      out[r + column] = value;
    }
    if (row < random) out[r + row]! += 1;
  }
}

function scaleStage(
  design: Design,
  depth: number,
  lambdas: readonly Lambda[],
  main: Float64Array,
  next: Float64Array,
  factor: Factor,
): void {
  const stage = design.stages[depth]!;
  const { a, c, b } = lambdas[stage.term]!;
  const { width, ahead, own, strip, pointer, columns, stripAt } = stage;
  const outOwn = factor.own[depth]!;
  const out = factor.strip[depth]!;
  const above = design.stages.slice(depth + 1).map(({ term, width: w }) => ({ ...lambdas[term]!, w }));
  for (let level = 0; level < stage.levels; level++) {
    if (width === 1) outOwn[level] = a * a * own[level]! + 1;
    else {
      const [m00, m10, m11] = [own[level * 4]!, own[level * 4 + 2]!, own[level * 4 + 3]!];
      outOwn[level * 4] = a * (a * m00 + 2 * c * m10) + c * c * m11 + 1;
      outOwn[level * 4 + 2] = b * (a * m10 + c * m11);
      outOwn[level * 4 + 3] = b * b * m11 + 1;
    }
    const list = pointer[level + 1]! - pointer[level]!;
    const length = ahead + list;
    for (let row = 0; row < width; row++) {
      let at = stripAt[level]! + row * length;
      // Λᵀ from the left: the first row takes a and c of both, the second b of its own.
      const rowMain = row === 0 ? a : b;
      const rowNext = row === 0 && width === 2 ? c : 0;
      const below = rowNext === 0 ? 0 : length;
      for (const { a: a1, c: c1, b: b1, w } of above) {
        const v0 = rowMain * strip[at]! + rowNext * strip[at + below]!;
        if (w === 1) out[at] = a1 * v0;
        else {
          const v1 = rowMain * strip[at + 1]! + rowNext * strip[at + below + 1]!;
          out[at] = a1 * v0 + c1 * v1;
          out[at + 1] = b1 * v1;
        }
        at += w;
      }
      for (let i = 0, p = pointer[level]!; i < list; i++, p++, at++) {
        const column = columns[p]!;
        const value = rowMain * strip[at]! + rowNext * strip[at + below]!;
        out[at] = main[column]! * value;
        const x = next[column]!;
        if (x !== 0) out[at]! += x * (rowMain * strip[at + 1]! + rowNext * strip[at + below + 1]!);
      }
    }
  }
}

/** Eliminates one stage and takes its levels' share off ancestors and root; the log determinant, null when not positive. */
function eliminate(design: Design, depth: number, factor: Factor): number | null {
  const stage = design.stages[depth]!;
  const own = factor.own[depth]!;
  const strip = factor.strip[depth]!;
  const position = new Int32Array(design.size);
  let product = 1;
  let log = 0;
  for (let level = 0; level < stage.levels; level++) {
    const pivots = stage.width === 1 ? eliminateOne(stage, level, own, strip) : eliminateTwo(stage, level, own, strip);
    if (!(pivots > 0)) return null;
    product *= pivots;
    if (product > 1e200) {
      log += Math.log(product);
      product = 1;
    }
    if (stage.ahead > 0) takeOffAncestors(design, depth, level, factor, position);
    takeOffRoot(stage, level, strip, factor.root, design.size);
  }
  return log + Math.log(product);
}

function eliminateOne(stage: Stage, level: number, own: Float64Array, strip: Float64Array): number {
  const pivot = own[level]!;
  const root = Math.sqrt(pivot);
  own[level] = root;
  const scale = 1 / root;
  for (let at = stage.stripAt[level]!; at < stage.stripAt[level + 1]!; at++) strip[at]! *= scale;
  return pivot;
}

function eliminateTwo(stage: Stage, level: number, own: Float64Array, strip: Float64Array): number {
  const o = level * 4;
  const first = own[o]!;
  const l00 = Math.sqrt(first);
  const l10 = own[o + 2]! / l00;
  const second = own[o + 3]! - l10 * l10;
  const l11 = Math.sqrt(second);
  own[o] = l00;
  own[o + 2] = l10;
  own[o + 3] = l11;
  const begin = stage.stripAt[level]!;
  const length = (stage.stripAt[level + 1]! - begin) / 2;
  for (let at = begin; at < begin + length; at++) {
    const value = strip[at]! / l00;
    strip[at] = value;
    strip[at + length] = (strip[at + length]! - l10 * value) / l11;
  }
  return first * second;
}

function takeOffRoot(stage: Stage, level: number, strip: Float64Array, root: Float64Array, size: number): void {
  const first = stage.pointer[level]!;
  const list = stage.pointer[level + 1]! - first;
  const { columns, ahead } = stage;
  const at = stage.stripAt[level]! + ahead;
  const length = ahead + list;
  if (stage.width === 1) {
    for (let i = 0; i < list; i++) {
      const r = columns[first + i]! * size;
      const s = strip[at + i]!;
      for (let j = 0; j <= i; j++) root[r + columns[first + j]!]! -= s * strip[at + j]!;
    }
    return;
  }
  const below = at + length;
  for (let i = 0; i < list; i++) {
    const r = columns[first + i]! * size;
    const s = strip[at + i]!;
    const t = strip[below + i]!;
    for (let j = 0; j <= i; j++) root[r + columns[first + j]!]! -= s * strip[at + j]! + t * strip[below + j]!;
  }
}

function takeOffAncestors(design: Design, depth: number, level: number, factor: Factor, position: Int32Array): void {
  const stage = design.stages[depth]!;
  const strip = factor.strip[depth]!;
  const { ahead } = stage;
  const first = stage.pointer[level]!;
  const list = stage.pointer[level + 1]! - first;
  const length = ahead + list;
  for (let i = 0; i < list; i++) position[i] = stage.inParent[first + i]!;
  let node = stage.parent[level]!;
  let before = 0;
  for (let up = depth + 1; up < design.stages.length; up++) {
    const above = design.stages[up]!;
    const w = above.width;
    const upOwn = factor.own[up]!;
    const upStrip = factor.strip[up]!;
    const upBegin = above.stripAt[node]!;
    const upLength = (above.stripAt[node + 1]! - upBegin) / w;
    for (let row = 0; row < stage.width; row++) {
      const at = stage.stripAt[level]! + row * length;
      for (let r = 0; r < w; r++) {
        const s = strip[at + before + r]!;
        if (s === 0) continue;
        for (let c = 0; c <= r; c++) upOwn[node * w * w + r * w + c]! -= s * strip[at + before + c]!;
        const to = upBegin + r * upLength;
        for (let c = 0; c < above.ahead; c++) upStrip[to + c]! -= s * strip[at + before + w + c]!;
        for (let i = 0; i < list; i++) upStrip[to + above.ahead + position[i]!]! -= s * strip[at + ahead + i]!;
      }
    }
    before += w;
    if (up + 1 === design.stages.length) break;
    for (let i = 0; i < list; i++) position[i] = above.inParent[above.pointer[node]! + position[i]!]!;
    node = above.parent[node]!;
  }
}
