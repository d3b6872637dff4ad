import { dateOfInstant, minutesOfTime, timeOfInstant } from '../domain/date.ts';
import type { DraftFields } from '../domain/draft.ts';
import type { Id } from '../domain/ids.ts';
import type { Lesson } from '../domain/lesson.ts';
import { periodAt } from '../domain/list.ts';
import { startDraft } from '../store/commands/drafts.ts';
import type { Identity } from '../store/identity.ts';
import { schoolPeriods } from '../store/queries/lists.ts';
import type { Store } from '../store/store.ts';
import { links } from './links.ts';
import type { Services } from './services.ts';

/** The values of a draft before anything is typed: from the school, the person and the clock. */
export function draftDefaults(identity: Identity, now: number): DraftFields {
  return {
    teacher: null,
    guestName: '',
    guestSchool: '',
    lesson: null,
    date: dateOfInstant(now),
    period: null,
    klass: '',
    subject: '',
    topic: '',
    lessonKind: 'ordinary',
    lessonType: null,
    pupils: null,
    room: '',
    rubric: null,
    focus: [],
    focusText: '',
    role: 'peer',
    minutes: identity.school.lessonMinutes,
    strengths: '',
    suggestions: '',
    overall: '',
    bonus: {},
    afterwards: false,
    step: 'prepare',
    stages: identity.school.stages,
    unsentNote: '',
  };
}

/** What a scheduled lesson already says. */
export function knownOfLesson(lesson: Lesson): Partial<DraftFields> {
  return {
    lesson: lesson.id,
    teacher: lesson.teacher,
    guestName: lesson.guest?.name ?? '',
    guestSchool: lesson.guest?.school ?? '',
    date: lesson.date,
    period: lesson.period,
    ...(lesson.periodName ? { periodName: lesson.periodName } : {}),
    klass: lesson.klass,
    subject: lesson.subject,
    topic: lesson.topic,
    lessonKind: lesson.lessonKind,
    lessonType: lesson.lessonType,
    pupils: lesson.pupils,
    room: lesson.place.name,
    ...(lesson.minutes ? { minutes: lesson.minutes } : {}),
  };
}

/**
 * The period that runs now, or begins within ten minutes, with its length in minutes; nothing where the bell times say
 * nothing or cannot be read. Starting never waits for more than one small read.
 */
async function periodNow(
  store: Store,
  now: number,
): Promise<Partial<Pick<DraftFields, 'period' | 'periodName' | 'minutes'>>> {
  const periods = await schoolPeriods(store).catch(() => null);
  const period = periods && periodAt(periods, timeOfInstant(now));
  if (!period) return {};
  const minutes = minutesOfTime(period.end) - minutesOfTime(period.start);
  return { period: period.number, ...(period.number === null ? { periodName: period.name } : {}), minutes };
}

/**
 * Starts a draft and opens it. The date is fixed now, so that a lesson past midnight keeps its day; the period comes from
 * the clock and the bell times, unless it is known or the lesson is recorded afterwards.
 */
export async function startObserving(services: Services, known: Partial<DraftFields> = {}): Promise<Id | null> {
  const { store, identity } = services;
  const now = store.now();
  const result = await startDraft(store, identity.person.id, {
    date: dateOfInstant(now),
    minutes: identity.school.lessonMinutes,
    stages: identity.school.stages,
    ...(known.afterwards ? {} : await periodNow(store, now)),
    ...known,
  });
  if (!result.ok) {
    services.report(result);
    return null;
  }
  services.firstRecord();
  services.go(links.observe(result.id));
  return result.id;
}
