import type { BadRecord, FileManifest, Incoming } from '../../domain/guanke-file.ts';
import type { Id } from '../../domain/ids.ts';
import type { Group, Membership, Teacher } from '../../domain/people.ts';
import { ofKind } from '../incoming/matching.ts';
import { failure, type Result } from '../reasons.ts';
import type { Store } from '../store.ts';
import { joinSchool } from './joinSchool.ts';
import { previewRestore, restoreBackup, type RestorePreview } from './restore.ts';
import type { TeacherInput } from './school.ts';

/** What a person is asked before an empty device takes a file in: the roster of the file, and what a backup holds. */
export interface Joinable {
  manifest: FileManifest;
  bad: BadRecord[];
  teachers: Teacher[];
  /** In their order. */
  groups: Group[];
  memberships: Membership[];
  /** Of a backup only. */
  backup: RestorePreview | null;
}

/** What a person answered: who uses this device (of the roster, or somebody new), and whether bad records may be left out. */
export interface JoinAnswers {
  teacher: Id | TeacherInput;
  leaveOutBad: boolean;
  signal?: AbortSignal | undefined;
  onprogress?: ((share: number) => void) | undefined;
}

/** What a file would bring to an empty device; refuses `file-no-school` for a shared sheet: a school comes first. */
export function joinableOf(incoming: Incoming): Result<{ joinable: Joinable }> {
  const { manifest, records, bad } = incoming;
  if (manifest.type === 'share') return failure('file-no-school');
  const backup = manifest.type === 'backup' ? previewRestore(incoming) : null;
  if (backup && !backup.ok) return backup;
  const joinable: Joinable = {
    ...{ manifest, bad, backup: backup?.preview ?? null },
    teachers: ofKind<Teacher>(records, 'teacher'),
    groups: ofKind<Group>(records, 'group').sort((a, b) => a.order - b.order),
    memberships: ofKind<Membership>(records, 'membership'),
  };
  return { ok: true, joinable };
}

/** Joins the school of a file or restores a backup, all or nothing; refuses what `joinSchool` and `restoreBackup` refuse. */
export async function joinFile(
  store: Store,
  incoming: Incoming,
  { teacher, ...options }: JoinAnswers,
): Promise<Result<object>> {
  const isBackup = incoming.manifest.type === 'backup';
  const joined = isBackup
    ? await restoreBackup(store, incoming, { ...(typeof teacher === 'string' ? { me: teacher } : {}), ...options })
    : await joinSchool(store, incoming, { teacher, ...options });
  // What would take it back is as large as the file, and nobody is asked here.
  return joined.ok ? { ok: true } : joined;
}
