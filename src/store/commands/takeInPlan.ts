import { dateOfInstant } from '../../domain/date.ts';
import type { BadRecord, FileManifest, FileRecord, Incoming } from '../../domain/guanke-file.ts';
import type { Id } from '../../domain/ids.ts';
import { createPace } from '../../domain/pace.ts';
import type { School } from '../../domain/school.ts';
import type { Held, MergeConflict } from '../../merge/merge.ts';
import {
  countKinds,
  examplesOf,
  lessonsToJoin,
  namedConflicts,
  sheetsOf,
  type KindCount,
  type LessonToJoin,
  type SheetToTakeIn,
} from '../incoming/described.ts';
import { workOfFile, type FileWork, type TakeInWork, type WorkOptions } from '../incoming/fileWork.ts';
import { schoolChanges, type SchoolChange } from '../incoming/schoolChanges.ts';
import { failure, type Result } from '../reasons.ts';
import { isSameRow } from '../rowChanges.ts';
import type { Store } from '../store.ts';
import { failureOf, recordById } from '../write.ts';

export type { KindCount, LessonToJoin, SheetToTakeIn } from '../incoming/described.ts';
export type { SchoolChange } from '../incoming/schoolChanges.ts';

/** What taking a file in would do; nothing is written yet. */
export interface TakeInPlan {
  manifest: FileManifest;
  /** Everything in the file was here already. */
  nothingNew: boolean;
  counts: KindCount[];
  /** Names of new or changed records, up to 12 a kind. */
  examples: { kind: string; id: Id; name: string }[];
  sheets: SheetToTakeIn[];
  lessonsToJoin: LessonToJoin[];
  changesOfSchool: SchoolChange[];
  /** Kept at the door until this device's clock has reached their stamps, or an update reads them. */
  held: Held<FileRecord>[];
  conflicts: (MergeConflict & { name: string })[];
  /** Records of the file that were erased here and stay so. */
  erased: number;
  /** Drafts that come back (missing here), and those that are here already and stay as they are. */
  drafts: { added: number; kept: number };
  blobs: number;
  bad: BadRecord[];
  /** What the plan was made from; not for screens. */
  incoming: Incoming;
  work: TakeInWork;
}

interface PreviewOptions extends WorkOptions {
  /** The school that is being joined; by default that of this device. */
  school?: Id;
}

/**
 * What a file would change here; reads only, in portions that block no frame. Refuses `school-missing` before the school is
 * set up, `other-school` (with both names) and `cancelled`.
 */
export async function previewTakeIn(
  store: Store,
  incoming: Incoming,
  options: PreviewOptions = {},
): Promise<Result<{ plan: TakeInPlan }>> {
  const school = options.school ?? ((await store.db.meta.get('school'))?.value as Id | undefined);
  if (!school) return failure('school-missing');
  const { manifest } = incoming;
  if (manifest.school.id !== school) {
    const mine = await recordById<School>(store, school);
    return failure('other-school', { school: manifest.school.name, mine: mine?.name ?? '' });
  }
  try {
    const work = await workOfFile(store, incoming, school, options);
    return { ok: true, plan: await describe(store, incoming, work) };
  } catch (error) {
    return failureOf(error);
  }
}

/** The plan behind some work: what it says to a person. */
async function describe(
  store: Store,
  incoming: Incoming,
  { records, merged, loose, work }: FileWork,
): Promise<TakeInPlan> {
  const pace = createPace();
  // Each step of a large file takes a while; between two of them the page may draw.
  const breathe = async <T>(value: T): Promise<T> => {
    await pace();
    return value;
  };
  const real = await breathe(work.set.changes.some((change) => !isSameRow(change.before, change.after)));
  return {
    manifest: incoming.manifest,
    nothingNew: !real && merged.held.length === 0,
    counts: await breathe(countKinds(merged)),
    examples: await breathe(examplesOf(merged.changed)),
    sheets: await breathe(await sheetsOf(store, records, merged)),
    lessonsToJoin: await breathe(await lessonsToJoin(store, merged.changed)),
    changesOfSchool: await breathe(await schoolChanges(store, merged.changed, dateOfInstant(store.now()))),
    held: merged.held,
    conflicts: await breathe(namedConflicts(merged)),
    erased: merged.erased,
    drafts: loose.drafts,
    blobs: loose.blobs,
    bad: incoming.bad,
    incoming,
    work,
  };
}

/** The rows that a plan writes: two plans that share none can be carried out one after the other without a second look. */
export function rowsOfPlan({ work }: Pick<TakeInPlan, 'work'>): string[] {
  return work.set.changes.map(({ table, key }) => `${table} ${String(key)}`);
}
