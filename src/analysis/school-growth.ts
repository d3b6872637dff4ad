import type { Id } from '../domain/ids.ts';
import { PUBLIC_KINDS, type LessonKind } from '../domain/lesson.ts';
import { levelLine, type LevelLine } from '../measure/level-line.ts';
import {
  fitMixedModel,
  type MixedModelData,
  type MixedModelFit,
  type MixedModelOptions,
} from '../measure/mixed-model.ts';
import type { Outcome } from '../measure/outcome.ts';
import { unusable } from '../measure/outcome.ts';
import { lineReach } from './line-reach.ts';
import { latestFirst, overlapOf } from './rubric-links.ts';
import type { SchoolRow } from './school-rows.ts';

/** What a school must have before a model of it says more than one teacher's own lessons do. */
export const SCHOOL_LIMITS = {
  /** Teachers with lessons in two semesters or more. */
  teachers: 8,
  /** Sheets in all. */
  sheets: 60,
  observers: 2,
  semesters: 2,
} as const;

/** Teachers up to whom bands allow for few degrees of freedom: with more there are many, and they would take long to work out. */
const FEW_TEACHERS = 120;

/** Rows from which a kind of lesson gets a difference of its own; rarer kinds share that of announced or other lessons. */
const OWN_KIND = 8;

/** One teacher's line in the school's model. Points of 0–100; x is semester time. */
export interface TeacherLine {
  teacher: Id;
  /** The rubric family whose scale the line is on: of those that the teacher was observed by, the one that the school used last. */
  family: Id;
  /** Height at `SchoolGrowth.centre` for the average observer, lessons of the kinds that this teacher gave; slope in points a semester. */
  line: LevelLine;
  /** Standard errors from the line to each side of its 95 % band: more than 1.96 where degrees of freedom are few. */
  reach: number;
  /** What the teacher's own observers add to the line on average: positive = they score mildly. Line + shift is the line before the correction. */
  shift: number;
  /** 0–1: how much of the spread of true slopes the lessons of this teacher tell; 0 where the school shows no such spread. */
  slopeReliability: number;
  /** 0–1: how far the line was pulled to the mean of the school, in the middle of this teacher's time. */
  pulled: number;
  from: number;
  to: number;
  lessons: number;
  observers: number;
  sheets: number;
}

/** How strict an observer is, in points of 0–100. */
export interface ObserverSeverity {
  observer: Id;
  /** Positive = severe: so many points below what the average observer would give. */
  severity: number;
  se: number;
  lower: number;
  upper: number;
  lessons: number;
  teachers: number;
  sheets: number;
}

/** By how much sheets of one rubric family come out higher than those of another, for the same lesson. Points of 0–100. */
export interface FamilyDifference {
  family: Id;
  against: Id;
  points: number;
  se: number;
  /** Teachers observed by both in one semester; 0 where others link the two. */
  teachers: number;
}

/** What the model found of the school as a whole. Points of 0–100, squared for variances. */
export interface SchoolGrowth {
  /** Rubric families in the model, as they were given. */
  families: Id[];
  /** Points by which a sheet of each other family comes out higher than one of the first, with its standard error. */
  familyShifts: { family: Id; points: number; se: number }[];
  /** For any two families; without those that the data cannot tell from a kind of lesson. */
  familyDifferences: FamilyDifference[];
  /** Points by which lessons of a kind come out higher than ordinary ones. `announced` and `other` stand for rare kinds. */
  kindShifts: { kind: LessonKind | 'announced' | 'other'; points: number; se: number }[];
  /** Semester time at which the heights of the lines are given. */
  centre: number;
  /** Mean growth of the school, points a semester. */
  meanSlope: { value: number; se: number };
  variances: { teacher: number; slope: number; covariance: number; observer: number; lesson: number; residual: number };
  /** How the teachers' lines were allowed to differ in the end. */
  structure: MixedModelFit['structure'];
  teachers: TeacherLine[];
  observers: ObserverSeverity[];
  n: { sheets: number; lessons: number; teachers: number; observers: number; semesters: number };
  /** What the next fit may begin from. */
  start: NonNullable<MixedModelOptions['start']>;
  converged: boolean;
  evaluations: number;
}

/**
 * One model for the whole school: y = b0 + b1·t + rubric + lesson kind + (u0 + u1·t | teacher) + (1 | observer) + (1 | lesson, where
 * any lesson has two sheets) + e, Var(e) = σ²/w, w = indicators scored (mean 1), by REML. So each teacher's line is corrected for who
 * happened to observe, borrows strength from the school as far as the own lessons are few, and says how far.
 *
 * `rows` are of rubric families that are linked (`linkedFamilies`). A teacher's line is on the scale of the family that the school used last, of those that
 * the teacher was observed by; it carries the variances corrected for small schools. Reasons beside those of `fitMixedModel`: 'school-too-small' (see `SCHOOL_LIMITS`).
 */
