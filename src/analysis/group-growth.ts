import type { Id } from '../domain/ids.ts';
import { mean } from '../measure/mean.ts';
import type { MixedModelFit, MixedModelOptions } from '../measure/mixed-model.ts';
import { lineSumAt, type LineSum } from '../measure/mixed-sums.ts';
import { tInterval } from '../measure/t-interval.ts';
import { verdictOf, type GrowthLine, type LinePoint, type Verdict } from './estimator.ts';
import { LIMITS, stageOf, type GrowthStage } from './limits.ts';
import { fitSchool } from './school-fit.ts';
import { schoolModel, type SchoolModel } from './school-model.ts';
import type { SchoolRow } from './school-rows.ts';

/** Teachers below which there is no group to speak of. */
export const LEAST_GROUP_TEACHERS = 2;
/** Steps of the drawn line, in semesters. */
const STEP = 0.25;
/** Spread below this many points is rounding, not spread. */
const NO_SPREAD = 1e-9;

/** What stands behind a figure of a group. */
export interface GroupCounts {
  teachers: number;
  lessons: number;
  observers: number;
  sheets: number;
}

/** One semester of a group. Points of 0–100. */
export interface GroupSemester {
  /** Semester time, a whole number. */
  step: number;
  n: GroupCounts;
  /** The mean of the teachers' own means; null under three lessons or two teachers. */
  mean: number | null;
  /** Its 95 % interval; null also where all teachers came out equal. */
  lower: number | null;
  upper: number | null;
}

/** The mean line of a group's teachers, 0–100. */
export type GroupLine = Pick<GrowthLine, 'slope' | 'reliability' | 'bounded'> & { points: LinePoint[] };

/** How a group grows, on one set of linked rubrics. Nobody is named, and nothing is told of one teacher. */
export interface GroupGrowth {
  /** The rubrics counted; points are on the scale of the first. */
  families: Id[];
  stage: GrowthStage;
  verdict: Verdict;
  n: GroupCounts;
  /** Empty below the stage `means`. */
  semesters: GroupSemester[];
  /** Null below the stage `line`, for fewer than two teachers, and where the school is too small for a model. */
  line: GroupLine | null;
  /** Of the school's model; null where there is none. */
  school: Pick<GroupCounts, 'teachers' | 'observers' | 'sheets'> | null;
}

/**
 * The growth of some teachers together, from the school's one model (`schoolGrowth`).
 *
 * The line is the mean of the teachers' own lines: x̄'β + mean(u0) + (β_t + mean(u1))·t, each teacher counting once, at the kinds of lesson that they
 * gave and for the average observer. Its error is that of the mean itself: Henderson's equations solved for this sum (`lineSum`), so that what the
 * teachers' lines share (the school's mean line, the same observers) is in it; corrected for variances that are estimates, with Student's t
 * (`lineSumAt`). The teachers are the same all along, so a change is theirs and not that of who belongs to the group; the line runs over the
 * semesters by which half of them or more had been seen, and not longer than one semester after half of them were last seen.
 *
 * Reliability of the slope: the share of what would be unknown of it without the group's own lessons that these tell, 1 − error/(spread of
 * slopes/teachers + error of the mean slope of the other teachers' model). 1 where there are no others to borrow from (the whole school). A single
 * teacher's comes out as on their own page. The limits of stage and verdict are a teacher's own.
 *
 * A semester's mean is that of its teachers' own means (each the mean of their lessons), with the t interval over teachers; it is not corrected for
 * observers. Sheets of other rubrics are brought to the first one's scale by the model's difference; without a model only the first one's count.
 *
 * `members` null is everybody. Throws what `fitMixedModel` throws.
 */
