import { createSubscriber } from 'svelte/reactivity';
import { m } from '../i18n/messages.ts';
import type { Explained } from '../parts/services.ts';
import type { Failure } from '../store/reasons.ts';

/** From a reason to what happened, and what to do next. */
export type SentenceTable = Record<string, (details: Failure['details']) => Explained>;

/** What can stand in the way of the start itself. Together with `reasonSentences.ts` the one table of reasons. */
export const START_SENTENCES: SentenceTable = {
  'indexeddb-missing': () => ({ title: m.errors_indexeddb_missing_title(), next: m.errors_indexeddb_missing_next() }),
  'indexeddb-refused': () => ({ title: m.errors_indexeddb_refused_title(), next: m.errors_indexeddb_refused_next() }),
  'open-timeout': () => ({ title: m.errors_open_timeout_title(), next: m.errors_open_timeout_next() }),
  'open-blocked': () => ({ title: m.errors_open_blocked_title(), next: m.errors_open_blocked_next() }),
  'newer-version': () => ({ title: m.errors_newer_version_title(), next: m.errors_newer_version_next() }),
  'disk-full': () => ({ title: m.errors_disk_full_title(), next: m.errors_disk_full_next() }),
  'connection-lost': () => ({ title: m.errors_connection_lost_title(), next: m.errors_connection_lost_next() }),
  'write-aborted': () => ({ title: m.errors_write_aborted_title(), next: m.errors_write_aborted_next() }),
  'store-failed': (d) => ({
    title: m.errors_store_failed_title(),
    next: m.errors_store_failed_next({ message: d['message'] ?? '' }),
  }),
  'storage-forgets': () => ({ title: m.errors_storage_forgets_title(), next: m.errors_storage_forgets_next() }),
};

let others: SentenceTable | null = null;
let loading: Promise<void> | null = null;
let tell: () => void = () => undefined;
const subscribe = createSubscriber((update) => {
  tell = update;
});

/** Loads the other sentences; they are not needed for the first paint. Tries again after a failure. */
export function loadReasons(): Promise<void> {
  loading ??= import('./reasonSentences.ts').then(
    ({ SENTENCES }) => {
      others = SENTENCES;
      tell();
    },
    () => {
      loading = null;
    },
  );
  return loading;
}

/** The sentences of a reason. One that is shown before they are loaded is worded anew when they are. */
export function explain({ reason, details }: Pick<Failure, 'reason' | 'details'>): Explained {
  const sentence = START_SENTENCES[reason] ?? others?.[reason];
  if (sentence) return sentence(details);
  if (!others) {
    // Does nothing outside a template.
    subscribe();
    void loadReasons();
  }
  return { title: m.errors_store_failed_title(), next: m.errors_store_failed_next({ message: reason }) };
}
