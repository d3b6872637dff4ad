import { createContext } from 'svelte';
import type { PlainDate } from '../domain/date.ts';
import type { Id } from '../domain/ids.ts';
import type { Failure } from '../store/reasons.ts';
import type { Identity } from '../store/identity.ts';
import type { Store } from '../store/store.ts';
import type { RouteName } from './links.ts';

/** A failure in words: what happened and what to do next, in the reader's language. */
export interface Explained {
  title: string;
  next: string;
}

/**
 * Something to hand on or to take in; the dialog for it loads when it is first asked for. `open` begins with files or pasted text where there
 * are some; `duties` hands in what I entered for a semester (empty = the present one); `join` is `open` for the school file of a school that this device does not belong to yet.
 */
export type ExchangeTask =
  | { type: 'share'; sheets: readonly Id[] }
  | { type: 'duties'; semester: Id }
  | { type: 'give' }
  | { type: 'open'; files?: readonly File[]; text?: string }
  | { type: 'join' }
  | { type: 'backup' }
  | { type: 'restore' };

/** What every screen is given by the composition root. Getters are reactive. */
export interface Services {
  readonly store: Store;
  readonly identity: Identity;
  /** Today's date on this device; moves on at midnight. */
  readonly today: PlainDate;
  /** Every part of the app is on this device; it works without network. */
  readonly offlineReady: boolean;
  /** Turns a reason of a lower room into a sentence. */
  explain: (failure: Pick<Failure, 'reason' | 'details'>) => Explained;
  /** Shows a failure as a message that stays until it is read. */
  report: (failure: Pick<Failure, 'reason' | 'details'>) => void;
  /** A short message with an optional action ("Undo"). */
  notify: (message: string, action?: { label: string; run: () => void }) => void;
  go: (href: string) => void;
  /**
   * To be called by a page when its first useful paint stands: sets `document.title`, focuses the `h1` after a
   * navigation and sets the performance mark `ready:<route>`.
   */
  ready: (route: RouteName, title: string) => void;
  /** Asks the browser once to keep the data; at the first real record. */
  firstRecord: () => void;
  /** Opens the dialog for handing something on or taking something in. */
  exchange: (task: ExchangeTask) => void;
  /** The right PIN was entered in this tab, or the person has none: their records may be shown. */
  unlocked: (person: Id) => void;
  /** Hides the records of whoever has a PIN at once, before the tablet is handed on. */
  lock: () => void;
  /** Leaves the sample school and removes it. */
  leaveSample: () => Promise<void>;
}

export const [getServices, setServices] = createContext<Services>();
