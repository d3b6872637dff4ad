import { addDays, type PlainDate } from '../domain/date.ts';
import { pairingEnd } from '../domain/mentoring.ts';
import { holds } from '../domain/people.ts';
import type { Calendar } from './calendar.ts';
import { ME, type Colleague } from './cast.ts';
import type { Random } from './random.ts';

/** Who guides whom, before it is a record. */
export interface Pair {
  mentor: Colleague;
  mentee: Colleague;
  /** Index of the domain in the texts: 0 classroom teaching … 3 digital teaching. */
  domain: number;
  from: PlainDate;
  to: PlainDate;
  schoolYears: 1 | 2;
  /** The day it ended; null = still running. */
  endedOn: PlainDate | null;
}

/**
 * Matches mentors and mentees, about two of three still active. The person who uses the app guides three colleagues and is
 * guided by one of them in digital teaching: one pair, two pairings in opposite directions.
 */
export function matchPairs(
  colleagues: readonly Colleague[],
  calendar: Calendar,
  count: number,
  random: Random,
): Pair[] {
  const me = colleagues[ME];
  const starts = calendar.terms
    .filter((term) => term.term === 1 && term.days.length > 0)
    .map((term) => term.days[0] ?? term.start);
  const latest = starts.at(-1) ?? calendar.terms.at(-1)?.start ?? calendar.today;
  const juniors = menteesInOrder(colleagues, random);
  const pairs: Pair[] = [];
  const add = (mentor: Colleague, mentee: Colleague, from: PlainDate, domain = random.pick([0, 0, 0, 1, 2])) => {
    const schoolYears = random.chance(0.25) ? 2 : 1;
    const to = pairingEnd(from, schoolYears);
    const over = [to < calendar.today ? to : null, mentee.left, mentor.left].filter(
      (day): day is PlainDate => day !== null,
    );
    const ended = over.filter((day) => day < calendar.today && day > from).sort()[0] ?? null;
    pairs.push({ mentor, mentee, domain, from, to, schoolYears, endedOn: ended });
  };
  for (let i = 0; pairs.length < count; i += 1) {
    const mentee = juniors[i % juniors.length];
    if (!mentee || !me) break;
    const past = starts.filter((day) => day < latest && isHereOn(mentee, day));
    const from =
      i % 3 === 2 && past.length > 0
        ? random.pick(past)
        : isHereOn(mentee, latest)
          ? latest
          : (past[0] ?? addDays(latest, -364));
    add(mentorOf(mentee, me, colleagues, from, i, random), mentee, from);
    if (i === 0 && pairs.length < count) add(mentee, me, latest, 3);
  }
  return pairs;
}

/** Those who joined as beginners first, then the youngest in service; leaders are nobody's mentee. Mine come first. */
function menteesInOrder(colleagues: readonly Colleague[], random: Random): Colleague[] {
  const group = colleagues[ME]?.spells[0]?.group;
  const here = (colleague: Colleague) => (colleague.left === null ? 1 : 0);
  const mine = (colleague: Colleague) => (colleague.left === null && colleague.spells[0]?.group === group ? 1 : 0);
  const candidates = random.shuffle(colleagues.filter((colleague) => !colleague.spells.some((spell) => spell.leads)));
  candidates.sort((a, b) => (a.serviceStart > b.serviceStart ? -1 : a.serviceStart < b.serviceStart ? 1 : 0));
  const first = candidates.filter(mine).slice(0, 2);
  const rest = candidates.filter((colleague) => !first.includes(colleague)).sort((a, b) => here(b) - here(a));
  return [...first.slice(0, 1), ...rest.slice(0, 2), ...first.slice(1), ...rest.slice(2)];
}

function mentorOf(
  mentee: Colleague,
  me: Colleague,
  colleagues: readonly Colleague[],
  from: PlainDate,
  i: number,
  random: Random,
): Colleague {
  const group = mentee.spells.find((spell) => holds(spell, from))?.group ?? mentee.spells[0]?.group;
  if (group === me.spells[0]?.group && i < 8) return me;
  const seniors = colleagues.filter(
    (other) =>
      other !== mentee && other.serviceStart < mentee.serviceStart && isHereOn(other, from) && other.left === null,
  );
  const same = seniors.filter((other) => other.spells.some((spell) => spell.group === group));
  const guided = same.length > 0 ? same : seniors;
  return guided.length > 0 ? random.pick(guided) : me;
}

function isHereOn(colleague: Colleague, date: PlainDate): boolean {
  return holds({ from: colleague.joined, to: colleague.left }, date);
}
