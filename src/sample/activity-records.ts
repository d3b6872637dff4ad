import type { Activity } from '../domain/activity.ts';
import type { AttendanceState } from '../domain/classes.ts';
import { addDays, daysBetween, weekday, type PlainDate } from '../domain/date.ts';
import type { Id } from '../domain/ids.ts';
import type { Term } from './calendar.ts';
import type { Colleague } from './cast.ts';
import { sampleId } from './ids.ts';
import { envelopeOf, isHere, schoolInstant, spellOn, type World } from './world.ts';

/** Semesters whose activities are kept: the present one and those before it. */
const TERMS = 3;
const EVERY_DAYS = 14;

/** The meetings of every group, each second week on the group's own weekday, in the last semesters. */
export function activityRecords(world: World, groups: readonly { id: Id }[]): Activity[] {
  return world.calendar.terms
    .slice(-TERMS)
    .flatMap((term) => groups.flatMap((group, g) => activitiesOf(world, term, group.id, g)));
}

function activitiesOf(world: World, term: Term, group: Id, g: number): Activity[] {
  const days = datesOf(term, (g % 5) + 1);
  return days.map((date, i) => activityOn(world, { term, group, g, date, i }));
}

/** Every second week of a semester on one weekday, where it was a day of lessons. */
function datesOf(term: Term, day: number): PlainDate[] {
  const taught = new Set(term.days);
  const first = addDays(term.start, (day - weekday(term.start) + 7) % 7);
  const count = Math.floor(daysBetween(first, term.end) / EVERY_DAYS) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => addDays(first, i * EVERY_DAYS)).filter((date) =>
    taught.has(date),
  );
}

interface Place {
  term: Term;
  group: Id;
  g: number;
  date: PlainDate;
  /** Which of the semester. */
  i: number;
}

function activityOn(world: World, { term, group, g, date, i }: Place): Activity {
  const random = world.random.fork(`activity:${term.id}:${g}:${i}`);
  const { life } = world.texts;
  const members = world.colleagues.filter((one) => isHere(one, date) && spellOn(one, date).group === g);
  const leader = world.leaders.get(g);
  const host = leader && isHere(leader, date) ? leader : members[0];
  // The plan first, then one topic after the other in an order of the group's own.
  const further = world.random.fork(`topics:${term.id}:${g}`).shuffle(life.activities.slice(1));
  const texts = i === 0 ? life.activities[0] : further[(i - 1) % further.length];
  const begins = 15 * 60 + 30;
  const at = schoolInstant(world, date, begins + 90);
  return {
    ...envelopeOf(world, 'activity', sampleId(random, at), { author: host?.person ?? '', at }),
    group,
    date,
    startTime: '15:30',
    minutes: random.pick([60, 80, 90]),
    place: random.pick(life.activityPlaces),
    host: host?.id ?? null,
    speaker: members.length > 0 ? random.pick(members).id : null,
    topic: texts?.topic ?? '',
    agenda: texts?.agenda ?? '',
    attendance: Object.fromEntries(members.map((one) => [one.id, stateOf(one, host, random)])),
    record: texts?.record ?? '',
    // The office finds a few that say nothing of what was agreed.
    resolutions: random.chance(0.88) ? (texts?.resolutions ?? '') : '',
    photos: {},
    lessons: {},
  };
}

function stateOf(one: Colleague, host: Colleague | undefined, random: World['random']): AttendanceState {
  return one === host ? 'present' : random.weighted({ present: 0.9, leave: 0.08, absent: 0.02 });
}
