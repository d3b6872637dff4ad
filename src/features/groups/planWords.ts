import { LEAST_OBSERVERS, MOST_VISITS, type Plan, type PlanReach } from '../../analysis/planner.ts';
import { SCHOOL_LIMITS } from '../../analysis/school-growth.ts';
import { number } from '../../i18n/formats.ts';
import { m } from '../../i18n/messages.ts';

/** What it takes to reach a reliability, in one sentence: so many lessons by different observers, and by always the same one. */
export function reachSentence({ target, different: n, alone: lessons }: PlanReach): string {
  const at = number(target, 2, true);
  if (n === null) return m.figures_plan_reach_none({ n: MOST_VISITS, target: at });
  if (n === 1) return m.figures_plan_reach_one({ target: at });
  if (lessons === null) return m.figures_plan_reach_never({ n, target: at });
  return m.figures_plan_reach_alone({ n, target: at, lessons: number(lessons) });
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
