/**
 * The one pair through which every document passes on its way to and from the disk. Identity today; encryption later
 * changes only this file. Index columns stay outside: ids, dates, enums and numbers only.
 */
export interface Stored<T> {
  readonly stored: T;
}

/** A document as it is stored. */
export function encode<T>(doc: T): Stored<T> {
  return { stored: doc };
}

/** The document that was stored. */
export function decode<T>(doc: Stored<T>): T {
  return doc.stored;
}
