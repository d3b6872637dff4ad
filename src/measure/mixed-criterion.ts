import type { Design } from './mixed-design.ts';
import { factorise, type Factor, type Lambda } from './mixed-factor.ts';
import { invert, type InverseRoom, type SelectedInverse } from './mixed-inverse.ts';
import { dotOf, effectsOf, forward, solutionOf, stageOfTerm, zeroEffects, type Effects } from './mixed-solve.ts';

export type Method = 'REML' | 'ML';

/** One free number of the covariance factors. */
export interface Parameter {
  term: number;
  part: keyof Lambda;
}

/** Row and column of each number in Λ. */
const PLACE = { a: [0, 0], c: [1, 0], b: [1, 1] } as const;

/** The profiled criterion at one θ with its derivatives, in the scaled data. */
export interface Criterion {
  deviance: number;
  residualVariance: number;
  gradient: Float64Array;
  /** Average information with the residual variance profiled out, as second derivatives of the deviance (k × k). */
  information: Float64Array;
  /** What the curvature of G = ΛΛᵀ adds to it; 0 at an inner optimum. */
  curvature: Float64Array;
  /** yᵀPH_iPy/σ²: how the residual variance and each parameter go together. */
  score: Float64Array;
  /** By term: half the derivative with respect to the relative variances (2 × 2, [00, 10, 11]). */
  slopes: [number, number, number][];
  solution: Effects;
  factor: Factor;
}

/** The free numbers of a model: one for a single effect, two for uncorrelated, three for correlated effects. */
export function parametersOf(design: Design): Parameter[] {
  return design.terms.flatMap(({ columns, correlated }, term): Parameter[] => {
    if (columns.length === 1) return [{ term, part: 'a' }];
    return (correlated ? (['a', 'c', 'b'] as const) : (['a', 'b'] as const)).map((part) => ({ term, part }));
  });
}

/** −2 log likelihood (REML or ML) with σ² profiled out, of the scaled data. */
export function devianceOf(design: Design, factor: Factor, method: Method): number {
  const df = degreesOf(design, method);
  const fixed = method === 'REML' ? factor.logFixed : 0;
  return factor.logRandom + fixed + df * (1 + Math.log((2 * Math.PI * factor.squares) / df));
}

export function degreesOf(design: Design, method: Method): number {
  return design.n - (method === 'REML' ? design.fixed : 0);
}

/**
 * Deviance, gradient and average information in one go.
 *
 * The gradient takes the traces from the inverse on the pattern of the factor: with T = Σ_levels ZᵀPZ and S = Σ ZᵀPy·yᵀPZ/σ²,
 * ∂/∂Λ = 2(T − S)Λ, where Λᵀ(T − S)Λ = Σ(I − C_ll − uuᵀ/σ²). The average information yᵀPH_iPH_jPy/σ² (Gilmour, Thompson & Cullis 1995)
 * needs no rows: for the working vectors k_i = (Λ⁻¹E_i + (Λ⁻¹E_i)ᵀ)u it is k_iᵀ(I − C)k_j = k_iᵀk_j − (L⁻¹k_i)ᵀ(L⁻¹k_j), one forward solve each.
 * Λ must not be singular. Null when the equations are not positive definite or nothing is left over for the residual.
 */
export function criterionAt(
  design: Design,
  parameters: readonly Parameter[],
  lambdas: readonly Lambda[],
  method: Method,
  factor: Factor,
  room: InverseRoom,
): Criterion | null {
  if (!factorise(design, lambdas, factor) || !(factor.squares > 0)) return null;
  const deviance = devianceOf(design, factor, method);
  const df = degreesOf(design, method);
  const residualVariance = factor.squares / df;
  const solution = solutionOf(design, factor);
  const inverse = invert(design, factor, room, { fixed: method === 'REML', all: false });
  const slopes = design.terms.map((_, term) =>
    slopesOf(design, inverse, solution, term, lambdas[term]!, residualVariance),
  );
  const working = workingVectors(design, parameters, lambdas, solution);
  // Products of working vectors are taken before they are solved in place; those of different terms are 0.
  const plain = working.map((one, i) =>
    working.map((other, j) => (parameters[i]!.term === parameters[j]!.term && j <= i ? dotOf(one, other) : 0)),
  );
  const first = parameters.map(({ term }) => firstStage(design, term));
  working.forEach((one, i) => forward(design, factor, one, first[i]!));
  const k = parameters.length;
  const gradient = new Float64Array(k);
  const score = new Float64Array(k);
  parameters.forEach((parameter, i) => {
    const { total, data } = gradientOf(design, parameter, slopes[parameter.term]!, lambdas, solution, residualVariance);
    gradient[i] = total;
    score[i] = data;
  });
  const information = new Float64Array(k * k);
  const curvature = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j <= i; j++) {
      const solved = dotOf(working[i]!, working[j]!, Math.max(first[i]!, first[j]!));
      const average = (plain[i]![j]! - solved) / residualVariance;
      information[i * k + j] = information[j * k + i] = average - (score[i]! * score[j]!) / df;
      curvature[i * k + j] = curvature[j * k + i] = curvatureOf(parameters[i]!, parameters[j]!, slopes);
    }
  }
  return { deviance, residualVariance, gradient, information, curvature, score, slopes, solution, factor };
}

