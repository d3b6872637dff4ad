import type { ObserverRole } from '../domain/draft.ts';
import type { Id } from '../domain/ids.ts';
import type { LessonKind } from '../domain/lesson.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

/** How often a lesson of a kind is scored at all; the rest are notes only. */
const SCORED: Partial<Record<LessonKind, number>> = {
  pass: 1,
  competition: 1,
  open: 0.62,
  demonstration: 0.5,
  'drop-in': 0.6,
  report: 0.75,
  improvement: 0.7,
  rehearsal: 0,
};

/** The share of lessons of a kind that are scored; ordinary lessons depend on who observes and
 * on whether the school follows the teacher. */
export function scoredShare(kind: LessonKind, role?: ObserverRole, followed = false): number {
  if (role === 'mentor') return 0.66;
  if (role === 'mentee') return 0.1;
  if (role === 'self') return 0.4;
  if (kind === 'ordinary') return followed ? 0.6 : 0.22;
  return SCORED[kind] ?? 0.5;
}

type Family = 'hundred-20' | 'hundred-5' | 'licc' | 'teach' | 'icalt' | 'new-teacher';

/** Which rubric a kind of lesson is scored with. */
const FAMILIES: Partial<Record<LessonKind, Partial<Record<Family, number>>>> = {
  pass: { 'new-teacher': 1 },
  'drop-in': { 'hundred-20': 0.78, 'hundred-5': 0.22 },
  competition: { 'hundred-20': 1 },
  open: { 'hundred-20': 0.94, licc: 0.06 },
};
const RESEARCH: Partial<Record<Family, number>> = { licc: 0.6, 'hundred-20': 0.4 };
const USUAL: Record<World['locale'], Partial<Record<Family, number>>> = {
  en: { 'hundred-20': 0.78, teach: 0.1, icalt: 0.08, licc: 0.04 },
  'zh-Hans': { 'hundred-20': 0.88, 'hundred-5': 0.04, licc: 0.04, icalt: 0.02, teach: 0.02 },
  'zh-Hant': { 'hundred-20': 0.82, licc: 0.06, teach: 0.06, icalt: 0.04, 'hundred-5': 0.02 },
};

/**
 * The family of the rubric for a lesson; the second group does research with LICC. Null when the school has no rubric.
 * A family that the school does not have falls back to the hundred-point form, then to the first there is.
 */
export function familyFor(world: World, kind: LessonKind, group: number, random: Random): Id | null {
  if (world.stated) return world.stated.rubric.family;
  const research = group === 1 && (kind === 'seminar' || kind === 'observation');
  const weights = research ? RESEARCH : (FAMILIES[kind] ?? USUAL[world.locale]);
  const chosen = `builtin:${random.weighted(weights)}`;
  const candidates = [chosen, 'builtin:hundred-20', ...world.rubrics.keys()];
  return candidates.find((family) => world.rubrics.has(family)) ?? null;
}
