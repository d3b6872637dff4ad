/** Why the store could not do something. Only `app/` turns a reason into a sentence. */
export type StoreReason =
  | 'indexeddb-missing'
  | 'indexeddb-refused'
  | 'open-timeout'
  | 'open-blocked'
  | 'newer-version'
  | 'disk-full'
  | 'connection-lost'
  | 'write-aborted'
  | 'draft-missing'
  | 'store-failed';

/** An expected failure as a value. */
export interface Failure<R extends string = string> {
  ok: false;
  reason: R;
  details: Record<string, string | number>;
}
export type Result<T extends object, R extends string = string> = ({ ok: true } & T) | Failure<R>;

/** A failure of the given reason. */
export function failure<R extends string>(reason: R, details: Record<string, string | number> = {}): Failure<R> {
  return { ok: false, reason, details };
}

/** An expected failure inside a transaction: thrown so that the transaction is rolled back, turned into a value outside. */
export class Refusal extends Error {
  readonly failure: Failure;
  constructor(refused: Failure) {
    super(refused.reason);
    this.name = 'Refusal';
    this.failure = refused;
  }
}

/**
 * The reason behind an error of IndexedDB or Dexie, looking through wrapped errors: the innermost known name decides,
 * since an aborted transaction often hides the full disk that aborted it.
 */
export function reasonOfError(error: unknown): StoreReason {
  if (error instanceof Refusal) return error.failure.reason as StoreReason;
  let reason: StoreReason = 'store-failed';
  for (let at = error, depth = 0; at && depth < 5; depth += 1) {
    const { name = '', inner } = at as { name?: string; inner?: unknown };
    reason = REASON_BY_NAME[name] ?? reason;
    at = inner;
  }
  return reason;
}

const REASON_BY_NAME: Record<string, StoreReason> = {
  QuotaExceededError: 'disk-full',
  VersionError: 'newer-version',
  MissingAPIError: 'indexeddb-missing',
  SecurityError: 'indexeddb-refused',
  InvalidAccessError: 'indexeddb-refused',
  DatabaseClosedError: 'connection-lost',
  InvalidStateError: 'connection-lost',
  TransactionInactiveError: 'connection-lost',
  OpenTimeoutError: 'open-timeout',
  AbortError: 'write-aborted',
};
