import type { PlainDate } from '../domain/date.ts';
import type { ObserverRole } from '../domain/draft.ts';
import type { Id } from '../domain/ids.ts';
import type { LessonKind } from '../domain/lesson.ts';
import type { Colleague } from './cast.ts';
import { Drawer } from './draw.ts';
import type { Random } from './random.ts';
import { familyFor, scoredShare } from './occasions.ts';
import { Slots } from './slots.ts';
import { isHere, spellOn, type World } from './world.ts';

/** One observer's place in a planned lesson. */
export interface Seat {
  observer: Colleague;
  role: ObserverRole;
  scored: boolean;
}

/** A lesson that will be given, before it has words. */
export interface PlannedLesson {
  date: PlainDate;
  period: number | null;
  /** Null = a guest. */
  teacher: Colleague | null;
  kind: LessonKind;
  seats: Seat[];
  /** Family of the rubric that its observers use when they score. */
  family: Id | null;
  /** Lessons of one design group (同课异构) share a topic. */
  topicKey: string | null;
}

/** What is asked for when a lesson is put into the plan. */
export interface Wish {
  date: PlainDate;
  teacher: Colleague | null;
  kind: LessonKind;
  observers: { colleague: Colleague; role?: ObserverRole }[];
  topicKey?: string;
}

/** The plan of one semester, or of the days before and after them. */
export class Plan {
  readonly lessons: PlannedLesson[] = [];
  readonly #world: World;
  readonly #random: Random;
  readonly #slots: Slots;
  readonly #teachers: Drawer;
  readonly #observers: Drawer;
  readonly #office: Drawer;
  #seats = 0;

  constructor(world: World, random: Random) {
    this.#world = world;
    this.#random = random;
    this.#slots = new Slots(world.calendar.starts.length);
    this.#teachers = new Drawer(world.colleagues, (colleague) => colleague.visited);
    this.#observers = new Drawer(world.colleagues, (colleague) => colleague.appetite);
    this.#office = new Drawer(world.colleagues, (colleague) => (isOffice(colleague) ? 1 : 0));
  }

  /** Sheets planned so far. */
  get seats(): number {
    return this.#seats;
  }

  /** Puts a lesson into the plan; its period is free for everybody in it, or unknown when that day has none. */
  add({ date, teacher, kind, observers, topicKey }: Wish): void {
    const random = this.#random;
    const people = [...(teacher ? [teacher] : []), ...observers.map(({ colleague }) => colleague)];
    const scored =
      this.#world.stated !== null || random.chance(scoredShare(kind, observers[0]?.role, teacher?.followed));
    const group = teacher ? spellOn(teacher, date).group : 0;
    this.lessons.push({
      date,
      period: this.#slots.take([...new Set(people)], date, random),
      teacher,
      kind,
      seats: observers.map(({ colleague, role }) => ({
        observer: colleague,
        role: role ?? roleOf(colleague, teacher, date),
        scored: scored && (this.#world.stated !== null || observers.length === 1 || random.chance(0.9)),
      })),
      family: familyFor(this.#world, kind, group, random),
      topicKey: topicKey ?? null,
    });
    this.#seats += observers.length;
  }

  /** Somebody to be observed on that day. */
  teacher(date: PlainDate, fits: (colleague: Colleague) => boolean = () => true): Colleague | null {
    for (let tries = 0; tries < 40; tries += 1) {
      const found = this.#teachers.draw(this.#random, date);
      if (found && fits(found)) return found;
    }
    return null;
  }

  /** Up to `count` observers of a teacher's lesson, mostly of the same group. */
  observers(date: PlainDate, teacher: Colleague | null, count: number): { colleague: Colleague }[] {
    const found: Colleague[] = [];
    const group = teacher ? spellOn(teacher, date).group : undefined;
    for (let i = 0; i < count; i += 1) {
      const except = teacher ? [teacher, ...found] : found;
      const own = this.#random.chance(0.78) ? group : undefined;
      const next =
        this.#observers.draw(this.#random, date, except, own) ?? this.#observers.draw(this.#random, date, except);
      if (next) found.push(next);
    }
    return found.map((colleague) => ({ colleague }));
  }

  /** The principal, a deputy, the dean or the leader of the teacher's group. */
  visitor(date: PlainDate, teacher: Colleague): Colleague | null {
    const { group } = spellOn(teacher, date);
    const leader = this.#world.leaders.get(group);
    const useLeader = leader && leader !== teacher && isHere(leader, date) && this.#random.chance(0.4);
    return useLeader ? leader : this.#office.draw(this.#random, date, [teacher]);
  }
}

/** Whether a colleague observes for the school's office. */
export function isOffice(colleague: Colleague): boolean {
  return colleague.posts.some((post) => post === 'principal' || post === 'vice-principal' || post === 'dean');
}

/** In what role somebody sits in a colleague's lesson, unless a pairing says otherwise. */
function roleOf(observer: Colleague, teacher: Colleague | null, date: PlainDate): ObserverRole {
  if (observer === teacher) return 'self';
  if (isOffice(observer)) return 'office';
  const spell = spellOn(observer, date);
  return teacher && spell.leads && spellOn(teacher, date).group === spell.group ? 'leader' : 'peer';
}
