import { addDays, minutesOfTime, weekday, type PlainDate } from '../domain/date.ts';
import { listIdOf, type Id } from '../domain/ids.ts';
import type { ClassItem, NamedItem, PeriodItem, SchoolList, SwappedDay } from '../domain/list.ts';
import { schoolYearOf } from './calendar.ts';
import { sampleId } from './ids.ts';
import { classSize } from './lesson.ts';
import { enteredBy } from './people-records.ts';
import { fill } from './texts.ts';
import { envelopeOf, type World } from './world.ts';

/** The school's lists: subjects, grades, classes with this year's pupils, periods with bell times, swapped days. */
export function listRecords(world: World): SchoolList[] {
  const { texts } = world;
  const random = world.random.fork('lists');
  const made = enteredBy(world);
  const base = <L extends string>(list: L) => ({
    ...envelopeOf(world, 'list', listIdOf(world.school, list), made),
    list,
  });
  const items = <I extends NamedItem>(values: readonly I[]): Record<Id, I> =>
    Object.fromEntries(values.map((value) => [sampleId(random, made.at), value]));
  // From a stream of their own: what was drawn before stays as it was.
  const further = world.random.fork('lists:further');
  const furtherItems = <I extends NamedItem>(values: readonly I[]): Record<Id, I> =>
    Object.fromEntries(values.map((value) => [sampleId(further, made.at), value]));
  const grades = items(
    texts.places.grades.map((grade, order): NamedItem => ({ name: fill(texts.places.gradeName, { grade }), order })),
  );
  return [
    { ...base('subjects'), items: items(texts.subjects.map(({ name }, order): NamedItem => ({ name, order }))) },
    { ...base('grades'), items: grades },
    { ...base('classes'), items: items(classItems(world, Object.keys(grades))) },
    { ...base('periods'), items: { ...items(periodItems(world)), ...furtherItems(otherPeriods(world)) } },
    { ...base('swappedDays'), items: furtherItems(swappedDays(world)) },
  ];
}

function classItems(world: World, grades: readonly Id[]): ClassItem[] {
  const { places } = world.texts;
  const year = schoolYearOf(world.calendar.today);
  return grades.flatMap((grade, g) =>
    places.classes.slice(0, world.classesPerGrade).map((n, klass): ClassItem => ({
      name: fill(places.klass, { grade: places.grades[g] ?? '', n }),
      order: g * world.classesPerGrade + klass,
      grade,
      pupils: classSize(world, year - (g + 1), klass),
    })),
  );
}

function periodItems(world: World): PeriodItem[] {
  return world.calendar.starts.map((start, order) => {
    const end = minutesOfTime(start) + world.calendar.minutes;
    const pad = (value: number) => String(value).padStart(2, '0');
    return {
      name: String(order + 1),
      order,
      number: order + 1,
      start,
      end: `${pad(Math.floor(end / 60))}:${pad(end % 60)}`,
    };
  });
}

/** Morning reading and what comes after the last bell: a name, no number. */
function otherPeriods(world: World): PeriodItem[] {
  const first = world.calendar.starts[0] ?? '';
  return world.texts.life.otherPeriods.map(({ name, start, end }) => ({
    ...{ name, start, end, number: null },
    order: start < first ? -1 : world.calendar.starts.length,
  }));
}

/** A Saturday that runs another day's timetable, or the day on which the staff meets without pupils. */
function swappedDays(world: World): SwappedDay[] {
  const { kind, today } = world.calendar;
  const year = schoolYearOf(today);
  const name = world.texts.life.swappedDay;
  if (kind === 'england') return [{ name, order: 0, date: onOrAfter(`${year}-09-01`, (day) => day <= 5), runs: 0 }];
  const from = kind === 'china' ? `${year}-10-08` : `${year}-09-20`;
  return [{ name, order: 0, date: onOrAfter(from, (day) => day === 6), runs: kind === 'china' ? 3 : 5 }];
}

function onOrAfter(from: PlainDate, fits: (day: number) => boolean): PlainDate {
  let date = from;
  while (!fits(weekday(date))) date = addDays(date, 1);
  return date;
}
