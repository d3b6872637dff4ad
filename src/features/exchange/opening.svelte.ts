import type { Id } from '../../domain/ids.ts';
import { takeIn, takeInTogether, undoTakeIn } from '../../store/commands/takeIn.ts';
import { previewTakeIn, rowsOfPlan, type LessonToJoin, type TakeInPlan } from '../../store/commands/takeInPlan.ts';
import type { Failure } from '../../store/reasons.ts';
import type { Store } from '../../store/store.ts';
import { failureOfError } from './failureOfError.ts';
import { readFile } from './fileWorker.ts';
import type { OpenedFile } from './openedFile.svelte.ts';

/** So many rows are written in one transaction at the most: a small file is one sheet. */
const TOGETHER = 2000;

/** Reads files, says what they would change, takes them in one after the other, each all or nothing, and back. */
export class Opening {
  readonly #store: Store;
  #abort = new AbortController();
  #taken = 0;
  #toTake = 0;
  files = $state.raw<readonly OpenedFile[]>([]);
  busy = $state(false);
  /** How far taking in is: a share of 1; null while nothing is taken in. */
  share = $state<number | null>(null);
  /** Lessons in one slot that the person said are different ones, by the file's lesson. */
  apart = $state.raw<ReadonlyMap<Id, LessonToJoin>>(new Map());

  constructor(store: Store) {
    this.#store = store;
  }

  get takeable(): readonly OpenedFile[] {
    return this.files.filter((file) => file.takeable);
  }

  get taken(): readonly OpenedFile[] {
    return this.files.filter((file) => file.state === 'taken');
  }

  /** Adds files and reads them, one at a time; many together would fill the memory of a small tablet. */
  async read(sources: readonly OpenedFile[]): Promise<void> {
    this.files = [...this.files, ...sources];
    if (this.busy) return;
    this.busy = true;
    const { signal } = this.#abort;
    try {
      for (;;) {
        const file = this.files.find((each) => each.state === 'waiting');
        if (!file || signal.aborted) return;
        await this.#readOne(file, signal);
      }
    } finally {
      this.busy = false;
    }
  }

  /** Stops reading or taking in; what is taken in already stays. */
  cancel(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
  }

  /** Forgets every file that was read. */
  clear(): void {
    this.cancel();
    this.files = [];
    this.apart = new Map();
  }

  /** Says that two lessons in the same slot are different ones, or takes it back. */
  keepApart(pair: LessonToJoin, apart: boolean): void {
    const next = new Map(this.apart);
    if (apart) next.set(pair.lesson, pair);
    else next.delete(pair.lesson);
    this.apart = next;
  }

  /**
   * Takes in everything that is ready, small files that have nothing in common together. A file is looked at again where an
   * earlier one brought some of the same.
   */
  async take(): Promise<void> {
    this.busy = true;
    const { signal } = this.#abort;
    const written = new Set<string>();
    let together: OpenedFile[] = [];
    let rows = 0;
    const flush = async () => {
      const files = together;
      [together, rows] = [[], 0];
      await this.#takeTogether(files, signal);
    };
    try {
      const all = this.takeable;
      this.#begin(all.length);
      for (const file of all) {
        if (file.plan && rowsOfPlan(file.plan).some((row) => written.has(row))) {
          await flush();
          if (!(await this.#preview(file, signal))) continue;
        }
        const touched = file.plan ? rowsOfPlan(file.plan) : [];
        if (rows + touched.length > TOGETHER) await flush();
        if (signal.aborted) return;
        together.push(file);
        rows += touched.length;
        for (const row of touched) written.add(row);
      }
      await flush();
    } finally {
      this.busy = false;
      this.share = null;
    }
  }

  /** Takes everything back, the last first. Stops at the first that cannot be taken back, and answers why. */
  async undo(): Promise<Failure | null> {
    this.busy = true;
    try {
      for (const file of [...this.taken].reverse()) {
        if (!file.undo) continue;
        const result = await undoTakeIn(this.#store, file.undo);
        if (!result.ok) return result;
        file.undo = null;
        file.state = 'undone';
      }
      return null;
    } finally {
      this.busy = false;
    }
  }

  async #readOne(file: OpenedFile, signal: AbortSignal): Promise<void> {
    file.state = 'reading';
    try {
      const onprogress = ({ share }: { share: number | null }) => (file.share = share);
      const read = await readFile(file.source, { signal, onprogress });
      if (!read.ok) return refuse(file, read);
      file.incoming = read.incoming;
      await this.#preview(file, signal);
    } catch (error) {
      refuse(file, failureOfError(error));
    }
  }

  async #preview(file: OpenedFile, signal: AbortSignal): Promise<boolean> {
    if (!file.incoming) return false;
    const result = await previewTakeIn(this.#store, file.incoming, { signal });
    if (!result.ok) {
      refuse(file, result);
      return false;
    }
    file.plan = result.plan;
    file.state = 'ready';
    return !result.plan.nothingNew;
  }

  #begin(files: number): void {
    [this.#taken, this.#toTake, this.share] = [0, files, 0];
  }

  /** Tells how far the whole is from how far the next files are. */
  #progressOf(files: number): (share: number) => void {
    return (share) => (this.share = (this.#taken + share * files) / this.#toTake);
  }

  /** In one transaction. Where that is refused, nothing was written, and each file is taken in by itself and says why. */
  async #takeTogether(files: readonly OpenedFile[], signal: AbortSignal): Promise<void> {
    const plans = files.flatMap(({ plan }) => (plan ? [{ plan, keepApart: this.#apartIn(plan) }] : []));
    const simple =
      files.length > 1 && plans.length === files.length && plans.every(({ plan }) => plan.bad.length === 0);
    if (simple && !signal.aborted) {
      for (const file of files) file.state = 'taking';
      const onprogress = this.#progressOf(files.length);
      const result = await takeInTogether(this.#store, plans, { signal, onprogress }).catch(failureOfError);
      if (result.ok) {
        files.forEach((file, i) => {
          file.undo = result.undos[i] ?? null;
          file.state = 'taken';
        });
        this.#taken += files.length;
        return;
      }
      for (const file of files) file.state = 'ready';
    }
    for (const file of files) {
      if (signal.aborted) return;
      await this.#takeOne(file, signal);
    }
  }

  /** The lessons of a file that the person said are others than those here. */
  #apartIn(plan: TakeInPlan): { a: Id; b: Id }[] {
    return plan.lessonsToJoin
      .filter(({ lesson }) => this.apart.has(lesson))
      .map((pair) => ({ a: pair.lesson, b: pair.with }));
  }

  async #takeOne(file: OpenedFile, signal: AbortSignal): Promise<void> {
    if (!file.plan) return;
    file.state = 'taking';
    const keepApart = this.#apartIn(file.plan);
    const onprogress = this.#progressOf(1);
    try {
      const answers = { leaveOutBad: file.leaveOutBad, keepApart, signal, onprogress };
      const result = await takeIn(this.#store, file.plan, answers);
      if (!result.ok) return refuse(file, result);
      file.undo = result.undo;
      file.state = 'taken';
      this.#taken += 1;
    } catch (error) {
      refuse(file, failureOfError(error));
    }
  }
}

function refuse(file: OpenedFile, failure: Pick<Failure, 'reason' | 'details'>): void {
  file.failure = failure;
  file.state = 'refused';
}
