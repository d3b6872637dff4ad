import { minutesOfTime, type PlainDate } from '../../domain/date.ts';
import type { Id } from '../../domain/ids.ts';
import { isSameClass } from '../../domain/lesson.ts';
import { itemsInOrder, type ClassItem, type PeriodItem } from '../../domain/list.ts';
import { m } from '../../i18n/messages.ts';
import { periodChoices, periodItemOf, type ChosenPeriod } from '../../parts/periodChoice.ts';
import { schoolDayWords } from '../../parts/schoolDay.ts';
import type { Services } from '../../parts/services.ts';
import { knownOfObserver, knownOfTeacher, type Known } from '../../store/queries/known.ts';
import { schoolCalendar, schoolLists, type SchoolCalendar, type SchoolLists } from '../../store/queries/lists.ts';
import { teacherById } from '../../store/queries/teachers.ts';

const NOTHING: Known = { classes: [], subjects: [] };
/** Periods that are offered where the school has no bell times. */
const PERIODS = 12;

/**
 * What is offered for the facts of a lesson: from the school's lists, the teacher's and the observer's earlier lessons.
 * Suggestions only: where they cannot be read the fields are typed by hand.
 */
export class LessonSuggestions {
  readonly #services: Services;
  #lists = $state.raw<SchoolLists | null>(null);
  #calendar = $state.raw<SchoolCalendar | undefined>(undefined);
  #known = $state.raw(NOTHING);
  #ofTeacher = $state.raw(NOTHING);

  constructor(services: Services) {
    this.#services = services;
    const { store, identity } = services;
    const without = () => undefined;
    knownOfObserver(store, identity.teacher.id).then((known) => (this.#known = known), without);
    schoolLists(store).then((lists) => (this.#lists = lists), without);
    schoolCalendar(store).then((calendar) => (this.#calendar = calendar), without);
  }

  readonly #classItems = $derived.by<ClassItem[]>(() =>
    this.#lists?.classes ? itemsInOrder(this.#lists.classes) : [],
  );
  readonly #periodItems = $derived.by<PeriodItem[]>(() =>
    [...(this.#lists?.periods ? itemsInOrder(this.#lists.periods) : [])].sort((a, b) => (a.start < b.start ? -1 : 1)),
  );
  /** The teacher's classes first, then the school's, then those that the observer was in. */
  readonly classes = $derived.by(() => {
    const names = [...this.#ofTeacher.classes, ...this.#classItems.map(({ name }) => name), ...this.#known.classes];
    const first = names.filter((name, i) => names.findIndex((other) => isSameClass(other, name)) === i);
    return first.map((name) => {
      const pupils = this.pupilsOf(name);
      return { id: name, label: name, ...(pupils === null ? {} : { hint: `${pupils} ${m.office_pupils()}` }) };
    });
  });
  readonly subjects = $derived.by(() =>
    optionsOf([
      ...this.#ofTeacher.subjects,
      ...this.#services.identity.teacher.subjects,
      ...namesOf(this.#lists?.subjects),
      ...this.#known.subjects,
    ]),
  );
  readonly rooms = $derived.by(() => optionsOf(namesOf(this.#lists?.rooms)));

  /** The periods to choose from; one that a lesson has and the bell times have not is offered all the same. */
  periods(chosen: ChosenPeriod): { value: string; label: string }[] {
    return periodChoices(this.#periodItems, chosen, PERIODS);
  }

  /** Minutes between the bells of a period; null when they are not known. */
  minutesOf(period: ChosenPeriod): number | null {
    const item = periodItemOf(this.#periodItems, period);
    return item ? minutesOfTime(item.end) - minutesOfTime(item.start) : null;
  }

  /** The pupils of a class by its list entry; null when they are not known. */
  pupilsOf(klass: string): number | null {
    return this.#classItems.find(({ name }) => isSameClass(name, klass))?.pupils ?? null;
  }

  /** Week and weekday of a date. */
  dayWords(date: PlainDate): string {
    return schoolDayWords(this.#calendar, date);
  }

  /** Reads what is usual for a teacher: the subject, and the class where there is only one. */
  async chooseTeacher(id: Id): Promise<{ subject: string | undefined; klass: string | undefined }> {
    const { store } = this.#services;
    const read = await Promise.all([teacherById(store, id), knownOfTeacher(store, id)]).catch(() => null);
    if (!read) return { subject: undefined, klass: undefined };
    const [teacher, found] = read;
    this.#ofTeacher = found;
    const [only, second] = found.classes;
    return { subject: found.subjects[0] ?? teacher?.subjects[0], klass: second === undefined ? only : undefined };
  }
}

function namesOf(list: SchoolLists['subjects'] | undefined): string[] {
  return list ? itemsInOrder(list).map(({ name }) => name) : [];
}

function optionsOf(values: readonly string[]) {
  return [...new Set(values)].map((value) => ({ id: value, label: value }));
}
