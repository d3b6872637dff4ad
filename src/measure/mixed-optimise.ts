import { cholesky, solveCholesky } from './cholesky.ts';
import { criterionAt, parametersOf, type Criterion, type Method, type Parameter } from './mixed-criterion.ts';
import type { Design } from './mixed-design.ts';
import { roomFor, type Factor, type Lambda } from './mixed-factor.ts';
import { inverseRoomFor, type InverseRoom } from './mixed-inverse.ts';

/** Where the search ended. */
export interface Optimum {
  lambdas: Lambda[];
  parameters: Parameter[];
  criterion: Criterion;
  /** Curvature of the deviance in the parameters (k × k). */
  hessian: Float64Array;
  factor: Factor;
  room: InverseRoom;
  converged: boolean;
  evaluations: number;
}

/** Evaluations after which the curvature is corrected, and for which it is not after a step that did not help, */
const PATIENCE = 20;

/** from so many of the last steps. */
const MEMORY = 8;

/** Called after each evaluation; false stops the search. */
export type Watch = (deviance: number) => boolean;

/** Standard deviations below this share of the residual one cannot be told from 0: the derivatives are taken here instead. */
const FLOOR = 1e-4;

/** Above this share nothing is left for the residual. */
const CEILING = 1e5;

/** The search ends when a full step promises less than this, up to 10,000 rows; beyond in proportion, as the rounding of the deviance grows, */
const TOLERANCE = 1e-10;
const TOLERANCE_ROWS = 10_000;

/** or less than this where a variance is on the boundary: the structure will change and the search go on. */
const TOLERANCE_AT_FLOOR = 1e-4;

/**
 * The smallest deviance over the numbers in Λ, by Newton steps: the average information stands in for the second
 * derivatives (Gilmour, Thompson & Cullis 1995; Johnson & Thompson 1995), with the exact curvature of ΛΛᵀ added, and damping after
 * Levenberg and Marquardt where a step does not help. In Λ rather than in variances nothing is out of bounds and the deviance is
 * an even function of every column, so that a variance on the boundary is reached like any other optimum, at cubic speed.
 * 4–10 evaluations in most schools. Average information is the curvature of data that follow the model; where they hardly do (no
 * intercept in the model, all values far from 0) steps are too short, and from the 21st on they are corrected by what the gradient did.
 *
 * Null when the search runs to where no residual is left, or was stopped.
 */
export function optimise(design: Design, start: readonly Lambda[], method: Method, watch: Watch): Optimum | null {
  const parameters = parametersOf(design);
  const tolerance = TOLERANCE * Math.max(1, design.n / TOLERANCE_ROWS);
  const room = inverseRoomFor(design);
  const factor = roomFor(design);
  let lambdas = start.map(tidy);
  let criterion = criterionAt(design, parameters, lambdas, method, factor, room);
  let evaluations = 1;
  if (!criterion || !watch(criterion.deviance)) return null;
  let damping = 0;
  let converged = false;
  let secants: Secant[] = [];
  let trusted = PATIENCE;
  while (evaluations < 200) {
    const { step, promise, least, floored } = stepOf(
      parameters,
      lambdas,
      criterion,
      damping,
      evaluations > trusted ? secants : [],
    );
    if (promise < (floored ? TOLERANCE_AT_FLOOR : tolerance)) {
      converged = true;
      break;
    }
    const next = moved(lambdas, parameters, step);
    const candidate = criterionAt(design, parameters, next, method, factor, room);
    evaluations++;
    if (candidate && !watch(candidate.deviance)) return null;
    if (candidate && candidate.deviance < criterion.deviance) {
      const taken = secantOf(parameters, { lambdas, criterion }, { lambdas: next, criterion: candidate }, step);
      secants = taken ? [...secants, taken].slice(-MEMORY) : [];
      lambdas = next;
      criterion = candidate;
      damping = least < 1e-3 ? 0 : least / 10;
      if (lambdas.some(({ a, b, c }) => Math.max(a, b, Math.abs(c)) > CEILING)) return null;
      continue;
    }
    // Where rounding hides what is left to gain, the search is at its end.
    converged = promise < 1e-7;
    if (converged) break;
    damping = Math.max(0.05, 6 * least);
    if (evaluations > trusted) trusted = evaluations + PATIENCE;
  }
  return { lambdas, parameters, criterion, hessian: hessianOf(criterion), factor, room, converged, evaluations };
}

/** Columns of Λ may change sign: diagonals positive, and off the singular place where the derivatives do not exist. */
function tidy({ a, c, b }: Lambda): Lambda {
  return { a: Math.max(FLOOR, Math.abs(a)), c: a < 0 ? -c : c, b: Math.max(FLOOR, Math.abs(b)) };
}

function moved(lambdas: readonly Lambda[], parameters: readonly Parameter[], step: Float64Array): Lambda[] {
  const next = lambdas.map((lambda) => ({ ...lambda }));
  parameters.forEach(({ term, part }, i) => (next[term]![part] += step[i]!));
  return next.map(tidy);
}

/** Whether a diagonal number rests at its floor: its own Newton step ends below it, on either side of 0. */
export function isAtFloor(
  i: number,
  parameters: readonly Parameter[],
  lambdas: readonly Lambda[],
  at: Criterion,
): boolean {
  const { term, part } = parameters[i]!;
  const value = lambdas[term]![part];
  if (part === 'c' || value > FLOOR) return false;
  const place = i * (parameters.length + 1);
  const curvature = at.information[place]! + at.curvature[place]!;
  // 1 % of leave for rounding.
  return curvature > 0 && Math.abs(value - at.gradient[i]! / curvature) <= 1.01 * FLOOR;
}

