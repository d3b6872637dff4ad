import { locale } from '../../i18n/locale.svelte.ts';
import type { Services } from '../../parts/services.ts';
import { loadBuiltinRubrics } from '../../rubrics/index.ts';
import { FitError, fitsOf, type Fits } from '../../workers/fits.ts';

/** Milliseconds without a further change after which the figures are worked out anew. */
const SETTLE = 1_000;
/** Milliseconds after which the page says that it is at work. */
const PATIENCE = 500;

/** Asks the worker for what a view shows; null as long as it is not known what to ask. */
type Question<T> = (fits: Fits, signal: AbortSignal) => Promise<T> | null;

/** A figure of the whole school, worked out beside the page; follows the records and whatever its question reads. */
export class WorkerFigure<T> {
  /** The newest answer; it stays until the next one is there. */
  found = $state.raw<T | null>(null);
  failed = $state(false);
  /** Half a second has gone by without an answer. */
  waiting = $state(false);
  #stale = $state(0);

  constructor({ store }: Services, question: Question<T>) {
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
      const asking = new AbortController();
      const asked = question(fits, asking.signal);
      if (!asked) return;
      const timer = setTimeout(() => (this.waiting = true), PATIENCE);
      const settled = () => {
        clearTimeout(timer);
        this.waiting = false;
      };
      asked.then(
        (found) => {
          if (asking.signal.aborted) return;
          settled();
          this.found = found;
          this.failed = false;
        },
        (error: unknown) => {
          if (asking.signal.aborted || (error instanceof FitError && error.reason === 'cancelled')) return;
          settled();
          this.failed = true;
        },
      );
      return () => {
        settled();
        asking.abort();
      };
    });
  }
}
