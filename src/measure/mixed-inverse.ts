import { inverseFromFactor } from './blocks.ts';
import type { Design } from './mixed-design.ts';
import type { Factor } from './mixed-factor.ts';

/** Blocks of the inverse of the scaled equations (without y), where the factor has numbers. */
export interface SelectedInverse {
  /** Stage → blocks of its levels (width × width each). */
  own: Float64Array[];
  /** Stage → blocks to ancestors and root columns, laid out as the strips; null where nobody needs them. */
  strip: (Float64Array | null)[];
  /** The root's inverse, full: `order` columns. */
  root: Float64Array;
  order: number;
}

/** Room for the large parts of the inverse, used again at every evaluation. */
export interface InverseRoom {
  own: Float64Array[];
  strip: (Float64Array | null)[];
  root: Float64Array;
  work: Float64Array;
}

export function inverseRoomFor(design: Design): InverseRoom {
  const order = design.size - 1;
  return {
    own: design.stages.map((stage) => new Float64Array(stage.own.length)),
    // The first stage's strips are wanted once, at the end.
    strip: design.stages.map((stage, depth) => (depth > 0 ? new Float64Array(stage.strip.length) : null)),
    root: new Float64Array(order * order),
    work: new Float64Array(order * order),
  };
}

/**
 * The inverse on the pattern of the factor (Takahashi, Fagan & Chin 1973): the root whole, then stage by stage downwards
 * C_lr = −A_ll⁻¹·A_lr·C_rr and C_ll = A_ll⁻¹ + (A_ll⁻¹·A_lr)·C_rr·(A_ll⁻¹·A_lr)ᵀ. With `fixed` false the fixed effects are left out,
 * which is the inverse given them (ML and the conditional variances). `again`: the room holds the inverse of this factor already, and only what
 * `all` asks for beside it is missing.
 */
export function invert(
  design: Design,
  factor: Factor,
  room: InverseRoom,
  options: { fixed: boolean; all: boolean; again?: boolean },
): SelectedInverse {
  const order = options.fixed ? design.size - 1 : design.random;
  if (!options.again) inverseFromFactor(factor.root, order, design.size, room.root, room.work);
  const inverse: SelectedInverse = { own: room.own, strip: room.strip.slice(), root: room.root, order };
  if (options.all && design.stages.length > 0) inverse.strip[0] = new Float64Array(design.stages[0]!.strip.length);
  const outside = design.size - order;
  const last = options.again ? Math.min(0, design.stages.length - 1) : design.stages.length - 1;
  for (let depth = last; depth >= 0; depth--) invertStage(design, depth, factor, inverse, outside);
  return inverse;
}

function invertStage(design: Design, depth: number, factor: Factor, inverse: SelectedInverse, outside: number): void {
  const stage = design.stages[depth]!;
  const { width, ahead, pointer, columns, stripAt } = stage;
  const own = inverse.own[depth]!;
  const out = inverse.strip[depth] ?? null;
  const longest = ahead + design.size;
  const t = new Float64Array(2 * longest);
  const m = new Float64Array(2 * longest);
  const position = new Int32Array(design.size);
  for (let level = 0; level < stage.levels; level++) {
    const list = pointer[level + 1]! - pointer[level]!;
    const length = ahead + list;
    const used = length - outside;
    backSolve(factor.own[depth]!, level, width, factor.strip[depth]!, stripAt[level]!, length, used, longest, t);
    m.fill(0, 0, used);
    m.fill(0, longest, longest + used);
    const inRoot = used - ahead;
    if (width === 1) rootProductOne(inverse, columns, pointer[level]!, inRoot, ahead, t, m);
    else rootProductTwo(inverse, columns, pointer[level]!, inRoot, ahead, longest, t, m);
    if (ahead > 0) ancestorProduct(design, depth, level, inverse, inRoot, longest, t, m, position);
    const o = level * width * width;
    ownInverse(factor.own[depth]!, o, width, own);
    for (let r = 0; r < width; r++) {
      for (let c = 0; c < width; c++) {
        let sum = 0;
        for (let i = 0; i < used; i++) sum += t[r * longest + i]! * m[c * longest + i]!;
        own[o + r * width + c]! += sum;
      }
      if (out) for (let i = 0; i < used; i++) out[stripAt[level]! + r * length + i] = -m[r * longest + i]!;
    }
  }
}

