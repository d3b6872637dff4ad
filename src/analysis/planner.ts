import type { Id } from '../domain/ids.ts';
import { decisionStudy, type DecisionComponent } from '../measure/decision-study.ts';
import type { SchoolGrowth } from './school-growth.ts';
import { LEAST_DOUBLE_SCORED } from './school-agreement.ts';

/** Reliabilities that a plan is held against: .70 for feedback, .80 and .90 for decisions (van der Lans et al. 2016). */
export const PLAN_TARGETS = [0.7, 0.8, 0.9] as const;
/** What the table of plans goes up to. */
export const PLAN_LESSONS = 10;
export const PLAN_OBSERVERS = 5;
/** Lessons by as many different observers up to which a plan is told; beyond, nobody would do it. */
export const MOST_VISITS = 20;
/** Observers below which a school does not know how much its own differ. */
export const LEAST_OBSERVERS = 5;

/**
 * Usual sizes, as shares of all differences between single sheets, for schools that cannot know their own. They are rounded, and chosen to give
 * back what published studies found: one observer, however often, stays under .80; four lessons by four different observers reach it (Ho &
 * Kane 2013); feedback (.70) takes three visits by three observers, .90 is beyond ten lessons by five (van der Lans et al. 2016).
 */
export const USUAL_PARTS: PlanParts = { teacher: 50, observer: 15, lesson: null, rest: 35 };

/** Variances of one sheet. */
export interface PlanParts {
  /** Between teachers, in the middle of the time that the sheets cover. */
  teacher: number;
  /** Between observers: how differently strict they are. */
  observer: number;
  /** Between the lessons of one teacher; null where too few lessons have two sheets to tell it from the rest. */
  lesson: number | null;
  /** All else; with `lesson` null the lessons are in it. */
  rest: number;
}

/** What it takes to reach a reliability. */
export interface PlanReach {
  target: number;
  /** So many lessons by as many different observers; null where `MOST_VISITS` are not enough. */
  different: number | null;
  /** So many lessons by always the same observer; null where none are enough. */
  alone: number | null;
}

/** How sure the mean of some lessons is. */
export interface Plan {
  /** Rubric families behind it; empty with the usual sizes. */
  families: Id[];
  source: 'school' | 'usual';
  /** Why the school's own sizes are not used. */
  why: 'too-small' | 'few-observers' | 'no-differences' | null;
  parts: PlanParts;
  /** [lessons − 1][observers − 1]: Φ 0–1 of lessons shared out among so many different observers; null with more observers than lessons. */
  cells: (number | null)[][];
  /** [lessons − 1]: Φ with another observer in each lesson. */
  different: number[];
  reach: PlanReach[];
  n: SchoolGrowth['n'] | null;
}

/** The plan from a school's own model, or from the usual sizes where the model says too little. */
export function planOfSchool({ variances, n, families }: Pick<SchoolGrowth, 'variances' | 'n' | 'families'>): Plan {
  if (n.observers < LEAST_OBSERVERS) return { ...usualPlan('few-observers'), n, families: [...families] };
  const parts = partsOf(variances, n);
  if (!(parts.teacher > 1e-6 * (parts.teacher + parts.rest))) {
    return { ...usualPlan('no-differences'), n, families: [...families] };
  }
  return { families: [...families], source: 'school', why: null, ...judged(parts), n };
}

/** The plan from the usual sizes. */
export function usualPlan(why: NonNullable<Plan['why']>): Plan {
  return { families: [], source: 'usual', why, ...judged(USUAL_PARTS), n: null };
}

/**
 * The school's variances as a plan needs them. A lesson with one sheet does not tell what belonged to the lesson and what to chance
 * or to this observer with this teacher; where fewer than ten lessons have a second sheet the two stay one number.
 */
export function partsOf(
  variances: Pick<SchoolGrowth['variances'], 'teacher' | 'observer' | 'lesson' | 'residual'>,
  n: Pick<SchoolGrowth['n'], 'sheets' | 'lessons'>,
): PlanParts {
  const { teacher, observer, lesson, residual } = variances;
  const apart = n.sheets - n.lessons >= LEAST_DOUBLE_SCORED;
  return apart
    ? { teacher, observer, lesson, rest: residual }
    : { teacher, observer, lesson: null, rest: lesson + residual };
}

function judged(parts: PlanParts): Pick<Plan, 'parts' | 'cells' | 'different' | 'reach'> {
  const cells = Array.from({ length: PLAN_LESSONS }, (_, i) =>
    Array.from({ length: PLAN_OBSERVERS }, (__, k) => (k > i ? null : phi(parts, i + 1, k + 1))),
  );
  const different = Array.from({ length: PLAN_LESSONS }, (_, i) => phi(parts, i + 1, i + 1));
  return { parts, cells, different, reach: PLAN_TARGETS.map((target) => reachOf(parts, target)) };
}

/** Φ of a teacher's mean over lessons with one observer each, shared out among so many different observers. */
function phi(parts: PlanParts, lessons: number, observers: number): number {
  const found = decisionStudy(componentsOf(parts), { lessons, observers, plan: 'shared' });
  return found.ok ? found.Phi : 0;
}

function componentsOf({ teacher, observer, lesson, rest }: PlanParts): DecisionComponent[] {
  return [
    { facets: ['person'], variance: teacher },
    { facets: ['rater'], variance: observer },
    ...(lesson === null ? [] : [{ facets: ['person', 'occasion'] as const, variance: lesson }]),
    {
      facets: ['person', 'rater', 'occasion'],
      variance: rest,
      ...(lesson === null && {
        holds: [
          ['person', 'occasion'],
          ['person', 'rater', 'occasion'],
        ] as const,
      }),
    },
  ];
}

function reachOf(parts: PlanParts, target: number): PlanReach {
  const visits = Array.from({ length: MOST_VISITS }, (_, i) => i + 1);
  const different = visits.find((lessons) => reaches(phi(parts, lessons, lessons), target)) ?? null;
  return { target, different, alone: different === null ? null : aloneOf(parts, target) };
}

/** Lessons by one observer: p ≥ target · (p + o + rest/n), solved for n; none where the observer's own strictness is too much. */
function aloneOf(parts: PlanParts, target: number): number | null {
  const room = parts.teacher / target - parts.teacher - parts.observer;
  const perLesson = (parts.lesson ?? 0) + parts.rest;
  if (room <= 1e-9 * parts.teacher) return null;
  return Math.max(1, Math.ceil(perLesson / room - 1e-9));
}

/** Whether a reliability is at a target; a rounding below counts. */
export function reaches(value: number, target: number): boolean {
  return value >= target - 1e-9;
}

/** The highest of the targets that a reliability is at; null under all. */
export function targetOf(value: number): (typeof PLAN_TARGETS)[number] | null {
  return PLAN_TARGETS.findLast((target) => reaches(value, target)) ?? null;
}
