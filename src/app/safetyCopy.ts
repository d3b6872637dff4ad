import type { FromSafetyWorker, ToSafetyWorker } from '../workers/safetyCopy.ts';
import { hasPrivateFiles } from '../store/safety/folder.ts';
import { answerSafetyState, SAFETY_OFF, type SafetyState } from '../store/safety/state.ts';

/** Milliseconds until a worker that lost the database is followed by another; twice as long each time, up to a minute. */
const AGAIN = 2500;
const LONGEST = 60_000;

let keeping = false;

/**
 * Keeps the safety copy of the school's database as long as the page lives. One tab does it for all; where that one closes, the next
 * takes over. Loaded after the first page stands.
 */
export function keepSafetyCopy(database: string): void {
  if (keeping || !hasPrivateFiles() || !navigator.locks) return;
  keeping = true;
  void navigator.locks.request('guanke-safety', () => keepForEver(database));
}

/** Holds the lock until the page ends. */
async function keepForEver(database: string): Promise<never> {
  let state: SafetyState = { state: 'filling', bytes: 0, at: 0 };
  const channel = answerSafetyState(() => state);
  for (let wait = AGAIN; ; wait = Math.min(LONGEST, wait * 2)) {
    const ended = await runWorker(database, (next) => {
      state = next;
      channel.tell();
    });
    if (ended !== 'gone') {
      // Nothing helps but a reload: no room, no private files.
      if (ended === 'off') state = SAFETY_OFF;
      return new Promise<never>(() => undefined);
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/** Runs one worker until it gives up; answers why. */
function runWorker(database: string, onstate: (state: SafetyState) => void): Promise<FromSafetyWorker['state']> {
  const worker = new Worker(new URL('../workers/safetyCopy.ts', import.meta.url), {
    type: 'module',
    name: 'safety copy',
  });
  const tell = (message: ToSafetyWorker) => worker.postMessage(message);
  const hurry = () => tell({ type: 'hurry' });
  const hurryHidden = () => document.visibilityState === 'hidden' && hurry();
  document.addEventListener('visibilitychange', hurryHidden);
  addEventListener('pagehide', hurry);
  return new Promise<FromSafetyWorker['state']>((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<FromSafetyWorker>) => {
      if (data.state !== 'gone') onstate(data);
      if (data.state !== 'filling' && data.state !== 'ready') resolve(data.state);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      resolve('gone');
    };
    tell({ type: 'keep', database });
  }).finally(() => {
    worker.terminate();
    document.removeEventListener('visibilitychange', hurryHidden);
    removeEventListener('pagehide', hurry);
  });
}
