import { cholesky, solveCholesky } from './cholesky.ts';
import { degreesOf, devianceOf, firstStage, workingVectors, type Method } from './mixed-criterion.ts';
import type { Design } from './mixed-design.ts';
import { effectsOfGroup, spreadOf, type EffectsSource, type GroupEffects } from './mixed-effects.ts';
import { factorise, type Lambda } from './mixed-factor.ts';
import type { FixedPart, Offset } from './mixed-fixed.ts';
import { structureOf, type GroupStructure, type Plan } from './mixed-groups.ts';
import { invert } from './mixed-inverse.ts';
import { backward, forward, type Effects } from './mixed-solve.ts';
import { jointHeights, type JointHeights, type JointLines } from './mixed-joint.ts';
import { lineSum, type LineSum, type LineSumFit } from './mixed-sums.ts';
import { errorSlopes, type ErrorSlopes } from './mixed-small-sample.ts';
import type { Optimum } from './mixed-optimise.ts';

/** Variances of one group's effects, in the squared unit of y; 0 when on the boundary. */
export interface VarianceComponent {
  name: string;
  variance: number;
  /** Only for a group that was asked to have slopes; in the unit of y per unit of the slope, squared. */
  slopeVariance?: number;
  covariance?: number;
  structure: GroupStructure;
  /** Levels that have rows. */
  levels: number;
}

/** A fitted mixed model: plain data, so that it can pass between threads. */
export interface MixedModelFit {
  method: Method;
  intercept: boolean;
  rows: number;
  /** −2 log likelihood (REML or ML). */
  deviance: number;
  /** Coefficients by the names in `fixedNames`; an aliased column's is 0, as are its error and covariances. */
  beta: number[];
  betaSE: number[];
  betaCov: number[][];
  fixedNames: string[];
  dropped: string[];
  residualVariance: number;
  components: VarianceComponent[];
  effects: GroupEffects[];
  /** The simplest structure that a group with slopes ended with; 'intercepts' where none was asked to have slopes. */
  structure: GroupStructure;
  /** The variance parameters (numbers in Λ): their asymptotic covariance and the coefficients' derivatives by them. */
  parameters: {
    covariance: number[][];
    beta: number[][];
    /** Asymptotic variance of log σ², and its covariances with the parameters. */
    residual: number;
    withResidual: number[];
    /** Where `smallSample` was asked for: how the error variances move with the parameters. */
    errorSlopes?: ErrorSlopes;
  };
  /** Where `sums` were asked for: them, in their order. */
  sums?: LineSumFit[];
  /** Where `joint` was asked for. */
  joint?: JointHeights;
  converged: boolean;
  evaluations: number;
}

/** Everything that a search leaves behind. */
export interface Found {
  optimum: Optimum;
  design: Design;
  /** Plan → its term in the design, −1 when it has none. */
  terms: readonly number[];
  evaluations: number;
  plans: readonly Plan[];
  fixed: FixedPart;
  offset: Offset;
  weights: Float64Array;
  method: Method;
  intercept: boolean;
  /** Group → whether the small-sample figures of its levels are wanted. */
  smallSample: readonly boolean[] | null;
  sums: readonly LineSum[];
  joint: JointLines | null;
}