export function schoolGrowth(
  rows: readonly SchoolRow[],
  families: readonly Id[],
  options: MixedModelOptions = {},
): Outcome<SchoolGrowth> {
  const model = schoolModel(rows, families);
  if (!model.ok) return model;
  const { data, ...known } = model;
  const few = known.teachers.length <= FEW_TEACHERS;
  const fit = fitMixedModel(data, few ? { ...options, smallSample: ['teacher'] } : options);
  if (!fit.ok) return fit;
  return { ok: true, ...answerOf(fit, { ...known, rows, families, data }) };
}

/** The rows as the model reads them, with what is known of their places. */
export interface SchoolModel extends Omit<Known, 'rows' | 'families' | 'data'> {
  data: MixedModelData & { weights: Float64Array };
}

/** Sets up the school's model; the reason 'school-too-small' as in `schoolGrowth`. */
export function schoolModel(rows: readonly SchoolRow[], families: readonly Id[]): Outcome<SchoolModel> {
  const counts = countsOf(rows);
  const small = tooSmall(counts);
  if (small) return unusable('school-too-small', small);
  const teachers = [...counts.teachers.keys()];
  const observers = [...counts.observers.keys()];
  const lessons = [...counts.lessons.keys()];
  const place = (ids: readonly Id[]) => new Map(ids.map((id, i) => [id, i]));
  const [teacherAt, observerAt, lessonAt] = [place(teachers), place(observers), place(lessons)];
  const centre = rows.reduce((sum, row) => sum + row.step, 0) / rows.length;
  const t = Float64Array.from(rows, (row) => row.step - centre);
  const columns = fixedColumns(rows, families);
  const meanScored = rows.reduce((sum, row) => sum + row.scored, 0) / rows.length;
  const indexOf = (at: Map<Id, number>, of: (row: SchoolRow) => Id) =>
    Int32Array.from(rows, (row) => at.get(of(row)) ?? 0);
  const shared = counts.lessons.size < rows.length;
  const data = {
    y: Float64Array.from(rows, (row) => row.value),
    weights: Float64Array.from(rows, (row) => row.scored / meanScored),
    fixed: { names: ['t', ...columns.map(({ name }) => name)], columns: [t, ...columns.map(({ values }) => values)] },
    groups: [
      { name: 'teacher', index: indexOf(teacherAt, (row) => row.teacher), levels: teachers.length, slope: t },
      { name: 'observer', index: indexOf(observerAt, (row) => row.observer), levels: observers.length },
      ...(shared ? [{ name: 'lesson', index: indexOf(lessonAt, (row) => row.lesson), levels: lessons.length }] : []),
    ],
  };
  return { ok: true, data, columns, counts, teachers, observers, centre };
}

interface Counts {
  teachers: Map<Id, { steps: Set<number>; lessons: Set<Id>; observers: Set<Id>; rows: number[] }>;
  observers: Map<Id, { lessons: Set<Id>; teachers: Set<Id>; rows: number[] }>;
  lessons: Map<Id, number>;
  steps: Set<number>;
}

function countsOf(rows: readonly SchoolRow[]): Counts {
  const counts: Counts = { teachers: new Map(), observers: new Map(), lessons: new Map(), steps: new Set() };
  rows.forEach((row, i) => {
    let teacher = counts.teachers.get(row.teacher);
    if (!teacher)
      counts.teachers.set(
        row.teacher,
        (teacher = { steps: new Set(), lessons: new Set(), observers: new Set(), rows: [] }),
      );
    teacher.steps.add(row.step);
    teacher.lessons.add(row.lesson);
    teacher.observers.add(row.observer);
    teacher.rows.push(i);
    let observer = counts.observers.get(row.observer);
    if (!observer)
      counts.observers.set(row.observer, (observer = { lessons: new Set(), teachers: new Set(), rows: [] }));
    observer.lessons.add(row.lesson);
    observer.teachers.add(row.teacher);
    observer.rows.push(i);
    counts.lessons.set(row.lesson, (counts.lessons.get(row.lesson) ?? 0) + 1);
    counts.steps.add(row.step);
  });
  return counts;
}

function tooSmall({ teachers, observers, steps }: Counts): string | null {
  const growing = [...teachers.values()].filter((each) => each.steps.size >= 2).length;
  const sheets = [...teachers.values()].reduce((sum, each) => sum + each.rows.length, 0);
  if (sheets < SCHOOL_LIMITS.sheets) return `${sheets} sheets of ${SCHOOL_LIMITS.sheets}`;
  if (growing < SCHOOL_LIMITS.teachers) return `${growing} teachers of ${SCHOOL_LIMITS.teachers} with two semesters`;
  if (observers.size < SCHOOL_LIMITS.observers) return `${observers.size} observers of ${SCHOOL_LIMITS.observers}`;
  return steps.size < SCHOOL_LIMITS.semesters ? `${steps.size} semesters of ${SCHOOL_LIMITS.semesters}` : null;
}

