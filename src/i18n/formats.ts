/**
 * Dates, times, numbers and lists as the current language writes them. Plain dates (`YYYY-MM-DD`) and wall times
 * (`HH:MM`) are never moved between time zones. Each function reads the current language, so a template that
 * calls it re-renders when the language changes.
 */
import { locale, type Locale } from './locale.svelte.ts';

/** English dates follow the day–month order and the 24-hour clock; months are words, so that no order misleads. */
const FORMAT_TAGS: Record<Locale, string> = { en: 'en-GB', 'zh-Hans': 'zh-Hans-CN', 'zh-Hant': 'zh-Hant-TW' };

const DAY_MS = 86_400_000;

/** A plain date in full: "1 September 2025", "2025年9月1日". Anything else than a plain date is returned as it is. */
export function dateLong(plainDate: string): string {
  return formatPlainDate(plainDate, { year: 'numeric', month: 'long', day: 'numeric' });
}

/** A plain date in full with its weekday: "Monday, 1 September 2025", "2025年9月1日星期一". Anything else is returned as it is. */
export function dateWithWeekday(plainDate: string): string {
  return formatPlainDate(plainDate, { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' });
}

/** A plain date for lists: "1 Sep 2025", "2025年9月1日". Anything else than a plain date is returned as it is. */
export function dateShort(plainDate: string): string {
  return formatPlainDate(plainDate, { year: 'numeric', month: 'short', day: 'numeric' });
}

/** Month and day without the year: "1 Sep", "9月1日". Anything else than a plain date is returned as it is. */
export function dayAndMonth(plainDate: string): string {
  return formatPlainDate(plainDate, { month: 'short', day: 'numeric' });
}

/** Month and year of a plain date: "September 2025", "2025年9月". Anything else than a plain date is returned as it is. */
export function monthAndYear(plainDate: string): string {
  return formatPlainDate(plainDate, { year: 'numeric', month: 'long' });
}

/** The weekday of a plain date: "Monday", "星期一". Anything else than a plain date is returned as it is. */
export function weekday(plainDate: string, width: 'long' | 'short' = 'long'): string {
  return formatPlainDate(plainDate, { weekday: width });
}

/** A school wall time (`HH:MM`) on the 24-hour clock: "08:30". Anything else is returned as it is. */
export function wallTime(time: string): string {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})/.exec(time) ?? [];
  if (hour === undefined || minute === undefined || Number(hour) > 23 || Number(minute) > 59) return time;
  return dateFormat({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    Date.UTC(2000, 0, 1, Number(hour), Number(minute)),
  );
}

/** An instant (epoch ms) as date and time of this device's zone: "1 Sep 2025, 08:30". */
export function instant(epochMs: number): string {
  const tag = FORMAT_TAGS[locale.current];
  const options = { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' } as const;
  return cached(`instant ${tag}`, () => new Intl.DateTimeFormat(tag, options)).format(epochMs);
}

/** A number with at most `digits` decimals (default 0) and the language's separators; `fixed` keeps trailing zeros. */
export function number(value: number, digits = 0, fixed = false): string {
  const options = { minimumFractionDigits: fixed ? digits : 0, maximumFractionDigits: digits };
  return numberFormat(options).format(value);
}

/** A fraction (0–1) as a percentage with at most `digits` decimals (default 0): 0.256 → "26%". */
export function percent(fraction: number, digits = 0): string {
  return numberFormat({ style: 'percent', maximumFractionDigits: digits }).format(fraction);
}

/** Several names in one sentence: "A, B and C", "A、B和C". */
export function list(items: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction'): string {
  const tag = FORMAT_TAGS[locale.current];
  return cached(`list ${tag} ${type}`, () => new Intl.ListFormat(tag, { type, style: 'long' })).format(items);
}

/**
 * How far a plain date lies from `today` (also a plain date): "today", "yesterday", "3 days ago", "in 2 weeks".
 * Days up to 13, weeks up to 8, months up to 23, then years. Anything else than plain dates returns `plainDate`.
 */
export function relativeDays(plainDate: string, today: string): string {
  const [then, now] = [plainDateToUtc(plainDate), plainDateToUtc(today)];
  if (then === undefined || now === undefined) return plainDate;
  const days = Math.round((then - now) / DAY_MS);
  const distance = Math.abs(days);
  const tag = FORMAT_TAGS[locale.current];
  const format = cached(`relative ${tag}`, () => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }));
  if (distance < 14) return format.format(days, 'day');
  if (distance < 60) return format.format(Math.round(days / 7), 'week');
  if (distance < 730) return format.format(Math.round(days / 30.44), 'month');
  return format.format(Math.round(days / 365.25), 'year');
}

/** Seconds as a lesson clock shows them, minutes counting on beyond the hour: 5 → "00:05", 5400 → "90:00". */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const pad = (part: number): string => String(part).padStart(2, '0');
  return `${pad(Math.floor(whole / 60))}:${pad(whole % 60)}`;
}

/** A size in bytes with the unit that suits it (powers of 1000): 1_536_000 → "1.5 MB". */
export function bytes(size: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const step = size < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(size) / 3));
  return numberFormat({
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: step < 2 ? 0 : 1,
  }).format(size / 1000 ** step);
}

/** Orders two texts as the language sorts them, digits by value ("Class 2" before "Class 10"); for `Array.sort`. */
export function compareText(a: string, b: string): number {
  const tag = FORMAT_TAGS[locale.current];
  return cached(`collator ${tag}`, () => new Intl.Collator(tag, { numeric: true })).compare(a, b);
}

function formatPlainDate(plainDate: string, options: Intl.DateTimeFormatOptions): string {
  const utc = plainDateToUtc(plainDate);
  return utc === undefined ? plainDate : dateFormat(options).format(utc);
}

/** Midnight UTC of a plain date, read back with `timeZone: 'UTC'`, so that no zone can move the day. */
function plainDateToUtc(plainDate: string): number | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(plainDate)?.slice(1).map(Number);
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0] = parts;
  const date = new Date(Date.UTC(year, month - 1, day));
  date.setUTCFullYear(year);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : undefined;
}

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const tag = FORMAT_TAGS[locale.current];
  const key = `date ${tag} ${JSON.stringify(options)}`;
  return cached(key, () => new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' }));
}

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const tag = FORMAT_TAGS[locale.current];
  return cached(`number ${tag} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(tag, options));
}

// Making a formatter costs a thousand times a call of it, and lists call them for each row.
const formatters = new Map<string, unknown>();

function cached<T>(key: string, make: () => T): T {
  let formatter = formatters.get(key) as T | undefined;
  if (!formatter) formatters.set(key, (formatter = make()));
  return formatter;
}
