import type { Id } from '../domain/ids.ts';
import { connectivity } from '../measure/connectivity.ts';
import type { MixedModelOptions } from '../measure/mixed-model.ts';
import type { LineSum } from '../measure/mixed-sums.ts';
import { rankRanges, type RankRange } from '../measure/rank-ranges.ts';
import { tReach } from '../measure/t-reach.ts';
import { lineReach } from './line-reach.ts';
import { stageOf } from './limits.ts';
import { fitSchool } from './school-fit.ts';
import { schoolModel, type SchoolModel } from './school-model.ts';
import type { SchoolRow } from './school-rows.ts';

/** Why a teacher of the group stands in no list. */
export type WithoutRank =
  /** Under three semesters or six lessons: below the limits of a line. */
  | 'few'
  /** Their lessons do not reach to the semester: nothing says where they stand in it. */
  | 'elsewhere'
  /** No observer joins them to anybody else who could be listed. */
  | 'alone'
  /** The school is too small for a model. */
  | 'no-model';

/** What stands behind a teacher, over all semesters. */
interface Behind {
  teacher: Id;
  lessons: number;
  observers: number;
}

/** A teacher in a list. Points of 0–100 on the scale of the first rubric. */
export interface RankedTeacher extends Behind, RankRange {
  level: number;
  lower: number;
  upper: number;
}

/** Teachers who can be compared: observers hold them together. */
export interface RankedSet {
  /** The highest level first. */
  teachers: RankedTeacher[];
  pairs: number;
  /** Pairs that are told apart. */
  apart: number;
  /** Standard errors of a difference from which two are told apart. */
  critical: number;
}

/** Where the teachers of a group stand in one semester, on one set of linked rubrics. */
export interface Ranking {
  /** The rubrics counted; levels are on the scale of the first. */
  families: Id[];
  /** Semester time; null where nobody can be ranked in any semester. */
  step: number | null;
  /** The semesters that can be asked for. */
  steps: number[];
  /** One list for those who can be compared with each other, the longest first. */
  sets: RankedSet[];
  /** The others of the group, in the order given. */
  without: (Behind & { why: WithoutRank })[];
}

/**
 * Where the teachers of a group stand in one semester, and how far that can be known, from the school's one model (`schoolGrowth`).
 *
 * The level is the height of the teacher's line in that semester: x'β + u0 + u1·t, for the average observer, and for all of them in the same lessons (the
 * school's mix of kinds), so that who gave more open lessons does not stand higher for it. Only teachers with a line of their own (six
 * lessons in three semesters) whose lessons span the semester are listed, and only those whom observers hold together in one list
 * (`connectivity` over the model's sheets).
 *
 * The range of ranks is what the differences between the teachers allow, all ranges right at once in 95 of 100 such lists (`rankRanges`: Mogstad,
 * Romano, Shaikh & Wilhelm 2024): pairwise differences with their own errors from Henderson's equations (`jointHeights`), in which the
 * severity of observers in common cancels, each beyond one critical value for the whole list that is drawn from the joint errors (2,000 seeded
 * draws). In small schools it is stretched as the band of a level is (Student's t, `lineReach`). So two whose ranges overlap may or may not be
 * told apart, and `apart` says which; nobody is ever put above somebody by the estimates alone.
 *
 * `step` null asks for the newest semester that the lessons of half of the teachers with a line or more reach to. Throws what `fitSchool` throws.
 */
export function ranking(
  rows: readonly SchoolRow[],
  families: readonly Id[],
  members: readonly Id[],
  step: number | null,
  options: MixedModelOptions = {},
): Ranking {
  const known = members.map((teacher) => behindOf(rows, teacher));
  const enough = known.filter(({ stage }) => stage === 'line');
  const steps = stepsOf(rows, enough);
  const at = step !== null && steps.includes(step) ? step : newestOf(steps, enough);
  const there = enough.filter((each) => at !== null && reaches(each, at));
  const model = schoolModel(rows, families);
  const held = heldTogether(rows, there);
  const sets = model.ok && at !== null ? rankedSets(model, held, at, options) : null;
  const ranked = new Set((sets ?? []).flatMap(({ teachers }) => teachers.map(({ teacher }) => teacher)));
  const why = (each: Known): WithoutRank => {
    if (each.stage !== 'line') return 'few';
    if (!there.includes(each)) return 'elsewhere';
    return sets ? 'alone' : 'no-model';
  };
  return {
    families: [...families],
    step: at,
    steps,
    sets: sets ?? [],
    without: known.flatMap((each) => (ranked.has(each.teacher) ? [] : [{ ...countsOf(each), why: why(each) }])),
  };
}

interface Known extends Behind {
  stage: ReturnType<typeof stageOf>['stage'];
  from: number;
  to: number;
}

const countsOf = ({ teacher, lessons, observers }: Behind): Behind => ({ teacher, lessons, observers });

