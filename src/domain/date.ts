/** A calendar day in the school's own time, `YYYY-MM-DD`. Sorts as text. Never an instant. */
export type PlainDate = string;
/** A wall-clock time in the school's own time, `HH:MM`, 24 hours. */
export type WallTime = string;
/** Milliseconds since 1970 UTC; only stamps and clocks are instants. */
export type Instant = number;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const DAY = 86_400_000;

/** Whether the text is a day that exists (no 30 February), years 1900–2199. */
export function isPlainDate(text: unknown): text is PlainDate {
  if (typeof text !== 'string') return false;
  const match = DATE.exec(text);
  if (!match) return false;
  const year = Number(match[1]);
  if (year < 1900 || year > 2199) return false;
  return dateFromDays(daysFromDate(text)) === text;
}

/** Whether the text is a wall-clock time `HH:MM`. */
export function isWallTime(text: unknown): text is WallTime {
  return typeof text === 'string' && TIME.test(text);
}

/** Days since 1970-01-01 of a plain date. */
export function daysFromDate(date: PlainDate): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return Math.round(Date.UTC(year, month - 1, day) / DAY);
}

/** The plain date of a number of days since 1970-01-01. */
export function dateFromDays(days: number): PlainDate {
  return new Date(days * DAY).toISOString().slice(0, 10);
}

/** The date `days` later (earlier when negative). */
export function addDays(date: PlainDate, days: number): PlainDate {
  return dateFromDays(daysFromDate(date) + days);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return daysFromDate(to) - daysFromDate(from);
}

/** Day of the week, 1 = Monday … 7 = Sunday. */
export function weekday(date: PlainDate): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  return (((((daysFromDate(date) + 3) % 7) + 7) % 7) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

/** The device's own calendar day at an instant (now by default). */
export function dateOfInstant(instant: Instant): PlainDate {
  const at = new Date(instant);
  const pad = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
}

/** The device's own wall-clock time at an instant. */
export function timeOfInstant(instant: Instant): WallTime {
  const at = new Date(instant);
  const pad = (n: number) => String(n).padStart(2, '0');
  return `${pad(at.getHours())}:${pad(at.getMinutes())}`;
}

/** Minutes since midnight of a wall time. */
export function minutesOfTime(time: WallTime): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** The wall time of a number of minutes since midnight, 0–1439. */
export function timeOfMinutes(minutes: number): WallTime {
  const pad = (n: number) => String(n).padStart(2, '0');
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}
