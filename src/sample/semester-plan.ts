import { addDays, daysBetween, type PlainDate } from '../domain/date.ts';
import type { LessonKind } from '../domain/lesson.ts';
import type { Term } from './calendar.ts';
import type { Colleague } from './cast.ts';
import { Plan, type PlannedLesson } from './plan.ts';
import type { Random } from './random.ts';
import { isHere, spellOn, type World } from './world.ts';

/** How much happens in a semester. */
export interface Share {
  /** Sheets, exactly. */
  sheets: number;
  /** Open and demonstration classes, exactly. */
  classes: number;
  /** One lesson of a guest from another school. */
  guest: boolean;
}

/** The lessons of one semester in order of date and period. */
export function planSemester(world: World, term: Term, share: Share, random: Random): PlannedLesson[] {
  const plan = new Plan(world, random);
  const season = new Season(world, term.days, plan, share.sheets, random);
  season.classes(share.classes);
  if (share.guest) season.guest();
  season.passLessons();
  season.seriesIn('09', 'report', 0.02, isYoung);
  season.seriesIn('11', 'improvement', 0.03, () => true);
  season.rehearsals();
  season.sameTopic();
  season.visits();
  return inOrder(plan.lessons);
}

/** Lessons by date, then period. */
export function inOrder(lessons: readonly PlannedLesson[]): PlannedLesson[] {
  return [...lessons].sort((a, b) =>
    a.date < b.date ? -1 : a.date > b.date ? 1 : (a.period ?? 99) - (b.period ?? 99),
  );
}

const isYoung = (colleague: Colleague, date: PlainDate) => daysBetween(colleague.serviceStart, date) < 4 * 365;
const isNovice = (colleague: Colleague, date: PlainDate) => daysBetween(colleague.serviceStart, date) < 500;

/** Fills the plan of a season, kind by kind, within its number of sheets. */
class Season {
  readonly #world: World;
  readonly #days: readonly PlainDate[];
  readonly #plan: Plan;
  readonly #sheets: number;
  readonly #random: Random;

  constructor(world: World, days: readonly PlainDate[], plan: Plan, sheets: number, random: Random) {
    this.#world = world;
    this.#days = days;
    this.#plan = plan;
    this.#sheets = sheets;
    this.#random = random;
  }