/** A fixed effect of the school's model, 0 or 1 a row. */
export interface FixedColumn {
  name: string;
  family: Id | null;
  kind: LessonKind | 'announced' | 'other' | null;
  values: Float64Array;
}

/** 0/1 columns of the families but the first, and of the lesson kinds but the ordinary one. */
export function fixedColumns(rows: readonly SchoolRow[], families: readonly Id[]): FixedColumn[] {
  const column = (name: string, is: (row: SchoolRow) => boolean) => ({
    name,
    values: Float64Array.from(rows, (row) => (is(row) ? 1 : 0)),
  });
  const uses = new Map<LessonKind, number>();
  for (const { kind } of rows) uses.set(kind, (uses.get(kind) ?? 0) + 1);
  const own = new Set([...uses].filter(([kind, n]) => n >= OWN_KIND && kind !== 'ordinary').map(([kind]) => kind));
  const rare = (announced: boolean) => (row: SchoolRow) =>
    row.kind !== 'ordinary' && !own.has(row.kind) && PUBLIC_KINDS.includes(row.kind) === announced;
  return [
    ...families.slice(1).map((family) => ({
      ...column(`rubric ${family}`, (row) => row.family === family),
      family,
      kind: null,
    })),
    ...[...own].sort().map((kind) => ({ ...column(`kind ${kind}`, (row) => row.kind === kind), family: null, kind })),
    { ...column('announced', rare(true)), family: null, kind: 'announced' as const },
    { ...column('other', rare(false)), family: null, kind: 'other' as const },
  ].filter(({ values }) => values.some((value) => value !== 0));
}

interface Known {
  rows: readonly SchoolRow[];
  families: readonly Id[];
  columns: readonly FixedColumn[];
  counts: Counts;
  teachers: readonly Id[];
  observers: readonly Id[];
  centre: number;
  data: { weights: Float64Array };
}

function answerOf(fit: MixedModelFit, known: Known): SchoolGrowth {
  const { columns, counts, teachers, observers, families, centre, rows } = known;
  const component = (name: string) => fit.components.find((each) => each.name === name);
  const [teacher, observer] = [component('teacher'), component('observer')];
  const lead = fit.intercept ? 1 : 0;
  const shiftAt = (i: number) => ({ points: fit.beta[lead + 1 + i] ?? 0, se: fit.betaSE[lead + 1 + i] ?? 0 });
  const used = (name: string) => !fit.dropped.includes(name);
  const order = latestFirst(rows, families);
  return {
    families: [...families],
    familyDifferences: differencesOf(fit, known),
    familyShifts: columns.flatMap(({ family, name }, i) => (family && used(name) ? [{ family, ...shiftAt(i) }] : [])),
    kindShifts: columns.flatMap(({ kind, name }, i) => (kind && used(name) ? [{ kind, ...shiftAt(i) }] : [])),
    centre,
    meanSlope: { value: fit.beta[lead] ?? 0, se: fit.betaSE[lead] ?? 0 },
    variances: {
      teacher: teacher?.variance ?? 0,
      slope: teacher?.slopeVariance ?? 0,
      covariance: teacher?.covariance ?? 0,
      observer: observer?.variance ?? 0,
      lesson: component('lesson')?.variance ?? 0,
      residual: fit.residualVariance,
    },
    structure: fit.structure,
    teachers: teachers.map((id, level) => teacherLine(fit, known, order, id, level)),
    observers: observers.map((id, level) => severityOf(fit, counts, id, level)),
    n: {
      sheets: rows.length,
      lessons: counts.lessons.size,
      teachers: teachers.length,
      observers: observers.length,
      semesters: counts.steps.size,
    },
    start: { components: fit.components, residualVariance: fit.residualVariance },
    converged: fit.converged,
    evaluations: fit.evaluations,
  };
}

/**
 * Every two families against each other. A family with lessons of a kind whose column had to be left out is in no pair: its form and that kind
 * came together only, and cannot be told apart (a form for pass lessons, and no pass lesson by another form).
 */
