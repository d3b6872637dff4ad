/** How a person likes the observing screen on this device. */
export interface ObservePreferences {
  /** Share of the record's pane, 0–1. */
  split: number;
  /** Rubric on the left, for left-handers. */
  swapped: boolean;
  /** Score buttons at once when a lesson begins ("Score now" was used last). */
  scoreNow: boolean;
  /** Rubric used last; null = just notes. */
  rubric: string | null;
}

const DEFAULTS: ObservePreferences = { split: 0.56, swapped: false, scoreNow: false, rubric: null };

/** What this person chose on this device; defaults where storage is refused. */
export function readPreferences(person: string): ObservePreferences {
  try {
    return { ...DEFAULTS, ...(JSON.parse(localStorage.getItem(key(person)) ?? '{}') as Partial<ObservePreferences>) };
  } catch {
    return { ...DEFAULTS };
  }
}

/** Remembers a choice; a device that refuses simply forgets it. */
export function keepPreferences(person: string, changes: Partial<ObservePreferences>): void {
  try {
    localStorage.setItem(key(person), JSON.stringify({ ...readPreferences(person), ...changes }));
  } catch {
    // A preference is not a record.
  }
}

function key(person: string): string {
  return `guanke.observe.${person}`;
}
