import { addDays, type Instant, type PlainDate } from '../domain/date.ts';
import { indicatorsOf } from '../domain/rubric.ts';
import { sealSheet, type Sheet, type SheetContent, type SheetSnapshot } from '../domain/sheet.ts';
import type { Colleague } from './cast.ts';
import { levelOn } from './craft.ts';
import { sampleId } from './ids.ts';
import type { GivenLesson } from './lesson.ts';
import { drawNotes, type DraftNote } from './notes.ts';
import { groupName, titleOn } from './people-records.ts';
import type { Seat } from './plan.ts';
import type { Random } from './random.ts';
import { drawRemarks } from './remarks.ts';
import { bonusFor, scoreAll, scoreSheet, type Impression } from './scoring.ts';
import type { ThemedRubric } from './themes.ts';
import { schoolInstant, spellOn, type World } from './world.ts';

/** A sealed sheet with what its observer keeps. */
export interface WrittenSheet {
  sheet: Sheet;
  /** Every note, the private ones too. */
  notes: DraftNote[];
  begunAt: Instant;
}

/** Notes of a stated sheet. */
const STATED_NOTES = 10;

/** Writes and seals the sheet of one observer of one lesson. */
export function writeSheet(world: World, given: GivenLesson, seat: Seat, random: Random): WrittenSheet {
  const rubric = seat.scored ? rubricFor(world, given.planned.family) : null;
  const impression = impressionOf(world, given, seat, rubric, random);
  const timing = timingOf(world, given, random);
  const notes = notesOf(world, given, { rubric, impression, timing }, random);
  const content = contentOf(world, given, seat, { rubric, impression, timing, notes }, random);
  return {
    sheet: sealSheet(content, seat.observer.person, world.stamp(content.sealedAt)),
    notes,
    begunAt: timing.begunAt,
  };
}

interface Timing {
  begunAt: Instant;
  /** Observed minutes; some visitors leave before the end. */
  minutes: number;
  /** Beginnings of the five stages and the end, in minutes. */
  stages: number[];
  afterwards: boolean;
  entered: PlainDate;
  sealedAt: Instant;
}

/** When the lesson ran and when the sheet was finished; a few are recorded some days afterwards. */
function timingOf(world: World, { lesson, begins }: GivenLesson, random: Random): Timing {
  const planned = lesson.minutes ?? world.calendar.minutes;
  const early = world.stated === null && lesson.lessonKind === 'drop-in' && random.chance(0.3);
  const minutes = early ? Math.min(planned, 20) : planned;
  const begunAt = schoolInstant(world, lesson.date, begins);
  const old = lesson.date < addDays(world.calendar.today, -6);
  const afterwards = world.stated === null && old && random.chance(0.025);
  const entered = afterwards ? addDays(lesson.date, random.int(1, 5)) : lesson.date;
  return {
    begunAt,
    minutes,
    stages: stageBounds(planned, random),
    afterwards,
    entered,
    sealedAt: afterwards
      ? schoolInstant(world, entered, 16 * 60 + random.int(0, 90))
      : begunAt + (minutes + random.int(2, 25)) * 60_000,
  };
}

interface Seen {
  rubric: ThemedRubric | null;
  impression: Impression;
  timing: Timing;
}

function notesOf(world: World, { lesson, subject }: GivenLesson, seen: Seen, random: Random): DraftNote[] {
  const stated = world.stated !== null;
  const { rubric, impression, timing } = seen;
  const notes = drawNotes(
    {
      texts: world.texts.notes,
      subject,
      craft: impression.craft,
      level: impression.level,
      rubric,
      pupils: lesson.pupils ?? 30,
      stages: timing.stages,
      afterwards: timing.afterwards,
      count: stated ? STATED_NOTES : timing.afterwards ? random.int(2, 4) : random.int(4, 10),
      stated,
      at: timing.begunAt,
    },
    random,
  );
  return notes.filter(({ t }) => t === null || t < timing.minutes * 60_000);
}

