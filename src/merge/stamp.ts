import type { Instant } from '../domain/date.ts';
import type { Stamp } from '../domain/record.ts';

/** The parts of a stamp. */
export interface StampParts {
  ms: Instant;
  counter: number;
  /** Which database copy made it. */
  node: string;
}

/** A hybrid logical clock: it makes stamps that rise whatever the device's clock does. It never reads the time itself. */
export interface Clock {
  readonly node: string;
  /** The latest stamp made or received; what a command keeps for the next start. */
  readonly last: Stamp;
  /** A stamp later than every one made or received so far. `now` is the device's time. */
  next(now: Instant): Stamp;
  /**
   * Learns of a stamp from elsewhere, so that later edits here win over it. Refuses (false) a malformed one and one from
   * the future, which would carry another device's wrong clock on.
   */
  receive(stamp: Stamp, now: Instant): boolean;
  /** How far this clock is ahead of the device's time, in ms; large when the device once stood at a later date. */
  ahead(now: Instant): number;
}

/** How far ahead a stamp may be and still be taken: devices in a school differ by minutes, not more. */
export const FUTURE_TOLERANCE_MS = 5 * 60_000;

const MS_DIGITS = 9;
const COUNTER_DIGITS = 4;
const MAX_MS = 36 ** MS_DIGITS - 1;
const MAX_COUNTER = 36 ** COUNTER_DIGITS - 1;
const STAMP = /^([0-9a-z]{9})-([0-9a-z]{4})-([0-9a-z]{1,40})$/;
const NODE = /^[0-9a-z]{1,40}$/;

/** Starts a clock for a database copy at the last stamp it knows (null for a new one) or at `now`, whichever is later. */
export function createClock(options: { node: string; now: Instant; last: Stamp | null }): Clock {
  const { node } = options;
  if (!NODE.test(node)) throw new RangeError('createClock: a node is 1–40 characters of 0-9 a-z');
  const known = options.last === null ? null : parseStamp(options.last);
  let { ms, counter } = known ?? { ms: -1, counter: 0 };
  if (millis(options.now) > ms) ({ ms, counter } = { ms: millis(options.now), counter: 0 });

  return {
    node,
    get last() {
      return formatStamp({ ms, counter, node });
    },
    next(now) {
      if (millis(now) > ms) ({ ms, counter } = { ms: millis(now), counter: 0 });
      // A full counter borrows the next millisecond: still later than everything before.
      else if (counter < MAX_COUNTER) counter += 1;
      else ({ ms, counter } = { ms: ms + 1, counter: 0 });
      return formatStamp({ ms, counter, node });
    },
    receive(stamp, now) {
      const parts = parseStamp(stamp);
      if (!parts || isFromFuture(stamp, now)) return false;
      if (parts.ms > ms || (parts.ms === ms && parts.counter > counter)) ({ ms, counter } = parts);
      return true;
    },
    ahead: (now) => Math.max(0, ms - millis(now)),
  };
}

/** Writes a stamp as text. Throws a RangeError outside what the format holds (the year 5188, counter, node). */
export function formatStamp({ ms, counter, node }: StampParts): Stamp {
  if (!isWithin(ms, MAX_MS) || !isWithin(counter, MAX_COUNTER)) throw new RangeError('formatStamp: out of range');
  return `${base36(ms, MS_DIGITS)}-${base36(counter, COUNTER_DIGITS)}-${node}`;
}

/** Reads a stamp; null when the text is none. */
export function parseStamp(stamp: Stamp): StampParts | null {
  const match = STAMP.exec(stamp);
  if (!match) return null;
  const [, ms = '', counter = '', node = ''] = match;
  return { ms: parseInt(ms, 36), counter: parseInt(counter, 36), node };
}

/** The database copy that made a stamp; the whole text for one that is malformed or empty. */
export function nodeOf(stamp: Stamp): string {
  return parseStamp(stamp)?.node ?? stamp;
}

/** Whether a stamp lies more than the tolerance ahead of the device's time. A malformed one does not. */
export function isFromFuture(stamp: Stamp, now: Instant, toleranceMs = FUTURE_TOLERANCE_MS): boolean {
  const parts = parseStamp(stamp);
  return parts !== null && parts.ms > now + toleranceMs;
}

/** The later of two stamps; stamps compare as text. */
export function laterStamp(a: Stamp, b: Stamp): Stamp {
  return a > b ? a : b;
}

/** A random node for a new or restored database copy: 12 characters, 62 bits. Never put in a backup. */
export function newNode(): string {
  const bytes = crypto.getRandomValues(new Uint32Array(2));
  return base36(bytes[0] ?? 0, 7).slice(-6) + base36(bytes[1] ?? 0, 7).slice(-6);
}

/** The device's time as stamps hold it: whole, never before 1970, never past the format. */
function millis(now: Instant): number {
  return Number.isFinite(now) ? Math.min(Math.max(Math.floor(now), 0), MAX_MS) : 0;
}

function isWithin(value: number, max: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= max;
}

function base36(value: number, digits: number): string {
  return value.toString(36).padStart(digits, '0');
}