/** Brings an optimum of the scaled data back to the units of the rows. */
export function resultOf(found: Found): MixedModelFit {
  const { optimum, design, fixed, offset, method, plans, terms } = found;
  const { criterion, lambdas, factor } = optimum;
  // A step that was tried last and not taken has left its own numbers in the factor; otherwise REML has inverted it.
  const known = factor.lambdas === lambdas;
  if (!known) factorise(design, lambdas, factor);
  const again = known && method === 'REML';
  const inverse = invert(design, factor, optimum.room, { fixed: true, all: true, again });
  const residualVariance = criterion.residualVariance * offset.scale ** 2;
  const p = fixed.kept.length;
  const ofBeta = new Float64Array(p * p);
  for (let i = 0; i < p; i++) {
    for (let j = 0; j < p; j++)
      ofBeta[i * p + j] = inverse.root[(design.random + i) * inverse.order + design.random + j]!;
  }
  const standard = Float64Array.from(
    offset.beta,
    (value, j) => value + offset.scale * criterion.solution.root[design.random + j]!,
  );
  const beta = toColumns(fixed, standard);
  const betaCov = sandwich(fixed, ofBeta, residualVariance);
  const derivatives = derivativesOf(found);
  const covariance = parameterCovariance(optimum);
  const df = degreesOf(design, method);
  const { score } = criterion;
  const logWeights = found.weights.reduce((sum, weight) => sum + Math.log(weight), 0);
  const lambdaOf = (at: number) => (terms[at]! < 0 ? null : lambdas[terms[at]!]!);
  const source: EffectsSource = {
    design,
    fixed,
    inverse,
    ofBeta,
    solution: criterion.solution,
    derivatives,
    scale: offset.scale,
    residualVariance,
  };
  const effects = plans.map((plan, at) => effectsOfGroup(source, plan, terms[at]!, lambdaOf(at)));
  const moves = derivatives.map((x) => [
    ...toColumns(
      fixed,
      x.root.slice(design.random).map((value) => value * offset.scale),
    ),
  ]);
  const solved = { ...found, ...optimum, residualVariance };
  const estimates = { beta, effects, moves, covariance };
  const sums = found.sums.map((sum) => lineSum(solved, sum, estimates));
  return {
    method,
    intercept: found.intercept,
    rows: design.n,
    deviance:
      devianceOf(design, factor, method) +
      2 * df * Math.log(offset.scale) +
      (method === 'REML' ? fixed.logScale : 0) -
      logWeights,
    beta: [...beta],
    betaSE: betaCov.map((row, i) => Math.sqrt(Math.max(0, row[i]!))),
    betaCov,
    fixedNames: fixed.names,
    dropped: fixed.dropped,
    residualVariance,
    components: plans.map((plan, at) => componentOf(plan, lambdaOf(at), residualVariance)),
    effects,
    structure: simplest(plans),
    parameters: {
      covariance,
      residual: 2 / df + quadratic(covariance, score) / df ** 2,
      withResidual: covariance.map((row) => -row.reduce((sum, value, i) => sum + value * score[i]!, 0) / df),
      ...(found.smallSample ? { errorSlopes: errorSlopes({ ...found, ...optimum }, found.smallSample) } : {}),
      beta: moves,
    },
    ...(sums.length > 0 ? { sums } : {}),
    ...(found.joint ? { joint: jointHeights(solved, found.joint, estimates) } : {}),
    converged: optimum.converged,
    evaluations: found.evaluations,
  };
}

function quadratic(matrix: readonly (readonly number[])[], x: ArrayLike<number>): number {
  return matrix.reduce((sum, row, i) => sum + row.reduce((part, value, j) => part + value * x[i]! * x[j]!, 0), 0);
}

function toColumns({ back, names }: FixedPart, standard: Float64Array): Float64Array {
  const p = standard.length;
  return Float64Array.from(names, (_, i) => {
    let sum = 0;
    for (let j = 0; j < p; j++) sum += back[i * p + j]! * standard[j]!;
    return sum;
  });
}

function sandwich({ back, names, kept }: FixedPart, middle: Float64Array, by: number): number[][] {
  const p = kept.length;
  return names.map((_, i) =>
    names.map((__, j) => {
      let sum = 0;
      for (let a = 0; a < p; a++) {
        for (let b = 0; b < p; b++) sum += back[i * p + a]! * middle[a * p + b]! * back[j * p + b]!;
      }
      return by * sum;
    }),
  );
}

/** C·k for each variance parameter: the derivatives of u (to be multiplied by Λ) and of the coefficients. */
function derivativesOf({ optimum, design }: Found): Effects[] {
  const { parameters, lambdas, criterion, factor } = optimum;
  const working = workingVectors(design, parameters, lambdas, criterion.solution);
  return working.map((k, i) =>
    backward(design, factor, forward(design, factor, k, firstStage(design, parameters[i]!.term))),
  );
}

/** Twice the inverse of the deviance's second derivatives. */
function parameterCovariance({ hessian, criterion, parameters }: Optimum): number[][] {
  const k = parameters.length;
  const factor = cholesky(hessian, k) ?? cholesky(criterion.information, k);
  return parameters.map((_, i) => {
    if (!factor) return parameters.map(() => 0);
    const unit = new Float64Array(k);
    unit[i] = 2;
    return [...solveCholesky(factor, k, unit)];
  });
}

function componentOf(plan: Plan, lambda: Lambda | null, residualVariance: number): VarianceComponent {
  const [l00, , l10, l11] = spreadOf(plan, lambda);
  const own = plan.group.slope
    ? {
        slopeVariance: residualVariance * (l10 ** 2 + l11 ** 2),
        covariance: plan.correlated ? residualVariance * l00 * l10 : 0,
      }
    : {};
  const { name } = plan.group;
  return {
    name,
    variance: residualVariance * l00 ** 2,
    ...own,
    structure: structureOf(plan),
    levels: plan.used.length,
  };
}

/** The simplest structure among the groups with slopes. */
function simplest(plans: readonly Plan[]): GroupStructure {
  const found = plans.map(structureOf);
  return (['common slope', 'uncorrelated', 'correlated'] as const).find((name) => found.includes(name)) ?? 'intercepts';
}
