import { minutesOfTime } from '../domain/date.ts';
import { listIdOf, type Id } from '../domain/ids.ts';
import type { ClassItem, NamedItem, PeriodItem, SchoolList } from '../domain/list.ts';
import { schoolYearOf } from './calendar.ts';
import { sampleId } from './ids.ts';
import { classSize } from './lesson.ts';
import { enteredBy } from './people-records.ts';
import { fill } from './texts.ts';
import { envelopeOf, type World } from './world.ts';

/** The school's lists: subjects, grades, classes with this year's pupils, periods with bell times. */
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
  const grades = items(
    texts.places.grades.map((grade, order): NamedItem => ({ name: fill(texts.places.gradeName, { grade }), order })),
  );
  return [
    { ...base('subjects'), items: items(texts.subjects.map(({ name }, order): NamedItem => ({ name, order }))) },
    { ...base('grades'), items: grades },
    { ...base('classes'), items: items(classItems(world, Object.keys(grades))) },
    { ...base('periods'), items: items(periodItems(world)) },
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
