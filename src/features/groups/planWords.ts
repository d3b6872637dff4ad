import { LEAST_OBSERVERS, MOST_VISITS, targetOf, type Plan, type PlanReach } from '../../analysis/planner.ts';
import { SCHOOL_LIMITS } from '../../analysis/school-model.ts';
import { number } from '../../i18n/formats.ts';
import { m } from '../../i18n/messages.ts';

/** What it takes to reach a reliability, in one sentence: so many lessons by different observers, and by always the same one. */
export function reachSentence({ target, different: n, alone: lessons }: PlanReach): string {
  const at = number(target, 2, true);
  if (n === null) return m.figures_plan_reach_none({ n: MOST_VISITS, target: at });
  if (n === 1) return m.figures_plan_reach_one({ target: at });
  if (lessons === null) return m.figures_plan_reach_never({ n, target: at });
  // So many visits by one person nobody makes, and the figure would be as good as chance: what one observer reaches levels off.
  if (lessons > MOST_VISITS) return m.figures_plan_reach_beyond({ n, target: at, most: MOST_VISITS });
  return m.figures_plan_reach_alone({ n, target: at, lessons: number(lessons) });
}

/** A reliability in two digits; cut, not rounded: what is under a target must not look as if it were at it. */
export function planValue(phi: number): string {
  return number(Math.floor(100 * phi + 1e-7) / 100, 2, true);
}

/** The mark beside a reliability: which of the targets it is at. */
export function targetMark(phi: number): string {
  const target = targetOf(phi);
  if (target === null) return `○ ${m.figures_plan_mark_none()}`;
  if (target === 0.7) return `◐ ${m.figures_plan_mark_feedback()}`;
  return target === 0.8 ? `● ${m.figures_plan_mark_decision()}` : `★ ${m.figures_plan_mark_weighty()}`;
}

/** What a reliability is enough for. */
export function targetPurpose(value: number): string {
  const target = number(value, 2, true);
  if (value < 0.8) return m.figures_plan_for_feedback({ target });
  return value < 0.9 ? m.figures_plan_for_decision({ target }) : m.figures_plan_for_weighty({ target });
}

/** Where a plan's sizes come from: the school's own counts, or why they are the usual ones. */
export function planSource({ source, why, n }: Plan): string {
  const counts = n ?? { sheets: 0, lessons: 0, teachers: 0, observers: 0 };
  if (source === 'school') {
    const { sheets, lessons, teachers, observers } = counts;
    return m.figures_plan_own({ sheets: number(sheets), lessons: number(lessons), teachers, observers });
  }
  if (why === 'few-observers') return m.figures_plan_usual_observers({ n: counts.observers, least: LEAST_OBSERVERS });
  if (why === 'no-differences') {
    return m.figures_plan_usual_same({ teachers: counts.teachers, sheets: number(counts.sheets) });
  }
  const { sheets, teachers, observers } = SCHOOL_LIMITS;
  return m.figures_plan_usual_small({ sheets, teachers, observers });
}
