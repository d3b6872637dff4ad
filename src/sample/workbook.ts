import {
  fieldEntryId,
  scoreEntryId,
  CLOCK_ENTRY,
  type DraftEntry,
  type DraftFields,
  type ObserverRole,
} from '../domain/draft.ts';
import type { Lesson } from '../domain/lesson.ts';
import type { Sheet, Workbook } from '../domain/sheet.ts';
import type { WrittenSheet } from './sheet.ts';
import { envelopeOf, type World } from './world.ts';

/** The observer's own book of a sheet: each entry as it was saved, so that the sheet can be reopened. */
export function workbookOf(world: World, written: WrittenSheet, lesson: Lesson): Workbook {
  const { sheet } = written;
  return {
    ...envelopeOf(world, 'workbook', sheet.sheet, { author: sheet.author, at: sheet.sealedAt, audience: 'author' }),
    sheet: sheet.sheet,
    lesson: sheet.lesson,
    entries: [...fieldEntries(sheet, lesson), ...noteEntries(written), ...markEntries(written), ...clockEntry(written)],
  };
}

function fieldEntries(sheet: Sheet, lesson: Lesson): DraftEntry[] {
  const fields: Partial<DraftFields> = {
    teacher: sheet.teacher,
    date: sheet.date,
    period: sheet.period,
    klass: lesson.klass,
    subject: lesson.subject,
    topic: lesson.topic,
    lessonKind: lesson.lessonKind,
    lessonType: lesson.lessonType,
    pupils: lesson.pupils,
    room: lesson.place.name,
    rubric: sheet.rubric,
    focus: sheet.focus,
    focusText: sheet.focusText,
    role: sheet.role as ObserverRole,
    strengths: sheet.strengths,
    suggestions: sheet.suggestions,
    overall: sheet.overall,
    bonus: sheet.bonus,
    afterwards: sheet.afterwards,
    step: 'finish',
    ...(lesson.guest ? { guestName: lesson.guest.name, guestSchool: lesson.guest.school } : {}),
    ...(lesson.minutes === null ? {} : { minutes: lesson.minutes }),
  };
  return Object.entries(fields).map(([name, value]) => {
    const field = name as keyof DraftFields;
    return { draftId: sheet.sheet, id: fieldEntryId(field), at: sheet.sealedAt, type: 'field', name: field, value };
  });
}

function noteEntries({ sheet, notes, begunAt }: WrittenSheet): DraftEntry[] {
  return notes.map(({ id, t, text, indicators, shared }) => ({
    draftId: sheet.sheet,
    id,
    at: begunAt + (t ?? 0),
    type: 'note',
    t,
    text,
    indicators,
    // Linked notes go out of themselves; of the others only those that were marked.
    share: indicators.length > 0 ? null : shared,
    deleted: false,
  }));
}

function markEntries({ sheet, begunAt }: WrittenSheet): DraftEntry[] {
  const stages = sheet.stages.map(({ t, stage }, i): DraftEntry => {
    return { draftId: sheet.sheet, id: `stage:${i}`, at: begunAt + t, type: 'stage', t, stage, deleted: false };
  });
  const scores = Object.entries(sheet.scores)
    .filter(([, value]) => value !== 'nl')
    .map(([key, value]): DraftEntry => {
      return { draftId: sheet.sheet, id: scoreEntryId(key), at: sheet.sealedAt, type: 'score', key, value };
    });
  return [...stages, ...scores];
}

/** The clock as it stood when the lesson was over; none when recorded afterwards. */
function clockEntry({ sheet, begunAt }: WrittenSheet): DraftEntry[] {
  if (sheet.afterwards || sheet.minutes === null) return [];
  const counted = sheet.minutes * 60_000;
  const clock = { begunAt, counted, since: null, offset: 0, seen: begunAt + counted };
  return [{ draftId: sheet.sheet, id: CLOCK_ENTRY, at: clock.seen, type: 'clock', clock }];
}