export function groupGrowth(
  rows: readonly SchoolRow[],
  families: readonly Id[],
  members: ReadonlySet<Id> | null,
  options: MixedModelOptions = {},
): GroupGrowth {
  const inside = (row: SchoolRow) => members === null || members.has(row.teacher);
  const model = schoolModel(rows, families);
  const fit = model.ok ? fitSchool(model.data, { ...options, sums: [sumOf(model, members)] }) : model;
  const shifts = new Map<Id, number>();
  if (model.ok && fit.ok)
    model.columns.forEach(({ family }, i) => family && shifts.set(family, fit.beta[columnAt(fit, i)] ?? 0));
  const first = families[0];
  const own = rows
    .filter((row) => inside(row) && (fit.ok || row.family === first))
    .map((row) => ({ ...row, value: row.value - (shifts.get(row.family) ?? 0) }));
  const n = countsOf(own);
  const bySemester = [...bySteps(own)].sort(([a], [b]) => a - b);
  const { stage } = stageOf({
    lessonsBySemester: bySemester.map(([, sheets]) => countsOf(sheets).lessons),
    observers: n.observers,
  });
  const drawn = stage === 'line' && n.teachers >= LEAST_GROUP_TEACHERS && model.ok && fit.ok;
  const line = drawn ? lineOf(fit, model, rows, members, options) : null;
  return {
    families: fit.ok ? [...families] : families.slice(0, 1),
    stage,
    verdict: verdictOf(stage, line),
    n,
    semesters:
      stage === 'means' || stage === 'line' ? bySemester.map(([step, sheets]) => semesterOf(step, sheets)) : [],
    line,
    school:
      model.ok && fit.ok
        ? { teachers: model.teachers.length, observers: model.observers.length, sheets: rows.length }
        : null,
  };
}

/** Where a column of the model stands among the coefficients: after the intercept and t. */
const columnAt = ({ intercept }: MixedModelFit, column: number) => (intercept ? 1 : 0) + 1 + column;

/** The mean line of the group's teachers that are in the model, at the mean of their kinds of lesson. */
function sumOf(model: SchoolModel, members: ReadonlySet<Id> | null): LineSum {
  const { teachers, columns, counts, data } = model;
  const inside = teachers.filter((teacher) => members === null || members.has(teacher));
  const share = inside.length > 0 ? 1 / inside.length : 0;
  const kinds = columns.map(({ kind, values }) => {
    if (!kind) return 0;
    const shares = inside.map((teacher) => {
      const own = counts.teachers.get(teacher)?.rows ?? [];
      const weight = own.reduce((sum, i) => sum + (data.weights[i] ?? 0), 0);
      return own.reduce((sum, i) => sum + (data.weights[i] ?? 0) * (values[i] ?? 0), 0) / weight;
    });
    return shares.length > 0 ? mean(shares) : 0;
  });
  const here = new Set(inside);
  return {
    group: 'teacher',
    weights: teachers.map((teacher) => (here.has(teacher) ? share : 0)),
    height: [1, 0, ...kinds],
    rise: [0, 1, ...kinds.map(() => 0)],
  };
}

function lineOf(
  fit: MixedModelFit,
  model: SchoolModel,
  rows: readonly SchoolRow[],
  members: ReadonlySet<Id> | null,
  options: MixedModelOptions,
): GroupLine | null {
  const [sum] = fit.sums ?? [];
  const span = spanOf(model, members);
  if (!sum || !span || span.from === span.to) return null;
  const { value, lower, upper } = lineSumAt(sum, fit.parameters, 'slope');
  const raw = [];
  for (let semester = span.from; semester <= span.to; semester += STEP) {
    const there = lineSumAt(sum, fit.parameters, semester - model.centre);
    raw.push({ semester, value: there.value, lower: there.lower, upper: there.upper });
  }
  return {
    slope: { value, lower, upper },
    reliability: reliabilityOf(fit, sum.slopeVariance, rows, members, options),
    points: raw.map((point) => ({
      semester: point.semester,
      value: onScale(point.value),
      lower: onScale(point.lower),
      upper: onScale(point.upper),
    })),
    bounded: raw.some((point) => point.lower < 0 || point.upper > 100),
  };
}

