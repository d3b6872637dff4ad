import type { Id } from '../domain/ids.ts';
import { levelLine, type LevelLine } from '../measure/level-line.ts';
import type { MixedModelFit } from '../measure/mixed-model.ts';
import { lineReach, slopeDegrees } from './line-reach.ts';
import { hasDrift } from './school-fit.ts';
import type { KnownSchool, SchoolModelData } from './school-model.ts';

/** One teacher's line in the school's model. Points of 0–100; x is semester time. */
export interface TeacherLine {
  teacher: Id;
  /** The rubric family whose scale the line is on: of those that the teacher was observed by, the one that the school used last. */
  family: Id;
  /** Height at `SchoolGrowth.centre` for the average observer, lessons of the kinds that this teacher gave; slope in points a semester. */
  line: LevelLine;
  /** Standard errors from the line to each side of its 95 % band: more than 1.96 where degrees of freedom are few. */
  reach: number;
  /** Degrees of freedom of the slope's bounds; null for the normal quantile. */
  slopeDf: number | null;
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

/**
 * The line of the teacher at a level of the fit. `order` are the families, the one used last first. Bounds of the slope take Student's t where the
 * observers have slopes of their own: what few drifting observers share with a teacher's growth is known less surely than its error says.
 */
export function teacherLine(
  fit: MixedModelFit,
  known: KnownSchool,
  order: readonly Id[],
  teacher: Id,
  level: number,
): TeacherLine {
  const { columns, counts, rows, centre, data } = known;
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
  const steps = [...own.steps];
  const [from, to] = [Math.min(...steps), Math.max(...steps)];
  const places = [from, (from + to) / 2, to].map((step) => step - centre);
  const middle = mean((i) => (rows[i]?.step ?? 0) - centre);
  return {
    teacher,
    family: home,
    line: { ...line, ...corrected },
    reach: lineReach(fit, level, fixed, places),
    slopeDf: hasDrift(fit) ? slopeDegrees(fit, level, fixed) : null,
    shift: mean((i) => observerShift(fit, data, i)),
    slopeReliability: slopeReliability(fit, level),
    pulled: pulledAt(fit, level, middle),
    from,
    to,
    lessons: own.lessons.size,
    observers: own.observers.size,
    sheets: own.rows.length,
  };
}

/** What the observer of a row adds to it. */
function observerShift(fit: MixedModelFit, { groups, t }: SchoolModelData, row: number): number {
  const at = fit.effects.findIndex(({ name }) => name === 'observer');
  const [effects, level] = [fit.effects[at], groups[at]?.index[row] ?? -1];
  return (effects?.intercept[level] ?? 0) + (t[row] ?? 0) * (effects?.slope?.[level] ?? 0);
}

/** The share of the spread of slopes between teachers that the lessons of this one have taken away. */
function slopeReliability(fit: MixedModelFit, level: number): number {
  const spread = fit.components.find(({ name }) => name === 'teacher')?.slopeVariance ?? 0;
  const left = fit.effects.find(({ name }) => name === 'teacher')?.slopeVariance?.[level] ?? 0;
  return spread > 0 ? Math.min(1, Math.max(0, 1 - left / spread)) : 0;
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
