import type { Incoming } from '../../domain/guanke-file.ts';
import { personIdOfTeacher, type Id } from '../../domain/ids.ts';
import { isErased } from '../../domain/kinds.ts';
import { inRosterOrder, type Person, type Teacher } from '../../domain/people.ts';
import type { Sheet } from '../../domain/sheet.ts';
import { failure, type Result } from '../reasons.ts';
import type { Store } from '../store.ts';
import { write } from '../write.ts';
import { joinSchool } from './joinSchool.ts';

/** What a backup holds, for the preview on an empty device. */
export interface RestorePreview {
  school: { id: Id; name: string };
  teachers: { id: Id; name: string; number: string }[];
  sheets: number;
  lessons: number;
  drafts: number;
  blobs: number;
  records: number;
  /** The teacher who made the backup, when still on its roster. */
  me: Id | null;
  bad: number;
}

/** What a backup would bring to an empty device. Refuses a file that is no backup (`file-no-backup`). */
export function previewRestore(incoming: Incoming): Result<{ preview: RestorePreview }> {
  const { manifest, records } = incoming;
  if (manifest.type !== 'backup') return failure('file-no-backup');
  const live = records.filter((record) => !isErased(record) && !(record as { deleted?: boolean }).deleted);
  const teachers = inRosterOrder(live.filter((record) => record.kind === 'teacher') as Teacher[]);
  const sheets = new Set(live.filter((record) => record.kind === 'sheet').map((record) => (record as Sheet).sheet));
  const maker = live.find((record) => record.id === manifest.by.person) as Person | undefined;
  const me = teachers.find(({ id }) => id === maker?.teacher)?.id ?? null;
  return {
    ok: true,
    preview: {
      school: manifest.school,
      teachers: teachers.map(({ id, name, number }) => ({ id, name, number })),
      sheets: sheets.size,
      lessons: live.filter((record) => record.kind === 'lesson').length,
      drafts: incoming.drafts.filter((draft) => draft.deletedAt === null).length,
      blobs: incoming.blobs.length,
      records: records.length,
      me,
      bad: incoming.bad.length,
    },
  };
}

/** What a person said to the preview of a restore. */
export interface RestoreAnswers {
  /** Who uses this device: a teacher; by default who made the backup. */
  me?: Id;
  leaveOutBad?: boolean;
  signal?: AbortSignal | undefined;
  onprogress?: ((share: number) => void) | undefined;
}

/**
 * Restores a backup into an empty device, all or nothing; this database copy keeps a clock node of its own. Into a device
 * of the same school a backup goes through `previewTakeIn` and `takeIn`. Refuses `file-no-backup`, `school-exists`,
 * `teacher-missing` (nobody said who uses this device), `records-bad` and `cancelled`.
 */
export async function restoreBackup(
  store: Store,
  incoming: Incoming,
  { me, ...answers }: RestoreAnswers = {},
): Promise<Result<{ school: Id; me: Id }>> {
  const preview = previewRestore(incoming);
  if (!preview.ok) return preview;
  const teacher = me ?? preview.preview.me;
  if (!teacher) return failure('teacher-missing');
  const joined = await joinSchool(store, incoming, { teacher, ...answers });
  return joined.ok ? { ok: true, school: joined.school, me: personIdOfTeacher(teacher) } : joined;
}

/** Notes that a backup was handed to the person just now. */
export async function noteBackup(store: Store, records: number): Promise<Result<object>> {
  return write(store, [], async ({ stamp }) => {
    await store.db.meta.put({ key: 'lastBackup', value: { at: store.now(), records, stamp: stamp() } });
    return {};
  });
}