/** Semesters after a teacher's last one in which their line still counts as known: this term is often not over yet. */
const BEYOND = 1;

/** From the first to the last semester that half of the teachers or more have lessons around; null where there is none. */
function spanOf(
  { teachers, counts }: SchoolModel,
  members: ReadonlySet<Id> | null,
): { from: number; to: number } | null {
  const spans = teachers.flatMap((teacher) => {
    if (members !== null && !members.has(teacher)) return [];
    const steps = [...(counts.teachers.get(teacher)?.steps ?? [])];
    return [{ from: Math.min(...steps), to: Math.max(...steps) }];
  });
  const shared = [...counts.steps]
    .filter((step) => 2 * spans.filter(({ from, to }) => from <= step && step <= to + BEYOND).length >= spans.length)
    .sort((a, b) => a - b);
  const [from, to] = [shared[0], shared.at(-1)];
  return from === undefined || to === undefined ? null : { from, to };
}

function reliabilityOf(
  fit: MixedModelFit,
  error: number,
  rows: readonly SchoolRow[],
  members: ReadonlySet<Id> | null,
  options: MixedModelOptions,
): number {
  const others = members === null ? [] : rows.filter(({ teacher }) => !members.has(teacher));
  if (others.length === 0) return 1;
  const rest = schoolModel(others, [...new Set(others.map(({ family }) => family))]);
  const borrowed = rest.ok ? fitSchool(rest.data, options) : rest;
  // Others that are too few for a model of their own have nothing to lend.
  if (!borrowed.ok) return 1;
  const at = borrowed.intercept ? 1 : 0;
  const teachers = new Set(rows.flatMap(({ teacher }) => (members?.has(teacher) ? [teacher] : []))).size;
  const spread = fit.components.find(({ name }) => name === 'teacher')?.slopeVariance ?? 0;
  const unknown = spread / teachers + (borrowed.betaSE[at] ?? 0) ** 2;
  return unknown > 0 ? Math.min(1, Math.max(0, 1 - error / unknown)) : 0;
}

function bySteps(rows: readonly SchoolRow[]): Map<number, SchoolRow[]> {
  const found = new Map<number, SchoolRow[]>();
  for (const row of rows) {
    const there = found.get(row.step);
    if (there) there.push(row);
    else found.set(row.step, [row]);
  }
  return found;
}

function countsOf(rows: readonly SchoolRow[]): GroupCounts {
  const distinct = (of: (row: SchoolRow) => Id) => new Set(rows.map(of)).size;
  return {
    teachers: distinct(({ teacher }) => teacher),
    lessons: distinct(({ lesson }) => lesson),
    observers: distinct(({ observer }) => observer),
    sheets: rows.length,
  };
}

function semesterOf(step: number, rows: readonly SchoolRow[]): GroupSemester {
  const n = countsOf(rows);
  if (n.lessons < LIMITS.lessons || n.teachers < LEAST_GROUP_TEACHERS)
    return { step, n, mean: null, lower: null, upper: null };
  const lessons = new Map<Id, { teacher: Id; sum: number; weight: number }>();
  for (const { lesson, teacher, value, scored } of rows) {
    const known = lessons.get(lesson) ?? { teacher, sum: 0, weight: 0 };
    lessons.set(lesson, { teacher, sum: known.sum + scored * value, weight: known.weight + scored });
  }
  const byTeacher = new Map<Id, number[]>();
  for (const { teacher, sum, weight } of lessons.values())
    byTeacher.set(teacher, [...(byTeacher.get(teacher) ?? []), sum / weight]);
  const means = [...byTeacher.values()].map(mean);
  const interval = tInterval(means);
  const told = interval && interval.upper - interval.lower > NO_SPREAD ? interval : null;
  return {
    step,
    n,
    mean: onScale(mean(means)),
    lower: told && onScale(told.lower),
    upper: told && onScale(told.upper),
  };
}

function onScale(points: number): number {
  return Math.min(100, Math.max(0, points));
}
