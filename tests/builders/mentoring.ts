import type { Calibration } from '../../src/domain/calibration.ts';
import type { Assessment, Meeting, NextStep, Pairing } from '../../src/domain/mentoring.ts';
import type { Duty } from '../../src/domain/duty.ts';
import type { QuotaRule, Series } from '../../src/domain/quota.ts';
import type { RubricDraft } from '../../src/domain/rubric-draft.ts';
import { anEnvelope } from './ids.ts';

/** An active pairing of one school year: teacher-1 guides teacher-2. */
export function aPairing(more: Partial<Pairing> = {}): Pairing {
  return {
    ...anEnvelope('pairing'),
    audience: 'parties',
    mentor: 'teacher-1',
    mentee: 'teacher-2',
    domain: 'Classroom teaching',
    from: '2025-09-01',
    to: '2026-08-31',
    schoolYears: 1,
    plan: 'Questions first.',
    goals: { 'goal-1': { text: 'Waits three seconds', indicators: ['goal.1'], done: null } },
    quotas: { mentorObserves: 4, menteeObserves: 8, per: 'semester' },
    status: 'active',
    endedOn: null,
    ...more,
  };
}

/** A meeting of a pairing. */
export function aMeeting(more: Partial<Meeting> = {}): Meeting {
  return {
    ...anEnvelope('meeting'),
    pairing: 'pairing-1',
    date: '2025-10-20',
    minutes: 30,
    place: 'Office',
    topic: 'Questions',
    record: 'Planned the next lesson together.',
    ...more,
  };
}

/** A final assessment. */
export function anAssessment(more: Partial<Assessment> = {}): Assessment {
  return {
    ...anEnvelope('assessment'),
    pairing: 'pairing-1',
    date: '2026-06-20',
    type: 'final',
    assessor: 'teacher-3',
    result: 'Pass',
    text: 'Ready to teach alone.',
    ...more,
  };
}

/** An open next step of teacher-2. */
export function aNextStep(more: Partial<NextStep> = {}): NextStep {
  return {
    ...anEnvelope('nextStep'),
    audience: 'parties',
    teacher: 'teacher-2',
    owner: 'teacher-2',
    action: 'Ask one question that several answers fit.',
    due: '2025-11-15',
    sheet: 'sheet-1',
    lesson: 'lesson-1',
    seenIn: null,
    closedOn: null,
    ...more,
  };
}

/** Everybody observes ten lessons a semester. */
export function aQuotaRule(more: Partial<QuotaRule> = {}): QuotaRule {
  return {
    ...anEnvelope('quota'),
    name: 'Ten lessons',
    task: 'observe',
    count: 10,
    unit: 'times',
    per: 'semester',
    posts: [],
    seniority: { from: null, to: null },
    lessonKinds: [],
    places: [],
    counts: 'lesson',
    from: null,
    to: null,
    ...more,
  };
}

/** A reflection that was handed in. */
export function aDuty(more: Partial<Duty> = {}): Duty {
  return {
    ...anEnvelope('duty'),
    teacher: 'teacher-1',
    task: 'reflection',
    title: 'What waiting does',
    date: '2025-11-03',
    hours: 0,
    note: '',
    blob: null,
    checkedBy: null,
    checkedOn: null,
    ...more,
  };
}

/** The demonstration classes of an October. */
export function aSeries(more: Partial<Series> = {}): Series {
  return {
    ...anEnvelope('series'),
    name: 'October demonstration lessons',
    lessonKind: 'demonstration',
    group: null,
    from: '2025-10-01',
    to: '2025-10-31',
    lessons: {},
    note: '',
    ...more,
  };
}

/** The agreed scores of a demonstration class: two indicators of `aRubric`. */
export function aCalibration(more: Partial<Calibration> = {}): Calibration {
  return {
    ...anEnvelope('calibration'),
    about: ['teacher-1'],
    lesson: 'lesson-1',
    rubric: 'small@1',
    key: { 'goal.1': 5, 'goal.2': 4 },
    rule: { within: 1, share: 0.8 },
    note: '',
    setBy: 'teacher-2',
    date: '2025-10-20',
    ...more,
  };
}

/** The draft of a rubric with one dimension. */
export function aRubricDraft(more: Partial<RubricDraft> = {}): RubricDraft {
  return {
    ...anEnvelope('rubricDraft'),
    audience: 'author',
    family: 'small',
    parent: 'small@1',
    title: 'A small form',
    description: '',
    dimensions: { goal: { name: 'Goals', order: 0 } },
    indicators: {},
    bonus: {},
    bonusPassesTotal: false,
    bands: {},
    prompts: [],
    ...more,
  };
}
