import type { Id } from '../../domain/ids.ts';
import type { NewClass, TermDates } from '../../domain/newYear.ts';
import type { Post } from '../../domain/people.ts';
import type { TeacherInput } from './school.ts';

/** A teacher who joins, with the posts to begin with. */
export interface Joiner extends TeacherInput {
  posts?: readonly Post[];
}

/** What the office decided for a new semester or school year. People's changes count from the first day of the first term. */
export interface NewTermPlan {
  terms: readonly TermDates[];
  /** Only classes that change. */
  classes: readonly { id: Id; name: string; grade: Id | null; leaves: boolean }[];
  newClasses: readonly NewClass[];
  leavers: readonly Id[];
  joiners: readonly Joiner[];
  /** Who belongs to another group from then on; a group of an unknown name is made. */
  moves: readonly { id: Id; group: string }[];
  /** Posts that end (by id) and begin. */
  posts: readonly { id: Id; end: readonly Id[]; begin: readonly Post[] }[];
  /** Rules that ended and are renewed. */
  quotas: readonly Id[];
  pairings: readonly { id: Id; then: 'continue' | 'end' }[];
}
