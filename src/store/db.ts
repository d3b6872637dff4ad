import { Dexie, type Table } from 'dexie';
import type { DraftEntry } from '../domain/draft.ts';
import type { SheetHeader } from '../domain/header.ts';
import type { Id } from '../domain/ids.ts';
import type { Instant, PlainDate } from '../domain/date.ts';
import type { Lesson, LessonKind } from '../domain/lesson.ts';
import type { RatingRow, TallyCell } from '../domain/rating.ts';
import type { RecordBase, RecordKind } from '../domain/record.ts';
import type { Sheet, Workbook } from '../domain/sheet.ts';
import type { Stored } from './codec.ts';
import { MIGRATIONS } from './migrations/index.ts';

/** A small record of any kind but lesson, sheet and workbook. */
export interface RecordRow {
  id: Id;
  kind: RecordKind;
  doc: Stored<RecordBase>;
}
export interface LessonRow {
  id: Id;
  date: PlainDate;
  /** Teacher id; empty for a guest. */
  teacher: Id;
  lessonKind: LessonKind;
  /** Slot key; absent when the slot is not fully known or the lesson is deleted. */
  slot?: string;
  doc: Stored<Lesson>;
}
export interface SheetRow {
  id: Id;
  sheet: Id;
  lesson: Id;
  observer: Id;
  date: PlainDate;
  doc: Stored<Sheet>;
}
export interface HeaderRow {
  id: Id;
  lesson: Id;
  teacher: Id;
  observer: Id;
  date: PlainDate;
  lessonKind: LessonKind;
  /** Rubric version id; `-` = notes only. */
  rubric: Id;
  doc: Stored<SheetHeader>;
}
/** Ids, dates and numbers only: the row is its own index. */
export type RatingStored = RatingRow;
export interface DirtyRow {
  /** `teacher|semester`. */
  id: string;
  teacher: Id;
  semester: Id;
}
export interface DraftRow {
  /** Also the id of the sheet that the draft becomes. */
  id: Id;
  createdAt: Instant;
  changedAt: Instant;
  /** The person whose draft it is. */
  author: Id;
  /** The sealed revision that was reopened; null for a new sheet. */
  reopens: Id | null;
  reopenReason: string;
  /** Set when thrown away; kept 30 days so that it can be brought back. */
  deletedAt: Instant | null;
}
export interface WorkbookRow {
  /** The sheet that it belongs to. */
  id: Id;
  doc: Stored<Workbook>;
}
export interface MetaRow {
  key: string;
  value: unknown;
}
export interface SearchKeysRow {
  id: Id;
  /** The name and reading that the keys were made from: a changed name makes them anew. */
  doc: Stored<{ from: string; keys: string[] }>;
}
export interface BlobRow {
  id: Id;
  type: string;
  bytes: Uint8Array;
}

/** The database of one school on this device. Strict: a completed transaction is on the disk. */
export class GuankeDb extends Dexie {
  declare meta: Table<MetaRow, string>;
  declare records: Table<RecordRow, Id>;
  declare lessons: Table<LessonRow, Id>;
  declare sheets: Table<SheetRow, Id>;
  declare headers: Table<HeaderRow, Id>;
  declare ratings: Table<RatingStored, Id>;
  declare tallies: Table<TallyCell, string>;
  declare dirty: Table<DirtyRow, string>;
  declare drafts: Table<DraftRow, Id>;
  declare entries: Table<DraftEntry, [Id, string]>;
  declare workbooks: Table<WorkbookRow, Id>;
  declare searchKeys: Table<SearchKeysRow, Id>;
  declare blobs: Table<BlobRow, Id>;

  constructor(name: string) {
    // No cache of query results: entries are written past Dexie (putEntry.ts), which would not drop it.
    super(name, { chromeTransactionDurability: 'strict', autoOpen: false, cache: 'disabled' });
    for (const migration of MIGRATIONS) migration.apply(this);
  }
}
