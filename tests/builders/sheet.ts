import { STOPPED_CLOCK, type DraftEntry, type DraftFields, type LessonClock } from '../../src/domain/draft.ts';
import type { Id } from '../../src/domain/ids.ts';
import type { ScoreValue } from '../../src/domain/score.ts';
import type { Response, Share } from '../../src/domain/sharing.ts';
import { sealSheet, type Sheet, type SheetContent, type SheetSnapshot, type Workbook } from '../../src/domain/sheet.ts';
import { anEnvelope, anId, aStamp, BUILT_AT } from './ids.ts';

/** Names and facts of 15 October 2025. */
export function aSnapshot(more: Partial<SheetSnapshot> = {}): SheetSnapshot {
  return {
    teacherName: 'Lin Yue',
    teacherTitle: 'second',
    guestSchool: '',
    groupNames: ['Mathematics'],
    observerName: 'Zhou Min',
    klass: '3 (2)',
    subject: 'Mathematics',
    topic: 'Area of a rectangle',
    room: 'Room 302',
    pupils: 42,
    lessonType: 'new',
    rubricTitle: 'A small form',
    ...more,
  };
}

/** What a peer wrote about an ordinary lesson; every indicator of `aRubric` is scored. */
export function aSheetContent(more: Partial<SheetContent> = {}): SheetContent {
  return {
    sheet: anId(),
    rev: 1,
    supersedes: null,
    reopenReason: '',
    lesson: 'lesson-1',
    teacher: 'teacher-1',
    observer: 'teacher-2',
    role: 'peer',
    date: '2025-10-15',
    period: 2,
    lessonKind: 'ordinary',
    rubric: 'small@1',
    rubricFamily: 'small',
    focus: [],
    focusText: '',
    scores: { 'goal.1/0': 5, 'goal.2/0': 4, 'goal.3/0': 4, 'process.1/0': 3, 'process.2/0': 8.5, 'process.3/0': 9 },
    bonus: {},
    notes: [{ id: 'note-1', t: 120_000, text: 'Pupils guess before measuring.', indicators: ['goal.1'] }],
    stages: [{ t: 0, stage: 'Opening' }],
    strengths: 'Pupils measured first.',
    suggestions: 'Let more pupils explain.',
    overall: '',
    minutes: 40,
    afterwards: false,
    entered: '2025-10-15',
    sealedAt: BUILT_AT,
    snapshot: aSnapshot(),
    ...more,
  };
}

/** A sealed sheet by person-2. */
export function aSheet(more: Partial<SheetContent> = {}): Sheet {
  return sealSheet(aSheetContent(more), 'person-2', aStamp());
}

/** A sealed sheet of notes only. */
export function aNotesSheet(more: Partial<SheetContent> = {}): Sheet {
  return aSheet({ rubric: null, rubricFamily: null, scores: {}, ...more });
}

/** The next revision of a sheet. */
export function aRevisionOf(sheet: Sheet, more: Partial<SheetContent> = {}): Sheet {
  return aSheet({ ...sheet, rev: sheet.rev + 1, supersedes: sheet.id, ...more });
}

/** The observer's notes of a sheet. */
export function aWorkbook(more: Partial<Workbook> = {}): Workbook {
  return { ...anEnvelope('workbook'), audience: 'author', sheet: 'sheet-1', lesson: 'lesson-1', entries: [], ...more };
}

/** The fields of a draft as Prepare opens it. */
export function draftFields(more: Partial<DraftFields> = {}): DraftFields {
  return {
    teacher: null,
    guestName: '',
    guestSchool: '',
    lesson: null,
    date: '2025-10-15',
    period: null,
    klass: '',
    subject: '',
    topic: '',
    lessonKind: 'ordinary',
    lessonType: null,
    pupils: null,
    room: '',
    rubric: null,
    focus: [],
    focusText: '',
    role: 'peer',
    minutes: 40,
    strengths: '',
    suggestions: '',
    overall: '',
    bonus: {},
    afterwards: false,
    step: 'prepare',
    stages: [],
    unsentNote: '',
    ...more,
  };
}

const entry = { draftId: 'draft-1', at: BUILT_AT };

/** One saved field of a draft. */
export function aFieldEntry<N extends keyof DraftFields>(
  name: N,
  value: DraftFields[N],
  more: { at?: number } = {},
): DraftEntry {
  return { ...entry, id: `field:${name}`, type: 'field', name, value, ...more };
}

/** One saved score of a draft. */
export function aScoreEntry(key: string, value: ScoreValue | null): DraftEntry {
  return { ...entry, id: `score:${key}`, type: 'score', key, value };
}

/** A note of a draft, private unless linked. */
export function aNoteEntry(
  more: Partial<Extract<DraftEntry, { type: 'note' }>> = {},
): Extract<DraftEntry, { type: 'note' }> {
  return {
    ...entry,
    id: anId(),
    type: 'note',
    t: 60_000,
    text: 'A note',
    indicators: [],
    share: null,
    deleted: false,
    ...more,
  };
}

/** A stage mark of a draft. */
export function aStageEntry(
  more: Partial<Extract<DraftEntry, { type: 'stage' }>> = {},
): Extract<DraftEntry, { type: 'stage' }> {
  return { ...entry, id: anId(), type: 'stage', t: 0, stage: 'Opening', deleted: false, ...more };
}

/** The clock of a draft. */
export function aClockEntry(clock: Partial<LessonClock> = {}): DraftEntry {
  return { ...entry, id: 'clock', type: 'clock', clock: { ...STOPPED_CLOCK, ...clock } };
}

/** A sheet handed to its teacher, comments only. */
export function aShare(more: Partial<Share> = {}): Share {
  return {
    ...anEnvelope('share'),
    audience: 'parties',
    sheet: 'sheet-1',
    revision: 'revision-1',
    to: ['teacher-1'],
    level: 'comments',
    sharedAt: BUILT_AT,
    ...more,
  };
}

/** A teacher's response that says nothing yet. */
export function aResponse(more: Partial<Response> & { sheet?: Id } = {}): Response {
  return {
    ...anEnvelope('response'),
    audience: 'parties',
    sheet: 'sheet-1',
    teacher: 'teacher-1',
    acknowledgedAt: null,
    answer: '',
    reflection: '',
    signedOnPaper: false,
    ...more,
  };
}
