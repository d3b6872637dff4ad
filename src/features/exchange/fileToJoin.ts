import type { Incoming } from '../../domain/guanke-file.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { readGuankeFile } from '../../exchange/readGuankeFile.ts';
import type { FileFailure, FileOptions } from '../../exchange/types.ts';
import { joinableOf, joinFile, type JoinAnswers, type Joinable } from '../../store/commands/joinFile.ts';
import type { Failure, Result } from '../../store/reasons.ts';
import type { Store } from '../../store/store.ts';
import type { FromJoiningWorker, ToJoiningWorker } from '../../workers/joiningFile.ts';

/** A file that was read and waits to be taken into an empty device. */
export interface FileToJoin {
  joinable: Joinable;
  /** Takes it in, all or nothing; may be asked again after a refusal or a cancel. `rubrics`: those that ship. */
  join: (store: Store, answers: JoinAnswers & { rubrics: readonly Rubric[] }) => Promise<Result<object>>;
  /** Forgets the file. */
  close: () => void;
}

type Opened = { ok: true; file: FileToJoin } | FileFailure | Failure;

/** Bytes (or characters) up to which a file is read and taken in here: a worker would only begin to begin. */
const SMALL = 262_144;
const CANCELLED: FileFailure = { ok: false, reason: 'cancelled', details: {} };

/**
 * Reads a school file or a backup for an empty device. A large one stays in a worker, which also writes it: neither its
 * thousands of records nor their rows pass through the page, which stays alive on a slow tablet. Refuses what
 * `readGuankeFile` and `joinableOf` refuse, and `cancelled`.
 */
export async function openToJoin(source: Blob | string, options: FileOptions = {}): Promise<Opened> {
  const size = typeof source === 'string' ? source.length : source.size;
  if (size <= SMALL || typeof Worker === 'undefined') return openHere(source, options);
  const worker = new JoiningWorker();
  try {
    const opened = await worker.read(source, options);
    if (opened && opened.ok) return { ok: true, file: inWorker(worker, opened.joinable, source) };
    worker.end();
    if (opened) return opened;
  } catch (error) {
    worker.end();
    throw error;
  }
  return options.signal?.aborted ? CANCELLED : openHere(source, options);
}

async function openHere(source: Blob | string, options: FileOptions): Promise<Opened> {
  const read = await readGuankeFile(source, options);
  if (!read.ok) return read;
  const found = joinableOf(read.incoming);
  return found.ok ? { ok: true, file: inPage(read.incoming, found.joinable) } : found;
}

function inPage(incoming: Incoming, joinable: Joinable): FileToJoin {
  return { joinable, join: (store, answers) => joinFile(store, incoming, answers), close: () => undefined };
}

function inWorker(worker: JoiningWorker, joinable: Joinable, source: Blob | string): FileToJoin {
  let here: FileToJoin | null = null;
  return {
    joinable,
    close: () => worker.end(),
    join: async (store, answers) => {
      const result = here ? null : await worker.join(store.name, answers);
      if (result) return result;
      // The worker could not: the page reads the file once more and does it itself.
      const opened = here ? null : await openHere(source, { signal: answers.signal });
      if (opened && !opened.ok) return opened;
      here ??= opened?.file ?? null;
      return here ? here.join(store, answers) : CANCELLED;
    },
  };
}

/** The worker that holds one file; null answers mean that it cannot be done there. */
class JoiningWorker {
  readonly #worker = new Worker(new URL('../../workers/joiningFile.ts', import.meta.url), {
    type: 'module',
    name: 'joining',
  });

  read(source: Blob | string, { signal, onprogress }: FileOptions) {
    return this.#ask<{ ok: true; joinable: Joinable } | FileFailure | Failure>(
      { type: 'read', source },
      (message, answer) => {
        if (message.type === 'reading') onprogress?.(message.progress);
        else if (message.type === 'read') answer({ ok: true, joinable: message.joinable });
        else if (message.type === 'refused') answer(message.failure);
      },
      signal,
      // A worker that only reads is ended with its file.
      (answer) => answer(CANCELLED),
    );
  }

  join(database: string, { teacher, leaveOutBad, rubrics, signal, onprogress }: Parameters<FileToJoin['join']>[1]) {
    return this.#ask<Result<object>>(
      { type: 'join', database, rubrics, answers: { teacher, leaveOutBad } },
      (message, answer) => {
        if (message.type === 'joining') onprogress?.(message.share);
        else if (message.type === 'joined') answer(message.result);
      },
      signal,
      // Its transaction has to come to its end: whether something was written is known only then.
      () => this.#worker.postMessage({ type: 'cancel' } satisfies ToJoiningWorker),
    );
  }

  end(): void {
    this.#worker.terminate();
  }

  async #ask<T>(
    request: ToJoiningWorker,
    hear: (message: FromJoiningWorker, answer: (value: T) => void) => void,
    signal: AbortSignal | undefined,
    oncancel: (answer: (value: T) => void) => void,
  ): Promise<T | null> {
    const worker = this.#worker;
    let cancel: () => void = () => undefined;
    try {
      return await new Promise<T | null>((resolve) => {
        cancel = () => oncancel(resolve);
        worker.onmessage = ({ data }: MessageEvent<FromJoiningWorker>) =>
          data.type === 'unable' ? resolve(null) : hear(data, resolve);
        worker.onerror = (event) => {
          // Its code could not be loaded, or the browser has no such workers.
          event.preventDefault();
          resolve(null);
        };
        signal?.addEventListener('abort', cancel);
        worker.postMessage(request);
        if (signal?.aborted) cancel();
      });
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }
}
