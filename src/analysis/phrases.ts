import type { PlainDate } from '../domain/date.ts';
import type { Id } from '../domain/ids.ts';
import { isStopWord, LEAST_WEIGHT, weightOfWord } from './stop-words.ts';
import { sentencesOf, type Clause } from './words.ts';

/** A text of one sheet, as it was written. */
export interface Passage {
  sheet: Id;
  lesson: Id;
  date: PlainDate;
  text: string;
}

/** What was said, word for word, and where. */
export interface Quote {
  sheet: Id;
  lesson: Id;
  date: PlainDate;
  /** A whole sentence. */
  text: string;
}

/** Words that come back. */
export interface RecurringPhrase {
  /** As written in the newest of the quotes. */
  phrase: string;
  /** Distinct lessons in which it was written, newest first; two or more. */
  lessons: Id[];
  /** The sentences it was written in, newest first. */
  quotes: Quote[];
}

/** The longest phrase that is looked for, in words. */
const LONGEST = 12;
/** Lessons from which words recur. */
const RECURS = 2;

interface Place {
  quote: Quote;
  clause: Clause;
  start: number;
}

interface Candidate {
  keys: string[];
  /** The keys in one text, for comparing. */
  joined: string;
  weight: number;
  newest: PlainDate;
  places: Place[];
  lessons: Set<Id>;
}

/**
 * The phrases that recur over lessons: the same words in the same order, in two lessons or more, with at least two words
 * (or four Chinese characters) that say something, neither beginning nor ending with a word that only carries the sentence.
 * Nothing is paraphrased or summed up: a phrase is shown with the sentences it stands in.
 *
 * In order of lessons, then of length, then newest. A phrase that lies within a chosen one, or around it, and adds no
 * lesson is left out, and so is one whose every sentence is quoted already. Twice in one lesson counts once.
 */
export function recurringPhrases(passages: readonly Passage[], most = 5): RecurringPhrase[] {
  const chosen: Candidate[] = [];
  const quoted = new Set<Quote>();
  for (const candidate of candidatesOf(passages).sort(heaviestFirst)) {
    if (chosen.length >= most) break;
    if (chosen.some((other) => addsNothingTo(other, candidate))) continue;
    if (candidate.places.every((place) => quoted.has(place.quote))) continue;
    chosen.push(candidate);
    for (const place of candidate.places) quoted.add(place.quote);
  }
  return chosen.map(phraseOf);
}

/** Frequent runs of words, each length grown from the one before: what does not recur with n words does not with n + 1. */
function candidatesOf(passages: readonly Passage[]): Candidate[] {
  const found: Candidate[] = [];
  let places = placesOf(passages);
  for (let length = 1; length <= LONGEST && places.length > 0; length++) {
    const runs = new Map<string, Candidate>();
    for (const place of places) {
      const words = place.clause.slice(place.start, place.start + length);
      if (words.length < length) continue;
      const keys = words.map((word) => word.key);
      const joined = keys.join(' ');
      const run = runs.get(joined) ?? { keys, joined, weight: 0, newest: '', places: [], lessons: new Set<Id>() };
      run.places.push(place);
      run.lessons.add(place.quote.lesson);
      if (place.quote.date > run.newest) run.newest = place.quote.date;
      runs.set(joined, run);
    }
    const frequent = [...runs.values()].filter((run) => run.lessons.size >= RECURS);
    for (const run of frequent) run.weight = run.keys.reduce((sum, key) => sum + weightOfWord(key), 0);
    found.push(...frequent.filter(saysSomething));
    places = frequent.flatMap((run) => run.places);
  }
  return found;
}

function placesOf(passages: readonly Passage[]): Place[] {
  return passages.flatMap(({ sheet, lesson, date, text }) =>
    sentencesOf(text).flatMap((sentence) => {
      const quote: Quote = { sheet, lesson, date, text: sentence.text };
      return sentence.clauses.flatMap((clause) => clause.map((_, start) => ({ quote, clause, start })));
    }),
  );
}

function saysSomething({ keys, weight }: Candidate): boolean {
  return weight >= LEAST_WEIGHT && !isStopWord(keys[0] ?? '') && !isStopWord(keys.at(-1) ?? '');
}

function heaviestFirst(a: Candidate, b: Candidate): number {
  return (
    b.lessons.size - a.lessons.size ||
    b.weight - a.weight ||
    b.keys.length - a.keys.length ||
    (a.newest < b.newest ? 1 : a.newest > b.newest ? -1 : 0) ||
    (a.joined < b.joined ? -1 : 1)
  );
}

function addsNothingTo(chosen: Candidate, candidate: Candidate): boolean {
  const inside = contains(chosen, candidate) || contains(candidate, chosen);
  return inside && [...candidate.lessons].every((lesson) => chosen.lessons.has(lesson));
}

function contains(outer: Candidate, inner: Candidate): boolean {
  return ` ${outer.joined} `.includes(` ${inner.joined} `);
}

function phraseOf({ keys, joined, places }: Candidate): RecurringPhrase {
  const sorted = [...places].sort((a, b) => newestFirst(a.quote, b.quote));
  const newest = sorted[0];
  const first = newest?.clause[newest.start];
  const last = newest?.clause[newest.start + keys.length - 1];
  return {
    phrase: newest && first && last ? newest.quote.text.slice(first.from, last.to) : joined,
    lessons: [...new Set(sorted.map((place) => place.quote.lesson))],
    quotes: distinctQuotes(sorted.map((place) => place.quote)),
  };
}

/** Newest first, then by sheet. */
export function newestFirst(a: Quote, b: Quote): number {
  if (a.date !== b.date) return a.date < b.date ? 1 : -1;
  return a.sheet < b.sheet ? -1 : a.sheet > b.sheet ? 1 : 0;
}

/** Each sentence once a sheet, in the given order. */
export function distinctQuotes(quotes: readonly Quote[]): Quote[] {
  return [...new Map(quotes.map((quote) => [`${quote.sheet} ${quote.text}`, quote])).values()];
}