/** T = A⁻¹·(the level's row of A) = L⁻ᵀ·strip. */
function backSolve(
  own: Float64Array,
  level: number,
  width: number,
  strip: Float64Array,
  begin: number,
  length: number,
  used: number,
  longest: number,
  t: Float64Array,
): void {
  if (width === 1) {
    const scale = 1 / own[level]!;
    for (let i = 0; i < used; i++) t[i] = strip[begin + i]! * scale;
    return;
  }
  const o = level * 4;
  const [l00, l10, l11] = [own[o]!, own[o + 2]!, own[o + 3]!];
  for (let i = 0; i < used; i++) {
    const second = strip[begin + length + i]! / l11;
    t[longest + i] = second;
    t[i] = (strip[begin + i]! - l10 * second) / l00;
  }
}

function ownInverse(factor: Float64Array, o: number, width: number, out: Float64Array): void {
  if (width === 1) {
    out[o] = 1 / factor[o]! ** 2;
    return;
  }
  const [l00, l10, l11] = [factor[o]!, factor[o + 2]!, factor[o + 3]!];
  const second = 1 / (l11 * l11);
  const cross = (-l10 / l00) * second;
  out[o] = 1 / (l00 * l00) + (l10 / l00) * (l10 / l00) * second;
  out[o + 1] = cross;
  out[o + 2] = cross;
  out[o + 3] = second;
}

/** M += C·T over the root columns, by the lower triangle. */
function rootProductOne(
  { root, order }: SelectedInverse,
  columns: Int32Array,
  first: number,
  count: number,
  ahead: number,
  t: Float64Array,
  m: Float64Array,
): void {
  for (let i = 0; i < count; i++) {
    const r = columns[first + i]! * order;
    const ti = t[ahead + i]!;
    let sum = root[r + columns[first + i]!]! * ti;
    for (let j = 0; j < i; j++) {
      const value = root[r + columns[first + j]!]!;
      sum += value * t[ahead + j]!;
      m[ahead + j]! += value * ti;
    }
    m[ahead + i]! += sum;
  }
}

function rootProductTwo(
  { root, order }: SelectedInverse,
  columns: Int32Array,
  first: number,
  count: number,
  ahead: number,
  longest: number,
  t: Float64Array,
  m: Float64Array,
): void {
  const low = longest + ahead;
  for (let i = 0; i < count; i++) {
    const r = columns[first + i]! * order;
    const t0 = t[ahead + i]!;
    const t1 = t[low + i]!;
    const diagonal = root[r + columns[first + i]!]!;
    let sum0 = diagonal * t0;
    let sum1 = diagonal * t1;
    for (let j = 0; j < i; j++) {
      const value = root[r + columns[first + j]!]!;
      sum0 += value * t[ahead + j]!;
      sum1 += value * t[low + j]!;
      m[ahead + j]! += value * t0;
      m[low + j]! += value * t1;
    }
    m[ahead + i]! += sum0;
    m[low + i]! += sum1;
  }
}

/** M += C·T for the columns of the ancestors. */
function ancestorProduct(
  design: Design,
  depth: number,
  level: number,
  inverse: SelectedInverse,
  inRoot: number,
  longest: number,
  t: Float64Array,
  m: Float64Array,
  position: Int32Array,
): void {
  const stage = design.stages[depth]!;
  const { ahead } = stage;
  const first = stage.pointer[level]!;
  for (let i = 0; i < inRoot; i++) position[i] = stage.inParent[first + i]!;
  let node = stage.parent[level]!;
  let before = 0;
  for (let up = depth + 1; up < design.stages.length; up++) {
    const above = design.stages[up]!;
    const w = above.width;
    const own = inverse.own[up]!;
    const strip = inverse.strip[up]!;
    const begin = above.stripAt[node]!;
    const length = (above.stripAt[node + 1]! - begin) / w;
    for (let row = 0; row < stage.width; row++) {
      const at = row * longest;
      for (let r = 0; r < w; r++) {
        const tr = t[at + before + r]!;
        let sum = 0;
        for (let c = 0; c < w; c++) sum += own[node * w * w + r * w + c]! * t[at + before + c]!;
        const from = begin + r * length;
        for (let c = 0; c < above.ahead; c++) {
          sum += strip[from + c]! * t[at + before + w + c]!;
          m[at + before + w + c]! += strip[from + c]! * tr;
        }
        for (let i = 0; i < inRoot; i++) {
          const value = strip[from + above.ahead + position[i]!]!;
          sum += value * t[at + ahead + i]!;
          m[at + ahead + i]! += value * tr;
        }
        m[at + before + r]! += sum;
      }
    }
    before += w;
    if (up + 1 === design.stages.length) break;
    for (let i = 0; i < inRoot; i++) position[i] = above.inParent[above.pointer[node]! + position[i]!]!;
    node = above.parent[node]!;
  }
}
