import type { PlainDate } from '../domain/date.ts';
import { inOrder, planSemester } from './semester-plan.ts';
import { Plan, type PlannedLesson } from './plan.ts';
import type { Random } from './random.ts';
import { isHere, type World } from './world.ts';

/** Classes that are announced for the coming fortnight, at most. */
const COMING = 4;
/** Lessons before the first semester: they belong to none yet. */
const BEFORE = 3;

/** A stretch of the history with its lessons in order. */
export interface Chapter {
  label: string;
  lessons: PlannedLesson[];
}

/**
 * The whole history, chapter by chapter: a few lessons before the first semester, the semesters, and the classes still to
 * come. Sheets and classes are shared out by teaching days and add up exactly. One chapter is planned at a time.
 */
export function* planHistory(world: World): Generator<Chapter> {
  const { calendar, size, random } = world;
  const before = calendar.before.length > 0 ? Math.min(BEFORE, size.observations) : 0;
  const coming = Math.min(COMING, size.classes, calendar.coming.length);
  const days = calendar.terms.map((term) => term.days.length);
  if (days.every((count) => count === 0)) throw new RangeError('sample school: no teaching day before today');
  const sheets = shareOut(size.observations - before, days);
  const classes = shareOut(size.classes - coming, days);
  const guestIn = days.lastIndexOf(Math.max(...days.slice(-3)));
  if (before > 0) yield { label: 'before', lessons: planBefore(world, before, random.fork('plan:before')) };
  for (const [i, term] of calendar.terms.entries()) {
    const share = { sheets: sheets[i] ?? 0, classes: classes[i] ?? 0, guest: i === guestIn && (sheets[i] ?? 0) > 10 };
    if (term.days.length > 0)
      yield { label: term.id, lessons: planSemester(world, term, share, random.fork(`plan:${i}`)) };
  }
  yield { label: 'coming', lessons: planComing(world, coming, random.fork('plan:coming')) };
}

/** Shares a whole number out in proportion to weights; the parts add up exactly (largest remainders first). */
export function shareOut(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (sum <= 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const parts = exact.map(Math.floor);
  const order = exact
    .map((value, i) => ({ i, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i);
  const left = total - parts.reduce((all, part) => all + part, 0);
  for (const { i } of order.slice(0, left)) parts[i] = (parts[i] ?? 0) + 1;
  return parts;
}

/** Ordinary lessons in the weeks before the first semester. */
function planBefore(world: World, count: number, random: Random): PlannedLesson[] {
  const plan = new Plan(world, random);
  for (let tries = 0; plan.seats < count && tries < 1000; tries += 1) {
    const date = random.pick(world.calendar.before);
    const teacher = plan.teacher(date);
    const observers = teacher ? plan.observers(date, teacher, 1) : [];
    if (teacher && observers.length > 0) plan.add({ date, teacher, kind: 'ordinary', observers });
  }
  return inOrder(plan.lessons);
}

/** Open and demonstration classes on different days of the coming fortnight; the second is given by the person who uses the app. */
function planComing(world: World, count: number, random: Random): PlannedLesson[] {
  const plan = new Plan(world, random);
  const dates: PlainDate[] = random.some(world.calendar.coming, count).sort();
  const me = world.colleagues[0];
  dates.forEach((date, i) => {
    const own = i === 1 && me ? me : null;
    const teacher = own ?? plan.teacher(date) ?? world.colleagues.find((colleague) => isHere(colleague, date)) ?? null;
    plan.add({ date, teacher, kind: i % 2 === 1 ? 'open' : 'demonstration', observers: [] });
  });
  return inOrder(plan.lessons);
}
