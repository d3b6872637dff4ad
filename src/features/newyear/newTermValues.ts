import type { Id } from '../../domain/ids.ts';
import type { NewClass, TermDates } from '../../domain/newYear.ts';
import type { ColumnUse } from '../../parts/paste/columns.ts';
import type { Joiner } from '../../store/commands/newYearPlan.ts';

/** What was decided about a class, where it differs from the proposal. */
export interface ClassEdit {
  to?: string;
  grade?: Id | null;
  leaves?: boolean;
}

/** Everything that was decided on the page so far; what is not named here is as proposed. */
export interface NewTermValues {
  /** `schoolYear/term` of what begins; empty = as proposed. */
  chosen: string;
  /** By `schoolYear/term`. */
  dates: Record<string, TermDates>;
  classes: Record<Id, ClassEdit>;
  /** Null = as proposed. */
  newClasses: NewClass[] | null;
  leavers: Id[];
  joiners: Joiner[];
  list: { text: string; uses: ColumnUse[] | null };
  /** Posts that end, as `teacher/posting`. */
  endedPosts: string[];
  moves: { id: Id; group: string }[];
  /** Rules that are not renewed. */
  quotasLeft: Id[];
  pairings: Record<Id, 'on' | 'end'>;
}

const KEY = 'guanke.newTerm';

/** A page on which nothing was decided yet. */
export function noValues(): NewTermValues {
  return {
    chosen: '',
    dates: {},
    classes: {},
    newClasses: null,
    leavers: [],
    joiners: [],
    list: { text: '', uses: null },
    endedPosts: [],
    moves: [],
    quotasLeft: [],
    pairings: {},
  };
}

/** Keeps what was decided for as long as the tab lives, where the browser allows it. */
export function keepValues(school: Id, values: NewTermValues): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ school, values }));
  } catch {
    // Refused or full: the values then last as long as the page.
  }
}

/** What was decided before a reload, for this school; a fresh page where there is nothing that can be read. */
export function keptValues(school: Id): NewTermValues {
  try {
    return valuesFromText(school, sessionStorage.getItem(KEY));
  } catch {
    return noValues();
  }
}

/** Forgets what was decided: the semester has begun. */
export function forgetValues(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // What could not be kept need not be forgotten.
  }
}

/** Reads kept values; those of another school or of another shape count as none. */
export function valuesFromText(school: Id, text: string | null): NewTermValues {
  const empty = noValues();
  const kept = parsed(text) as { school?: unknown; values?: unknown } | null;
  if (kept?.school !== school || typeof kept.values !== 'object' || kept.values === null) return empty;
  const values = kept.values as Record<string, unknown>;
  const fits = Object.entries(empty).every(([key, value]) => {
    const found = values[key];
    if (value === null) return found === null || Array.isArray(found);
    return typeof found === typeof value && Array.isArray(found) === Array.isArray(value);
  });
  return fits ? (values as unknown as NewTermValues) : empty;
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