/** The first stage in which the working vectors of a term are not 0. */
export function firstStage(design: Design, term: number): number {
  const depth = stageOfTerm(design, term);
  return depth < 0 ? design.stages.length : depth;
}

/** T − S of one term: the derivative of the deviance with respect to each entry of its relative covariance. */
function slopesOf(
  design: Design,
  inverse: SelectedInverse,
  solution: Effects,
  term: number,
  lambda: Lambda,
  residualVariance: number,
): [number, number, number] {
  const { levels, columns } = design.terms[term]!;
  const width = columns.length;
  const u = effectsOf(design, solution, term);
  const depth = stageOfTerm(design, term);
  const block = depth >= 0 ? inverse.own[depth]! : inverse.root;
  const first = depth >= 0 ? 0 : design.offsets[term]!;
  const step = depth >= 0 ? width * width : width * (inverse.order + 1);
  const next = depth >= 0 ? width : inverse.order;
  let at = depth >= 0 ? 0 : first * (inverse.order + 1);
  let [s00, s10, s11] = [0, 0, 0];
  for (let level = 0; level < levels; level++, at += step) {
    const u0 = u[level * width]!;
    s00 += 1 - block[at]! - (u0 * u0) / residualVariance;
    if (width === 1) continue;
    const u1 = u[level * 2 + 1]!;
    s10 -= block[at + next]! + (u0 * u1) / residualVariance;
    s11 += 1 - block[at + next + 1]! - (u1 * u1) / residualVariance;
  }
  if (width === 1) return [s00 / lambda.a ** 2, 0, 0];
  // Λ⁻ᵀ·s·Λ⁻¹ with Λ⁻¹ = [[1/a, 0], [−c/(ab), 1/b]].
  const { a, b, c } = lambda;
  const d = -c / (a * b);
  return [s00 / (a * a) + (2 * d * s10) / a + d * d * s11, (s10 / a + d * s11) / b, s11 / (b * b)];
}

/** ∂deviance/∂θ = 2[(T − S)Λ], and the part 2[SΛ] that comes from the data. */
function gradientOf(
  design: Design,
  { term, part }: Parameter,
  [m00, m10, m11]: readonly [number, number, number],
  lambdas: readonly Lambda[],
  solution: Effects,
  residualVariance: number,
): { total: number; data: number } {
  const lambda = lambdas[term]!;
  const { a, b, c } = lambda;
  const width = design.terms[term]!.columns.length;
  const u = effectsOf(design, solution, term);
  // 2[SΛ]_rc = 2·Σ g_r·u_c/σ², g = Λ⁻ᵀu.
  const [row, column] = PLACE[part];
  let sum = 0;
  for (let at = 0; at < u.length; at += width) {
    const g1 = width === 2 ? u[at + 1]! / b : 0;
    const g0 = (u[at]! - c * g1) / a;
    sum += (row === 0 ? g0 : g1) * u[at + column]!;
  }
  const total = part === 'a' ? m00 * a + m10 * c : part === 'c' ? m10 * a + m11 * c : m11 * b;
  return { total: 2 * total, data: (2 * sum) / residualVariance };
}

/** tr((T − S)(E_iE_jᵀ + E_jE_iᵀ)): not 0 only where both stand in one column of one Λ. */
function curvatureOf(one: Parameter, other: Parameter, slopes: readonly [number, number, number][]): number {
  const [r, c] = PLACE[one.part];
  const [s, d] = PLACE[other.part];
  if (one.term !== other.term || c !== d) return 0;
  return 2 * slopes[one.term]![(r + s) as 0 | 1 | 2];
}

/** k_i = (F + Fᵀ)u with F = Λ⁻¹E_i, for each parameter. */
export function workingVectors(
  design: Design,
  parameters: readonly Parameter[],
  lambdas: readonly Lambda[],
  solution: Effects,
): Effects[] {
  return parameters.map(({ term, part }) => {
    const k = zeroEffects(design);
    const to = effectsOf(design, k, term);
    const u = effectsOf(design, solution, term);
    const { a, b, c } = lambdas[term]!;
    const width = design.terms[term]!.columns.length;
    for (let at = 0; at < u.length; at += width) {
      const u0 = u[at]!;
      const u1 = width === 2 ? u[at + 1]! : 0;
      if (part === 'a') {
        const cross = width === 2 ? -c / (a * b) : 0;
        to[at] = (2 / a) * u0 + cross * u1;
        if (width === 2) to[at + 1] = cross * u0;
      } else if (part === 'c') {
        to[at] = u1 / b;
        to[at + 1] = u0 / b;
      } else to[at + 1] = (2 / b) * u1;
    }
    return k;
  });
}
