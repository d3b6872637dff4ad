import type { Rubric } from '../domain/rubric.ts';
import { countChanges, type ChangeCounter } from '../store/changes.ts';
import type { Store } from '../store/store.ts';
import type { FitAnswer, FitMessage, FitParams, FitRequest, FitTask } from './fitTasks.ts';

export type { FitAnswer, FitParams, FitTask, SchoolGrowthAnswer } from './fitTasks.ts';

/** A fit that did not come to an end: 'cancelled', a reason of the store, or 'worker-failed'. */
export class FitError extends Error {
  readonly reason: string;
  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

/** Milliseconds without a question after which the worker ends and gives its memory back. */
const IDLE = 120_000;

const ofStore = new WeakMap<Store, Fits>();

/** The one `Fits` of a store. `builtins` gives the rubrics that ship, in any language: only their structure is read. */
export function fitsOf(store: Store, builtins: () => Promise<readonly Rubric[]>): Fits {
  let fits = ofStore.get(store);
  if (!fits) ofStore.set(store, (fits = new Fits(store, builtins)));
  return fits;
}

/** How one request is stopped, and where it tells how far it is: a share of 1, or null where that is not known. */
export interface FitOptions {
  signal?: AbortSignal;
  onprogress?: (share: number | null) => void;
}

/** The tables whose changes make an answer stale. */
const READ = ['ratings', 'lessons', 'records'];

interface Waiting {
  resolve: (answer: never) => void;
  reject: (error: FitError) => void;
  onprogress: ((share: number | null) => void) | undefined;
}

/**
 * Figures of the whole school, worked out beside the page. Equal questions are answered from memory until a record changes. The worker
 * starts with the first question and ends when none came for two minutes.
 */
export class Fits {
  readonly #store: Store;
  readonly #builtins: () => Promise<readonly Rubric[]>;
  readonly #changes: ChangeCounter;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #next = 0;

  constructor(store: Store, builtins: () => Promise<readonly Rubric[]>) {
    this.#store = store;
    this.#builtins = builtins;
    this.#changes = countChanges(store, READ);
  }

  /** Calls back when answers have become stale. */
  onchange(follower: () => void): () => void {
    return this.#changes.onchange(follower);
  }

  /** Asks; rejects with a `FitError`. */
  async ask<T extends FitTask>(
    task: T,
    params: FitParams<T>,
    { signal, onprogress }: FitOptions = {},
  ): Promise<FitAnswer<T>> {
    const builtins = await this.#builtins();
    if (signal?.aborted) throw new FitError('cancelled');
    const worker = (this.#worker ??= this.#start());
    clearTimeout(this.#idle);
    const id = (this.#next += 1);
    return new Promise<FitAnswer<T>>((resolve, reject) => {
      // A fit that runs already goes on to its end, its answer is kept for the next question; one that waits or reads stops.
      const stop = () => {
        worker.postMessage({ type: 'cancel', id } satisfies FitRequest);
        this.#waiting.get(id)?.reject(new FitError('cancelled'));
      };
      signal?.addEventListener('abort', stop);
      const settled = () => {
        signal?.removeEventListener('abort', stop);
        this.#waiting.delete(id);
        if (this.#waiting.size === 0) this.#idle = setTimeout(() => this.#end(), IDLE);
      };
      this.#waiting.set(id, {
        resolve: (answer) => {
          settled();
          resolve(answer);
        },
        reject: (error) => {
          settled();
          reject(error);
        },
        onprogress,
      });
      worker.postMessage({
        type: 'run',
        id,
        task,
        params,
        database: this.#store.name,
        version: String(this.#changes.count),
        builtins,
      } satisfies FitRequest);
    });
  }

  #end(): void {
    this.#worker?.terminate();
    this.#worker = null;
  }

  #start(): Worker {
    const worker = new Worker(new URL('./fits.worker.ts', import.meta.url), { type: 'module', name: 'guanke-fits' });
    worker.onmessage = ({ data: message }: MessageEvent<FitMessage>) => {
      const waiting = this.#waiting.get(message.id);
      if (message.type === 'progress') waiting?.onprogress?.(message.share);
      else if (message.type === 'done') waiting?.resolve(message.answer as never);
      else waiting?.reject(new FitError(message.reason));
    };
    // A worker that cannot be loaded or that broke answers nothing more; the next question starts another one.
    worker.onerror = () => {
      this.#worker = null;
      for (const waiting of [...this.#waiting.values()]) waiting.reject(new FitError('worker-failed'));
    };
    return worker;
  }
}
