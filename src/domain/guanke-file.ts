import type { Instant } from './date.ts';
import type { DraftEntry } from './draft.ts';
import type { Id } from './ids.ts';
import type { AnyRecord, OpaqueRecord, Tombstone } from './kinds.ts';

/** The version of the file format that this app writes, and the newest that it reads. */
export const FILE_FORMAT = 1;

/** What a file is for: the school to be joined, sheets handed to colleagues, or everything of one device. */
export const FILE_TYPES = ['school', 'share', 'backup'] as const;
export type FileType = (typeof FILE_TYPES)[number];

/** The first line of every file. */
export interface FileManifest {
  guanke: number;
  type: FileType;
  school: { id: Id; name: string };
  /** When it was made, as ISO text. */
  made: string;
  /** The person who made it; the name as it was then. */
  by: { person: Id; name: string };
  /** The version of the app that made it. */
  app: string;
  /** A sentence to the receiver. */
  note?: string;
}

/** A record as a file holds it: read, kept unread (newer), or erased. */
export type FileRecord = AnyRecord | OpaqueRecord | Tombstone;

/** A draft's row as a backup holds it; the same fields as on the disk. */
export interface FileDraft {
  id: Id;
  createdAt: Instant;
  changedAt: Instant;
  author: Id;
  reopens: Id | null;
  reopenReason: string;
  deletedAt: Instant | null;
}

/** Bytes that records name: photos, ink, voice. */
export interface FileBlob {
  id: Id;
  type: string;
  bytes: Uint8Array;
}

/** One line of content: a record as stored, or (backups only) a draft or one of its entries. */
export type FileLine = FileRecord | { draft: FileDraft } | { entry: DraftEntry };

/** A record that the door refused: where it stands and the first field that is wrong. */
export interface BadRecord {
  line: number;
  id: string;
  kind: string;
  field: string;
  problem: string;
}

/** What came through the door: whole and unharmed, but nothing of it is in the store yet. */
export interface Incoming {
  manifest: FileManifest;
  records: FileRecord[];
  /** Ids of those records that this version cannot read: kept and passed on, not shown. */
  opaque: ReadonlySet<Id>;
  /** Backups only; empty otherwise. */
  drafts: FileDraft[];
  entries: DraftEntry[];
  blobs: FileBlob[];
  /** Records that cannot be read; a person is asked before they are left out. */
  bad: BadRecord[];
}
