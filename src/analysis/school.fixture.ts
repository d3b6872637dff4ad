import type { PlainDate } from '../domain/date.ts';
import type { RatingRow } from '../domain/rating.ts';
import type { Dimension, Rubric } from '../domain/rubric.ts';
import type { Semester } from '../domain/semester.ts';
import type { RecurringSheet } from './recurring.ts';

const base = { v: 1, author: 'p', about: [] as string[], audience: 'school' as const, created: 0, stamp: '' };

/** Semesters of a Chinese school calendar from autumn of a year: `s0` autumn, `s1` spring, `s2` the next autumn, … */
export function semestersFrom(year: number, count: number): Semester[] {
  return Array.from({ length: count }, (_, i): Semester => {
    const schoolYear = year + Math.floor(i / 2);
    const [start, end] =
      i % 2 === 0
        ? [`${schoolYear}-09-01`, `${schoolYear + 1}-01-20`]
        : [`${schoolYear + 1}-02-15`, `${schoolYear + 1}-07-05`];
    return { ...base, id: `s${i}`, kind: 'semester', schoolYear, term: (i % 2) + 1, terms: 2, start, end, name: '' };
  });
}

/** A day of semester `index` of `semestersFrom(2020, …)`: the `day`-th of its second month. */
export function dayIn(index: number, day = 10): PlainDate {
  const year = 2020 + Math.floor(index / 2);
  return `${index % 2 === 0 ? `${year}-10` : `${year + 1}-03`}-${String(day).padStart(2, '0')}`;
}

let count = 0;

/** A rating row; every call is a new sheet of a new lesson unless told otherwise. */
export function rating(fraction: number, date: PlainDate, more: Partial<RatingRow> = {}): RatingRow {
  const id = `sheet-${String(++count).padStart(5, '0')}`;
  return {
    id,
    lesson: `lesson-of-${id}`,
    teacher: 'lin',
    observer: 'zhou',
    date,
    rubric: 'form@1',
    family: 'form',
    lessonKind: 'ordinary',
    fraction,
    scored: 4,
    dimensions: { goals: fraction, talk: fraction },
    scores: Float32Array.from([fraction, fraction, fraction, fraction]),
    ...more,
  };
}

/** A rubric of two dimensions with two indicators each. */
export function rubric(id = 'form@1', family = 'form', names = ['Goals', 'Talk']): Rubric {
  const dimension = (dimensionId: string, name: string): Dimension => ({
    id: dimensionId,
    name,
    indicators: [1, 2].map((n) => ({
      id: `${dimensionId}.${n}`,
      name: `${name} ${n}`,
      hint: '',
      weight: 5,
      scale: { type: 'points', max: 5, step: 1 },
      notApplicable: true,
    })),
  });
  return {
    ...base,
    id,
    kind: 'rubric',
    family,
    parent: null,
    title: `Title of ${id}`,
    description: '',
    dimensions: [dimension('goals', names[0] ?? ''), dimension('talk', names[1] ?? '')],
    bonus: [],
    bonusPassesTotal: false,
    bands: [],
    prompts: [],
  };
}

/** A finished sheet as far as `recurring` reads it. */
export function writtenSheet(more: Partial<RecurringSheet> & { date: PlainDate }): RecurringSheet {
  const sheet = `sheet-${String(++count).padStart(5, '0')}`;
  return {
    sheet,
    rev: 1,
    lesson: `lesson-of-${sheet}`,
    teacher: 'lin',
    observer: 'zhou',
    role: 'peer',
    rubric: null,
    notes: [],
    strengths: '',
    suggestions: '',
    ...more,
  };
}
