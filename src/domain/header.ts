import type { Id } from './ids.ts';
import type { PlainDate } from './date.ts';
import type { LessonKind } from './lesson.ts';
import type { Rubric } from './rubric.ts';
import { tallyScores } from './score.ts';
import { isWithheld, type Sheet } from './sheet.ts';

/**
 * What a list shows of a finished sheet without reading it, and what quotas are counted from: date, class, teacher,
 * topic, length, has notes. Total and band are shown only to whom the sheet is open.
 */
export interface SheetHeader {
  /** The sheet (not the revision). */
  id: Id;
  /** The newest revision. */
  revision: Id;
  rev: number;
  lesson: Id;
  teacher: Id | null;
  observer: Id;
  date: PlainDate;
  period: number | null;
  /** The name of a period without a number. */
  periodName?: string;
  lessonKind: LessonKind;
  rubric: Id | null;
  family: Id | null;
  teacherName: string;
  observerName: string;
  klass: string;
  subject: string;
  topic: string;
  rubricTitle: string;
  minutes: number | null;
  notes: number;
  total: number | null;
  complete: boolean;
  /** Null also where not everything was looked at. */
  band: string | null;
  /** Indicators looked at and those of the form; absent where a focus left nothing out. */
  looked?: { at: number; of: number };
  afterwards: boolean;
  /** The sheet came without its scores: no total and no band, and it enters no figure. */
  withheld?: true;
  /** More than one newest revision: a conflict to be looked at. */
  conflict: boolean;
}

/** The header of a sheet's newest revision. */
export function headerOfSheet(sheet: Sheet, rubric: Rubric | null, conflict = false): SheetHeader {
  const withheld = isWithheld(sheet);
  const tally = rubric && sheet.rubric && !withheld ? tallyScores(rubric, sheet.scores, sheet.bonus) : null;
  const { snapshot } = sheet;
  return {
    id: sheet.sheet,
    revision: sheet.id,
    rev: sheet.rev,
    lesson: sheet.lesson,
    teacher: sheet.teacher,
    observer: sheet.observer,
    date: sheet.date,
    period: sheet.period,
    ...(snapshot.periodName ? { periodName: snapshot.periodName } : {}),
    lessonKind: sheet.lessonKind,
    rubric: sheet.rubric,
    family: sheet.rubricFamily,
    teacherName: snapshot.teacherName,
    observerName: snapshot.observerName,
    klass: snapshot.klass,
    subject: snapshot.subject,
    topic: snapshot.topic,
    rubricTitle: snapshot.rubricTitle,
    minutes: sheet.minutes,
    notes: sheet.notes.length,
    total: tally?.total ?? null,
    complete: tally?.complete ?? false,
    band: tally?.band?.id ?? null,
    ...(tally && tally.notLooked > 0
      ? { looked: { at: tally.indicators - tally.notLooked, of: tally.indicators } }
      : {}),
    afterwards: sheet.afterwards,
    ...(withheld ? { withheld } : {}),
    conflict,
  };
}
