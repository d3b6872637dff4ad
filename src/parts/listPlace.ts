/** Where in the list the person was, kept with the history entry, so that "back" returns to it. */
interface Place {
  top: number;
  /** How many rows stood in the list. */
  rows: number;
}

/** Milliseconds after the last movement before the place is written down. */
const REST = 120;

/** Keeps the scroll place of a long list in the present history entry. */
export class ListPlace {
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #rows: () => number;

  constructor(rows: () => number) {
    this.#rows = rows;
  }

  /** The place that this history entry was left at; null for a fresh entry. */
  remembered(): Place | null {
    const { listPlace } = (history.state ?? {}) as { listPlace?: Place };
    return listPlace ?? null;
  }

  scrolled = (): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const place: Place = { top: Math.round(window.scrollY), rows: this.#rows() };
      history.replaceState({ ...history.state, listPlace: place }, '');
    }, REST);
  };

  /** Forgets a write that is due: the address may be another page's by now. */
  stop(): void {
    clearTimeout(this.#timer);
  }
}
