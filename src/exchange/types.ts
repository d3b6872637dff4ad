export {
  type BadRecord,
  type FileBlob,
  type FileDraft,
  type FileLine,
  type FileManifest,
  type FileRecord,
  type FileType,
  type Incoming,
} from '../domain/guanke-file.ts';

/** Why a file cannot be read. Details: `line` (damaged), `format` (newer), `megabytes` and `limit` (too large). */
export type FileReason =
  'file-empty' | 'file-foreign' | 'file-truncated' | 'file-damaged' | 'file-newer' | 'file-too-large' | 'cancelled';

/** A refusal of the door; the same shape as a failure of the store. */
export interface FileFailure {
  ok: false;
  reason: FileReason;
  details: Record<string, string | number>;
}
export type FileResult<T extends object> = ({ ok: true } & T) | FileFailure;

/** How far reading or writing has come: a share of 1 where the whole is known, and records so far. */
export interface FileProgress {
  share: number | null;
  records: number;
}

/** What reading and writing may be told. An aborted signal ends in `cancelled`. */
export interface FileOptions {
  signal?: AbortSignal | undefined;
  onprogress?: ((progress: FileProgress) => void) | undefined;
}

/** The name under which a file is saved: `.guanke.txt` opens everywhere and passes every messenger. */
export const FILE_ENDING = '.guanke.txt';
/** A packed backup. */
export const PACKED_ENDING = '.guanke.gz';
