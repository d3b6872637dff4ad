import { flushSync } from 'svelte';
import { MediaQuery } from 'svelte/reactivity';

/** Hiding so few rows is not worth a button. */
const SPARE = 3;

/** How many rows of a long table stand at first. */
export interface FoldLimits {
  /** On a phone, where every row is a block of lines. */
  narrow: number;
  /** Elsewhere; all of them where it is left out. */
  wide?: number;
}

/** A long table shows its first rows until all are asked for; on paper it is never cut. */
export class Fold {
  open = $state(false);
  #printing = $state(false);
  readonly #limits: FoldLimits;
  readonly #narrow = new MediaQuery('max-width: 40rem');

  constructor(limits: FoldLimits) {
    this.#limits = limits;
    // The browser's printing: what is printed is drawn before the event ends.
    $effect(() => {
      const before = () => flushSync(() => (this.#printing = true));
      const after = () => (this.#printing = false);
      addEventListener('beforeprint', before);
      addEventListener('afterprint', after);
      return () => {
        removeEventListener('beforeprint', before);
        removeEventListener('afterprint', after);
      };
    });
  }

  /** Whether a table of so many rows is cut as long as it is not opened. */
  cuts(count: number): boolean {
    return count > this.#limit + SPARE;
  }

  /**
   * The rows that stand now, in their order. A cut table shows its first rows; with `telling` the first of those of which there is something
   * to tell, or the first of all where there are none.
   */
  shown<Row>(rows: readonly Row[], telling?: (row: Row) => boolean): readonly Row[] {
    if (this.open || this.#printing || !this.cuts(rows.length)) return rows;
    const told = telling ? rows.filter(telling) : rows;
    return (told.length > 0 ? told : rows).slice(0, this.#limit);
  }

  get #limit(): number {
    return this.#narrow.current ? this.#limits.narrow : (this.#limits.wide ?? Infinity);
  }
}
