import type { PlainDate } from '../domain/date.ts';
import { DUTY_TASKS, type Duty, type DutyTask } from '../domain/duty.ts';
import type { QuotaRule } from '../domain/quota.ts';
import type { Term } from './calendar.ts';
import { ME, type Colleague } from './cast.ts';
import { sampleId } from './ids.ts';
import type { Random } from './random.ts';
import type { DutyTexts } from './texts/shape.ts';
import { envelopeOf, isHere, schoolInstant, type World } from './world.ts';

/** Semesters of which entries are kept: the present one and the one before it. */
const TERMS = 2;
/** How many of those who are asked have entered something, by the end of a semester. */
const DONE = 0.8;

/** What the teachers entered for what the school asks of them besides lessons. */
export function dutyRecords(world: World, rules: readonly QuotaRule[]): Duty[] {
  const asked = DUTY_TASKS.filter((task) => rules.some((rule) => rule.task === task || rule.also?.includes(task)));
  return world.calendar.terms
    .slice(-TERMS)
    .flatMap((term) => world.colleagues.flatMap((one, i) => dutiesIn(world, { term, one, i, asked })));
}

interface Asked {
  term: Term;
  one: Colleague;
  /** Which colleague. */
  i: number;
  asked: readonly DutyTask[];
}

function dutiesIn(world: World, { term, one, i, asked }: Asked): Duty[] {
  const past = term.days.filter((day) => day < world.calendar.today);
  // A semester that has just begun has few entries yet.
  const share = past.length / Math.max(1, term.days.length);
  return asked.flatMap((task) => {
    const random = world.random.fork(`duty:${term.id}:${i}:${task}`);
    const times = task === 'training' ? random.int(1, 4) : 1;
    const dates = Array.from({ length: times }, () => (random.chance(DONE * share) ? random.pick(past) : null));
    return dates.flatMap((date) => (date && isHere(one, date) ? [dutyOn(world, one, { task, date, random })] : []));
  });
}

function dutyOn(
  world: World,
  one: Colleague,
  { task, date, random }: { task: DutyTask; date: PlainDate; random: Random },
): Duty {
  const { duties } = world.texts.life;
  const at = schoolInstant(world, date, 16 * 60 + random.int(0, 120));
  const mine = one === world.colleagues[ME];
  return {
    ...envelopeOf(world, 'duty', sampleId(random, at), {
      author: one.person,
      at,
      about: [one.id],
      audience: 'parties',
    }),
    teacher: one.id,
    task,
    label: '',
    title: task === 'other' ? '' : random.pick(duties[task]),
    date,
    hours: task === 'training' ? random.pick([2, 3, 3, 6, 6, 12]) : 0,
    place: placeOf(duties, task, random),
    level: task === 'paper' || task === 'talk' ? random.pick(['school', 'district', 'city'] as const) : null,
    // Nobody but its writer has a note.
    note: mine ? duties.note : '',
    blob: null,
    checkedBy: null,
    checkedOn: null,
  };
}

function placeOf(duties: DutyTexts, task: DutyTask, random: Random): string {
  if (task === 'paper') return random.pick(duties.journals);
  if (task === 'talk') return random.pick(duties.forums);
  return task === 'training' ? random.pick(duties.courses) : '';
}
