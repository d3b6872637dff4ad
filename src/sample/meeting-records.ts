import { addDays, daysBetween, weekday, type PlainDate } from '../domain/date.ts';
import type { Assessment, Meeting, Pairing } from '../domain/mentoring.ts';
import type { RecordBase } from '../domain/record.ts';
import { isTeachingDay } from './calendar.ts';
import { sampleId } from './ids.ts';
import type { Pair } from './pairs.ts';
import type { Random } from './random.ts';
import { envelopeOf, schoolInstant, type World } from './world.ts';

/** Meetings of a pairing at most, and the days between two. */
const MOST = 12;
const EVERY = 24;
/** Days after which a pairing is assessed for the first time. */
const INTERIM = 110;

/** What the pairings talked about and how they were assessed. `pairings` are the records of `world.pairs`, in that order. */
export function meetingRecords(world: World, pairings: readonly Pairing[]): (Meeting | Assessment)[] {
  return pairings.flatMap((pairing, i) => {
    const pair = world.pairs[i];
    return pair ? lifeOf(world, pairing, pair, world.random.fork(`meetings:${i}`)) : [];
  });
}

function lifeOf(world: World, pairing: Pairing, pair: Pair, random: Random): (Meeting | Assessment)[] {
  const last = pair.endedOn ?? addDays(world.calendar.today, -1);
  return [...meetingsOf(world, pairing, pair, last, random), ...assessmentsOf(world, pairing, pair, last, random)];
}

function meetingsOf(world: World, pairing: Pairing, pair: Pair, last: PlainDate, random: Random): Meeting[] {
  const { life } = world.texts;
  const meetings: Meeting[] = [];
  let wished = addDays(pair.from, random.int(1, 8));
  while (wished <= last && meetings.length < MOST) {
    const date = teachingDayFrom(world, wished, last);
    if (date === null) break;
    const text = life.meetings[meetings.length % life.meetings.length];
    meetings.push({
      ...made(world, pairing, pair, 'meeting', date, random),
      pairing: pairing.id,
      date,
      minutes: random.pick([20, 30, 30, 45]),
      place: random.pick(life.meetingPlaces),
      topic: text?.topic ?? '',
      record: text?.record ?? '',
    });
    wished = addDays(date, EVERY + random.int(-6, 10));
  }
  return meetings;
}

function assessmentsOf(world: World, pairing: Pairing, pair: Pair, last: PlainDate, random: Random): Assessment[] {
  const { life } = world.texts;
  const assess = (type: Assessment['type'], date: PlainDate, result: string, text: string): Assessment => ({
    ...made(world, pairing, pair, 'assessment', date, random),
    pairing: pairing.id,
    date,
    type,
    assessor: pair.mentor.id,
    result,
    text,
  });
  const half = teachingDayFrom(world, addDays(pair.from, INTERIM), last);
  const interim = half && daysBetween(half, last) > 20 ? [assess('interim', half, '', random.pick(life.interim))] : [];
  // A mentor who left wrote none.
  const over = pair.endedOn !== null && pair.endedOn !== pair.mentor.left;
  const final = over ? [assess('final', last, random.pick(life.results), random.pick(life.final))] : [];
  return [...interim, ...final];
}

function made<K extends 'meeting' | 'assessment'>(
  world: World,
  pairing: Pairing,
  pair: Pair,
  kind: K,
  date: PlainDate,
  random: Random,
): RecordBase<K> {
  const at = schoolInstant(world, date, 16 * 60 + random.int(0, 40));
  const about = [pairing.mentor, pairing.mentee];
  return envelopeOf(world, kind, sampleId(random, at), { author: pair.mentor.person, at, about, audience: 'parties' });
}

/** The first day of lessons from a day on, not after `last`; null when a long holiday begins. */
function teachingDayFrom(world: World, from: PlainDate, last: PlainDate): PlainDate | null {
  for (let date = from; date <= last; date = addDays(date, 1)) {
    if (weekday(date) <= 5 && isTeachingDay(world.calendar.kind, date)) return date;
  }
  return null;
}
