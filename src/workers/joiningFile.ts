import type { FileFailure, FileProgress } from '../exchange/types.ts';
import { readGuankeFile } from '../exchange/readGuankeFile.ts';
import type { Incoming } from '../domain/guanke-file.ts';
import type { Rubric } from '../domain/rubric.ts';
import { joinableOf, joinFile, type JoinAnswers, type Joinable } from '../store/commands/joinFile.ts';
import { reasonOfError, type Failure, type Result } from '../store/reasons.ts';
import { closeStore, openStore } from '../store/store.ts';

/** What the page asks of this worker, which holds one file: read it, take it in, stop taking it in. */
export type ToJoiningWorker =
  | { type: 'read'; source: Blob | string }
  | {
      type: 'join';
      database: string;
      rubrics: readonly Rubric[];
      answers: Pick<JoinAnswers, 'teacher' | 'leaveOutBad'>;
    }
  | { type: 'cancel' };

/** What the page hears from it. */
export type FromJoiningWorker =
  | { type: 'reading'; progress: FileProgress }
  | { type: 'read'; joinable: Joinable }
  | { type: 'refused'; failure: FileFailure | Failure }
  | { type: 'joining'; share: number }
  | { type: 'joined'; result: Result<object> }
  /** It cannot be done in a worker here: the page does it itself. */
  | { type: 'unable' };

/** Milliseconds between two words about how far it is. */
const SELDOM = 100;

let incoming: Incoming | null = null;
let control = new AbortController();

addEventListener('message', ({ data }: MessageEvent<ToJoiningWorker>) => {
  if (data.type === 'cancel') control.abort();
  else (data.type === 'read' ? read(data.source) : join(data)).catch(() => say({ type: 'unable' }));
});

async function read(source: Blob | string): Promise<void> {
  const tell = seldom();
  const result = await readGuankeFile(source, {
    onprogress: (progress) => tell(() => say({ type: 'reading', progress }), progress.share === 1),
  });
  if (!result.ok) return say({ type: 'refused', failure: result });
  const found = joinableOf(result.incoming);
  if (!found.ok) return say({ type: 'refused', failure: found });
  ({ incoming } = result);
  say({ type: 'read', joinable: found.joinable });
}

async function join({ database, rubrics, answers }: Extract<ToJoiningWorker, { type: 'join' }>): Promise<void> {
  if (!incoming) return say({ type: 'unable' });
  control = new AbortController();
  const known = new Map(rubrics.map((rubric) => [rubric.id, rubric]));
  const opened = await openStore({ name: database, builtinRubric: (id) => Promise.resolve(known.get(id) ?? null) });
  if (!opened.ok) return say({ type: 'unable' });
  const tell = seldom();
  try {
    const result = await joinFile(opened.store, incoming, {
      ...{ ...answers, signal: control.signal },
      onprogress: (share) => tell(() => say({ type: 'joining', share }), share === 1),
    });
    say({ type: 'joined', result });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    say({ type: 'joined', result: { ok: false, reason: reasonOfError(error), details: { message } } });
  } finally {
    closeStore(opened.store);
  }
}

/** Tells how far it is, but not more often than anybody can see; the end always. */
function seldom(): (tell: () => void, always: boolean) => void {
  let last = 0;
  return (tell, always) => {
    const now = performance.now();
    if (!always && now - last < SELDOM) return;
    last = now;
    tell();
  };
}

function say(message: FromJoiningWorker): void {
  postMessage(message);
}
