import type { PlainDate } from '../domain/date.ts';
import type { Id } from '../domain/ids.ts';
import { holds, type Group, type Membership } from '../domain/people.ts';
import type { RatingRow } from '../domain/rating.ts';
import { connectivity, type Bridge, type KeyObserver, type LinkSuggestion } from '../measure/connectivity.ts';

/** Who can be compared in a school: teachers whom observers hold together. */
export interface SchoolConnections {
  /** Teachers and observers who hang together, most teachers first; at least one. */
  sets: ConnectedSet[];
  bridges: Bridge<Id, Id>[];
  keyObservers: KeyObserver<Id>[];
  /** One link to the first set for each further one. */
  suggestions: LinkSuggestion<Id, Id>[];
  n: { teachers: number; observers: number; sheets: number };
}

/** Teachers seen and observers of one set, and the sheets between them. */
export interface ConnectedSet {
  teachers: Id[];
  observers: Id[];
  sheets: number;
}

/** The days that count; null = all. */
export interface Days {
  from: PlainDate | null;
  to: PlainDate | null;
}

/**
 * The sets of teachers who can be compared, from the scored sheets of a period; null without any. Self-observations and rehearsals
 * connect nobody. A rubric in common does not connect either, so all rubrics are taken together.
 */
export function schoolConnections(ratings: readonly RatingRow[], { from, to }: Days): SchoolConnections | null {
  const rows = ratings.filter(
    (row) =>
      row.teacher !== row.observer &&
      row.lessonKind !== 'rehearsal' &&
      (from === null || row.date >= from) &&
      (to === null || row.date <= to),
  );
  const teachers = [...new Set(rows.map((row) => row.teacher))].sort();
  const observers = [...new Set(rows.map((row) => row.observer))].sort();
  const found = connectivity({
    edges: rows.map(({ teacher, observer }) => [teacher, observer] as const),
    teachers,
    observers,
  });
  if (!found.ok) return null;
  return {
    sets: found.subsets.map((set) => ({ teachers: set.teachers, observers: set.observers, sheets: set.lessons })),
    bridges: found.bridges,
    keyObservers: found.keyObservers,
    suggestions: found.suggestions,
    n: { teachers: teachers.length, observers: observers.length, sheets: rows.length },
  };
}

/**
 * The groups that stand for each set: those of which most teachers who were seen are in it, on a day. Groups of a subject where there are
 * any, else preparation groups, grades and others. A set of scattered teachers has none.
 */
export function groupsOfSets(
  sets: readonly Pick<ConnectedSet, 'teachers'>[],
  { groups, memberships, today }: { groups: readonly Group[]; memberships: readonly Membership[]; today: PlainDate },
): Group[][] {
  const setOf = new Map(sets.flatMap(({ teachers }, set) => teachers.map((teacher) => [teacher, set] as const)));
  const live = groups.filter((group) => !group.deleted);
  const kinds = ['subject', 'prep', 'grade', 'other'] as const;
  const kind = kinds.find((each) => live.some(({ type }) => type === each));
  const found: Group[][] = sets.map(() => []);
  for (const group of live.filter(({ type }) => type === kind).sort((a, b) => a.order - b.order)) {
    const members = new Set(
      memberships
        .filter((item) => !item.deleted && item.group === group.id && holds(item, today))
        .map((item) => item.teacher),
    );
    const places = [...members].flatMap((teacher) => setOf.get(teacher) ?? []);
    const most = sets.findIndex((_, set) => places.filter((place) => place === set).length * 2 > places.length);
    found[most]?.push(group);
  }
  return found;
}