  get #left(): number {
    return this.#sheets - this.#plan.seats;
  }

  /** Open and demonstration classes; each has two to five observers while the number of sheets allows it. */
  classes(count: number): void {
    for (let i = 0; i < count; i += 1) {
      const date = this.#random.pick(this.#days);
      const demonstration = this.#random.chance(0.35);
      const teacher = this.#plan.teacher(date, (colleague) => !demonstration || !isYoung(colleague, date));
      const reserved = count - i - 1;
      const seats = Math.max(0, Math.min(this.#random.int(2, 5), this.#left - reserved));
      const observers = this.#plan.observers(date, teacher, seats);
      this.#plan.add({
        date,
        teacher: teacher ?? this.#anybody(date),
        kind: demonstration ? 'demonstration' : 'open',
        observers,
      });
    }
  }

  /** A visitor from another school gives a lesson here. */
  guest(): void {
    const date = this.#random.pick(this.#days);
    const observers = this.#plan.observers(date, null, Math.min(2, this.#left));
    if (observers.length > 0) this.#plan.add({ date, teacher: null, kind: 'observation', observers });
  }

  /** Beginners are assessed once a semester by two colleagues. */
  passLessons(): void {
    const middle = this.#days[Math.floor(this.#days.length / 2)];
    if (!middle) return;
    for (const novice of this.#world.colleagues.filter(
      (colleague) => isHere(colleague, middle) && isNovice(colleague, middle),
    )) {
      const date = this.#dateFor(novice);
      if (date && this.#left > 4) this.#observed(date, novice, 'pass', 2);
    }
  }

  /** A series in one month: report lessons in September, improvement lessons in November. */
  seriesIn(
    month: string,
    kind: LessonKind,
    share: number,
    fits: (colleague: Colleague, date: PlainDate) => boolean,
  ): void {
    const days = this.#days.filter((date) => date.slice(5, 7) === month);
    const count = days.length > 0 ? Math.round(this.#sheets * share) : 0;
    for (let i = 0; i < count && this.#left > 3; i += 1) {
      const date = this.#random.pick(days);
      const teacher = this.#plan.teacher(date, (colleague) => fits(colleague, date));
      if (teacher) this.#observed(date, teacher, kind, this.#random.int(2, 3));
    }
  }

  /** Rounds of one topic in the fortnight before an open class (磨课); not for scores. */
  rehearsals(): void {
    const open = this.#plan.lessons.filter((lesson) => lesson.kind === 'open' && lesson.teacher);
    for (const lesson of this.#random.some(open, Math.round(this.#sheets * 0.012))) {
      const days = this.#days.filter((date) => date < lesson.date && date >= addDays(lesson.date, -14));
      if (days.length === 0 || !lesson.teacher || this.#left < 4) continue;
      const topicKey = `${lesson.date}|${lesson.teacher.index}`;
      lesson.topicKey = topicKey;
      const date = this.#random.pick(days);
      if (isHere(lesson.teacher, date)) this.#observed(date, lesson.teacher, 'rehearsal', 2, topicKey);
    }
  }

  /** Two teachers of a group teach one topic on neighbouring days, the same colleagues compare (同课异构). */
  sameTopic(): void {
    const pairs = Math.round(this.#sheets * 0.006);
    for (let i = 0; i < pairs && this.#left > 5; i += 1) {
      const at = this.#random.int(0, Math.max(0, this.#days.length - 2));
      const [first, second] = [this.#days[at], this.#days[at + 1]];
      const teacher = first ? this.#plan.teacher(first) : null;
      if (!first || !second || !teacher) continue;
      const spell = spellOn(teacher, first);
      const other = this.#plan.teacher(
        second,
        (colleague) =>
          colleague !== teacher &&
          colleague.phase === teacher.phase &&
          spellOn(colleague, second).subject === spell.subject,
      );
      if (!other) continue;
      const topicKey = `${first}|${teacher.index}|${other.index}`;
      const observers = this.#plan
        .observers(first, teacher, 2)
        .filter(({ colleague }) => colleague !== other && isHere(colleague, second));
      this.#plan.add({ date: first, teacher, kind: 'same-topic', observers, topicKey });
      this.#plan.add({ date: second, teacher: other, kind: 'same-topic', observers, topicKey });
    }
  }

  /** Everyday visits until the number of sheets is reached exactly. */
  visits(): void {
    for (let tries = 0; this.#left > 0 && tries < 20 * this.#sheets + 200; tries += 1) {
      const date = this.#random.pick(this.#days);
      const form = this.#random.weighted({ mentor: 0.17, mentee: 0.08, office: 0.13, self: 0.012, peer: 0.6 });
      if (form === 'mentor' || form === 'mentee') this.#paired(date, form);
      else if (form === 'office') this.#dropIn(date);
      else if (form === 'self') this.#self(date);
      else this.#peers(date);
    }
    if (this.#left > 0) throw new Error('sample school: the plan of a semester did not reach its number of sheets');
  }

  #paired(date: PlainDate, side: 'mentor' | 'mentee'): void {
    const active = this.#world.pairs.filter((pair) => pair.from <= date && date <= (pair.endedOn ?? pair.to));
    if (active.length === 0) return this.#peers(date);
    const { mentor, mentee } = this.#random.pick(active);
    const [observer, teacher] = side === 'mentor' ? [mentor, mentee] : [mentee, mentor];
    if (!isHere(observer, date) || !isHere(teacher, date)) return;
    this.#plan.add({ date, teacher, kind: 'ordinary', observers: [{ colleague: observer, role: side }] });
  }

  #dropIn(date: PlainDate): void {
    const teacher = this.#plan.teacher(date);
    const visitor = teacher ? this.#plan.visitor(date, teacher) : null;
    if (teacher && visitor) this.#plan.add({ date, teacher, kind: 'drop-in', observers: [{ colleague: visitor }] });
  }

  #self(date: PlainDate): void {
    const teacher = this.#plan.teacher(date);
    if (teacher) this.#plan.add({ date, teacher, kind: 'ordinary', observers: [{ colleague: teacher, role: 'self' }] });
  }

  #peers(date: PlainDate): void {
    const teacher = this.#plan.teacher(date);
    const kind = this.#random.weighted<LessonKind>({
      ordinary: 0.88,
      seminar: 0.04,
      observation: 0.03,
      showcase: 0.02,
      competition: 0.03,
    });
    const several = this.#random.weighted({ 1: 0.82, 2: 0.13, 3: 0.05 });
    if (teacher) this.#observed(date, teacher, kind, kind === 'ordinary' ? Number(several) : 2);
  }

  #observed(date: PlainDate, teacher: Colleague, kind: LessonKind, count: number, topicKey?: string): void {
    const observers = this.#plan.observers(date, teacher, Math.min(count, this.#left));
    if (observers.length > 0) this.#plan.add({ date, teacher, kind, observers, ...(topicKey ? { topicKey } : {}) });
  }

  #dateFor(colleague: Colleague): PlainDate | null {
    const days = this.#days.filter((date) => isHere(colleague, date));
    return days.length > 0 ? this.#random.pick(days) : null;
  }

  #anybody(date: PlainDate): Colleague | null {
    return this.#world.colleagues.find((colleague) => isHere(colleague, date)) ?? null;
  }
}