function differencesOf(fit: MixedModelFit, { rows, families, columns }: Known): FamilyDifference[] {
  if (families.length < 2) return [];
  const left = columns.filter(({ name }) => fit.dropped.includes(name));
  const mixed = new Set(
    left.flatMap(({ family, values }) => family ?? rows.flatMap((row, i) => (values[i] ? [row.family] : []))),
  );
  const told = families.filter((family) => !mixed.has(family));
  const lead = fit.intercept ? 1 : 0;
  // The first family is the level from which the others are counted: it has no column.
  const placeOf = (id: Id) => {
    const column = columns.findIndex(({ family }) => family === id);
    return column < 0 ? null : lead + 1 + column;
  };
  const overlap = overlapOf(rows);
  const beta = (place: number | null) => (place === null ? 0 : (fit.beta[place] ?? 0));
  const cov = (a: number | null, b: number | null) => (a === null || b === null ? 0 : (fit.betaCov[a]?.[b] ?? 0));
  return told.flatMap((family) =>
    told
      .filter((against) => against !== family)
      .map((against) => {
        const [a, b] = [placeOf(family), placeOf(against)];
        return {
          family,
          against,
          points: beta(a) - beta(b),
          se: Math.sqrt(Math.max(0, cov(a, a) + cov(b, b) - 2 * cov(a, b))),
          teachers: overlap(family, against),
        };
      }),
  );
}

function teacherLine(fit: MixedModelFit, known: Known, order: readonly Id[], teacher: Id, level: number): TeacherLine {
  const { columns, counts, observers, rows, centre, data } = known;
  const own = counts.teachers.get(teacher) ?? { steps: new Set(), lessons: new Set(), observers: new Set(), rows: [] };
  const weight = own.rows.reduce((sum, i) => sum + (data.weights[i] ?? 0), 0);
  const mean = (of: (i: number) => number) =>
    own.rows.reduce((sum, i) => sum + (data.weights[i] ?? 0) * of(i), 0) / weight;
  const seenBy = new Set(own.rows.map((i) => rows[i]?.family));
  const home = order.find((family) => seenBy.has(family)) ?? '';
  // Lessons of the kinds that the teacher gave, on the scale of that family.
  const fixed = [
    0,
    ...columns.map(({ kind, family, values }) => (kind ? mean((i) => values[i] ?? 0) : family === home ? 1 : 0)),
  ];
  const { corrected, ...line } = levelLine(fit, { group: 'teacher', level, fixed, time: 0 });
  const teachers = fit.effects.find(({ name }) => name === 'teacher');
  const observed = fit.effects.find(({ name }) => name === 'observer');
  const at = new Map(observers.map((id, i) => [id, i]));
  const steps = [...own.steps];
  const [from, to] = [Math.min(...steps), Math.max(...steps)];
  const places = [from, (from + to) / 2, to].map((step) => step - centre);
  const component = fit.components.find(({ name }) => name === 'teacher');
  const spread = component?.slopeVariance ?? 0;
  const left = teachers?.slopeVariance?.[level] ?? 0;
  return {
    teacher,
    family: home,
    line: { ...line, ...corrected },
    reach: lineReach(fit, level, fixed, places),
    shift: mean((i) => observed?.intercept[at.get(rows[i]?.observer ?? '') ?? -1] ?? 0),
    slopeReliability: spread > 0 ? Math.min(1, Math.max(0, 1 - left / spread)) : 0,
    pulled: pulledAt(
      fit,
      level,
      mean((i) => (rows[i]?.step ?? 0) - centre),
    ),
    from,
    to,
    lessons: own.lessons.size,
    observers: own.observers.size,
    sheets: own.rows.length,
  };
}

/** The share of the spread between teachers at a place in time that the lessons have not taken away. */
function pulledAt(fit: MixedModelFit, level: number, t: number): number {
  const component = fit.components.find(({ name }) => name === 'teacher');
  const effects = fit.effects.find(({ name }) => name === 'teacher');
  if (!component || !effects) return 1;
  const at = (v: number, c: number, s: number) => v + 2 * t * c + t * t * s;
  const before = at(component.variance, component.covariance ?? 0, component.slopeVariance ?? 0);
  const after = at(
    effects.interceptVariance[level] ?? 0,
    effects.covariance?.[level] ?? 0,
    effects.slopeVariance?.[level] ?? 0,
  );
  return before > 0 ? Math.min(1, Math.max(0, after / before)) : 1;
}

/** The normal quantile of 95 %. */
const REACH = 1.959963984540054;

function severityOf(fit: MixedModelFit, counts: Counts, observer: Id, level: number): ObserverSeverity {
  const effects = fit.effects.find(({ name }) => name === 'observer');
  const own = counts.observers.get(observer);
  const severity = 0 - (effects?.intercept[level] ?? 0);
  // With the uncertainty of the school's own level, as the variance of the prediction error.
  const se = Math.sqrt(Math.max(0, effects?.error[3 * level] ?? 0));
  return {
    observer,
    severity,
    se,
    lower: severity - REACH * se,
    upper: severity + REACH * se,
    lessons: own?.lessons.size ?? 0,
    teachers: own?.teachers.size ?? 0,
    sheets: own?.rows.length ?? 0,
  };
}
