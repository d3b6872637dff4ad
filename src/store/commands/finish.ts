import { draftFromEntries, type DraftFields } from '../../domain/draft.ts';
import type { Id } from '../../domain/ids.ts';
import { groupsOn, type Group, type Membership, type Teacher } from '../../domain/people.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { sealSheet, type SheetSnapshot, type Workbook } from '../../domain/sheet.ts';
import { decode, encode } from '../codec.ts';
import { identityOf, type Identity } from '../identity.ts';
import { refreshSheet, sheetRow } from '../projections.ts';
import { failure, Refusal, type Failure, type Result } from '../reasons.ts';
import { rubricById } from '../rubrics.ts';
import type { Store } from '../store.ts';
import { makeRecord, read, recordById, recordsOfKind, write } from '../write.ts';
import { checkPrepared, clockAtEnd, contentOf, type Prepared } from './finishPlan.ts';
import { lessonFor } from './lessonOfSheet.ts';

export { effectiveScores } from './finishPlan.ts';
export { lessonRow } from './lessonOfSheet.ts';

/** What an unfinished sheet has before anything is typed; the app passes the same values that it shows. */
export type DraftDefaults = DraftFields;

/** What the person has said to the questions that finishing asks. */
export interface FinishAnswers {
  /** Indicators that are still open may stay open. */
  gapsConfirmed?: boolean;
  /** Of a lesson in the same slot with another class: its id = the same lesson; `another` = kept apart from it. */
  sameLesson?: Id | 'another';
}

/**
 * Finishes a draft: seals it as an immutable revision, packs the entries into the private workbook, and puts lesson,
 * header and rating row in one transaction. Refuses with what a person must mend: `teacher-missing`, `date-invalid`,
 * `rubric-unknown`, `score-outside-scale`, `not-your-sheet` (another person's draft), `gaps` (with the names left open) unless
 * the gaps were confirmed, and `lesson-of-other-class` until it is said whether that is the same lesson.
 */
export async function finishObservation(
  store: Store,
  draftId: Id,
  defaults: DraftDefaults,
  answers: FinishAnswers = {},
): Promise<Result<{ sheet: Id; revision: Id; lesson: Id }>> {
  const prepared = await read(store, () => prepare(store, draftId, defaults));
  if ('ok' in prepared) return prepared;
  const problem = checkPrepared(prepared, answers.gapsConfirmed ?? false);
  if (problem) return problem;
  const { db } = store;
  const tables = [
    db.drafts,
    db.entries,
    db.lessons,
    db.sheets,
    db.headers,
    db.ratings,
    db.dirty,
    db.records,
    db.workbooks,
  ];
  return write(store, tables, async ({ stamp: next }) => {
    await refuseIfChanged(store, prepared);
    const stamp = next();
    const author = prepared.identity.person.id;
    const reopened = prepared.row.reopens ? await db.sheets.get(prepared.row.reopens) : undefined;
    const before = reopened ? decode(reopened.doc) : null;
    const lesson = await lessonFor(store, {
      fields: prepared.draft.fields,
      before,
      author,
      stamp,
      answer: answers.sameLesson ?? null,
    });
    const content = contentOf(prepared, lesson.id, before, store.now());
    const sheet = sealSheet(content, author, stamp);
    await db.sheets.put(sheetRow(sheet));
    const workbook = makeRecord<Workbook>(store, author, stamp, {
      id: draftId,
      kind: 'workbook',
      audience: 'author',
      sheet: draftId,
      lesson: lesson.id,
      entries: prepared.entries.map((entry) =>
        entry.type === 'clock' ? { ...entry, clock: clockAtEnd(prepared, store.now()) } : entry,
      ),
    });
    await db.workbooks.put({ id: draftId, doc: encode(workbook) });
    await db.entries.where('draftId').equals(draftId).delete();
    await db.drafts.delete(draftId);
    await refreshSheet(store, draftId, prepared.rubric);
    return { sheet: draftId, revision: sheet.id, lesson: lesson.id };
  });
}

/** Reads everything that finishing needs, before the transaction. */
async function prepare(store: Store, draftId: Id, defaults: DraftDefaults): Promise<Prepared | Failure> {
  const [row, entries, identity] = await Promise.all([
    store.db.drafts.get(draftId),
    store.db.entries.where('draftId').equals(draftId).toArray(),
    identityOf(store),
  ]);
  if (!identity) return failure('school-missing');
  if (!row || row.deletedAt !== null) return failure('draft-missing');
  if (row.author !== identity.person.id) return failure('not-your-sheet');
  const draft = draftFromEntries(draftId, defaults, entries);
  const rubric = await rubricById(store, draft.fields.rubric);
  if (draft.fields.rubric && !rubric) return failure('rubric-unknown');
  return { row, entries, draft, rubric, identity, snapshot: await snapshotOf(store, draft.fields, rubric, identity) };
}

async function snapshotOf(
  store: Store,
  fields: DraftFields,
  rubric: Rubric | null,
  identity: Identity,
): Promise<SheetSnapshot> {
  const teacher = fields.teacher ? await recordById<Teacher>(store, fields.teacher) : null;
  const [memberships, groups] = await Promise.all([
    recordsOfKind<Membership>(store, 'membership'),
    recordsOfKind<Group>(store, 'group'),
  ]);
  const ids = teacher ? groupsOn(memberships, teacher.id, fields.date) : [];
  return {
    // A teacher who is not on the roster any more never turns into the guest typed before.
    teacherName: fields.teacher ? (teacher?.name ?? '') : fields.guestName.trim(),
    teacherTitle: teacher?.title ?? '',
    guestSchool: teacher ? '' : fields.guestSchool.trim(),
    groupNames: groups.filter((group) => ids.includes(group.id)).map((group) => group.name),
    observerName: identity.teacher.name,
    klass: fields.klass.trim(),
    subject: fields.subject.trim(),
    topic: fields.topic.trim(),
    room: fields.room.trim(),
    pupils: fields.pupils,
    lessonType: fields.lessonType,
    ...(fields.period === null && fields.periodName?.trim() ? { periodName: fields.periodName.trim() } : {}),
    rubricTitle: rubric?.title ?? '',
  };
}

/** A write from another tab between reading and sealing must not be lost. */
async function refuseIfChanged(store: Store, { row, entries }: Prepared): Promise<void> {
  const now = await store.db.entries.where('draftId').equals(row.id).toArray();
  // Both were read in the order of the key. The instants alone would not do: two writes can share a millisecond.
  if (JSON.stringify(now) !== JSON.stringify(entries)) throw new Refusal(failure('draft-changed'));
}
