import { minutesOfTime, type PlainDate } from '../domain/date.ts';
import { PUBLIC_KINDS, type Lesson, type LessonKind, type LessonType } from '../domain/lesson.ts';
import { schoolYearOf } from './calendar.ts';
import type { Colleague } from './cast.ts';
import { sampleId } from './ids.ts';
import type { PlannedLesson } from './plan.ts';
import { hashText, type Random } from './random.ts';
import { fill } from './texts.ts';
import type { SubjectTexts } from './texts/shape.ts';
import { envelopeOf, schoolInstant, spellOn, type World } from './world.ts';

/** A lesson with what its observers need to know of it. */
export interface GivenLesson {
  lesson: Lesson;
  planned: PlannedLesson;
  subject: SubjectTexts;
  teacherName: string;
  /** Minute of the day at which it begins. */
  begins: number;
  /** How well this one lesson went, beside the teacher's level. */
  luck: number;
}

/** Gives a planned lesson its class, topic, room and schedule. */
export function giveLesson(world: World, planned: PlannedLesson, random: Random): GivenLesson {
  const { calendar } = world;
  const { date, period, teacher, kind } = planned;
  const begins = minutesOfTime(calendar.starts[(period ?? 3) - 1] ?? '09:00');
  const at = schoolInstant(world, date, begins);
  const shared = planned.topicKey === null ? random : world.random.fork(`topic:${planned.topicKey}`);
  const subject = teacher ? spellOn(teacher, date).subject : shared.pick(world.texts.subjects);
  const place = teacher ? classOf(world, teacher, date, random) : { grade: random.int(3, 8), klass: 0 };
  // Who compares designs of one topic teaches it in one grade.
  if (kind === 'same-topic' && teacher) place.grade = teacher.phase === 'primary' ? shared.int(1, 6) : shared.int(7, 9);
  const made = envelopeOf(world, 'lesson', sampleId(random, at), {
    author: planned.seats[0]?.observer.person ?? teacher?.person ?? '',
    at: Math.min(at, schoolInstant(world, calendar.today, 0) - 3_600_000),
    about: teacher ? [teacher.id] : [],
  });
  const guest = teacher ? null : guestFor(world, random);
  const lesson: Lesson = {
    ...made,
    teacher: teacher?.id ?? null,
    guest,
    date,
    period,
    klass: fill(world.texts.places.klass, {
      grade: world.texts.places.grades[place.grade - 1] ?? '',
      n: world.texts.places.classes[place.klass] ?? '',
    }),
    pupils: pupilsOf(world, place, date),
    place: { type: 'own', name: roomOf(world, place) },
    subject: subject.name,
    topic: shared.pick(subject.topics[place.grade - 1] ?? ['']),
    lessonKind: kind,
    lessonType: random.weighted<LessonType>({ new: 0.66, revision: 0.12, practice: 0.1, review: 0.06, activity: 0.06 }),
    level: PUBLIC_KINDS.includes(kind) ? random.weighted({ school: 0.8, cluster: 0.12, district: 0.08 }) : null,
    schedule: PUBLIC_KINDS.includes(kind) ? scheduleOf(world, teacher, date, begins, random) : null,
    minutes: calendar.minutes,
  };
  return {
    lesson,
    planned,
    subject,
    teacherName: teacher?.name ?? guest?.name ?? '',
    begins,
    luck: random.normal(0, 0.3) + readiness(kind),
  };
}

/** A class that is announced is prepared with more care than an everyday lesson. */
function readiness(kind: LessonKind): number {
  if (kind === 'competition' || kind === 'demonstration') return 0.35;
  return PUBLIC_KINDS.includes(kind) ? 0.15 : kind === 'drop-in' ? -0.1 : 0;
}

interface Place {
  /** 1–9. */
  grade: number;
  /** Index among the classes of the grade. */
  klass: number;
}

/** One of the teacher's two classes; a teacher moves up with them year by year and then begins anew. */
function classOf(world: World, teacher: Colleague, date: PlainDate, random: Random): Place {
  const years = schoolYearOf(date) - schoolYearOf(world.start) + teacher.cycle;
  const grade = teacher.phase === 'primary' ? (years % 6) + 1 : (years % 3) + 7;
  return { grade, klass: random.pick(teacher.classes) };
}

/** A class keeps its number of pupils as it moves up. */
function pupilsOf(world: World, { grade, klass }: Place, date: PlainDate): number {
  return classSize(world, schoolYearOf(date) - grade, klass);
}

/** Pupils of the class that entered grade 0 in a year. */
export function classSize(world: World, cohort: number, klass: number): number {
  const [min, max] = world.texts.places.pupils;
  return min + (hashText(`class:${cohort}:${klass}`) % (max - min + 1));
}

/** A grade has a floor, a class its room. */
function roomOf(world: World, { grade, klass }: Place): string {
  const { rooms } = world.texts.places;
  const pattern = rooms[Math.floor((grade - 1) / 3) % rooms.length] ?? '{r}';
  return fill(pattern, { r: String((((grade - 1) % 3) + 1) * 100 + klass + 1) });
}

function guestFor(world: World, random: Random): { name: string; school: string } {
  const { people } = world.texts;
  const taken = new Set(world.colleagues.map((colleague) => colleague.name));
  for (;;) {
    const name = fill(people.fullName, { family: random.pick(people.family), given: random.pick(people.given) });
    if (!taken.has(name) && !people.avoided.includes(name)) return { name, school: random.pick(people.otherSchools) };
  }
}

function scheduleOf(world: World, teacher: Colleague | null, date: PlainDate, begins: number, random: Random) {
  const group = teacher ? spellOn(teacher, date).group : 0;
  const leader = world.leaders.get(group);
  const pad = (value: number) => String(value).padStart(2, '0');
  return {
    startTime: `${pad(Math.floor(begins / 60))}:${pad(begins % 60)}`,
    host: leader?.name ?? '',
    organiser: random.pick(world.texts.places.organisers),
    note: random.pick(world.texts.places.scheduleNotes),
  };
}
