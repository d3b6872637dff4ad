import type { Activity } from '../../src/domain/activity.ts';
import {
  attendanceIdOf,
  type Attendance,
  type LessonTalk,
  type Material,
  type Minutes,
} from '../../src/domain/classes.ts';
import { aliasIdOf, keepApartIdOf, type Alias, type Erasure, type KeepApart } from '../../src/domain/identity.ts';
import type { Id } from '../../src/domain/ids.ts';
import type { Lesson } from '../../src/domain/lesson.ts';
import type { RecordKind } from '../../src/domain/record.ts';
import { anEnvelope, BUILT_AT } from './ids.ts';

/** An ordinary lesson on Wednesday 15 October 2025, second period. */
export function aLesson(more: Partial<Lesson> = {}): Lesson {
  return {
    ...anEnvelope('lesson'),
    teacher: 'teacher-1',
    guest: null,
    date: '2025-10-15',
    period: 2,
    klass: '3 (2)',
    pupils: 42,
    place: { type: 'own', name: 'Room 302' },
    subject: 'Mathematics',
    topic: 'Area of a rectangle',
    lessonKind: 'ordinary',
    lessonType: 'new',
    level: null,
    schedule: null,
    minutes: 40,
    ...more,
  };
}

/** A sign-in, its id as two devices would make it. */
export function anAttendance(more: Partial<Attendance> = {}): Attendance {
  const { lesson = 'lesson-1', teacher = 'teacher-2' } = more;
  return {
    ...anEnvelope('attendance'),
    id: attendanceIdOf(lesson, teacher),
    lesson,
    teacher,
    state: 'present',
    signedAt: BUILT_AT,
    ...more,
  };
}

/** Minutes of a debrief. */
export function aMinutes(more: Partial<Minutes> = {}): Minutes {
  return {
    ...anEnvelope('minutes'),
    lesson: 'lesson-1',
    heldOn: '2025-10-15',
    place: 'Office',
    text: 'Pupils measured before they were told the formula.',
    conclusions: 'Let more pupils explain.',
    ...more,
  };
}

/** A lesson talk before the lesson. */
export function aLessonTalk(more: Partial<LessonTalk> = {}): LessonTalk {
  return {
    ...anEnvelope('lessonTalk'),
    lesson: 'lesson-1',
    teacher: 'teacher-1',
    when: 'before',
    text: 'Why tiles.',
    ...more,
  };
}

/** A lesson plan that is linked, not stored. */
export function aMaterial(more: Partial<Material> = {}): Material {
  return {
    ...anEnvelope('material'),
    lesson: 'lesson-1',
    name: 'Plan',
    type: '',
    bytes: 0,
    blob: null,
    link: '',
    ...more,
  };
}

/** A group activity in which all four are in place. */
export function anActivity(more: Partial<Activity> = {}): Activity {
  return {
    ...anEnvelope('activity'),
    group: 'group-1',
    date: '2025-10-16',
    startTime: '14:30',
    minutes: 90,
    place: 'Meeting room',
    host: 'teacher-1',
    speaker: 'teacher-2',
    topic: 'Questions that make pupils think',
    agenda: 'Reading, lesson, debrief',
    attendance: { 'teacher-1': 'present', 'teacher-2': 'present', 'teacher-3': 'leave' },
    record: 'Three kinds of question were compared.',
    resolutions: 'Everybody tries one in November.',
    photos: {},
    lessons: {},
    ...more,
  };
}

/** An alias of two ids. */
export function anAlias(from: Id, to: Id, more: Partial<Alias> = {}): Alias {
  return { ...anEnvelope('alias'), id: aliasIdOf(from, to), from, to, of: 'teacher', ...more };
}

/** Two lessons kept apart. */
export function aKeepApart(a: Id, b: Id, more: Partial<KeepApart> = {}): KeepApart {
  return { ...anEnvelope('keepApart'), id: keepApartIdOf(a, b), a, b, ...more };
}

/** The erasure of a record. */
export function anErasure(of: RecordKind, target: Id, more: Partial<Erasure> = {}): Erasure {
  return { ...anEnvelope('erasure'), target, of, who: 'person-1', erasedAt: BUILT_AT, ...more };
}
