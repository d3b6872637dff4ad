import { daysBetween, type PlainDate } from '../domain/date.ts';
import type { Id } from '../domain/ids.ts';

/** When somebody was last observed; null = never. */
export interface LastObserved {
  teacher: Id;
  lastObserved: PlainDate | null;
}

/** How long nobody has observed a teacher. */
export interface Waiting {
  teacher: Id;
  /** Whole weeks since the last time; null = never yet. */
  weeks: number | null;
}

/**
 * Whom nobody has observed since a day, and for how long, in the order given (the roster's, never by how long). A day after
 * `today` counts as today.
 */
export function waitingSince(members: readonly LastObserved[], since: PlainDate, today: PlainDate): Waiting[] {
  return members
    .filter(({ lastObserved }) => lastObserved === null || lastObserved < since)
    .map(({ teacher, lastObserved }) => ({
      teacher,
      weeks: lastObserved === null ? null : Math.max(0, Math.floor(daysBetween(lastObserved, today) / 7)),
    }));
}
