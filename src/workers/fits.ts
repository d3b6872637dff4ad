import type { Rubric } from '../domain/rubric.ts';
import { countChanges, type ChangeCounter } from '../store/changes.ts';
import type { Store } from '../store/store.ts';
import type { FitAnswer, FitKept, FitMessage, FitParams, FitRequest, FitTask } from './fitTasks.ts';

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
/**
 * Milliseconds in which a fit that nobody wants any more may still end by itself: its answer is then kept, and the rows that the worker
 * has read. After them the worker is ended with it, as a worker at work hears no message.
 */
const LINGER = 300;

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

/** Somebody who waits for an answer. */
interface Asker {
  resolve: (answer: never) => void;
  reject: (error: FitError) => void;
  onprogress: ((share: number | null) => void) | undefined;
}

/** One question, asked by one or several; without askers it is given up. */
interface Job {
  key: string;
  request: Omit<Extract<FitRequest, { type: 'run' }>, 'kept'>;
  askers: Set<Asker>;
}

/**
 * Figures of the whole school, worked out beside the page, one question at a time. Equal questions are answered from memory until a
 * record changes. The worker starts with the first question and ends when none came for two minutes, or when what it works out is
 * given up; answers and the beginnings of later searches are kept here and outlive it.
 */
export class Fits {
  readonly #store: Store;
  readonly #builtins: () => Promise<readonly Rubric[]>;
  readonly #changes: ChangeCounter;
  /** In the order of asking. */
  readonly #jobs: Job[] = [];
  #running: Job | null = null;
  #worker: Worker | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #next = 0;
  /** Answers to the records as they stand. */
  #answers = { version: '', byKey: new Map<string, unknown>() };
  /** What tasks leave for their next run, over changes of the records too. */
  #kept: FitKept = new Map();

  constructor(store: Store, builtins: () => Promise<readonly Rubric[]>) {
    this.#store = store;
    this.#builtins = builtins;
    this.#changes = countChanges(store, READ);
  }

  /** Calls back when answers have become stale. */
  onchange(follower: () => void): () => void {
    return this.#changes.onchange(follower);
  }

  /** Asks; rejects with a `FitError`. What is answered is shared: nobody changes it. */
  async ask<T extends FitTask>(
    task: T,
    params: FitParams<T>,
    { signal, onprogress }: FitOptions = {},
  ): Promise<FitAnswer<T>> {
    const builtins = await this.#builtins();
    if (signal?.aborted) throw new FitError('cancelled');
    const version = String(this.#changes.count);
    const key = `${version}|${task}|${JSON.stringify(params)}`;
    const known = this.#answers.byKey.get(key);
    if (known) return known as FitAnswer<T>;
    let job = this.#jobs.find((each) => each.key === key);
    if (!job) {
      const id = (this.#next += 1);
      const request = { type: 'run' as const, id, task, params, database: this.#store.name, version, builtins };
      this.#jobs.push((job = { key, request, askers: new Set() }));
    }
    return this.#join(job, signal, onprogress);
  }

  #join<A>(job: Job, signal: AbortSignal | undefined, onprogress: FitOptions['onprogress']): Promise<A> {
    return new Promise<A>((resolve, reject) => {
      const stop = () => {
        asker.reject(new FitError('cancelled'));
        job.askers.delete(asker);
        if (job.askers.size === 0) this.#giveUp(job);
      };
      const asker: Asker = {
        resolve: (answer) => {
          signal?.removeEventListener('abort', stop);
          resolve(answer);
        },
        reject: (error) => {
          signal?.removeEventListener('abort', stop);
          reject(error);
        },
        onprogress,
      };
      signal?.addEventListener('abort', stop);
      job.askers.add(asker);
      if (this.#running === job) clearTimeout(this.#timer);
      this.#advance();
    });
  }

  /** Hands the next question to the worker; without any, the worker ends after a while. */
  #advance(): void {
    if (this.#running) return;
    clearTimeout(this.#timer);
    const job = this.#jobs[0];
    if (!job) {
      this.#timer = setTimeout(() => this.#end(), IDLE);
      return;
    }
    this.#running = job;
    this.#worker ??= this.#start();
    try {
      this.#worker.postMessage({ ...job.request, kept: this.#kept } satisfies FitRequest);
    } catch {
      // A question that cannot be handed over must not stand in the way of the next one.
      this.#settle(job, (asker) => asker.reject(new FitError('worker-failed')));
    }
  }

  /** One that waits is forgotten, one that reads stops at the next portion; one at work is ended together with its worker. */
  #giveUp(job: Job): void {
    if (this.#running !== job) {
      this.#remove(job);
      return;
    }
    this.#worker?.postMessage({ type: 'cancel', id: job.request.id } satisfies FitRequest);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#end();
      this.#settle(job, () => undefined);
    }, LINGER);
  }

  #hear(message: FitMessage): void {
    const job = this.#running;
    if (job?.request.id !== message.id) return;
    if (message.type === 'progress') {
      for (const asker of job.askers) asker.onprogress?.(message.share);
    } else if (message.type === 'done') {
      this.#kept = message.kept;
      const { version } = job.request;
      if (this.#answers.version !== version) this.#answers = { version, byKey: new Map() };
      this.#answers.byKey.set(job.key, message.answer);
      this.#settle(job, (asker) => asker.resolve(message.answer as never));
    } else if (message.reason === 'cancelled' && job.askers.size > 0) {
      // Somebody asked again after it was given up.
      this.#running = null;
      this.#advance();
    } else this.#settle(job, (asker) => asker.reject(new FitError(message.reason)));
  }

  #settle(job: Job, tell: (asker: Asker) => void): void {
    this.#remove(job);
    if (this.#running === job) this.#running = null;
    for (const asker of job.askers) tell(asker);
    this.#advance();
  }

  #remove(job: Job): void {
    const at = this.#jobs.indexOf(job);
    if (at >= 0) this.#jobs.splice(at, 1);
  }

  #end(): void {
    this.#worker?.terminate();
    this.#worker = null;
  }

  #start(): Worker {
    const worker = new Worker(new URL('./fits.worker.ts', import.meta.url), { type: 'module', name: 'guanke-fits' });
    worker.onmessage = ({ data }: MessageEvent<FitMessage>) => {
      if (worker === this.#worker) this.#hear(data);
    };
    // A worker that cannot be loaded or that broke answers nothing more; the next question starts another one.
    worker.onerror = () => {
      if (worker !== this.#worker) return;
      this.#end();
      this.#running = null;
      for (const job of this.#jobs.splice(0)) {
        for (const asker of job.askers) asker.reject(new FitError('worker-failed'));
      }
    };
    return worker;
  }
}
