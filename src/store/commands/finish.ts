import { dateOfInstant, isPlainDate } from '../../domain/date.ts';
import {
  draftFromEntries,
  endClock,
  isShared,
  lessonMs,
  type Draft,
  type DraftEntry,
  type DraftFields,
  type LessonClock,
} from '../../domain/draft.ts';
import { newId, type Id } from '../../domain/ids.ts';
import { slotKey, type Lesson } from '../../domain/lesson.ts';
import { groupsOn, type Group, type Membership, type Teacher } from '../../domain/people.ts';
import { indicatorsOf, isNotesOnly, type Rubric } from '../../domain/rubric.ts';
import { checkScore, notLookedAt, scoreKey, tallyScores, type Scores } from '../../domain/score.ts';
import { sealSheet, type Sheet, type SheetContent, type SheetSnapshot, type Workbook } from '../../domain/sheet.ts';
import { patchRecord } from '../../merge/fields.ts';
import { decode, encode } from '../codec.ts';
import type { DraftRow } from '../db.ts';
import { identityOf, type Identity } from '../identity.ts';
import { refreshSheet, sheetRow } from '../projections.ts';
import { failure, Refusal, type Failure, type Result } from '../reasons.ts';
import { rubricById } from '../rubrics.ts';
import type { Store } from '../store.ts';
import { makeRecord, read, recordById, recordsOfKind, write } from '../write.ts';

/** What an unfinished sheet has before anything is typed; the app passes the same values that it shows. */
export type DraftDefaults = DraftFields;

interface Prepared {
  row: DraftRow;
  entries: DraftEntry[];
  draft: Draft;
  rubric: Rubric | null;
  identity: Identity;
  snapshot: SheetSnapshot;
}

/**
 * Finishes a draft: seals it as an immutable revision, packs the entries into the private workbook, and puts lesson,
 * header and rating row in one transaction. Refuses with what a person must mend: `teacher-missing`, `date-invalid`,
 * `rubric-unknown`, `score-outside-scale`, `not-your-sheet` (another person's draft), and `gaps` (with the names left open) unless the gaps were confirmed.
 */
export async function finishObservation(
  store: Store,
  draftId: Id,
  defaults: DraftDefaults,
  options: { gapsConfirmed?: boolean } = {},
): Promise<Result<{ sheet: Id; revision: Id; lesson: Id }>> {
  const prepared = await read(store, () => prepare(store, draftId, defaults));
  if ('ok' in prepared) return prepared;
  const problem = check(prepared, options.gapsConfirmed ?? false);
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
    const lesson = await lessonFor(store, prepared.draft.fields, before, author, stamp);
    const content = contentOf(store, prepared, lesson.id, before);
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
    rubricTitle: rubric?.title ?? '',
  };
}

function check({ draft, rubric, snapshot }: Prepared, gapsConfirmed: boolean): Failure | null {
  const { fields } = draft;
  if (!snapshot.teacherName) return failure('teacher-missing');
  if (!isPlainDate(fields.date)) return failure('date-invalid');
  if (!rubric || isNotesOnly(rubric)) return null;
  const scores = effectiveScores(draft, rubric);
  for (const [key, value] of Object.entries(scores)) {
    const problem = checkScore(rubric, key.slice(0, key.lastIndexOf('/')), value);
    if (problem) return { ok: false, ...problem };
  }
  const tally = tallyScores(rubric, scores);
  if (tally.unscored > 0 && !gapsConfirmed)
    return failure('gaps', { unscored: tally.unscored, indicators: tally.indicators });
  return null;
}

/** The scores with everything outside the focus as "not looked at", unless it was scored all the same. */
export function effectiveScores(draft: Pick<Draft, 'scores' | 'fields'>, rubric: Rubric): Scores {
  const known = new Set(indicatorsOf(rubric).map((indicator) => indicator.id));
  const scores: Scores = {};
  for (const id of notLookedAt(
    rubric,
    draft.fields.focus.filter((focus) => known.has(focus)),
  ))
    scores[scoreKey(id)] = 'nl';
  for (const [key, value] of Object.entries(draft.scores))
    if (known.has(key.slice(0, key.lastIndexOf('/')))) scores[key] = value;
  return scores;
}

/** A write from another tab between reading and sealing must not be lost. */
async function refuseIfChanged(store: Store, { row, entries }: Prepared): Promise<void> {
  const now = await store.db.entries.where('draftId').equals(row.id).toArray();
  // Both were read in the order of the key. The instants alone would not do: two writes can share a millisecond.
  if (JSON.stringify(now) !== JSON.stringify(entries)) throw new Refusal(failure('draft-changed'));
}

