import type { Rubric } from '../domain/rubric.ts';
import { closeStore, openStore } from '../store/store.ts';
import { reasonOfError } from '../store/reasons.ts';
import { schoolRatings } from '../store/queries/schoolRatings.ts';
import {
  FIT_TASKS,
  schoolData,
  type FitMessage,
  type FitRequest,
  type SchoolData,
  type TaskContext,
} from './fitTasks.ts';

type Run = Extract<FitRequest, { type: 'run' }>;

const post = (message: FitMessage) => self.postMessage(message);
/** The page asks for one thing at a time. */
const running = new Map<number, AbortController>();
let data: { version: string; school: SchoolData } | null = null;

self.onmessage = ({ data: message }: MessageEvent<FitRequest>) => {
  if (message.type === 'cancel') {
    running.get(message.id)?.abort();
    return;
  }
  const control = new AbortController();
  running.set(message.id, control);
  void run(message, control.signal)
    .catch((error: unknown) => post({ type: 'failed', id: message.id, reason: reasonOf(error, control.signal) }))
    .finally(() => running.delete(message.id));
};

async function run(request: Run, signal: AbortSignal): Promise<void> {
  const { id, task, params, kept } = request;
  const onprogress: TaskContext['onprogress'] = (share) => post({ type: 'progress', id, share });
  const school = await schoolOf(request, signal, onprogress);
  onprogress(null);
  const answer = FIT_TASKS[task](school, params as never, { signal, onprogress, kept });
  post({ type: 'done', id, answer, kept });
}

/**
 * The school's rows, read anew after every change. The connection is closed again at once: an open one would stand in the way of
 * an update or of leaving the sample school.
 */
async function schoolOf(
  { database, version, builtins }: Run,
  signal: AbortSignal,
  onprogress: TaskContext['onprogress'],
): Promise<SchoolData> {
  if (data?.version === version) return data.school;
  const known = new Map<string, Rubric>(builtins.map((rubric) => [rubric.id, rubric]));
  const opened = await openStore({ name: database, builtinRubric: async (id) => known.get(id) ?? null });
  if (!opened.ok) throw new FitFailure(opened.reason);
  try {
    const school = schoolData(await schoolRatings(opened.store, { signal, onprogress }));
    data = { version, school };
    return school;
  } finally {
    closeStore(opened.store);
  }
}

class FitFailure extends Error {}

function reasonOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'cancelled';
  return error instanceof FitFailure ? error.message : reasonOfError(error);
}
