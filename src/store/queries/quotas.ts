import type { PlainDate } from '../../domain/date.ts';
import type { Id } from '../../domain/ids.ts';
import type { Teacher } from '../../domain/people.ts';
import {
  quotaCounted,
  quotaProgress,
  quotasOf,
  quotaWindow,
  quotaWish,
  type QuotaEvent,
  type QuotaRule,
} from '../../domain/quota.ts';
import type { Semester } from '../../domain/semester.ts';
import type { Store } from '../store.ts';
import { recordsOfKind } from '../write.ts';
import { readingSchool } from './access.ts';
import { chosenSemester, dayOfSemester, membersOn, WHOLE_SCHOOL, type Member } from './groupScope.ts';
import { quotaEvents } from './quotaEvents.ts';
import { roster, semesters } from './teachers.ts';

interface Span {
  from: PlainDate;
  to: PlainDate;
}

/** How far somebody is with one rule, in the rule's unit. */
export interface QuotaStanding {
  rule: QuotaRule;
  /** The days that are counted. */
  window: Span;
  done: number;
  needed: number;
  left: number;
  /** What was counted. */
  counted: readonly QuotaEvent[];
}

/** One line of the quota table. `standings` is null where it is not open to the person who asks. */
export interface QuotaRow extends Member {
  /** By what the rule asks for (`quotaWish`); a wish that does not bind this teacher is absent. */
  standings: ReadonlyMap<string, QuotaStanding> | null;
}

/** The quotas of a group, or of the whole school, in a semester. */
export interface QuotaTable {
  semesters: Semester[];
  /** Null when none has begun: months are counted all the same. */
  semester: Semester | null;
  /** Whether the school has any rule. */
  ruled: boolean;
  /** What is asked for, each with the rule that stands for it in the head of the table. */
  wishes: { wish: string; rule: QuotaRule }[];
  /** In roster order. */
  rows: QuotaRow[];
}

/** The school's rules: general ones before those for some, then by task and id. */
export async function quotaRules(store: Store): Promise<QuotaRule[]> {
  const rules = await recordsOfKind<QuotaRule>(store, 'quota');
  const narrow = (rule: QuotaRule) =>
    rule.posts.length + (rule.seniority.from === null && rule.seniority.to === null ? 0 : 1);
  const place = (rule: QuotaRule) => `${rule.task === 'observe' ? 0 : rule.task === 'give' ? 1 : 2}${rule.task}`;
  return rules.sort((a, b) =>
    place(a) === place(b) ? narrow(a) - narrow(b) || (a.id < b.id ? -1 : 1) : place(a) < place(b) ? -1 : 1,
  );
}

/** How far a teacher is today with each rule that binds them, in the rules' order; those whose days lie in no semester are left out. */
export async function quotasOfTeacher(store: Store, teacher: Teacher, today: PlainDate): Promise<QuotaStanding[]> {
  return standingsOn(store, teacher, { day: today, today, semesters: await semesters(store) });
}

/** The same on the day that stands for a semester (`dayOfSemester`); nothing counts that is later than `today`. */
export async function standingsOn(
  store: Store,
  teacher: Teacher,
  { day, today, semesters: terms }: { day: PlainDate; today: PlainDate; semesters: readonly Semester[] },
): Promise<QuotaStanding[]> {
  const all = await quotaRules(store);
  const binding = new Set(quotasOf(all, teacher, day));
  const rules = all.filter((rule) => binding.has(rule));
  if (rules.length === 0) return [];
  const standing = await counter(store, [teacher.id], rules, windowsOf(rules, day, terms), today);
  return standing(teacher.id, rules);
}

/**
 * The quota table of a group's members of that time; `semester` empty = the present one. Counted from headers, sign-ins and
 * duties, never from what a sheet says. Null of the whole school for who does not see it.
 */
export async function quotaTable(
  store: Store,
  me: Teacher,
  scope: Id,
  semester: Id,
  today: PlainDate,
): Promise<QuotaTable | null> {
  const [school, teachers, all] = await Promise.all([
    readingSchool(store, me, today),
    roster(store),
    quotaRules(store),
  ]);
  if (scope === WHOLE_SCHOOL && !school.access.everything) return null;
  const term = chosenSemester(school.semesters, semester, today);
  const day = term ? dayOfSemester(term, today) : today;
  const members = membersOn(scope, school.memberships, teachers, day).map((member) => ({
    ...member,
    rules: quotasOf(all, member.teacher, day),
    open: school.access.growth(member.teacher.id, false) === 'full',
  }));
  const open = members.filter((member) => member.open);
  const used = [...new Set(open.flatMap((member) => member.rules))];
  const standing = await counter(
    store,
    open.map(({ teacher }) => teacher.id),
    used,
    windowsOf(used, day, school.semesters),
    today,
  );
  return {
    semesters: school.semesters.filter((each) => each.start <= today),
    semester: term,
    ruled: all.length > 0,
    wishes: wishesOf(all, used),
    rows: members.map(({ teacher, leads, rules, open: shown }) => ({
      teacher,
      leads,
      standings: shown
        ? new Map(standing(teacher.id, rules).map((each) => [quotaWish(each.rule), each] as const))
        : null,
    })),
  };
}

/** In the order of the rules; a general rule stands for what others ask more of. */
function wishesOf(all: readonly QuotaRule[], used: readonly QuotaRule[]): QuotaTable['wishes'] {
  const asked = new Set(used.map(quotaWish));
  const wishes = new Map<string, QuotaRule>();
  for (const rule of all)
    if (asked.has(quotaWish(rule)) && !wishes.has(quotaWish(rule))) wishes.set(quotaWish(rule), rule);
  return [...wishes].map(([wish, rule]) => ({ wish, rule }));
}

function windowsOf(rules: readonly QuotaRule[], day: PlainDate, terms: readonly Semester[]): Map<Id, Span> {
  return new Map(
    rules.flatMap((rule) => {
      const window = quotaWindow(rule.per, day, terms);
      return window ? [[rule.id, window] as const] : [];
    }),
  );
}

/** Reads once what all the rules need of all these teachers, and answers how far one of them is. */
async function counter(
  store: Store,
  who: readonly Id[],
  rules: readonly QuotaRule[],
  windows: ReadonlyMap<Id, Span>,
  today: PlainDate,
): Promise<(teacher: Id, rules: readonly QuotaRule[]) => QuotaStanding[]> {
  const spans = [...windows.values()];
  const from = spans.map((span) => span.from).sort()[0];
  const last =
    spans
      .map((span) => span.to)
      .sort()
      .at(-1) ?? '';
  // What is planned has not been done yet.
  const to = last < today ? last : today;
  const events = from === undefined ? [] : await quotaEvents(store, who, rules, { from, to });
  const byTeacher = new Map<Id, QuotaEvent[]>();
  for (const event of events) {
    const own = byTeacher.get(event.who);
    if (own) own.push(event);
    else byTeacher.set(event.who, [event]);
  }
  return (teacher, own) =>
    own.flatMap((rule) => {
      const window = windows.get(rule.id);
      if (!window) return [];
      const counted = quotaCounted(rule, byTeacher.get(teacher) ?? [], teacher, window);
      return [{ rule, window, counted, ...quotaProgress(rule, counted) }];
    });
}
