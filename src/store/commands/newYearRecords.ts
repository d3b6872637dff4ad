import { addDays, type PlainDate } from '../../domain/date.ts';
import { newId, semesterIdOf } from '../../domain/ids.ts';
import type { Pairing } from '../../domain/mentoring.ts';
import type { QuotaRule } from '../../domain/quota.ts';
import type { Semester } from '../../domain/semester.ts';
import type { NewTermSchool } from '../queries/newYear.ts';
import { failure, Refusal } from '../reasons.ts';
import { makeRecord } from '../write.ts';
import { moveClasses } from './newYearClasses.ts';
import { Edits, type Making, type Touched } from './newYearEdits.ts';
import { Groups } from './newYearGroups.ts';
import { join, leave, move } from './newYearPeople.ts';
import type { NewTermPlan } from './newYearPlan.ts';
import { newSemester } from './school.ts';

/**
 * The records of a plan, computed and not written: every record that is new or differs. Throws a `Refusal` for what cannot be:
 * two classes of one name, a missing name, a staff number that somebody has.
 */
export function recordsOfPlan(school: NewTermSchool, plan: NewTermPlan, making: Making): Touched[] {
  const edits = new Edits(making);
  const on = plan.terms[0]?.start;
  if (!on) return [];
  moveSemesters(edits, school, plan);
  moveClasses(edits, school, plan);
  const groups = new Groups(edits, school.groups);
  leave(edits, school, plan.leavers, on);
  move(edits, school, groups, plan, on);
  join(edits, school, groups, plan.joiners, on);
  renewQuotas(edits, school, plan);
  movePairings(edits, school, plan, on);
  return edits.touched();
}

function moveSemesters(edits: Edits, { school, semesters }: NewTermSchool, { terms }: NewTermPlan): void {
  const { store, author, stamp } = edits.making;
  for (const term of terms) {
    const id = semesterIdOf(school, term.schoolYear, term.term);
    const known = semesters.find((each) => each.id === id);
    if (!known) edits.add(newSemester(store, school, author, stamp(), term));
    else {
      const { start, end, weekOne } = term;
      const back = known.deleted ? { deleted: false } : {};
      edits.patch<Semester>(known, { start, end, weekOne, ...back });
    }
  }
}

function renewQuotas(edits: Edits, { quotas }: NewTermSchool, plan: NewTermPlan): void {
  const { store, author, stamp } = edits.making;
  const [first] = plan.terms;
  const last = plan.terms.at(-1);
  for (const id of plan.quotas) {
    const rule = quotas.find((each) => each.id === id);
    if (!rule) throw new Refusal(failure('quota-missing'));
    const { name, task, count, unit, per, posts, seniority, lessonKinds, places, counts, attendance, also } = rule;
    const said = { name, task, count, unit, per, posts, seniority, lessonKinds, places, counts };
    // A rule of the whole year lasts as long as the new year, one of a semester as long as its first semester.
    const long =
      rule.per === 'schoolYear' || (rule.from !== null && rule.to !== null && rule.to > addDays(rule.from, 200));
    const days = { from: first?.start ?? null, to: (long ? last?.end : first?.end) ?? null };
    const fields = {
      id: newId(),
      kind: 'quota',
      ...said,
      ...(attendance === undefined ? {} : { attendance }),
      ...(also === undefined ? {} : { also }),
      ...days,
    } as const;
    edits.add(makeRecord<QuotaRule>(store, author, stamp(), fields));
  }
}

function movePairings(edits: Edits, { pairings }: NewTermSchool, plan: NewTermPlan, on: PlainDate): void {
  const last = plan.terms.at(-1)?.end ?? on;
  for (const { id, then } of plan.pairings) {
    const pairing = pairings.find((each) => each.id === id);
    if (!pairing) throw new Refusal(failure('pairing-missing'));
    if (then === 'continue') {
      if (pairing.to === null || pairing.to >= last) continue;
      const longer = plan.terms[0]?.term === 1 ? { schoolYears: Math.min(3, pairing.schoolYears + 1) } : {};
      edits.patch<Pairing>(pairing, { to: last, ...longer });
      continue;
    }
    const before = addDays(on, -1);
    const agreed = pairing.to !== null && pairing.to < before ? pairing.to : before;
    edits.patch<Pairing>(pairing, { status: 'ended', endedOn: agreed < pairing.from ? pairing.from : agreed });
  }
}
