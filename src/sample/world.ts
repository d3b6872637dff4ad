import type { Instant, PlainDate } from '../domain/date.ts';
import { holds } from '../domain/people.ts';
import type { Id } from '../domain/ids.ts';
import type { RecordBase, RecordKind, Stamp } from '../domain/record.ts';
import { isNotesOnly, type Rubric } from '../domain/rubric.ts';
import { buildCalendar, instantAt, type Calendar } from './calendar.ts';
import { castTeachers, type Colleague, type Spell } from './cast.ts';
import { sampleId } from './ids.ts';
import { sizeOf, type SampleLocale, type SampleOptions, type SampleSize } from './options.ts';
import { matchPairs, type Pair } from './pairs.ts';
import { createRandom, type Random } from './random.ts';
import type { SampleTexts } from './texts/shape.ts';
import { themeRubric, type ThemedRubric } from './themes.ts';

/** Everything that is decided before the first lesson. */
export interface World {
  school: Id;
  locale: SampleLocale;
  size: SampleSize;
  texts: SampleTexts;
  calendar: Calendar;
  random: Random;
  colleagues: Colleague[];
  /** Who leads each group. */
  leaders: Map<number, Colleague>;
  pairs: Pair[];
  classesPerGrade: number;
  /** Rubrics by family; the notes-only form is none. */
  rubrics: Map<Id, ThemedRubric>;
  /** The rubric of every sheet in a measurement. */
  stated: ThemedRubric | null;
  /** First day and length in days of the whole history. */
  start: PlainDate;
  days: number;
  stamp: (at: Instant) => Stamp;
}

const DEFAULT_SEED = 20250901;

/** Decides who is at the school, when it teaches and who is paired with whom; throws a RangeError for impossible sizes. */
export function buildWorld(texts: SampleTexts, options: SampleOptions): World {
  const size = sizeOf(options);
  const random = createRandom(options.seed ?? DEFAULT_SEED);
  const founded = Date.UTC(Number(options.today.slice(0, 4)) - size.semesters, 0, 1);
  const school = sampleId(random.fork('school'), founded);
  const calendar = buildCalendar(school, options.locale, options.today, size.semesters);
  const classesPerGrade = Math.min(texts.places.classes.length, Math.max(2, Math.round(size.teachers / 16)));
  const colleagues = castTeachers({ school, size, calendar, texts, classesPerGrade }, random.fork('cast'));
  const start = calendar.terms[0]?.start ?? options.today;
  return {
    school,
    locale: options.locale,
    size,
    texts,
    calendar,
    random,
    colleagues,
    leaders: leadersOf(colleagues),
    pairs: matchPairs(colleagues, calendar, size.pairings, random.fork('pairs')),
    classesPerGrade,
    rubrics: rubricsByFamily(options.rubrics),
    stated: options.rubric ? themeRubric(options.rubric) : null,
    start,
    days: Math.max(1, Math.round((Date.parse(options.today) - Date.parse(start)) / 86_400_000)),
    stamp: options.stamp,
  };
}

function leadersOf(colleagues: readonly Colleague[]): Map<number, Colleague> {
  const spells = colleagues.flatMap((colleague) => colleague.spells.map((spell) => ({ colleague, spell })));
  return new Map(spells.filter(({ spell }) => spell.leads).map(({ colleague, spell }) => [spell.group, colleague]));
}

function rubricsByFamily(rubrics: readonly Rubric[]): Map<Id, ThemedRubric> {
  return new Map(
    rubrics.filter((rubric) => !isNotesOnly(rubric)).map((rubric) => [rubric.family, themeRubric(rubric)]),
  );
}

/** The envelope of a record made by somebody at an instant. */
export function envelopeOf<K extends RecordKind>(
  world: World,
  kind: K,
  id: Id,
  made: { author: Id; at: Instant; about?: Id[]; audience?: RecordBase['audience'] },
): RecordBase<K> {
  const { author, at, about = [], audience = 'school' } = made;
  return { id, kind, v: 1, author, about, audience, created: at, stamp: world.stamp(at) };
}

/** The instant of a minute of a day at this school. */
export function schoolInstant(world: World, date: PlainDate, minute: number): Instant {
  return instantAt(world.calendar.kind, date, minute);
}

/** Whether a teacher is at the school on a day. */
export function isHere(colleague: Pick<Colleague, 'joined' | 'left'>, date: PlainDate): boolean {
  return holds({ from: colleague.joined, to: colleague.left }, date);
}

/** The group and subject of a teacher on a day (the first ones before, the last ones after). */
export function spellOn(colleague: Colleague, date: PlainDate): Spell {
  const found = colleague.spells.find((spell) => holds(spell, date)) ?? colleague.spells[0];
  if (!found) throw new Error('sample school: a teacher without a group');
  return found;
}
