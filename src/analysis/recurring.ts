import type { PlainDate } from '../domain/date.ts';
import type { Id } from '../domain/ids.ts';
import { indicatorsOf, type Rubric } from '../domain/rubric.ts';
import { isSelfObservation, type Sheet } from '../domain/sheet.ts';
import {
  distinctQuotes,
  newestFirst,
  recurringPhrases,
  type Passage,
  type Quote,
  type RecurringPhrase,
} from './phrases.ts';

/** What is read of a sheet. */
export type RecurringSheet = Pick<
  Sheet,
  | 'sheet'
  | 'rev'
  | 'lesson'
  | 'teacher'
  | 'observer'
  | 'role'
  | 'date'
  | 'rubric'
  | 'notes'
  | 'strengths'
  | 'suggestions'
> & { deleted?: boolean };

/** Where to look for what recurs. */
export interface RecurringInput {
  teacher: Id;
  /** Other ids of the same teacher (aliases). */
  otherIds?: readonly Id[];
  /** Finished sheets, notes-only ones too; of several revisions of a sheet the newest is read. */
  sheets: readonly RecurringSheet[];
  /** Rubric versions by id, for the names of indicators. */
  rubrics: ReadonlyMap<Id, Rubric>;
  /** First and last day, inclusive: usually this school year (`schoolYearAround`). */
  from: PlainDate;
  to: PlainDate;
  /** The one record that a lesson counts as; a lesson that is absent stands for itself. */
  lessonsAsOne?: ReadonlyMap<Id, Id>;
}

/** An indicator that notes were linked to in two lessons or more. */
export interface RecurringIndicator {
  indicator: Id;
  /** Names in the newest version that a sheet here used; null when it is not at hand. */
  name: string | null;
  dimension: string | null;
  /** Linked notes. */
  notes: number;
  /** Distinct lessons, newest first. */
  lessons: Id[];
  /** The notes, word for word, newest first. A link says what a note is about, not whether it is praise. */
  quotes: Quote[];
}

/** What comes back in what observers wrote. */
export interface Recurring {
  indicators: RecurringIndicator[];
  strengths: RecurringPhrase[];
  suggestions: RecurringPhrase[];
  /** What was read. */
  n: { lessons: number; sheets: number };
}

/**
 * What recurs in a teacher's sheets over some time: indicators that notes were linked to in several lessons, then phrases
 * that come back in the strengths and in the suggestions. Only counts and quotes, never a summary. The teacher's own
 * sheets are not read.
 */
export function recurring(input: RecurringInput): Recurring {
  const sheets = sheetsToRead(input);
  const passages = (field: 'strengths' | 'suggestions'): Passage[] =>
    sheets.map(({ sheet, lesson, date, [field]: text }) => ({ sheet, lesson, date, text }));
  return {
    indicators: indicatorsNoted(sheets, input.rubrics),
    strengths: recurringPhrases(passages('strengths')),
    suggestions: recurringPhrases(passages('suggestions')),
    n: { lessons: new Set(sheets.map(({ lesson }) => lesson)).size, sheets: sheets.length },
  };
}

function sheetsToRead({ teacher, otherIds, sheets, from, to, lessonsAsOne }: RecurringInput): RecurringSheet[] {
  const ids = new Set([teacher, ...(otherIds ?? [])]);
  const newest = new Map<Id, RecurringSheet>();
  for (const sheet of sheets) {
    if (sheet.deleted || sheet.teacher === null || !ids.has(sheet.teacher)) continue;
    if (isSelfObservation(sheet) || ids.has(sheet.observer) || sheet.date < from || sheet.date > to) continue;
    const known = newest.get(sheet.sheet);
    if (!known || sheet.rev > known.rev) newest.set(sheet.sheet, sheet);
  }
  return [...newest.values()].map((sheet) => ({ ...sheet, lesson: lessonsAsOne?.get(sheet.lesson) ?? sheet.lesson }));
}

function indicatorsNoted(sheets: readonly RecurringSheet[], rubrics: ReadonlyMap<Id, Rubric>): RecurringIndicator[] {
  const byIndicator = new Map<Id, { quotes: Quote[]; notes: number; rubric: Id | null; date: PlainDate }>();
  for (const { sheet, lesson, date, notes, rubric } of sheets) {
    for (const note of notes) {
      for (const indicator of new Set(note.indicators)) {
        const entry = byIndicator.get(indicator) ?? { quotes: [], notes: 0, rubric, date };
        entry.notes += 1;
        entry.quotes.push({ sheet, lesson, date, text: note.text.trim() });
        if (date >= entry.date) Object.assign(entry, { rubric, date });
        byIndicator.set(indicator, entry);
      }
    }
  }
  return [...byIndicator]
    .map(([indicator, { quotes, notes, rubric }]) => {
      const sorted = [...quotes].sort(newestFirst);
      const lessons = [...new Set(sorted.map((quote) => quote.lesson))];
      const named = namesOf(indicator, rubric === null ? undefined : rubrics.get(rubric));
      return { indicator, ...named, notes, lessons, quotes: distinctQuotes(sorted.filter(({ text }) => text !== '')) };
    })
    .filter(({ lessons }) => lessons.length >= 2)
    .sort((a, b) => b.lessons.length - a.lessons.length || b.notes - a.notes || (a.indicator < b.indicator ? -1 : 1));
}

function namesOf(indicator: Id, rubric: Rubric | undefined): Pick<RecurringIndicator, 'name' | 'dimension'> {
  const dimension = rubric?.dimensions.find((candidate) => indicatorsOf({ dimensions: [candidate] }).some(isIt));
  function isIt({ id }: { id: Id }) {
    return id === indicator;
  }
  return { name: dimension?.indicators.find(isIt)?.name ?? null, dimension: dimension?.name ?? null };
}
