import type { Instant } from './date.ts';
import type { Id } from './ids.ts';

/**
 * A hybrid-logical-clock stamp as text, `<ms base36, 9>-<counter base36, 4>-<node>`; it sorts as text.
 * Made only inside a command's transaction (see merge/stamp.ts).
 */
export type Stamp = string;

/** Every kind of record that a school's data is made of. One record has one audience. */
export const RECORD_KINDS = [
  'school',
  'person',
  'teacher',
  'group',
  'membership',
  'semester',
  'list',
  'rubric',
  'rubricDraft',
  'lesson',
  'attendance',
  'minutes',
  'lessonTalk',
  'material',
  'workbook',
  'sheet',
  'share',
  'response',
  'nextStep',
  'pairing',
  'meeting',
  'assessment',
  'activity',
  'quota',
  'duty',
  'series',
  'calibration',
  'alias',
  'keepApart',
  'erasure',
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/**
 * Who may receive a record: `school` everyone who joins the school, `parties` its author, the teachers it is about and
 * whoever holds the right by post, `author` nobody but its author.
 */
export const AUDIENCES = ['school', 'parties', 'author'] as const;
export type Audience = (typeof AUDIENCES)[number];

/**
 * What a record keeps of a long text beside the shown version: the versions written elsewhere at the same time (value and
 * stamp), and per node the latest version that was seen. Absent when there has been one writer only.
 */
export interface TextHeads {
  seen: Record<string, Stamp>;
  others?: { stamp: Stamp; value?: unknown }[];
}

/** What every record carries. Unknown further fields are kept and passed on unchanged. */
export interface RecordBase<K extends RecordKind = RecordKind> {
  id: Id;
  kind: K;
  /** Version of the kind's schema that wrote it. */
  v: number;
  /** The person who wrote it. */
  author: Id;
  /** The teachers it is about; empty = the school. */
  about: Id[];
  audience: Audience;
  created: Instant;
  /** Base stamp: that of every field without an exception in `at`. */
  stamp: Stamp;
  /** Stamps of fields that changed later than the base; map entries as `field/entry`. */
  at?: Record<string, Stamp>;
  /** By long-text field (see merge/text.ts). */
  heads?: Record<string, TextHeads>;
  /** A stamped field like any other: deletion can be undone and merged. */
  deleted?: boolean;
}

/** The keys of the envelope that are never merged as fields. */
export const ENVELOPE_KEYS = ['id', 'kind', 'stamp', 'at', 'heads'] as const;
