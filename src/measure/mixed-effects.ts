import { cholesky } from './cholesky.ts';
import type { Design } from './mixed-design.ts';
import type { Lambda } from './mixed-factor.ts';
import type { FixedPart } from './mixed-fixed.ts';
import type { Plan } from './mixed-groups.ts';
import type { SelectedInverse } from './mixed-inverse.ts';
import { effectsOf, stageOfTerm, type Effects } from './mixed-solve.ts';

/** Predicted effects (BLUPs) of one group's levels; 0 for a level without rows. One entry a level, in all arrays. */
export interface GroupEffects {
  name: string;
  intercept: Float64Array;
  slope?: Float64Array;
  /** Variances of the effects given the data and the coefficients, as lme4's `condVar`. */
  interceptVariance: Float64Array;
  slopeVariance?: Float64Array;
  covariance?: Float64Array;
  /** Rows of each level. */
  rows: Int32Array;
  /** Variances of effect − prediction with the coefficients' uncertainty (Henderson's inverse): level → [intercept, covariance, slope]. */
  error: Float64Array;
  /** Covariances of effect − prediction with the coefficients: level → intercept row, slope row, each as long as `beta`. */
  errorWithBeta: Float64Array;
  /** Derivatives of the predicted effects by each variance parameter: level → intercept row, slope row, each as long as the parameters. */
  sensitivity: Float64Array;
}

/** What the effects of a group are made from, in the scaled data but for `residualVariance`. */
export interface EffectsSource {
  design: Design;
  fixed: FixedPart;
  inverse: SelectedInverse;
  /** The inverse's block of the coefficients (kept × kept). */
  ofBeta: Float64Array;
  solution: Effects;
  /** By variance parameter the derivatives of u and of the coefficients. */
  derivatives: readonly Effects[];
  /** Unit of y. */
  scale: number;
  residualVariance: number;
}

/** [l00, l01, l10, l11]: Λ in the unit of a plan's slope; rows intercept and slope, columns the effects of its term. */
export function spreadOf(plan: Plan, lambda: Lambda | null): [number, number, number, number] {
  if (!lambda) return [0, 0, 0, 0];
  const { a, b, c } = lambda;
  if (!plan.slopes) return [a, 0, 0, 0];
  if (!plan.intercept) return [0, 0, a / plan.scale, 0];
  return [a, 0, c / plan.scale, b / plan.scale];
}

/** Effects of one group (`term` −1 when it has no variance) with everything that predictions need. */
export function effectsOfGroup(source: EffectsSource, plan: Plan, term: number, lambda: Lambda | null): GroupEffects {
  const { levels } = plan.group;
  const [l00, , l10, l11] = spreadOf(plan, lambda);
  const { residualVariance: variance } = source;
  const unknown = [variance * l00 * l00, variance * l00 * l10, variance * (l10 * l10 + l11 * l11)];
  const out: Required<GroupEffects> = {
    name: plan.group.name,
    intercept: new Float64Array(levels),
    slope: new Float64Array(levels),
    interceptVariance: new Float64Array(levels).fill(unknown[0]!),
    covariance: new Float64Array(levels).fill(unknown[1]!),
    slopeVariance: new Float64Array(levels).fill(unknown[2]!),
    rows: new Int32Array(levels),
    error: new Float64Array(3 * levels),
    errorWithBeta: new Float64Array(2 * source.fixed.names.length * levels),
    sensitivity: new Float64Array(2 * source.derivatives.length * levels),
  };
  for (let at = 0; at < out.error.length; at++) out.error[at] = unknown[at % 3]!;
  for (const at of plan.index) out.rows[plan.used[at]!]!++;
  if (term >= 0) {
    placeErrors(source, plan, term, spreadOf(plan, lambda), out);
    placePredictions(source, plan, term, spreadOf(plan, lambda), out);
  }
  const { slope, slopeVariance, covariance, ...common } = out;
  return plan.group.slope ? { ...common, slope, slopeVariance, covariance } : common;
}

function placePredictions(
  source: EffectsSource,
  plan: Plan,
  term: number,
  spread: readonly number[],
  out: Required<GroupEffects>,
): void {
  const { design, derivatives, scale, solution } = source;
  const width = design.terms[term]!.columns.length;
  const k = derivatives.length;
  const [l00, l01, l10, l11] = spread as [number, number, number, number];
  const moves = derivatives.map((x) => effectsOf(design, x, term));
  const u = effectsOf(design, solution, term);
  for (let at = 0; at < plan.used.length; at++) {
    const level = plan.used[at]!;
    const first = at * width;
    const second = first + width - 1;
    out.intercept[level] = scale * (l00 * u[first]! + l01 * u[second]!);
    out.slope[level] = scale * (l10 * u[first]! + l11 * u[second]!);
    for (let i = 0; i < k; i++) {
      const move = moves[i]!;
      out.sensitivity[2 * level * k + i] = scale * (l00 * move[first]! + l01 * move[second]!);
      out.sensitivity[(2 * level + 1) * k + i] = scale * (l10 * move[first]! + l11 * move[second]!);
    }
  }
}