function hessianOf({ information, curvature }: Criterion): Float64Array {
  return information.map((value, i) => value + curvature[i]!);
}

/** A step that was taken, and how the gradient changed over it. */
interface Secant {
  step: Float64Array;
  change: Float64Array;
}

interface Place {
  lambdas: readonly Lambda[];
  criterion: Criterion;
}

/** Null where a column changed its sign on the way: its numbers before and after do not belong together. */
function secantOf(parameters: readonly Parameter[], from: Place, to: Place, step: Float64Array): Secant | null {
  const moved = parameters.map(({ term, part }) => to.lambdas[term]![part] - from.lambdas[term]![part]);
  if (moved.some((value, i) => Math.abs(value - step[i]!) > 1e-9 + 1e-6 * Math.abs(step[i]!))) return null;
  return {
    step: Float64Array.from(moved),
    change: to.criterion.gradient.map((g, i) => g - from.criterion.gradient[i]!),
  };
}

/** The curvature made to agree with what the gradient did over the last steps (BFGS; Nocedal & Wright 2006, eq. 6.19). */
function bent(hessian: Float64Array, secants: readonly Secant[]): Float64Array {
  const k = Math.round(Math.sqrt(hessian.length));
  let matrix = hessian;
  for (const { step, change } of secants) {
    const image = Float64Array.from(step, (_, i) => step.reduce((sum, s, j) => sum + matrix[i * k + j]! * s, 0));
    const assumed = step.reduce((sum, s, i) => sum + s * image[i]!, 0);
    const found = step.reduce((sum, s, i) => sum + s * change[i]!, 0);
    // Where the deviance bends down along the step, or hardly bends, it says nothing of the optimum.
    if (!(assumed > 0) || !(found > 1e-3 * assumed)) continue;
    matrix = matrix.map((value, at) => {
      const [i, j] = [Math.floor(at / k), at % k];
      return value + (change[i]! * change[j]!) / found - (image[i]! * image[j]!) / assumed;
    });
  }
  return matrix;
}

/** A step with at least the damping asked for, what it promises, and the damping that it took. */
interface Step {
  step: Float64Array;
  promise: number;
  least: number;
  floored: boolean;
}

/** The step with the corrected curvature; near the end the plain one where that promises more, so that no search ends early. */
function stepOf(
  parameters: readonly Parameter[],
  lambdas: readonly Lambda[],
  criterion: Criterion,
  damping: number,
  secants: readonly Secant[],
): Step {
  const plain = hessianOf(criterion);
  const taken = newtonStep(parameters, lambdas, criterion, bent(plain, secants), damping);
  if (secants.length === 0 || taken.promise > TOLERANCE_AT_FLOOR) return taken;
  const other = newtonStep(parameters, lambdas, criterion, plain, damping);
  return other.promise > 10 * taken.promise ? other : taken;
}

function newtonStep(
  parameters: readonly Parameter[],
  lambdas: readonly Lambda[],
  criterion: Criterion,
  curvature: Float64Array,
  damping: number,
): Step {
  const k = parameters.length;
  const step = new Float64Array(k);
  const free = parameters.map((_, i) => i).filter((i) => !isAtFloor(i, parameters, lambdas, criterion));
  const floored = free.length < k;
  if (free.length === 0) return { step, promise: 0, least: damping, floored };
  const hessian = pick(curvature, k, free);
  const information = pick(criterion.information, k, free);
  const gradient = Float64Array.from(free, (i) => criterion.gradient[i]!);
  // Far from the optimum the parabola says little: a number may at most double its neighbourhood.
  const reach = free.map((i) => 2 * Math.max(0.5, Math.abs(lambdas[parameters[i]!.term]![parameters[i]!.part])));
  for (let least = damping; ; least = Math.max(1e-3, 4 * least)) {
    const solved = solveDamped(hessian, information, gradient, least);
    if (!solved || solved.some((value, at) => Math.abs(value) > reach[at]!)) continue;
    let promise = 0;
    free.forEach((i, at) => {
      step[i] = -solved[at]!;
      promise += (gradient[at]! * solved[at]!) / 2;
    });
    return { step, promise, least, floored };
  }
}

function pick(matrix: Float64Array, k: number, free: readonly number[]): Float64Array {
  return Float64Array.from({ length: free.length ** 2 }, (_, at) => {
    const [i, j] = [Math.floor(at / free.length), at % free.length];
    return matrix[free[i]! * k + free[j]!]!;
  });
}

/** (H + damping·D)⁻¹g with D the size of each number's own curvature; null where that is not positive definite. */
function solveDamped(
  hessian: Float64Array,
  information: Float64Array,
  gradient: Float64Array,
  damping: number,
): Float64Array | null {
  const k = gradient.length;
  const damped = hessian.slice();
  for (let i = 0; i < k; i++) {
    const own = Math.max(information[i * k + i]!, Math.abs(hessian[i * k + i]!), 1e-6);
    damped[i * k + i]! += damping * own;
  }
  const factor = cholesky(damped, k);
  return factor && solveCholesky(factor, k, gradient);
}
