import type { Id } from '../domain/ids.ts';

/** Milliseconds without a touch or key after which a person's records are hidden. */
export const LOCK_AFTER = 5 * 60_000;
/** How often activity is noted for the next load of the page. */
const NOTE_EVERY = 10_000;
const KEY = 'guanke.unlocked';

/**
 * Hides the records of a person who has a PIN: at the start, and after five minutes in which nobody touched the tablet,
 * but never during a running lesson. It hides and does not encrypt. A page that is loaded again within the five minutes
 * stays open.
 */
export class PersonLock {
  /** The person whose records are open in this tab; null = nobody's. */
  #open = $state<Id | null>(null);
  #last = Date.now();
  #noted = 0;
  readonly #busy: () => boolean;

  /** `busy`: a lesson runs; then nothing is hidden. */
  constructor(busy: () => boolean) {
    this.#busy = busy;
    const kept = readKept();
    if (kept && isRecent(kept.at)) this.#open = kept.person;
  }

  /** Whether this person's records are hidden. */
  isLocked(person: Id, pin: boolean): boolean {
    return pin && this.#open !== person;
  }

  /** The right PIN was entered, or the person has none. */
  unlock(person: Id): void {
    this.#open = person;
    this.#touch(true);
  }

  /** Hides the records now. */
  lock(): void {
    this.#open = null;
    keep(null);
  }

  /** Follows touches, keys and time; returns what stops it. */
  follow(): () => void {
    const ontouch = () => this.#touch();
    const look = () => {
      if (this.#open === null) return;
      if (this.#busy()) this.#touch();
      else if (!isRecent(this.#last)) this.lock();
    };
    const events = ['pointerdown', 'keydown'] as const;
    for (const event of events) addEventListener(event, ontouch, { capture: true, passive: true });
    // A tablet that slept shows nothing before it is known how long.
    document.addEventListener('visibilitychange', look);
    const timer = setInterval(look, 5_000);
    return () => {
      for (const event of events) removeEventListener(event, ontouch, { capture: true });
      document.removeEventListener('visibilitychange', look);
      clearInterval(timer);
    };
  }

  #touch(now = false): void {
    this.#last = Date.now();
    if (this.#open === null || (!now && this.#last - this.#noted < NOTE_EVERY)) return;
    this.#noted = this.#last;
    keep({ person: this.#open, at: this.#last });
  }
}

/** A clock that was set back or far ahead does not keep anything open. */
function isRecent(at: number): boolean {
  const past = Date.now() - at;
  return past >= 0 && past < LOCK_AFTER;
}

function readKept(): { person: Id; at: number } | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as { person: Id; at: number } | null;
  } catch {
    return null;
  }
}

function keep(value: { person: Id; at: number } | null): void {
  try {
    if (value) sessionStorage.setItem(KEY, JSON.stringify(value));
    else sessionStorage.removeItem(KEY);
  } catch {
    // Without session storage the PIN is asked for at each load.
  }
}
