import { product } from './level-sum.ts';
import {
  partOf,
  placeOf,
  unseen,
  type LineSum,
  type SumEstimates,
  type SumPlace,
  type SumSource,
} from './mixed-sums.ts';

/** Sums of lines whose heights at one place are wanted together: the lines of some teachers in one semester. */
export interface JointLines {
  sums: readonly LineSum[];
  /** The place: a value of the slope's variable. */
  t: number;
}

/** Heights at one place, and what is not known of them together. */
export interface JointHeights {
  values: number[];
  /** sum × sum: covariances of estimate − truth, corrected for variances that are estimates (as `corrected` of `levelLine`). */
  covariance: number[][];
}

/** A height with the parts that its covariances with others are made of. */
interface Half {
  place: SumPlace;
  value: number;
  /** L⁻¹ of its right side: what is not 0 of the stages by its place, which is little, and the dense end. */
  stages: Map<number, number>;
  root: Float64Array;
  moved: readonly number[];
}

/**
 * Estimates and joint errors of several sums at one place. One solve a sum gives L⁻¹ of its right side, and the covariance of two is the product
 * of theirs (Henderson 1975), so that what their errors share through the coefficients and through the same observers is in it: two teachers
 * seen by the same people are told apart more surely than their own errors say. Corrected after Kackar & Harville 1984 with the factor of
 * Prasad & Rao 1990: + 2·δᵢᵀVδⱼ.
 *
 * Cost: a solve a sum; sums²/2 × (columns beside the largest group).
 */
export function jointHeights(source: SumSource, { sums, t }: JointLines, estimates: SumEstimates): JointHeights {
  const halves = sums.map((sum) => halfOf(source, sum, t, estimates));
  const turned = halves.map(({ moved }) => estimates.covariance.map((row) => product(row, moved)));
  const covariance = sums.map(() => new Array<number>(sums.length).fill(0));
  halves.forEach((a, i) => {
    for (let j = 0; j <= i; j++) {
      const b = halves[j]!;
      let sum = product(a.root, b.root) + unseenAt(source, a.place, sums[i]!, sums[j]!, t);
      for (const [place, value] of b.stages) sum += value * (a.stages.get(place) ?? 0);
      const found = source.residualVariance * sum + 2 * product(turned[i]!, b.moved);
      covariance[i]![j] = found;
      covariance[j]![i] = found;
    }
  });
  return { values: halves.map(({ value }) => value), covariance };
}

function halfOf(source: SumSource, sum: LineSum, t: number, estimates: SumEstimates): Half {
  const place = placeOf(source, sum, estimates);
  const [height, rise] = [partOf(source, place, sum, 0, estimates), partOf(source, place, sum, 1, estimates)];
  const at = (a: ArrayLike<number>, b: ArrayLike<number>) => Float64Array.from(a, (value, i) => value + t * b[i]!);
  const stages = new Map<number, number>();
  let first = 0;
  height.half.stages.forEach((own, depth) => {
    at(own, rise.half.stages[depth]!).forEach((value, i) => {
      if (value !== 0) stages.set(first + i, value);
    });
    first += own.length;
  });
  return {
    place,
    value: height.value + t * rise.value,
    stages,
    root: at(height.half.root, rise.half.root),
    moved: [...at(height.moved, rise.moved)],
  };
}

function unseenAt(source: SumSource, place: SumPlace, a: LineSum, b: LineSum, t: number): number {
  const of = (which: number) => unseen(source, place, a, b, which);
  return of(0) + 2 * t * of(1) + t * t * of(2);
}
