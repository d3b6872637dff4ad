import { m } from '../i18n/messages.ts';
import type { Tone } from './tones.ts';

/** A passing message. One action at most; what the action does must also be possible elsewhere or not matter later. */
export interface Toast {
  message: string;
  tone?: Tone | undefined;
  action?: { label: string; run: () => unknown } | undefined;
  /** How long it stays, in ms; the default depends on tone and action. `Infinity` stays until it is closed. */
  duration?: number | undefined;
}

/** A message being shown. */
export interface ShownToast extends Toast {
  id: number;
  tone: Tone;
}

const PLAIN_MS = 6_000;
const ACTION_MS = 12_000;
const MOST_AT_ONCE = 3;

interface Clock {
  timer: ReturnType<typeof setTimeout> | undefined;
  left: number;
  since: number;
}

class Toasts {
  /** The messages being shown, oldest first. */
  shown = $state.raw<readonly ShownToast[]>([]);
  readonly #clocks = new Map<number, Clock>();
  #paused = false;
  #lastId = 0;

  add(toast: Toast): number {
    const id = ++this.#lastId;
    const tone = toast.tone ?? 'info';
    this.shown = [...this.shown, { ...toast, id, tone }];
    for (const old of this.shown.slice(0, -MOST_AT_ONCE)) this.close(old.id);
    this.#clocks.set(id, { timer: undefined, left: toast.duration ?? usualDuration(toast), since: 0 });
    if (!this.#paused) this.#run(id);
    return id;
  }

  close(id: number): void {
    clearTimeout(this.#clocks.get(id)?.timer);
    this.#clocks.delete(id);
    this.shown = this.shown.filter((toast) => toast.id !== id);
    if (this.shown.length === 0) this.#paused = false;
  }

  /** Stops all clocks, while someone reads or reaches for a button. */
  pause(): void {
    if (this.#paused) return;
    this.#paused = true;
    for (const clock of this.#clocks.values()) {
      clearTimeout(clock.timer);
      clock.left -= performance.now() - clock.since;
    }
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    for (const id of this.#clocks.keys()) this.#run(id);
  }

  #run(id: number): void {
    const clock = this.#clocks.get(id);
    if (!clock || clock.left === Infinity) return;
    clock.since = performance.now();
    clock.timer = setTimeout(() => this.close(id), Math.max(1_000, clock.left));
  }
}

/** What `Toaster.svelte` shows. */
export const toasts = new Toasts();

/** Shows a passing message and returns its id. Problems stay until they are closed; the rest goes by itself. */
export function notify(toast: Toast): number {
  return toasts.add(toast);
}

/** Says what was done and offers to undo it. */
export function notifyUndo(message: string, undo: () => unknown): number {
  return notify({ message, action: { label: m.common_undo(), run: undo } });
}

/** Takes a message away before its time; an unknown id is ignored. */
export function dismiss(id: number): void {
  toasts.close(id);
}

/** Takes away every message that offers an action: what it would undo can no longer be undone from here. */
export function dismissActions(): void {
  for (const { id, action } of toasts.shown) if (action) toasts.close(id);
}

function usualDuration({ tone, action }: Toast): number {
  if (tone === 'bad') return Infinity;
  return action ? ACTION_MS : PLAIN_MS;
}
