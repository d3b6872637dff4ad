import { pairings, people, places } from './zh-Hant/people.ts';
import { life } from './zh-Hant/life.ts';
import { notes } from './zh-Hant/notes.ts';
import { subjects } from './zh-Hant/subjects.ts';
import type { SampleTexts } from './shape.ts';

/** The sample school in traditional Chinese (Taiwan). */
export const texts: SampleTexts = { people, places, pairings, notes, subjects, life };
