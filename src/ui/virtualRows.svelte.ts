import { untrack } from 'svelte';
import { on } from 'svelte/events';
import { RowOffsets } from './rowOffsets.ts';

/** What a virtual list is given, as closures, so that it follows its props. */
export interface VirtualInputs {
  items: () => readonly unknown[];
  /** The usual height of a row in px. */
  estimate: () => number;
  scroll: () => 'window' | 'self';
  onmore: () => void;
}

/** At least so many px are drawn beyond each edge, and at least one window, so that a fast flick meets rows, not paper. */
const LEAST_OVERSCAN = 600;
/** `onmore` is called when fewer rows than this are left below the drawn ones. */
const NEAR_END = 30;

/** Which rows of a long list exist and where they stand. */
export class VirtualRows {
  readonly #in: VirtualInputs;
  #offsets: RowOffsets;
  /** Changes whenever a height or the number of rows changed. */
  #version = $state(0);
  /** What of the list can be seen, in px from its top. */
  #seen = $state.raw({ top: 0, height: 0 });
  #focused = $state<number>();
  #frame: HTMLElement | undefined;
  #list: HTMLElement | undefined;
  #askedAt = -1;
  readonly #sizes = new ResizeObserver((entries) => this.#note(entries.map(({ target }) => target)));

  constructor(inputs: VirtualInputs) {
    this.#in = inputs;
    this.#offsets = new RowOffsets(inputs.items().length, inputs.estimate());
    // The rows in the page: other items may have come to stand at the same index without any row changing its size.
    $effect(() => this.#remeasure(inputs.items()));
    // The caller's data source: asks for more when the end comes near.
    $effect(() => this.#askForMore());
  }

  /** The height of the whole list in px. */
  readonly totalHeight = $derived.by(() => {
    void this.#version;
    return this.#current().total;
  });

  /** The indices of the rows that exist, ascending. */
  readonly indices = $derived.by(() => {
    void this.#version;
    const offsets = this.#current();
    if (offsets.count === 0) return [];
    const { top, height } = this.#seen;
    const beyond = Math.max(LEAST_OVERSCAN, height);
    const first = offsets.indexAt(top - beyond);
    const last = offsets.indexAt(top + height + beyond);
    const indices = Array.from({ length: last - first + 1 }, (_, i) => first + i);
    const focused = this.#focused;
    if (focused === undefined || focused >= offsets.count) return indices;
    if (focused < first) indices.unshift(focused);
    else if (focused > last) indices.push(focused);
    return indices;
  });

  /** Where row `index` stands, in px from the top of the list. */
  top(index: number): number {
    void this.#version;
    return this.#current().offset(index);
  }

  /** Brings row `index` to the top of what can be seen. */
  scrollTo(index: number): void {
    const by = this.#offsets.offset(index) - this.#seen.top;
    this.#scroller()?.scrollBy({ top: by, behavior: 'instant' });
  }

  /** Attached to the frame of the list: follows its scrolling and size. */
  followed = (frame: HTMLElement): (() => void) => {
    this.#frame = frame;
    this.#list = frame.firstElementChild as HTMLElement;
    const look = () => this.#look();
    // In the next frame: new rows change the size that is being observed, and the observer must not chase itself.
    const sizes = new ResizeObserver(() => requestAnimationFrame(look));
    sizes.observe(frame);
    const offs = [
      // Scroll events of inner frames do not bubble, but are seen on their way down.
      on(document, 'scroll', look, { capture: true, passive: true }),
      on(window, 'resize', look),
    ];
    // Untracked: the attachment must not start anew with each scroll.
    untrack(look);
    return () => {
      sizes.disconnect();
      this.#sizes.disconnect();
      for (const off of offs) off();
    };
  };

  /** Attached to each row: measures it. */
  measured = (row: HTMLElement): (() => void) => {
    // At once, before the row is painted; the observer tells later changes only.
    untrack(() => this.#note([row]));
    this.#sizes.observe(row);
    return () => this.#sizes.unobserve(row);
  };

  focusin = (event: FocusEvent): void => {
    this.#focused = rowIndex(event.target);
  };

  focusout = (event: FocusEvent): void => {
    if (rowIndex(event.relatedTarget) === undefined) this.#focused = undefined;
  };

  /** The offsets for the present number of rows; a template may read them before the effect that follows the items. */
  #current(): RowOffsets {
    const count = this.#in.items().length;
    if (this.#offsets.count !== count) this.#offsets = this.#offsets.resized(count);
    return this.#offsets;
  }

  #remeasure(items: readonly unknown[]): void {
    if (items.length < this.#askedAt) this.#askedAt = -1;
    untrack(() => this.#note(this.#list?.children ?? []));
  }

  /** What of the list lies inside its frame and inside the window. */
  #look(): void {
    if (!this.#frame || !this.#list) return;
    const list = this.#list.getBoundingClientRect();
    const frame = this.#in.scroll() === 'self' ? this.#frame.getBoundingClientRect() : { top: 0, bottom: Infinity };
    const top = Math.max(frame.top, 0) - list.top;
    const height = Math.max(0, Math.min(frame.bottom, window.innerHeight) - Math.max(frame.top, 0));
    if (top !== this.#seen.top || height !== this.#seen.height) this.#seen = { top, height };
  }

  /** Notes the heights of rows, and keeps what is being read where it is. */
  #note(rows: Iterable<Element>): void {
    const offsets = this.#current();
    let above = 0;
    let changed = false;
    for (const row of rows) {
      const index = rowIndex(row);
      const { height } = row.getBoundingClientRect();
      if (index === undefined || height === 0) continue;
      const stoodAbove = offsets.offset(index) < this.#seen.top;
      const growth = offsets.setHeight(index, height);
      changed ||= growth !== 0;
      if (stoodAbove) above += growth;
    }
    if (changed) this.#version++;
    if (above !== 0) this.#scroller()?.scrollBy({ top: above, behavior: 'instant' });
  }

  #askForMore(): void {
    const count = this.#in.items().length;
    const last = this.indices.at(-1) ?? -1;
    if (count === 0 || count === this.#askedAt || last < count - NEAR_END) return;
    this.#askedAt = count;
    untrack(() => this.#in.onmore());
  }

  #scroller(): HTMLElement | Window | undefined {
    return this.#in.scroll() === 'self' ? this.#frame : window;
  }
}

function rowIndex(target: EventTarget | null): number | undefined {
  if (!(target instanceof Element)) return undefined;
  const index = target.closest<HTMLElement>('[data-index]')?.dataset['index'];
  return index === undefined ? undefined : Number(index);
}
