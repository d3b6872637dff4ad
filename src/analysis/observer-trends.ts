import type { Id } from '../domain/ids.ts';
import { observerDrift } from '../measure/observer-drift.ts';
import { unusable, type Outcome } from '../measure/outcome.ts';
import { OBSERVER_LIMITS } from './observer-use.ts';
import { fixedColumns } from './school-model.ts';
import type { SchoolRow } from './school-rows.ts';

/** Drift is told where chance alone would show as much in fewer than one school of twenty. */
const TOLD_BELOW = 0.05;

/** Whether the observers of a school became stricter or milder beside each other, and who did. */
export interface ObserverTrends {
  /** Of the test over all observers. */
  p: number;
  /** The test speaks of drift somewhere in the school. */
  drift: boolean;
  observers: OwnTrend[];
  n: { sheets: number; observers: number; semesters: number };
}

/** One observer's movement beside the others, points of 0–100 a semester. */
export interface OwnTrend {
  observer: Id;
  /** Positive = stricter over time. */
  drift: number;
  lower: number;
  upper: number;
  semesters: number;
  lessons: number;
  /** Stricter or milder only where the test of the school and the own interval both say so. */
  verdict: 'stricter' | 'milder' | 'none' | 'too-little';
}

/**
 * The drift of every observer of one set of linked rubrics, with the fixed effects of the school's model (rubric and lesson kind) and lines of
 * their own for the teachers. A lesson with two sheets counts as two rows here. What all observers share cannot be told from growth.
 *
 * Reasons: those of `observerDrift`.
 */
export function observerTrends(
  rows: readonly SchoolRow[],
  families: readonly Id[],
  signal?: AbortSignal,
): Outcome<ObserverTrends> {
  if (rows.length === 0) return unusable('no-rows', 'no scored sheet');
  const observers = [...new Set(rows.map((row) => row.observer))];
  const teachers = [...new Set(rows.map((row) => row.teacher))];
  const place = (ids: readonly Id[]) => new Map(ids.map((id, i) => [id, i]));
  const [observerAt, teacherAt] = [place(observers), place(teachers)];
  const centre = rows.reduce((sum, row) => sum + row.step, 0) / rows.length;
  const scored = rows.reduce((sum, row) => sum + row.scored, 0) / rows.length;
  const columns = fixedColumns(rows, families);
  const found = observerDrift(
    {
      y: rows.map((row) => row.value),
      teacher: rows.map((row) => teacherAt.get(row.teacher) ?? 0),
      observer: rows.map((row) => observerAt.get(row.observer) ?? 0),
      t: rows.map((row) => row.step - centre),
      fixed: { names: columns.map(({ name }) => name), columns: columns.map(({ values }) => values) },
      weights: rows.map((row) => row.scored / scored),
    },
    signal ? { signal } : {},
  );
  if (!found.ok) return found;
  const drift = found.p < TOLD_BELOW;
  const own = ownRows(rows);
  return {
    ok: true,
    p: found.p,
    drift,
    observers: observers.map((observer, i): OwnTrend => {
      const trend = found.observers[i];
      const [semesters, lessons] = [own.get(observer)?.steps.size ?? 0, own.get(observer)?.lessons.size ?? 0];
      const [lower, upper] = trend ? [0 - trend.upper, 0 - trend.lower] : [0, 0];
      const enough = semesters >= OBSERVER_LIMITS.semesters && lessons >= OBSERVER_LIMITS.lessons;
      const moved = lower > 0 ? 'stricter' : upper < 0 ? 'milder' : 'none';
      const verdict = enough ? (drift ? moved : 'none') : 'too-little';
      return { observer, drift: trend?.drift ?? 0, lower, upper, semesters, lessons, verdict };
    }),
    n: { sheets: rows.length, observers: observers.length, semesters: new Set(rows.map((row) => row.step)).size },
  };
}

function ownRows(rows: readonly SchoolRow[]): Map<Id, { steps: Set<number>; lessons: Set<Id> }> {
  const found = new Map<Id, { steps: Set<number>; lessons: Set<Id> }>();
  for (const { observer, step, lesson } of rows) {
    let own = found.get(observer);
    if (!own) found.set(observer, (own = { steps: new Set(), lessons: new Set() }));
    own.steps.add(step);
    own.lessons.add(lesson);
  }
  return found;
}
