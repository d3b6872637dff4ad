import type { Parameter } from './mixed-criterion.ts';
import type { Design } from './mixed-design.ts';
import type { Factor, Lambda } from './mixed-factor.ts';
import { spreadOf } from './mixed-effects.ts';
import type { FixedPart } from './mixed-fixed.ts';
import type { Plan } from './mixed-groups.ts';
import { backward, effectsOf, forward, zeroEffects, type Effects } from './mixed-solve.ts';

/**
 * How the error variances of predictions move with each variance parameter, in units of the residual variance: for coefficients,
 * for a level's effects, and for what they share. By parameter, each entry as the error it belongs to.
 */
export interface ErrorSlopes {
  /** parameter → coefficients × coefficients, in rows. */
  beta: number[][];
  /** group → level → parameter → [intercept, covariance, slope]; null for groups that were not asked for. */
  own: (Float64Array | null)[];
  /** group → level → parameter → intercept row, slope row, each as long as the coefficients. */
  withBeta: (Float64Array | null)[];
}

interface Source {
  design: Design;
  factor: Factor;
  parameters: readonly Parameter[];
  lambdas: readonly Lambda[];
  fixed: FixedPart;
  plans: readonly Plan[];
  terms: readonly number[];
}

/**
 * Derivatives of Henderson's inverse K: ∂K = K_·b·G⁻¹(∂G)G⁻¹·K_b·, which in scaled effects is Σ_levels vᵀ(F + Fᵀ)w with v, w columns
 * of the scaled inverse and F = Λ⁻¹E. One solve for each coefficient and each effect of the groups asked for, so the cost grows
 * with the square of their levels.
 */
export function errorSlopes(source: Source, groups: readonly boolean[]): ErrorSlopes {
  const { design, factor, fixed, parameters, plans, terms, lambdas } = source;
  const names = fixed.names.length;
  const k = parameters.length;
  const solve = (x: Effects): Effects => backward(design, factor, forward(design, factor, x));
  const ofBeta = fixed.names.map((_, i) => {
    const x = zeroEffects(design);
    fixed.kept.forEach((__, j) => (x.root[design.random + j] = fixed.back[i * fixed.kept.length + j]!));
    return solve(x);
  });
  const moved = (v: Effects, w: Effects) => parameters.map((parameter) => movedBy(design, parameter, lambdas, v, w));
  const beta = parameters.map(() => new Array<number>(names * names).fill(0));
  for (let i = 0; i < names; i++) {
    for (let j = 0; j < names; j++)
      moved(ofBeta[i]!, ofBeta[j]!).forEach((value, a) => (beta[a]![i * names + j] = value));
  }
  const out: ErrorSlopes = { beta, own: plans.map(() => null), withBeta: plans.map(() => null) };
  plans.forEach((plan, g) => {
    const term = terms[g]!;
    if (!groups[g]) return;
    const own = new Float64Array(plan.group.levels * k * 3);
    const withBeta = new Float64Array(plan.group.levels * k * 2 * names);
    out.own[g] = own;
    out.withBeta[g] = withBeta;
    if (term < 0) return;
    const spread = spreadOf(plan, lambdas[term]!);
    const width = design.terms[term]!.columns.length;
    plan.used.forEach((level, at) => {
      const rows = [0, 1].map((r) => {
        const x = zeroEffects(design);
        const to = effectsOf(design, x, term);
        for (let c = 0; c < width; c++) to[at * width + c] = spread[2 * r + c]!;
        return solve(x);
      });
      const [first, second] = rows as [Effects, Effects];
      [moved(first, first), moved(first, second), moved(second, second)].forEach((values, i) =>
        values.forEach((value, a) => (own[(level * k + a) * 3 + i] = value)),
      );
      rows.forEach((row, r) =>
        ofBeta.forEach((column, j) =>
          moved(row, column).forEach((value, a) => (withBeta[((level * k + a) * 2 + r) * names + j] = value)),
        ),
      );
    });
  });
  return out;
}

/** Σ_levels vᵀ(F + Fᵀ)w of one parameter. */
export function movedBy(
  design: Design,
  { term, part }: Parameter,
  lambdas: readonly Lambda[],
  v: Effects,
  w: Effects,
): number {
  const x = effectsOf(design, v, term);
  const y = effectsOf(design, w, term);
  const { a, b, c } = lambdas[term]!;
  const two = design.terms[term]!.columns.length === 2;
  let [s00, s01, s11] = [0, 0, 0];
  for (let at = 0; at < x.length; at += two ? 2 : 1) {
    s00 += x[at]! * y[at]!;
    if (!two) continue;
    s01 += x[at]! * y[at + 1]! + x[at + 1]! * y[at]!;
    s11 += x[at + 1]! * y[at + 1]!;
  }
  if (part === 'c') return s01 / b;
  if (part === 'b') return (2 / b) * s11;
  return (2 / a) * s00 - (two ? (c / (a * b)) * s01 : 0);
}