function contentOf(
  world: World,
  given: GivenLesson,
  seat: Seat,
  { rubric, impression, timing, notes }: Seen & { notes: DraftNote[] },
  random: Random,
): SheetContent {
  const { lesson, subject } = given;
  const { texts } = world;
  const { level, craft, focus } = impression;
  const stated = world.stated !== null;
  const marked = !timing.afterwards && random.chance(0.7);
  return {
    sheet: sampleId(random, timing.begunAt),
    rev: 1,
    supersedes: null,
    reopenReason: '',
    lesson: lesson.id,
    teacher: lesson.teacher,
    observer: seat.observer.id,
    role: seat.role,
    date: lesson.date,
    period: lesson.period,
    lessonKind: lesson.lessonKind,
    rubric: rubric?.rubric.id ?? null,
    rubricFamily: rubric?.rubric.family ?? null,
    focus: [...focus],
    focusText: !stated && focus.length === 0 && random.chance(0.05) ? random.pick(texts.notes.focus) : '',
    scores: rubric ? (stated ? scoreAll : scoreSheet)(rubric, impression, random) : {},
    bonus: rubric && !stated ? bonusFor(rubric.rubric, level, random) : {},
    notes: notes.filter((note) => note.shared).map(({ id, t, text, indicators }) => ({ id, t, text, indicators })),
    stages: marked ? marksOf(texts.places.stages, timing) : [],
    ...drawRemarks({ texts: texts.notes, craft, notes, board: subject.board }, random),
    minutes: timing.minutes,
    afterwards: timing.afterwards,
    entered: timing.entered,
    sealedAt: timing.sealedAt,
    snapshot: snapshotOf(world, given, seat.observer, rubric),
  };
}

/** The stages that began while the observer was there, in ms of lesson time, whole seconds. */
function marksOf(stages: readonly string[], timing: Timing): SheetContent['stages'] {
  return stages
    .map((stage, i) => ({ t: Math.round((timing.stages[i] ?? 0) * 60) * 1000, stage }))
    .filter(({ t }) => t < timing.minutes * 60_000);
}

function rubricFor(world: World, family: string | null): ThemedRubric | null {
  return world.stated ?? (family ? (world.rubrics.get(family) ?? null) : null);
}

/** What the observer thinks of the lesson; a few come with a focus, a few leave gaps. */
function impressionOf(
  world: World,
  given: GivenLesson,
  seat: Seat,
  rubric: ThemedRubric | null,
  random: Random,
): Impression {
  const { teacher, date, kind } = given.planned;
  const level = teacher ? levelOn(teacher.craft, date, teacher.joined ?? world.start, world.days) : 0.3;
  const usesFocus =
    rubric !== null && !world.stated && kind !== 'pass' && kind !== 'competition' && random.chance(0.07);
  const indicators = rubric ? indicatorsOf(rubric.rubric) : [];
  const focus = usesFocus && indicators.length > 5 ? random.some(indicators, 3).map((indicator) => indicator.id) : [];
  return {
    level: level + given.luck,
    craft: teacher?.craft ?? null,
    eye: seat.observer.craft,
    board: given.subject.board,
    focus,
    gaps: focus.length === 0 && indicators.length > 5 && random.chance(0.05) ? random.int(1, 3) : 0,
  };
}

/** Five stages of usual length, and the end. */
function stageBounds(minutes: number, random: Random): number[] {
  return [0, 0.13, 0.5, 0.82, 0.94]
    .map((share, i) => (i === 0 ? 0.2 : minutes * (share + (random.next() - 0.5) * 0.05)))
    .concat(minutes);
}

/** Names and facts of that day. */
function snapshotOf(world: World, given: GivenLesson, observer: Colleague, rubric: ThemedRubric | null): SheetSnapshot {
  const { lesson, planned } = given;
  return {
    teacherName: given.teacherName,
    teacherTitle: planned.teacher ? titleOn(world, planned.teacher, lesson.date) : '',
    guestSchool: lesson.guest?.school ?? '',
    groupNames: planned.teacher ? [groupName(world, spellOn(planned.teacher, lesson.date).group)] : [],
    observerName: observer.name,
    klass: lesson.klass,
    subject: lesson.subject,
    topic: lesson.topic,
    room: lesson.place.name,
    pupils: lesson.pupils,
    lessonType: lesson.lessonType,
    rubricTitle: rubric?.rubric.title ?? '',
  };
}
