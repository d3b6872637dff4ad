import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aSchool } from '../../tests/builders/index.ts';
import { aSchoolSetup, openTestStore, type TestStore } from '../../tests/builders/store.ts';
import { WHOLE_SHEET } from '../analysis/school-rows.ts';
import { setUpSchool } from '../store/commands/school.ts';
import { loadBatch } from '../store/load.ts';
import { FitError, Fits } from './fits.ts';

/** A fit without an end: takes the lock, says that it is at work and never hears a message again. */
const endless = (lock: string) => `self.onmessage = ({ data }) => {
  if (data.type !== 'run') return;
  navigator.locks.request('${lock}', () => {
    self.postMessage({ type: 'progress', id: data.id, share: null });
    for (;;) {}
  });
};`;

const PATIENT = { timeout: 8_000 };
const RealWorker = globalThis.Worker;
let school: TestStore;
let fits: Fits;
/** The workers that were started, and what was posted to them. */
let started: { url: string; posted: { type: string; task?: string }[]; ended: boolean }[];
/** Scripts in place of the next workers' own. */
let instead: string[];

beforeEach(async () => {
  school = await openTestStore();
  await setUpSchool(school.store, aSchoolSetup());
  started = [];
  instead = [];
  vi.stubGlobal(
    'Worker',
    class extends RealWorker {
      readonly #told: (typeof started)[number];
      constructor(url: string | URL, options?: WorkerOptions) {
        const script = instead.shift();
        const from = script ? URL.createObjectURL(new Blob([script], { type: 'text/javascript' })) : url;
        super(from, options);
        this.#told = { url: String(from), posted: [], ended: false };
        started.push(this.#told);
      }
      override postMessage(message: { type: string; task?: string }): void {
        this.#told.posted.push(message);
        super.postMessage(message);
      }
      override terminate(): void {
        this.#told.ended = true;
        super.terminate();
      }
    },
  );
  fits = new Fits(school.store, async () => []);
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await school.close();
});

const runs = () => started.flatMap(({ posted }) => posted.filter(({ type }) => type === 'run').map(({ task }) => task));
const lockIsFree = (name: string) =>
  navigator.locks.request(name, { ifAvailable: true }, (lock) => Promise.resolve(lock !== null));

/** Asks for something that is never worked out; done when the worker is at it. */
async function askForEver(signal: AbortSignal): Promise<{ answer: Promise<unknown> }> {
  let answer!: Promise<unknown>;
  await new Promise<void>((atWork) => {
    answer = fits.ask('growth', { dimension: WHOLE_SHEET }, { signal, onprogress: () => atWork() });
    answer.catch(() => undefined);
  });
  return { answer };
}

describe('giving up a figure', () => {
  it('ends the work itself: the processor is free, and the next question is answered by a new worker', async () => {
    const lock = crypto.randomUUID();
    instead.push(endless(lock));
    const control = new AbortController();
    const { answer } = await askForEver(control.signal);
    expect(await lockIsFree(lock)).toBe(false);
    const second = fits.ask('planner', {});
    control.abort();
    await expect(answer).rejects.toEqual(new FitError('cancelled'));
    await expect(second).resolves.toMatchObject([{ source: 'usual' }]);
    // A lock goes back only when its thread is no more: this waits for ever while the loop runs.
    await navigator.locks.request(lock, () => undefined);
    expect(started.map(({ ended }) => ended)).toEqual([true, false]);
  });

  it('forgets a question that has not begun, and leaves the one at work alone', async () => {
    const [working, waiting] = [new AbortController(), new AbortController()];
    instead.push(endless(crypto.randomUUID()));
    await askForEver(working.signal);
    const second = fits.ask('planner', {}, { signal: waiting.signal });
    // The question stands in line before it is given up.
    await Promise.resolve();
    waiting.abort();
    await expect(second).rejects.toEqual(new FitError('cancelled'));
    expect(runs()).toEqual(['growth']);
    expect(started.map(({ ended }) => ended)).toEqual([false]);
    working.abort();
    await vi.waitFor(() => expect(started[0]?.ended).toBe(true), PATIENT);
  });

  it('goes on while somebody else waits for the same answer', async () => {
    const control = new AbortController();
    const [first, second] = [fits.ask('planner', {}, { signal: control.signal }), fits.ask('planner', {})];
    first.catch(() => undefined);
    await vi.waitFor(() => expect(runs()).toEqual(['planner']), PATIENT);
    control.abort();
    await expect(first).rejects.toEqual(new FitError('cancelled'));
    await expect(second).resolves.toMatchObject([{ source: 'usual' }]);
    expect(runs()).toEqual(['planner']);
  });

  it('answers who asks again at once, although the first question was given up', async () => {
    const control = new AbortController();
    const first = fits.ask('planner', {}, { signal: control.signal });
    first.catch(() => undefined);
    await vi.waitFor(() => expect(runs()).toEqual(['planner']), PATIENT);
    control.abort();
    await expect(fits.ask('planner', {})).resolves.toMatchObject([{ source: 'usual' }]);
    expect(started.map(({ ended }) => ended)).toEqual([false]);
  });
});

describe('answers', () => {
  it('are given again without work, until a record changes', async () => {
    const answer = await fits.ask('planner', {});
    await fits.ask('rubric', { family: '' });
    expect(await fits.ask('planner', {})).toBe(answer);
    expect(runs()).toEqual(['planner', 'rubric']);
    await loadBatch(school.store, { records: [aSchool({ id: 'another' })] }, new Map());
    await vi.waitFor(async () => {
      await fits.ask('planner', {});
      expect(runs()).toEqual(['planner', 'rubric', 'planner']);
    }, PATIENT);
  });

  it('are not given when the worker breaks; the next question starts another one', async () => {
    instead.push(`self.onmessage = () => { throw new Error('broken'); };`);
    const quiet = (event: ErrorEvent) => event.preventDefault();
    addEventListener('error', quiet);
    await expect(fits.ask('planner', {})).rejects.toEqual(new FitError('worker-failed'));
    await expect(fits.ask('planner', {})).resolves.toMatchObject([{ source: 'usual' }]);
    removeEventListener('error', quiet);
    expect(started).toHaveLength(2);
  });
});
