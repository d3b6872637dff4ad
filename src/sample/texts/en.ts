import { pairings, people, places } from './en/people.ts';
import { life } from './en/life.ts';
import { notes } from './en/notes.ts';
import { subjects } from './en/subjects.ts';
import type { SampleTexts } from './shape.ts';

/** The sample school in English. */
export const texts: SampleTexts = { people, places, pairings, notes, subjects, life };