/** The lesson that the draft names, the one it had before it was reopened, the live one with the same slot, or a new one. */
async function lessonFor(
  store: Store,
  fields: DraftFields,
  before: Sheet | null,
  author: Id,
  stamp: string,
): Promise<Lesson> {
  const { db } = store;
  const row = before ? await db.lessons.get(before.lesson) : undefined;
  if (before && row) {
    const lesson = decode(row.doc);
    const sameSlot =
      before.teacher === fields.teacher && before.date === fields.date && before.period === fields.period;
    if (sameSlot || (await standsOnlyFor(store, lesson, before, fields, author)))
      return correctedLesson(store, lesson, fields, author, stamp);
  }
  const planned = fields.lesson ? await db.lessons.get(fields.lesson) : undefined;
  if (planned) {
    const lesson = decode(planned.doc);
    if (!lesson.deleted && lesson.teacher === fields.teacher && lesson.date === fields.date) return lesson;
  }
  const slot = slotKey(fields);
  const same = slot ? await db.lessons.where('slot').equals(slot).first() : undefined;
  if (same) return decode(same.doc);
  const lesson = makeRecord<Lesson>(store, author, stamp, {
    id: newId(),
    kind: 'lesson',
    ...peopleAndWords(fields),
    teacher: fields.teacher,
    date: fields.date,
    period: fields.period,
    pupils: fields.pupils,
    place: { type: fields.teacher ? 'own' : 'other', name: fields.room.trim() },
    lessonKind: fields.lessonKind,
    lessonType: fields.lessonType,
    level: null,
    schedule: null,
    minutes: fields.minutes,
  });
  await db.lessons.put(lessonRow(lesson));
  return lesson;
}

/** Whether finishing this sheet made the lesson and nobody else's sheet hangs on it: then the lesson moves with a correction. */
async function standsOnlyFor(
  store: Store,
  lesson: Lesson,
  before: Sheet,
  fields: DraftFields,
  author: Id,
): Promise<boolean> {
  if (lesson.author !== author || lesson.schedule !== null || fields.lesson === lesson.id) return false;
  const sheets = await store.db.headers.where('lesson').equals(lesson.id).primaryKeys();
  return sheets.every((sheet) => sheet === before.sheet);
}

/** Facts that were corrected in a reopened sheet go to the lesson too, where this person made it. */
async function correctedLesson(
  store: Store,
  lesson: Lesson,
  fields: DraftFields,
  author: Id,
  stamp: string,
): Promise<Lesson> {
  if (lesson.author !== author) return lesson;
  const { teacher, date, period, lessonKind, lessonType, pupils } = fields;
  const facts = { teacher, date, period, lessonKind, lessonType, pupils, ...peopleAndWords(fields) };
  const patched = patchRecord(lesson, facts, stamp);
  await store.db.lessons.put(lessonRow(patched));
  return patched;
}

function peopleAndWords({ teacher, guestName, guestSchool, klass, subject, topic }: DraftFields) {
  return {
    about: teacher ? [teacher] : [],
    guest: teacher ? null : { name: guestName.trim(), school: guestSchool.trim() },
    klass: klass.trim(),
    subject: subject.trim(),
    topic: topic.trim(),
  };
}

/** The row of a lesson. */
export function lessonRow(lesson: Lesson) {
  const slot = lesson.deleted ? null : slotKey(lesson);
  return {
    id: lesson.id,
    date: lesson.date,
    teacher: lesson.teacher ?? '',
    lessonKind: lesson.lessonKind,
    ...(slot ? { slot } : {}),
    doc: encode(lesson),
  };
}

function contentOf(store: Store, prepared: Prepared, lesson: Id, before: Sheet | null): SheetContent {
  const { draft, rubric, row, identity, snapshot } = prepared;
  const { fields, clock } = draft;
  const now = store.now();
  const observed = clock.begunAt === null ? null : Math.round(lessonMs(clockAtEnd(prepared, now), now) / 60_000);
  const known = new Set(rubric ? indicatorsOf(rubric).map((indicator) => indicator.id) : []);
  return {
    sheet: row.id,
    rev: (before?.rev ?? 0) + 1,
    supersedes: before?.id ?? null,
    reopenReason: row.reopenReason,
    lesson,
    teacher: fields.teacher,
    observer: identity.teacher.id,
    role: roleIn(fields, identity.teacher.id),
    date: fields.date,
    period: fields.period,
    lessonKind: fields.lessonKind,
    rubric: rubric?.id ?? null,
    rubricFamily: rubric?.family ?? null,
    focus: fields.focus,
    focusText: fields.focusText.trim(),
    scores: rubric ? effectiveScores(draft, rubric) : {},
    bonus: fields.bonus,
    notes: draft.notes
      .filter((note) => isShared(note) && note.text.trim())
      .map((note) => ({
        id: note.id,
        t: note.t === null ? null : note.t + clock.offset,
        text: note.text,
        // Links to indicators of a rubric that was exchanged for this one mean nothing here.
        indicators: note.indicators.filter((indicator) => known.has(indicator)),
      })),
    stages: draft.stages.map(({ t, stage }) => ({ t: t + clock.offset, stage })),
    strengths: fields.strengths.trim(),
    suggestions: fields.suggestions.trim(),
    overall: fields.overall.trim(),
    minutes: fields.afterwards ? fields.minutes : (before?.minutes ?? observed),
    afterwards: fields.afterwards,
    entered: dateOfInstant(now),
    sealedAt: now,
    snapshot,
  };
}

/** "Self" is a matter of fact, not of choice: a sheet about somebody else must not drop out of their figures. */
function roleIn({ teacher, role }: DraftFields, me: Id): DraftFields['role'] {
  if (teacher === me) return 'self';
  return role === 'self' ? 'peer' : role;
}

/** The lesson ended when Finish was pressed; writing the summary is no lesson time. */
function clockAtEnd({ draft, entries }: Prepared, now: number): LessonClock {
  const finish = entries.find((entry) => entry.type === 'field' && entry.name === 'step' && entry.value === 'finish');
  return endClock(draft.clock, now, finish?.at ?? null);
}
