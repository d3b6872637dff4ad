import type { Id } from '../domain/ids.ts';

/** Who edits a draft: this tab, or another one that is asked first. */
export interface DraftLock {
  readonly editing: boolean;
  /** Settles when it is known whether this tab edits. */
  readonly ready: Promise<boolean>;
  /** Takes the draft over from the other tab, which first saves what is open there. */
  take: () => Promise<boolean>;
  /** Gives the draft back. */
  release: () => void;
}

interface LockOptions {
  /** Called when this tab becomes or stops being the one that edits. */
  onchange: (editing: boolean) => void;
  /** Saves what is open before another tab takes over. */
  onyield: () => Promise<unknown>;
}

/** Resolves when what the browser has to say of any lock, such as one taken by force, has reached this tab. */
export async function lockNews(): Promise<void> {
  await globalThis.navigator?.locks?.query();
}

/** Milliseconds that the other tab gets to save before the lock is taken by force. */
const PATIENCE = 1500;

/**
 * One tab edits a draft (Web Locks); other tabs read along. Where the browser has no Web Locks (plain http, only the
 * sample school) every tab edits.
 */
export function lockDraft(id: Id, options: LockOptions): DraftLock {
  const locks = globalThis.navigator?.locks;
  if (!locks) {
    options.onchange(true);
    return { editing: true, ready: Promise.resolve(true), take: () => Promise.resolve(true), release: () => undefined };
  }
  const name = `guanke-draft:${id}`;
  const channel = new BroadcastChannel(name);
  let held: (() => void) | null = null;
  let closed = false;

  const request = (mode: LockMode): Promise<boolean> =>
    new Promise((resolve) => {
      locks
        .request(name, mode, (lock) => {
          resolve(lock !== null);
          if (!lock && !closed) options.onchange(false);
          if (!lock || closed) return undefined;
          return new Promise<void>((release) => {
            held = release;
            options.onchange(true);
          });
        })
        // A lock that another tab took by force rejects here: this tab reads along from now on.
        .catch(() => resolve(false))
        .finally(() => {
          if (!held) return;
          held = null;
          if (!closed) options.onchange(false);
        });
    });

  channel.onmessage = async (event: MessageEvent<unknown>) => {
    if (event.data !== 'take' || !held) return;
    await options.onyield();
    held?.();
  };
  const ready = request({ ifAvailable: true });
  return {
    ready,
    get editing() {
      return held !== null;
    },
    take: async () => {
      channel.postMessage('take');
      const asked = new AbortController();
      const timer = setTimeout(() => asked.abort(), PATIENCE);
      const given = await request({ signal: asked.signal });
      clearTimeout(timer);
      return given || request({ steal: true });
    },
    release: () => {
      closed = true;
      held?.();
      channel.close();
    },
  };
}

type LockMode = { ifAvailable?: boolean; steal?: boolean; signal?: AbortSignal };