function behindOf(rows: readonly SchoolRow[], teacher: Id): Known {
  const own = rows.filter((row) => row.teacher === teacher);
  const stepOfLesson = new Map(own.map(({ lesson, step }) => [lesson, step]));
  const bySemester = new Map<number, number>();
  for (const step of stepOfLesson.values()) bySemester.set(step, (bySemester.get(step) ?? 0) + 1);
  const observers = new Set(own.map(({ observer }) => observer)).size;
  const steps = own.map(({ step }) => step);
  return {
    teacher,
    lessons: stepOfLesson.size,
    observers,
    stage: stageOf({ lessonsBySemester: [...bySemester.values()], observers }).stage,
    from: Math.min(...steps),
    to: Math.max(...steps),
  };
}

const reaches = ({ from, to }: Known, step: number) => from <= step && step <= to;

/** The semesters with lessons in which anybody with a line can be listed, in order. */
function stepsOf(rows: readonly SchoolRow[], enough: readonly Known[]): number[] {
  const steps = [...new Set(rows.map(({ step }) => step))].sort((a, b) => a - b);
  return steps.filter((step) => enough.some((each) => reaches(each, step)));
}

function newestOf(steps: readonly number[], enough: readonly Known[]): number | null {
  const half = steps.filter((step) => 2 * enough.filter((each) => reaches(each, step)).length >= enough.length);
  return half.at(-1) ?? steps.at(-1) ?? null;
}

/** The teachers by the part of the school in which lessons join them; those without a companion are in none. */
function heldTogether(rows: readonly SchoolRow[], there: readonly Known[]): Known[][] {
  const found = connectivity({
    edges: rows.map(({ teacher, observer }) => [teacher, observer] as const),
    teachers: [...new Set(rows.map(({ teacher }) => teacher))],
    observers: [...new Set(rows.map(({ observer }) => observer))],
  });
  if (!found.ok) return [];
  return found.subsets
    .map(({ teachers }) => {
      const inside = new Set(teachers);
      return there.filter(({ teacher }) => inside.has(teacher));
    })
    .filter(({ length }) => length > 1)
    .sort((a, b) => b.length - a.length);
}

/** Ranks each set by itself; null where the model cannot be fitted. */
function rankedSets(
  model: SchoolModel,
  held: readonly Known[][],
  step: number,
  options: MixedModelOptions,
): RankedSet[] | null {
  const t = step - model.centre;
  const fixed = [t, ...usualKinds(model)];
  const all = held.flat();
  const fit = fitSchool(model.data, {
    ...options,
    joint: { sums: all.map(({ teacher }) => lineOf(model, teacher, fixed)), t },
  });
  if (!fit.ok || !fit.joint) return null;
  const { values, covariance } = fit.joint;
  const known = all.map((each, i): Estimated => {
    const reach = lineReach(fit, model.teachers.indexOf(each.teacher), fixed, [t]);
    return { ...each, value: values[i] ?? 0, errors: covariance[i] ?? [], at: i, reach };
  });
  return held.map((set) => rankedSet(known.filter(({ teacher }) => set.some((each) => each.teacher === teacher))));
}

/** A teacher with the height of their line, its covariances with those of all that are ranked, and its own place among them. */
interface Estimated extends Known {
  value: number;
  errors: readonly number[];
  at: number;
  /** Standard errors to each side of the 95 % band. */
  reach: number;
}

/** The normal quantile of 95 %: beyond it a band reaches for its few degrees of freedom. */
const NORMAL = tReach(1e6);

function rankedSet(set: readonly Estimated[]): RankedSet {
  const { ranges, ...told } = rankRanges({
    values: set.map(({ value }) => value),
    covariance: set.map(({ errors }) => set.map(({ at }) => errors[at] ?? 0)),
    stretch: set.map(({ reach }) => Math.max(1, reach / NORMAL)),
  });
  const onScale = (points: number) => Math.min(100, Math.max(0, points));
  const teachers = ranges.flatMap((range, i): RankedTeacher[] => {
    const own = set[i];
    if (!own) return [];
    const { value, errors, at, reach } = own;
    const half = reach * Math.sqrt(Math.max(0, errors[at] ?? 0));
    const level = { level: onScale(value), lower: onScale(value - half), upper: onScale(value + half) };
    return [{ ...countsOf(own), ...range, ...level }];
  });
  // Equal places stay in the order given.
  return { teachers: teachers.sort((a, b) => a.place - b.place), ...told };
}

/** What multiplies the model's columns after t: the first rubric, and the school's own mix of lesson kinds for everybody. */
function usualKinds({ columns, data }: SchoolModel): number[] {
  const total = data.weights.reduce((sum, weight) => sum + weight, 0);
  return columns.map(({ kind, values }) =>
    kind ? values.reduce((sum, value, row) => sum + value * (data.weights[row] ?? 0), 0) / total : 0,
  );
}

function lineOf({ teachers }: SchoolModel, teacher: Id, [, ...kinds]: readonly number[]): LineSum {
  return {
    group: 'teacher',
    weights: teachers.map((each) => (each === teacher ? 1 : 0)),
    height: [1, 0, ...kinds],
    rise: [0, 1, ...kinds.map(() => 0)],
  };
}
