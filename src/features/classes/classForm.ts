import { isWallTime, type PlainDate } from '../../domain/date.ts';
import type { Id } from '../../domain/ids.ts';
import type { Lesson, LessonKind, LessonLevel } from '../../domain/lesson.ts';
import type { ClassInput } from '../../store/commands/classes.ts';

/** A class as the dialog holds one while it is filled in. */
export interface ClassForm {
  lessonKind: LessonKind;
  teacher: Id | null;
  guestName: string;
  guestSchool: string;
  date: string;
  period: number | null;
  /** The name of a period without a number; empty for any other. */
  periodName: string;
  startTime: string;
  klass: string;
  subject: string;
  topic: string;
  place: Lesson['place']['type'];
  room: string;
  /** Empty = not said. */
  level: LessonLevel | '';
  host: string;
  organiser: string;
  note: string;
}

/** An empty form for a day, or one with what was announced. */
export function classForm(lesson: Lesson | null, today: PlainDate): ClassForm {
  return {
    lessonKind: lesson?.lessonKind ?? 'open',
    teacher: lesson?.teacher ?? null,
    guestName: lesson?.guest?.name ?? '',
    guestSchool: lesson?.guest?.school ?? '',
    date: lesson?.date ?? today,
    period: lesson?.period ?? null,
    periodName: lesson?.periodName ?? '',
    startTime: lesson?.schedule?.startTime ?? '',
    klass: lesson?.klass ?? '',
    subject: lesson?.subject ?? '',
    topic: lesson?.topic ?? '',
    place: lesson?.place.type ?? 'own',
    room: lesson?.place.name ?? '',
    level: lesson?.level ?? (lesson ? '' : 'school'),
    host: lesson?.schedule?.host ?? '',
    organiser: lesson?.schedule?.organiser ?? '',
    note: lesson?.schedule?.note ?? '',
  };
}

/** What is announced, as the form says it. `minutes` and `pupils` come from the school's lists where the lesson has none. */
export function inputOf(
  form: ClassForm,
  before: Pick<Lesson, 'lessonType' | 'minutes' | 'pupils'> | null,
  known: { minutes: number; pupils: number | null },
): ClassInput {
  const guest = { name: form.guestName.trim(), school: form.guestSchool.trim() };
  return {
    teacher: form.teacher,
    guest: form.teacher ? null : guest,
    date: form.date,
    period: form.period,
    ...(form.period === null && form.periodName ? { periodName: form.periodName } : {}),
    klass: form.klass.trim(),
    pupils: before?.pupils ?? known.pupils,
    place: { type: form.place, name: form.room.trim() },
    subject: form.subject.trim(),
    topic: form.topic.trim(),
    lessonKind: form.lessonKind,
    lessonType: before?.lessonType ?? null,
    level: form.level === '' ? null : form.level,
    minutes: before?.minutes ?? known.minutes,
    schedule: {
      startTime: isWallTime(form.startTime) ? form.startTime : null,
      host: form.host.trim(),
      organiser: form.organiser.trim(),
      note: form.note.trim(),
    },
  };
}
