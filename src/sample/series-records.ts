import type { PlainDate } from '../domain/date.ts';
import type { Id } from '../domain/ids.ts';
import type { Lesson } from '../domain/lesson.ts';
import type { Series } from '../domain/quota.ts';
import { schoolYearOf } from './calendar.ts';
import { sampleId } from './ids.ts';
import { enteredBy } from './people-records.ts';
import { fill } from './texts.ts';
import type { LifeTexts } from './texts/shape.ts';
import { envelopeOf, schoolInstant, type World } from './world.ts';

type Kind = keyof LifeTexts['series'];
interface Found {
  kind: Kind;
  year: number;
  lessons: { id: Id; date: PlainDate }[];
}

/** Fewer lessons are no series. */
const FEWEST = 2;
/** School years whose series are kept. */
const YEARS = 3;
const MONTHS: Partial<Record<Kind, string>> = { report: '09', improvement: '11' };

/** Class series of the last years: the round of one month, and a year's demonstration classes. */
export class ClassSeries {
  readonly #world: World;
  readonly #found = new Map<string, Found>();

  constructor(world: World) {
    this.#world = world;
  }

  /** Looks at a lesson; remembers it when it belongs to a series. */
  look({ id, date, lessonKind }: Lesson): void {
    if (lessonKind !== 'report' && lessonKind !== 'improvement' && lessonKind !== 'demonstration') return;
    const month = MONTHS[lessonKind];
    const year = schoolYearOf(date);
    if ((month && date.slice(5, 7) !== month) || year <= schoolYearOf(this.#world.calendar.today) - YEARS) return;
    const key = `${lessonKind}:${year}`;
    const found = this.#found.get(key) ?? { kind: lessonKind, year, lessons: [] };
    found.lessons.push({ id, date });
    this.#found.set(key, found);
  }

  /** The series, made by the office on the day of the first lesson or yesterday. */
  records(): Series[] {
    return [...this.#found]
      .filter(([, { lessons }]) => lessons.length >= FEWEST)
      .map(([key, found]) => this.#record(key, found));
  }

  #record(key: string, { kind, year, lessons }: Found): Series {
    const { texts, calendar, random } = this.#world;
    const dates = lessons.map(({ date }) => date).sort();
    const [from, to] = [dates[0] ?? calendar.today, dates.at(-1) ?? calendar.today];
    const at = Math.min(
      schoolInstant(this.#world, from, 8 * 60),
      schoolInstant(this.#world, calendar.today, 0) - 3_600_000,
    );
    const own = random.fork(`series:${key}`);
    // Only the one of a whole school year is named by both of its years.
    const named = kind === 'demonstration' ? `${year}–${year + 1}` : String(year);
    return {
      ...envelopeOf(this.#world, 'series', sampleId(own, at), { author: enteredBy(this.#world).author, at }),
      name: fill(texts.life.series[kind], { year: named }),
      lessonKind: kind,
      group: null,
      from,
      to,
      lessons: Object.fromEntries(lessons.map(({ id }) => [id, true as const])),
      note: '',
    };
  }
}
