import type { Id } from '../domain/ids.ts';
import type { SchoolRow } from './school-rows.ts';

/** Teachers who must have been observed by both forms in one semester before two rubric families are compared. */
export const LEAST_LINKS = 3;

/**
 * Which rubric families may stand in one model: those that are connected by overlap. Two families overlap where three
 * teachers or more were observed by both in the same semester; only then does the data tell the difference of the forms from
 * the growth of the teachers. Each answer is sorted by use, most rows first; families alone stand alone.
 */
export function linkedFamilies(rows: readonly SchoolRow[]): Id[][] {
  const uses = new Map<Id, number>();
  for (const { family } of rows) uses.set(family, (uses.get(family) ?? 0) + 1);
  const both = seenWithBoth(rows);
  const leader = new Map<Id, Id>([...uses.keys()].map((family) => [family, family]));
  const find = (family: Id): Id => {
    const above = leader.get(family) ?? family;
    return above === family ? family : find(above);
  };
  for (const [pair, teachers] of both) {
    if (teachers.size < LEAST_LINKS) continue;
    const [a = '', b = ''] = pair.split('\n').map(find);
    leader.set(a > b ? a : b, a > b ? b : a);
  }
  const groups = new Map<Id, Id[]>();
  for (const family of uses.keys()) groups.set(find(family), [...(groups.get(find(family)) ?? []), family]);
  const used = (family: Id) => uses.get(family) ?? 0;
  return [...groups.values()]
    .map((group) => group.sort((a, b) => used(b) - used(a) || (a < b ? -1 : 1)))
    .sort(([a = ''], [b = '']) => used(b) - used(a) || (a < b ? -1 : 1));
}

/** Teachers observed by both of two forms in one semester, by the ids of the two in order. */
function seenWithBoth(rows: readonly SchoolRow[]): Map<string, Set<Id>> {
  const families = new Map<string, Set<Id>>();
  for (const { teacher, step, family } of rows) {
    const key = `${step}|${teacher}`;
    const there = families.get(key);
    if (there) there.add(family);
    else families.set(key, new Set([family]));
  }
  const both = new Map<string, Set<Id>>();
  for (const [key, there] of families) {
    if (there.size < 2) continue;
    const ids = [...there].sort();
    for (const [i, a] of ids.entries()) {
      for (const b of ids.slice(i + 1)) {
        const pair = `${a}\n${b}`;
        both.set(pair, (both.get(pair) ?? new Set()).add(key.slice(key.indexOf('|') + 1)));
      }
    }
  }
  return both;
}

/** Answers how many teachers were observed by both of two forms in one semester. */
export function overlapOf(rows: readonly SchoolRow[]): (a: Id, b: Id) => number {
  const both = seenWithBoth(rows);
  return (a, b) => both.get([a, b].sort().join('\n'))?.size ?? 0;
}

/**
 * Rubric families, the one that the school uses now first: by the last semester in which three teachers or more were observed by it
 * (a single visit with an old form brings it not back), then by its sheets there, then by its sheets in all.
 */
export function latestFirst(rows: readonly SchoolRow[], families: readonly Id[]): Id[] {
  if (families.length < 2) return [...families];
  const uses = new Map<Id, Map<number, { teachers: Set<Id>; sheets: number }>>();
  for (const { family, step, teacher } of rows) {
    const steps = uses.get(family) ?? new Map<number, { teachers: Set<Id>; sheets: number }>();
    uses.set(family, steps);
    const there = steps.get(step) ?? { teachers: new Set<Id>(), sheets: 0 };
    steps.set(step, there);
    there.teachers.add(teacher);
    there.sheets += 1;
  }
  const placed = families.map((family) => {
    const steps = [...(uses.get(family) ?? [])].sort(([a], [b]) => b - a);
    const last = steps.find(([, { teachers }]) => teachers.size >= LEAST_LINKS);
    return {
      family,
      last: last?.[0] ?? -1,
      there: last?.[1].sheets ?? 0,
      all: steps.reduce((sum, [, { sheets }]) => sum + sheets, 0),
    };
  });
  return placed
    .sort((a, b) => b.last - a.last || b.there - a.there || b.all - a.all || (a.family < b.family ? -1 : 1))
    .map(({ family }) => family);
}
