import type { Id } from '../domain/ids.ts';
import { quantile } from '../measure/quantile.ts';
import { tReach } from '../measure/t-reach.ts';
import type { GrowthEstimator, GrowthInput, GrowthLine, RubricMove, RubricScale } from './estimator.ts';
import { lessonLine } from './lesson-line.ts';
import { lessonValues } from './lesson-values.ts';
import type { SchoolGrowth } from './school-growth.ts';
import { WHOLE_SHEET } from './school-rows.ts';
import { semesterMeans } from './semester-means.ts';
import type { TeacherLine } from './teacher-line.ts';

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
  const teacherIn = (model: SchoolGrowth) => model.teachers.find(({ teacher }) => teacherIds.has(teacher));
  return {
    name: 'school-line',
    scales(families) {
      const models = new Set<SchoolGrowth>();
      for (const family of families) {
        const model = modelOf(family, WHOLE_SHEET);
        if (model === 'awaited') return model;
        if (model) models.add(model);
      }
      return [...models].flatMap((model) => scaleOf(model, teacherIn(model), families) ?? []);
    },
    estimate(input) {
      const { figure } = input;
      const model = figure ? modelOf(figure.family, figure.dimension) : null;
      if (model === 'awaited') return awaitedLine.estimate(input);
      const own = model ? teacherIn(model) : undefined;
      if (!figure || !model || !own) return lessonLine.estimate(input);
      return {
        semesters: semesterMeans(lessonValues(input.sheets)),
        line: lineOf(model, own, figure.family, input),
      };
    },
  };
}

/** The families of a teacher that one model joins, on the scale of the teacher's line; null where there is nothing to join. */
function scaleOf(model: SchoolGrowth, own: TeacherLine | undefined, families: readonly Id[]): RubricScale | null {
  if (!own || !families.includes(own.family)) return null;
  const moved = families.flatMap((family): RubricMove[] => {
    const found = model.familyDifferences.find((each) => each.family === family && each.against === own.family);
    return found ? [{ family, points: 0 - found.points, se: found.se, teachers: found.teachers }] : [];
  });
  return moved.length > 0 ? { family: own.family, moved } : null;
}

/** By how much sheets of a family come out higher than those of another in a model, and how sure that is. */
function differenceIn(model: SchoolGrowth, family: Id, against: Id): { points: number; se: number } {
  const none = { points: 0, se: 0 };
  if (family === against) return none;
  const told = model.familyDifferences.find((each) => each.family === family && each.against === against);
  if (told) return told;
  const shift = (id: Id) => model.familyShifts.find((each) => each.family === id) ?? none;
  return { points: shift(family).points - shift(against).points, se: Math.hypot(shift(family).se, shift(against).se) };
}

function lineOf(
  model: SchoolGrowth,
  own: TeacherLine,
  family: Id,
  { sheets, comparisons = 1 }: GrowthInput,
): GrowthLine | null {
  // Only along the sheets that the figure shows: the model knows those of other rubrics, too.
  const steps = sheets.map(({ semester }) => semester);
  const [from, to] = [Math.max(own.from, Math.min(...steps)), Math.min(own.to, Math.max(...steps))];
  if (!(from < to)) return null;
  const raise = differenceIn(model, family, own.family);
  const { line } = own;
  const reach = (level?: number) => tReach(own.slopeDf ?? MANY, level);
  const raw = [];
  for (let semester = from; semester <= to; semester += STEP) {
    const x = semester - model.centre;
    const value = raise.points + line.value + line.slope * x;
    const variance = raise.se ** 2 + line.variance + 2 * x * line.covariance + x * x * line.slopeVariance;
    const half = own.reach * Math.sqrt(Math.max(0, variance));
    raw.push({ semester, value, lower: value - half, upper: value + half });
  }
  const se = Math.sqrt(line.slopeVariance);
  const bounds = (by: number) => ({ lower: line.slope - by * se, upper: line.slope + by * se });
  return {
    slope: {
      value: line.slope,
      ...bounds(reach()),
      ...(comparisons > 1 ? { among: bounds(reach(1 - 0.05 / comparisons)) } : {}),
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
      newLessonSd: newLessonSd(model, own.to),
      middle: raw.flatMap(({ semester }) => middleAt(model, semester, family)),
      n: { sheets: model.n.sheets, teachers: model.n.teachers, observers: model.n.observers },
    },
  };
}

/** By an observer who has not been here, at a place in time. */
function newLessonSd({ variances, centre }: SchoolGrowth, semester: number): number {
  const { residual, lesson, observer, drift } = variances;
  return Math.sqrt(residual + lesson + observer + drift * (semester - centre) ** 2);
}

/** The quartiles of the teachers' lines at a place in time, on the scale of a rubric family. */
function middleAt(model: SchoolGrowth, semester: number, family: Id) {
  const x = semester - model.centre;
  const values = model.teachers
    .filter(({ from, to }) => from <= semester && semester <= to)
    .map((each) => differenceIn(model, family, each.family).points + each.line.value + each.line.slope * x);
  if (values.length < LEAST_MIDDLE) return [];
  return [{ semester, lower: onScale(quantile(values, 0.25)), upper: onScale(quantile(values, 0.75)) }];
}

function onScale(points: number): number {
  return Math.min(100, Math.max(0, points));
}
