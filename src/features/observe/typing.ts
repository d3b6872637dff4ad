/** Text is on its way to the disk at most this long after any key, in ms. */
export const TYPING_DELAY = 250;
/** A timer that comes this much too late, in ms, tells that the tab stood still: another one may edit by now. */
const STOOD_STILL = 2_000;

interface TypingOptions<K> {
  /** Brings the newest text of a key to the disk. */
  write: (key: K) => void;
  /** Milliseconds of any clock that goes on while the tab stands still. */
  now: () => number;
  /** Asked when the tab stood still: whether this tab still edits. */
  stillEditing: () => Promise<boolean>;
}

/**
 * Texts that are being typed: each is written a moment after its first unwritten key (a throttle, not a debounce). A tab
 * that was frozen with a text waiting asks before it writes, so that it never overwrites what another tab did meanwhile.
 */
export class Typing<K> {
  readonly #options: TypingOptions<K>;
  readonly #timers = new Map<K, ReturnType<typeof setTimeout>>();

  constructor(options: TypingOptions<K>) {
    this.#options = options;
  }

  /** How many texts wait. */
  get size(): number {
    return this.#timers.size;
  }

  /** The keys of the texts that wait. */
  get waiting(): K[] {
    return [...this.#timers.keys()];
  }

  has(key: K): boolean {
    return this.#timers.has(key);
  }

  /** A key was pressed in this text. */
  pressed(key: K): void {
    if (this.#timers.has(key)) return;
    const due = this.#options.now() + TYPING_DELAY;
    this.#timers.set(
      key,
      setTimeout(() => void this.#over(key, due), TYPING_DELAY),
    );
  }

  /** Forgets that a text waits. */
  cancel(key: K): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }

  /** Writes every text that waits, now. */
  flush(): void {
    for (const key of this.waiting) {
      this.cancel(key);
      this.#options.write(key);
    }
  }

  /** Forgets all of them: another tab edits. */
  drop(): void {
    for (const key of this.waiting) this.cancel(key);
  }

  async #over(key: K, due: number): Promise<void> {
    if (this.#options.now() - due > STOOD_STILL && !(await this.#options.stillEditing())) {
      this.cancel(key);
      return;
    }
    if (!this.#timers.has(key)) return;
    this.cancel(key);
    this.#options.write(key);
  }
}