function placeErrors(
  source: EffectsSource,
  plan: Plan,
  term: number,
  spread: readonly number[],
  out: Required<GroupEffects>,
): void {
  const { fixed, residualVariance, ofBeta } = source;
  const p = fixed.kept.length;
  const names = fixed.names.length;
  const { width, own, beta, read } = cellsOf(source.design, source.inverse, term);
  const factor = cholesky(ofBeta, p);
  const joint = new Float64Array(2 * p);
  const half = new Float64Array(2 * p);
  const error = new Float64Array(3);
  for (let at = 0; at < plan.used.length; at++) {
    const level = plan.used[at]!;
    read(at);
    for (let i = 0; i < 3; i++) {
      const r = i === 2 ? 2 : 0;
      const s = i === 0 ? 0 : 2;
      let sum = 0;
      for (let c = 0; c < width; c++)
        for (let d = 0; d < width; d++) sum += spread[r + c]! * own[c * width + d]! * spread[s + d]!;
      error[i] = residualVariance * sum;
      out.error[3 * level + i] = error[i]!;
    }
    for (let r = 0; r < 2; r++) {
      for (let j = 0; j < p; j++) {
        let sum = 0;
        for (let c = 0; c < width; c++) sum += spread[2 * r + c]! * beta[c * p + j]!;
        joint[r * p + j] = sum;
        if (factor) half[r * p + j] = solveRow(factor, p, half, r * p, j, sum);
      }
      const row = (2 * level + r) * names;
      for (let i = 0; i < names; i++) {
        let sum = 0;
        for (let j = 0; j < p; j++) sum += fixed.back[i * p + j]! * joint[r * p + j]!;
        out.errorWithBeta[row + i] = residualVariance * sum;
      }
    }
    // Given the coefficients the error is smaller by what it shares with them.
    let [shared00, shared01, shared11] = [0, 0, 0];
    for (let j = 0; j < p; j++) {
      shared00 += half[j]! * half[j]!;
      shared01 += half[j]! * half[p + j]!;
      shared11 += half[p + j]! * half[p + j]!;
    }
    out.interceptVariance[level] = Math.max(0, error[0]! - residualVariance * shared00);
    out.covariance[level] = error[1]! - residualVariance * shared01;
    out.slopeVariance[level] = Math.max(0, error[2]! - residualVariance * shared11);
  }
}

/** One number of L⁻¹x after those before it. */
function solveRow(
  factor: Float64Array,
  p: number,
  solved: Float64Array,
  from: number,
  j: number,
  value: number,
): number {
  let left = value;
  for (let i = 0; i < j; i++) left -= factor[j * p + i]! * solved[from + i]!;
  return left / factor[j * p + j]!;
}

/** The inverse's blocks of one level of a term with itself and with the coefficients, read into the same two arrays. */
interface Cells {
  width: number;
  own: Float64Array;
  beta: Float64Array;
  read: (level: number) => void;
}

function cellsOf(design: Design, inverse: SelectedInverse, term: number): Cells {
  const width = design.terms[term]!.columns.length;
  const { fixed, random } = design;
  const depth = stageOfTerm(design, term);
  const own = new Float64Array(width * width);
  const beta = new Float64Array(width * fixed);
  const fromRoot = (level: number): void => {
    const first = design.offsets[term]! + level * width;
    for (let r = 0; r < width; r++) {
      const at = (first + r) * inverse.order;
      for (let c = 0; c < width; c++) own[r * width + c] = inverse.root[at + first + c]!;
      for (let j = 0; j < fixed; j++) beta[r * fixed + j] = inverse.root[at + random + j]!;
    }
  };
  if (depth < 0) return { width, own, beta, read: fromRoot };
  const { stripAt } = design.stages[depth]!;
  const strip = inverse.strip[depth]!;
  const blocks = inverse.own[depth]!;
  const fromStage = (level: number): void => {
    const length = (stripAt[level + 1]! - stripAt[level]!) / width;
    for (let i = 0; i < own.length; i++) own[i] = blocks[level * own.length + i]!;
    for (let r = 0; r < width; r++) {
      // A strip ends with the coefficients and y.
      const end = stripAt[level]! + (r + 1) * length - 1;
      for (let j = 0; j < fixed; j++) beta[r * fixed + j] = strip[end - fixed + j]!;
    }
  };
  return { width, own, beta, read: fromStage };
}
