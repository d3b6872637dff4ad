import type { Design } from './mixed-design.ts';
import type { Factor } from './mixed-factor.ts';

/** One number for each effect (stage by stage, then the root's) and each fixed effect. */
export interface Effects {
  stages: Float64Array[];
  root: Float64Array;
}

export function zeroEffects(design: Design): Effects {
  return {
    stages: design.stages.map(({ levels, width }) => new Float64Array(levels * width)),
    root: new Float64Array(design.size - 1),
  };
}

/** The scaled random effects u (b = Λu) and the fixed effects that fit y. */
export function solutionOf(design: Design, factor: Factor): Effects {
  const { size } = design;
  const x = zeroEffects(design);
  design.stages.forEach((stage, depth) => {
    for (let level = 0; level < stage.levels; level++) {
      const length = (stage.stripAt[level + 1]! - stage.stripAt[level]!) / stage.width;
      for (let r = 0; r < stage.width; r++) {
        x.stages[depth]![level * stage.width + r] = factor.strip[depth]![stage.stripAt[level]! + (r + 1) * length - 1]!;
      }
    }
  });
  x.root.set(factor.root.subarray((size - 1) * size, size * size - 1));
  return backward(design, factor, x);
}

/** L⁻¹x, in place; `from` is the first stage in which x is not 0. */
export function forward(design: Design, factor: Factor, x: Effects, from = 0): Effects {
  const { root } = x;
  for (let depth = from; depth < design.stages.length; depth++) {
    const { ahead, columns, levels, pointer, stripAt, width } = design.stages[depth]!;
    const own = factor.own[depth]!;
    const strip = factor.strip[depth]!;
    const v = x.stages[depth]!;
    for (let level = 0; level < levels; level++) {
      const o = level * width;
      v[o]! /= own[o * width]!;
      if (width === 2) v[o + 1] = (v[o + 1]! - own[o * 2 + 2]! * v[o]!) / own[o * 2 + 3]!;
      const first = pointer[level]!;
      const used = pointer[level + 1]! - first - 1;
      let at = stripAt[level]!;
      for (let r = 0; r < width; r++, at += ahead + used + 1) {
        const value = v[o + r]!;
        if (ahead > 0) addToAncestors(design, depth, level, strip, at, -value, x);
        const list = at + ahead;
        for (let i = 0; i < used; i++) root[columns[first + i]!]! -= strip[list + i]! * value;
      }
    }
  }
  for (let row = 0; row < root.length; row++) {
    const r = row * design.size;
    let sum = root[row]!;
    for (let k = 0; k < row; k++) sum -= factor.root[r + k]! * root[k]!;
    root[row] = sum / factor.root[r + row]!;
  }
  return x;
}

/** L⁻ᵀx, in place. */
export function backward(design: Design, factor: Factor, x: Effects): Effects {
  const { root } = x;
  for (let row = root.length - 1; row >= 0; row--) {
    const r = row * design.size;
    const value = root[row]! / factor.root[r + row]!;
    root[row] = value;
    for (let k = 0; k < row; k++) root[k]! -= factor.root[r + k]! * value;
  }
  for (let depth = design.stages.length - 1; depth >= 0; depth--) {
    const { ahead, columns, levels, pointer, stripAt, width } = design.stages[depth]!;
    const own = factor.own[depth]!;
    const strip = factor.strip[depth]!;
    const v = x.stages[depth]!;
    for (let level = 0; level < levels; level++) {
      const o = level * width;
      const first = pointer[level]!;
      const used = pointer[level + 1]! - first - 1;
      let at = stripAt[level]!;
      for (let r = 0; r < width; r++, at += ahead + used + 1) {
        let sum = ahead > 0 ? ancestorsProduct(design, depth, level, strip, at, x) : 0;
        const list = at + ahead;
        for (let i = 0; i < used; i++) sum += strip[list + i]! * root[columns[first + i]!]!;
        v[o + r]! -= sum;
      }
      if (width === 2) v[o + 1]! /= own[o * 2 + 3]!;
      v[o] = (v[o]! - (width === 2 ? own[o * 2 + 2]! * v[o + 1]! : 0)) / own[o * width]!;
    }
  }
  return x;
}

/** Adds a row of a strip, times `by`, to the effects of the levels that a level is nested in. */
function addToAncestors(
  design: Design,
  depth: number,
  level: number,
  strip: Float64Array,
  from: number,
  by: number,
  x: Effects,
): void {
  let node = level;
  let at = from;
  for (let up = depth + 1; up < design.stages.length; up++) {
    node = design.stages[up - 1]!.parent[node]!;
    const { width } = design.stages[up]!;
    const values = x.stages[up]!;
    for (let c = 0; c < width; c++) values[node * width + c]! += by * strip[at++]!;
  }
}

function ancestorsProduct(
  design: Design,
  depth: number,
  level: number,
  strip: Float64Array,
  from: number,
  x: Effects,
): number {
  let node = level;
  let at = from;
  let sum = 0;
  for (let up = depth + 1; up < design.stages.length; up++) {
    node = design.stages[up - 1]!.parent[node]!;
    const { width } = design.stages[up]!;
    const values = x.stages[up]!;
    for (let c = 0; c < width; c++) sum += values[node * width + c]! * strip[at++]!;
  }
  return sum;
}

/** The stage of a term; −1 when it stands in the root. */
export function stageOfTerm(design: Design, term: number): number {
  return design.stages.findIndex((stage) => stage.term === term);
}

/** Σ xᵢyᵢ, from a stage on. */
export function dotOf(x: Effects, y: Effects, from = 0): number {
  let sum = 0;
  for (let depth = from; depth < x.stages.length; depth++) sum += dot(x.stages[depth]!, y.stages[depth]!);
  return sum + dot(x.root, y.root);
}

function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
}

/** Where a term's effects stand among `x`: its numbers level by level. */
export function effectsOf(design: Design, x: Effects, term: number): Float64Array {
  const depth = stageOfTerm(design, term);
  if (depth >= 0) return x.stages[depth]!;
  const from = design.offsets[term]!;
  const { levels, columns } = design.terms[term]!;
  return x.root.subarray(from, from + levels * columns.length);
}
