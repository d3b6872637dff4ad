/** Where in a list the person was, kept with the history entry, so that "back" returns to it. */
interface Place {
  /** The first row that could be seen, and where its top stood in the window. */
  index: number;
  top: number;
  /** How many rows stood in the list. */
  rows: number;
}

/** Milliseconds after the last movement before the place is written down. */
const REST = 120;

/** Keeps the place in a long list (`VirtualList`) in the present history entry. */
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

  /** Goes back to a place once the rows stand. Heights are estimates until rows are measured, so the row leads, not the scroll. */
  restore({ index, top }: Place, scrollToIndex: (index: number) => void): void {
    scrollToIndex(index);
    requestAnimationFrame(() => {
      scrollToIndex(index);
      window.scrollBy({ top: -top, behavior: 'instant' });
    });
  }

  /** To be called while the window scrolls. */
  scrolled = (): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#write(), REST);
  };

  /** Forgets a write that is due: the address may be another page's by now. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  #write(): void {
    const seen = [...document.querySelectorAll<HTMLElement>('[role="listitem"][data-index]')]
      .map((row) => ({ index: Number(row.dataset['index']), box: row.getBoundingClientRect() }))
      .filter(({ box }) => box.bottom > 0)
      .sort((a, b) => a.index - b.index)[0];
    if (!seen) return;
    const place: Place = { index: seen.index, top: Math.round(seen.box.top), rows: this.#rows() };
    history.replaceState({ ...history.state, listPlace: place }, '');
  }
}
