import type { SchoolKind, SemesterProposal } from '../../domain/semester.ts';
import type { ColumnUse } from '../../parts/paste/columns.ts';
import { TEACHER_FIELDS } from '../../parts/paste/words.ts';
import { FIRST_POSTS, type FirstPost } from './postWords.ts';

/** The steps of setting up a school, in order. */
export const STEPS = ['school', 'terms', 'me', 'teachers'] as const;
export type SetupStep = (typeof STEPS)[number];

/** Everything that was typed during setup. */
export interface SetupValues {
  step: SetupStep;
  school: { name: string; kind: SchoolKind; minutes: number | null };
  terms: SemesterProposal[];
  me: { name: string; number: string; subject: string; group: string; post: FirstPost | '' };
  paste: { text: string; header: boolean | null; uses: ColumnUse[] | null; leftOut: number[] };
  termsEdited: boolean;
  minutesEdited: boolean;
}

const KEY = 'guanke.setup';
const KINDS: readonly SchoolKind[] = ['china', 'taiwan', 'hongkong', 'england', 'singapore', 'other'];

/** Keeps what was typed for as long as the tab lives, where the browser allows it. */
export function keepSetup(values: SetupValues): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(values));
  } catch {
    // Refused or full: the values then last as long as the page.
  }
}

/** What was typed before a reload; null when there is nothing, or nothing that can be read. */
export function keptSetup(): SetupValues | null {
  try {
    return setupFromText(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}

/** Forgets what was typed: the school stands, or setup was left. */
export function forgetSetup(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // What could not be kept need not be forgotten.
  }
}

/** Reads kept values; null unless every part has the shape that this version writes. */
export function setupFromText(text: string | null): SetupValues | null {
  if (!text) return null;
  const values: unknown = parsed(text);
  return isSetup(values) ? values : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isSetup(value: unknown): value is SetupValues {
  if (!isObject(value)) return false;
  const { step, school, terms, me, paste, termsEdited, minutesEdited } = value;
  return (
    STEPS.some((each) => each === step) &&
    isObject(school) &&
    typeof school['name'] === 'string' &&
    KINDS.some((kind) => kind === school['kind']) &&
    (school['minutes'] === null || typeof school['minutes'] === 'number') &&
    Array.isArray(terms) &&
    terms.every(isTerm) &&
    isObject(me) &&
    ['name', 'number', 'subject', 'group'].every((field) => typeof me[field] === 'string') &&
    ['', ...FIRST_POSTS].some((post) => post === me['post']) &&
    isPaste(paste) &&
    typeof termsEdited === 'boolean' &&
    typeof minutesEdited === 'boolean'
  );
}

function isTerm(value: unknown): value is SemesterProposal {
  if (!isObject(value)) return false;
  const numbers = ['schoolYear', 'term', 'terms'].every((field) => Number.isInteger(value[field]));
  return numbers && typeof value['start'] === 'string' && typeof value['end'] === 'string';
}

function isPaste(value: unknown): value is SetupValues['paste'] {
  if (!isObject(value)) return false;
  const { text, header, uses, leftOut } = value;
  const known = (use: unknown) => use === 'skip' || TEACHER_FIELDS.some((field) => field === use);
  return (
    typeof text === 'string' &&
    (header === null || typeof header === 'boolean') &&
    (uses === null || (Array.isArray(uses) && uses.every(known))) &&
    Array.isArray(leftOut) &&
    leftOut.every((line) => Number.isInteger(line))
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
