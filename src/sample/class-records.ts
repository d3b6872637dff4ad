import { addDays } from '../domain/date.ts';
import { minutesIdOf, type Material, type Minutes } from '../domain/classes.ts';
import { isAttended } from './attendance.ts';
import { sampleId } from './ids.ts';
import type { GivenLesson } from './lesson.ts';
import type { Random } from './random.ts';
import { envelopeOf, schoolInstant, spellOn, type World } from './world.ts';

/** Materials of a class that colleagues attend and, once it was given, the minutes of its debrief. */
export function classRecords(world: World, given: GivenLesson, random: Random): (Material | Minutes)[] {
  const { lesson, planned } = given;
  if (!isAttended(lesson)) return [];
  const past = planned.date < world.calendar.today;
  // A few debriefs are not written down; the office sees that.
  const written = past && random.chance(0.85);
  return [...materialsOf(world, given, random), ...(written ? [minutesOf(world, given, random)] : [])];
}

function materialsOf(world: World, { lesson, planned, begins }: GivenLesson, random: Random): Material[] {
  const { materials } = world.texts.life;
  const { today } = world.calendar;
  // What is still to come was prepared yesterday at the latest.
  const day = planned.date < today ? planned.date : addDays(today, -1);
  const at = schoolInstant(world, day, begins - 30);
  return random.some(materials, random.int(1, 3)).map((name) => ({
    ...envelopeOf(world, 'material', sampleId(random, at), { author: lesson.author, at }),
    lesson: lesson.id,
    name,
    type: '',
    bytes: 0,
    blob: null,
    link: '',
  }));
}

function minutesOf(world: World, { lesson, planned, begins }: GivenLesson, random: Random): Minutes {
  const { debriefs, debriefPlaces } = world.texts.life;
  const { teacher, date } = planned;
  const leader = teacher ? world.leaders.get(spellOn(teacher, date).group) : undefined;
  const at = schoolInstant(world, date, Math.min(begins + 120, 18 * 60));
  const author = leader?.person ?? lesson.author;
  return {
    ...envelopeOf(world, 'minutes', minutesIdOf(lesson.id), { author, at, about: teacher ? [teacher.id] : [] }),
    lesson: lesson.id,
    heldOn: date,
    place: random.pick(debriefPlaces),
    ...random.pick(debriefs),
  };
}
