import { locale } from '../i18n/locale.svelte.ts';
import { loadBuiltinRubrics } from '../rubrics/index.ts';
import type { Store } from '../store/store.ts';
import { FitError, fitsOf, type Fits } from './fits.ts';

/** Milliseconds without a further change after which the figures are worked out anew. */
const SETTLE = 1_000;
/** Milliseconds after which a page says that it is at work. */
const PATIENCE = 500;

/** How a question is given up, and what it tells before its end. */
export interface Asking<T> {
  signal: AbortSignal;
  /** How far it is: a share of 1, or null where that is not known. */
  onprogress: (share: number | null) => void;
  /** A part of the answer that may stand already. */
  onpart: (found: T) => void;
}

/** Asks the worker for what a view shows; null as long as it is not known what to ask. */
type Question<T> = (fits: Fits, asking: Asking<T>) => Promise<T> | null;

/** A figure of the whole school, worked out beside the page; follows the records and whatever its question reads. */
export class WorkerFigure<T> {
  /** The newest answer; it stays until the next one is there. */
  found = $state.raw<T | null>(null);
  failed = $state(false);
  /** Half a second has gone by without an answer: how far it is, a share of 1 or null where that is not known. */
  progress = $state.raw<{ share: number | null } | null>(null);
  #stale = $state(0);

  constructor({ store }: { store: Store }, question: Question<T>) {
    const fits = fitsOf(store, () => loadBuiltinRubrics(locale.current));
    // The worker's answers; a burst of changes is one.
    $effect(() => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const stop = fits.onchange(() => {
        clearTimeout(timer);
        timer = setTimeout(() => (this.#stale += 1), SETTLE);
      });
      return () => {
        clearTimeout(timer);
        stop();
      };
    });
    // The question and the records: asks anew.
    $effect(() => {
      void this.#stale;
      return this.#ask(fits, question);
    });
  }

  /** Half a second has gone by without an answer. */
  get waiting(): boolean {
    return this.progress !== null;
  }

  /** Asks once; what it answers gives the question up. */
  #ask(fits: Fits, question: Question<T>): (() => void) | undefined {
    const giveUp = new AbortController();
    const { signal } = giveUp;
    let patient = true;
    const asked = question(fits, {
      signal,
      onprogress: (share) => {
        if (!patient && !signal.aborted) this.progress = { share };
      },
      onpart: (found) => {
        if (!signal.aborted) this.found = found;
      },
    });
    if (!asked) return undefined;
    const timer = setTimeout(() => {
      patient = false;
      this.progress = { share: null };
    }, PATIENCE);
    const settled = () => {
      clearTimeout(timer);
      this.progress = null;
    };
    asked.then(
      (found) => {
        if (signal.aborted) return;
        settled();
        this.found = found;
        this.failed = false;
      },
      (error: unknown) => {
        if (signal.aborted || (error instanceof FitError && error.reason === 'cancelled')) return;
        settled();
        this.failed = true;
      },
    );
    return () => {
      settled();
      giveUp.abort();
    };
  }
}
