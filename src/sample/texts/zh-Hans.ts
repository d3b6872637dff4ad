import { pairings, people, places } from './zh-Hans/people.ts';
import { life } from './zh-Hans/life.ts';
import { notes } from './zh-Hans/notes.ts';
import { subjects } from './zh-Hans/subjects.ts';
import type { SampleTexts } from './shape.ts';

/** The sample school in simplified Chinese. */
export const texts: SampleTexts = { people, places, pairings, notes, subjects, life };
