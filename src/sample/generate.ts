import type { Lesson } from '../domain/lesson.ts';
import type { Pairing } from '../domain/mentoring.ts';
import type { Group, Membership, Person, Teacher } from '../domain/people.ts';
import type { RecordBase } from '../domain/record.ts';
import type { School } from '../domain/school.ts';
import type { Semester } from '../domain/semester.ts';
import type { SchoolList } from '../domain/list.ts';
import type { Sheet, Workbook } from '../domain/sheet.ts';
import { activityRecords } from './activity-records.ts';
import { attendanceOf, isAnnounced } from './attendance.ts';
import { Calibrations } from './calibration-records.ts';
import { ME } from './cast.ts';
import { classRecords } from './class-records.ts';
import { dutyRecords } from './duty-records.ts';
import { giveLesson } from './lesson.ts';
import { listRecords } from './list-records.ts';
import { meetingRecords } from './meeting-records.ts';
import { NextSteps } from './next-steps.ts';
import type { SampleOptions } from './options.ts';
import { pairingRecords } from './pairing-records.ts';
import { groupRecords, personRecords, schoolRecord, semesterRecords, teacherRecords } from './people-records.ts';
import type { PlannedLesson } from './plan.ts';
import { planHistory } from './history.ts';
import { quotaRecords } from './quota-records.ts';
import type { Random } from './random.ts';
import { ClassSeries } from './series-records.ts';
import { writeSheet } from './sheet.ts';
import { loadTexts } from './texts.ts';
import type { SampleTexts } from './texts/shape.ts';
import { workbookOf } from './workbook.ts';
import { buildWorld, type World } from './world.ts';

/** Records that are put into an empty database together. */
export interface SampleBatch {
  /** Everything that is neither lesson, sheet nor workbook. */
  records: RecordBase[];
  lessons: Lesson[];
  sheets: Sheet[];
  /** Only of the person who uses the app: the others keep theirs to themselves. */
  workbooks: Workbook[];
}

/** The first batch: the school and its people. Every record of it is in `records` too. */
export interface SchoolBatch extends SampleBatch {
  part: 'school';
  school: School;
  /** The person who uses the app: leader of the first group and a mentor. */
  me: Person;
  persons: Person[];
  teachers: Teacher[];
  groups: Group[];
  memberships: Membership[];
  semesters: Semester[];
  lists: SchoolList[];
  pairings: Pairing[];
}

/** A further batch: lessons of about the same time with their sheets, sign-ins and next steps. */
export interface LessonBatch extends SampleBatch {
  part: 'lessons';
}

/** How far the generator is, in sheets. */
export type Progress = (done: number, total: number) => void;

/**
 * Generates a sample school in batches: the school with its people first, then lessons from the oldest to those that are
 * still to come. Equal options give equal records on every device. A batch is made only when it is asked for, so the
 * largest school never is in memory at once. Throws a RangeError for sizes that no school can have.
 */
export async function* generateSchool(
  options: SampleOptions,
  onprogress?: Progress,
): AsyncGenerator<SchoolBatch | LessonBatch, void, undefined> {
  yield* schoolBatches(await loadTexts(options.locale), options, onprogress);
}

/** The same with the words at hand, without waiting. */
export function* schoolBatches(
  texts: SampleTexts,
  options: SampleOptions,
  onprogress?: Progress,
): Generator<SchoolBatch | LessonBatch, void, undefined> {
  const world = buildWorld(texts, options);
  yield schoolBatch(world);
  const limit = options.batch ?? 200;
  const steps = new NextSteps(world);
  const series = new ClassSeries(world);
  const calibrations = new Calibrations(world);
  let batch = emptyBatch();
  let done = 0;
  for (const { planned, random } of plannedLessons(world)) {
    writeLesson(world, planned, random, { steps, series, calibrations }, batch);
    if (batch.sheets.length < limit) continue;
    done += batch.sheets.length;
    onprogress?.(done, world.size.observations);
    yield batch;
    batch = emptyBatch();
  }
  batch.records.push(...steps.rest(), ...series.records(), ...calibrations.records());
  onprogress?.(done + batch.sheets.length, world.size.observations);
  yield batch;
}

/** Every planned lesson with random numbers of its own, so that neither batches nor other lessons change it. */
function* plannedLessons(world: World): Generator<{ planned: PlannedLesson; random: Random }> {
  for (const { label, lessons } of planHistory(world)) {
    const random = world.random.fork(`lessons:${label}`);
    for (const [i, planned] of lessons.entries()) yield { planned, random: random.fork(String(i)) };
  }
}

/** What runs through the whole history. */
interface Threads {
  steps: NextSteps;
  series: ClassSeries;
  calibrations: Calibrations;
}

function writeLesson(
  world: World,
  planned: PlannedLesson,
  random: Random,
  { steps, series, calibrations }: Threads,
  batch: LessonBatch,
): void {
  const given = giveLesson(world, planned, random);
  const me = world.colleagues[ME];
  batch.lessons.push(given.lesson);
  // A class that is still to come has neither sheets nor signatures.
  const past = planned.date < world.calendar.today;
  if (past && !world.stated) {
    // Open and demonstration classes draw from the lesson's own stream, as they always did.
    const signing = isAnnounced(given.lesson) ? random : random.fork('sign-in');
    batch.records.push(...attendanceOf(world, given, signing));
  }
  if (!world.stated) {
    batch.records.push(...classRecords(world, given, random.fork('class')));
    series.look(given.lesson);
  }
  const sheets: Sheet[] = [];
  for (const seat of planned.seats) {
    const written = writeSheet(world, given, seat, random);
    batch.sheets.push(written.sheet);
    sheets.push(written.sheet);
    if (seat.observer === me) batch.workbooks.push(workbookOf(world, written, given.lesson));
    batch.records.push(...steps.look(given, written, random));
  }
  // A class that is still to come has no sheets; a school for measurements holds no agreed scores.
  if (!world.stated) calibrations.look(given, sheets);
}

function schoolBatch(world: World): SchoolBatch {
  const school = schoolRecord(world);
  const persons = personRecords(world);
  const teachers = teacherRecords(world);
  const { groups, memberships } = groupRecords(world);
  const semesters = semesterRecords(world);
  const lists = listRecords(world);
  const pairings = pairingRecords(world);
  // A school for measurements holds what is measured, and no more.
  const quotas = world.stated ? [] : quotaRecords(world);
  const life = world.stated
    ? []
    : [...quotas, ...dutyRecords(world, quotas), ...activityRecords(world, groups), ...meetingRecords(world, pairings)];
  const me = persons[ME];
  if (!me) throw new Error('sample school: nobody is there');
  return {
    part: 'school',
    school,
    me,
    persons,
    teachers,
    groups,
    memberships,
    semesters,
    lists,
    pairings,
    records: [school, ...persons, ...teachers, ...groups, ...memberships, ...semesters, ...lists, ...pairings, ...life],
    lessons: [],
    sheets: [],
    workbooks: [],
  };
}

function emptyBatch(): LessonBatch {
  return { part: 'lessons', records: [], lessons: [], sheets: [], workbooks: [] };
}
