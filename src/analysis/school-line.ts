import type { Id } from '../domain/ids.ts';
import { quantile } from '../measure/quantile.ts';
import { tReach } from '../measure/t-reach.ts';
import type { GrowthEstimator, GrowthInput, GrowthLine } from './estimator.ts';
import { lessonLine } from './lesson-line.ts';
import { lessonValues } from './lesson-values.ts';
import type { SchoolGrowth, TeacherLine } from './school-growth.ts';
import { semesterMeans } from './semester-means.ts';

/** Semester means only, as long as the school's models are being worked out. */
export const awaitedLine: GrowthEstimator = {
  name: 'awaited-line',
  estimate: ({ sheets }) => ({ semesters: semesterMeans(lessonValues(sheets)), line: null, pending: true }),
};

/** Steps of the drawn line, in semesters: fine enough for the waist of the band. */
const STEP = 0.25;
/** Degrees of freedom of a school's model: so many that t is the normal. */
const MANY = 1e6;
/** Teachers from which their middle half says nothing of a single one. */
const LEAST_MIDDLE = 8;

/**
 * The estimator that draws one teacher's line from the school's models. `modelOf` gives the model of a figure; null where the school is too
 * small for one, and then the line comes from the teacher's own sheets (`lessonLine`). Semester means are those of the sheets
 * in any case.
 */
export function schoolLine(
  teacherIds: ReadonlySet<Id>,
  modelOf: (family: Id, dimension: Id) => SchoolGrowth | 'awaited' | null,
): GrowthEstimator {
  return {
    name: 'school-line',
    estimate(input) {
      const { figure } = input;
      const model = figure ? modelOf(figure.family, figure.dimension) : null;
      if (model === 'awaited') return awaitedLine.estimate(input);
      const own = model?.teachers.find(({ teacher }) => teacherIds.has(teacher));
      if (!figure || !model || !own) return lessonLine.estimate(input);
      return {
        semesters: semesterMeans(lessonValues(input.sheets)),
        line: lineOf(model, own, figure.family, input),
      };
    },
  };
}

function lineOf(
  model: SchoolGrowth,
  own: TeacherLine,
  family: Id,
  { comparisons = 1 }: GrowthInput,
): GrowthLine | null {
  if (own.from === own.to) return null;
  // Heights are on the scale of the model's first rubric.
  const raise = model.familyShifts.find((each) => each.family === family)?.points ?? 0;
  const { line } = own;
  const reach = tReach(MANY);
  const raw = [];
  for (let semester = own.from; semester <= own.to; semester += STEP) {
    const x = semester - model.centre;
    const value = raise + line.value + line.slope * x;
    const half = reach * Math.sqrt(Math.max(0, line.variance + 2 * x * line.covariance + x * x * line.slopeVariance));
    raw.push({ semester, value, lower: value - half, upper: value + half });
  }
  const se = Math.sqrt(line.slopeVariance);
  const bounds = (by: number) => ({ lower: line.slope - by * se, upper: line.slope + by * se });
  return {
    slope: {
      value: line.slope,
      ...bounds(reach),
      ...(comparisons > 1 ? { among: bounds(tReach(MANY, 1 - 0.05 / comparisons)) } : {}),
    },
    reliability: own.slopeReliability,
    points: raw.map(({ semester, value, lower, upper }) => ({
      semester,
      value: onScale(value),
      lower: onScale(lower),
      upper: onScale(upper),
    })),
    bounded: raw.some(({ lower, upper }) => lower < 0 || upper > 100),
    pulled: own.pulled,
    school: {
      shift: own.shift,
      newLessonSd: Math.sqrt(model.variances.residual + model.variances.lesson + model.variances.observer),
      middle: raw.flatMap(({ semester }) => middleAt(model, semester, raise)),
      n: { sheets: model.n.sheets, teachers: model.n.teachers, observers: model.n.observers },
      linked: model.families
        .filter((each) => each !== family)
        .map((each) => {
          const shift = model.familyShifts.find((item) => item.family === each);
          return { family: each, points: (shift?.points ?? 0) - raise, se: shift?.se ?? 0 };
        }),
    },
  };
}

/** The quartiles of the teachers' lines at a place in time. */
function middleAt(model: SchoolGrowth, semester: number, raise: number) {
  const x = semester - model.centre;
  const values = model.teachers
    .filter(({ from, to }) => from <= semester && semester <= to)
    .map(({ line }) => raise + line.value + line.slope * x);
  if (values.length < LEAST_MIDDLE) return [];
  return [{ semester, lower: onScale(quantile(values, 0.25)), upper: onScale(quantile(values, 0.75)) }];
}

function onScale(points: number): number {
  return Math.min(100, Math.max(0, points));
}
