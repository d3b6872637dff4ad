import { isPlainDate, type PlainDate } from '../../domain/date.ts';
import type { Id } from '../../domain/ids.ts';
import { pairingEnd, type Goal, type Pairing } from '../../domain/mentoring.ts';
import type { Semester } from '../../domain/semester.ts';
import { semesterOfDate } from '../../domain/semester.ts';
import type { Agreement } from '../../store/commands/pairings.ts';

/** A pairing as the dialog holds one while it is filled in. */
export interface PairingForm {
  mentor: Id | null;
  mentee: Id | null;
  domain: string;
  /** A semester's id, or `day`. */
  starts: string;
  /** The day, where `starts` is `day`. */
  from: string;
  years: '1' | '2' | '3';
  /** `years` (as many as agreed), a semester's id, `day` or `open`. */
  ends: string;
  to: string;
  mentorObserves: number | null;
  menteeObserves: number | null;
  per: Pairing['quotas']['per'];
  plan: string;
  goals: Goal[];
}

/** An empty form that begins with the semester of today or the next one, or one with what was agreed. */
export function pairingForm(pairing: Pairing | null, semesters: readonly Semester[], today: PlainDate): PairingForm {
  if (pairing) return formOf(pairing, semesters);
  const term = semesterOfDate(semesters, today) ?? semesters.find((semester) => semester.start > today);
  return {
    mentor: null,
    mentee: null,
    domain: '',
    starts: term?.id ?? 'day',
    from: today,
    years: '1',
    ends: 'years',
    to: '',
    mentorObserves: 4,
    menteeObserves: 8,
    per: 'semester',
    plan: '',
    goals: [],
  };
}

function formOf(pairing: Pairing, semesters: readonly Semester[]): PairingForm {
  const { mentor, mentee, domain, from, to, schoolYears, quotas, plan } = pairing;
  const first = semesters.find((semester) => semester.start === from);
  const last = to === null ? undefined : semesters.find((semester) => semester.end === to);
  const usual = to !== null && to === pairingEnd(from, schoolYears);
  return {
    mentor,
    mentee,
    domain,
    starts: first?.id ?? 'day',
    from,
    years: schoolYears >= 3 ? '3' : schoolYears === 2 ? '2' : '1',
    ends: to === null ? 'open' : usual ? 'years' : (last?.id ?? 'day'),
    to: to ?? '',
    mentorObserves: quotas.mentorObserves,
    menteeObserves: quotas.menteeObserves,
    per: quotas.per,
    plan,
    goals: [],
  };
}

/** The first day that a form says; empty while it is not a day. */
export function firstDay({ starts, from }: PairingForm, semesters: readonly Semester[]): PlainDate {
  const day = starts === 'day' ? from : (semesters.find(({ id }) => id === starts)?.start ?? '');
  return isPlainDate(day) ? day : '';
}

/** The last day that a form says; null = open, empty while it is not a day. */
export function lastDay(form: PairingForm, semesters: readonly Semester[]): PlainDate | null {
  if (form.ends === 'open') return null;
  const first = firstDay(form, semesters);
  if (form.ends === 'years') return first && pairingEnd(first, Number(form.years));
  const day = form.ends === 'day' ? form.to : (semesters.find(({ id }) => id === form.ends)?.end ?? '');
  return isPlainDate(day) ? day : '';
}

/** What was agreed, as the form says it. The plan stays as typed. */
export function agreementOf(form: PairingForm, semesters: readonly Semester[]): Agreement {
  return {
    mentor: form.mentor ?? '',
    mentee: form.mentee ?? '',
    domain: form.domain.trim(),
    from: firstDay(form, semesters),
    to: lastDay(form, semesters),
    schoolYears: Number(form.years),
    plan: form.plan,
    quotas: {
      mentorObserves: form.mentorObserves ?? 0,
      menteeObserves: form.menteeObserves ?? 0,
      per: form.per,
    },
  };
}
