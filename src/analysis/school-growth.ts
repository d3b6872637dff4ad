import type { Id } from '../domain/ids.ts';
import type { LessonKind } from '../domain/lesson.ts';
import { mean } from '../measure/mean.ts';
import type { MixedModelFit, MixedModelOptions } from '../measure/mixed-model.ts';
import type { Outcome } from '../measure/outcome.ts';
import { differencesOf, type FamilyDifference } from './family-differences.ts';
import { latestFirst } from './rubric-links.ts';
import { fitSchool } from './school-fit.ts';
import { schoolModel, type KnownSchool } from './school-model.ts';
import type { SchoolRow } from './school-rows.ts';
import { teacherLine, type TeacherLine } from './teacher-line.ts';

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
  variances: {
    teacher: number;
    slope: number;
    covariance: number;
    observer: number;
    /** Of the observers' slopes a semester, where the model has such; otherwise 0. */
    drift: number;
    lesson: number;
    residual: number;
  };
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
 * happened to observe, borrows strength from the school as far as the own lessons are few, and says how far. Where observers became stricter or
 * milder, each has a slope, too (`fitSchool`).
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
  const fit = fitSchool(model.data, options);
  if (!fit.ok) return fit;
  const { ok: _, ...known } = model;
  return { ok: true, ...answerOf(fit, { ...known, rows, families }) };
}

function answerOf(fit: MixedModelFit, known: KnownSchool): SchoolGrowth {
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
      drift: observer?.slopeVariance ?? 0,
      lesson: component('lesson')?.variance ?? 0,
      residual: fit.residualVariance,
    },
    structure: teacher?.structure ?? 'intercepts',
    teachers: teachers.map((id, level) => teacherLine(fit, known, order, id, level)),
    observers: observers.map((id, level) => severityOf(fit, known, id, level)),
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

/** The normal quantile of 95 %. */
const REACH = 1.959963984540054;

/** In the middle of the observer's own time: a severity that moves has no other place. */
function severityOf(
  fit: MixedModelFit,
  { counts, rows, centre }: KnownSchool,
  id: Id,
  level: number,
): ObserverSeverity {
  const effects = fit.effects.find(({ name }) => name === 'observer');
  const own = counts.observers.get(id);
  const places = (own?.rows ?? []).map((i) => (rows[i]?.step ?? centre) - centre);
  const t = effects?.slope ? mean(places) : 0;
  const severity = 0 - (effects?.intercept[level] ?? 0) - t * (effects?.slope?.[level] ?? 0);
  // With the uncertainty of the school's own level, as the variance of the prediction error.
  const [height = 0, both = 0, rise = 0] = effects?.error.slice(3 * level, 3 * level + 3) ?? [];
  const se = Math.sqrt(Math.max(0, height + 2 * t * both + t * t * rise));
  return {
    observer: id,
    severity,
    se,
    lower: severity - REACH * se,
    upper: severity + REACH * se,
    lessons: own?.lessons.size ?? 0,
    teachers: own?.teachers.size ?? 0,
    sheets: own?.rows.length ?? 0,
  };
}
