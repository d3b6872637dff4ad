import * as z from 'zod/mini';
import { activitySchema, type Activity } from './activity.ts';
import {
  attendanceSchema,
  lessonTalkSchema,
  materialSchema,
  minutesSchema,
  type Attendance,
  type LessonTalk,
  type Material,
  type Minutes,
} from './classes.ts';
import { aliasSchema, erasureSchema, keepApartSchema, type Alias, type Erasure, type KeepApart } from './identity.ts';
import type { Id } from './ids.ts';
import { lessonSchema, type Lesson } from './lesson.ts';
import { listSchema, type SchoolList } from './list.ts';
import {
  assessmentSchema,
  meetingSchema,
  nextStepSchema,
  pairingSchema,
  type Assessment,
  type Meeting,
  type NextStep,
  type Pairing,
} from './mentoring.ts';
import {
  groupSchema,
  membershipSchema,
  personSchema,
  teacherSchema,
  type Group,
  type Membership,
  type Person,
  type Teacher,
} from './people.ts';
import { dutySchema, quotaSchema, seriesSchema, type Duty, type QuotaRule, type Series } from './quota.ts';
import { RECORD_KINDS, stampsShape, type RecordKind, type Stamp } from './record.ts';
import { rubricDraftSchema, type RubricDraft } from './rubric-draft.ts';
import { rubricSchema, type Rubric } from './rubric.ts';
import { schoolSchema, type School } from './school.ts';
import { semesterSchema, type Semester } from './semester.ts';
import { responseSchema, shareSchema, type Response, type Share } from './sharing.ts';
import { sheetSchema, workbookSchema, type Sheet, type Workbook } from './sheet.ts';

/** The record type of each kind. */
export interface RecordOfKind {
  school: School;
  person: Person;
  teacher: Teacher;
  group: Group;
  membership: Membership;
  semester: Semester;
  list: SchoolList;
  rubric: Rubric;
  rubricDraft: RubricDraft;
  lesson: Lesson;
  attendance: Attendance;
  minutes: Minutes;
  lessonTalk: LessonTalk;
  material: Material;
  workbook: Workbook;
  sheet: Sheet;
  share: Share;
  response: Response;
  nextStep: NextStep;
  pairing: Pairing;
  meeting: Meeting;
  assessment: Assessment;
  activity: Activity;
  quota: QuotaRule;
  duty: Duty;
  series: Series;
  alias: Alias;
  keepApart: KeepApart;
  erasure: Erasure;
}
/** Any record that this version of the app knows. */
export type AnyRecord = RecordOfKind[RecordKind];

/** The door's check of each kind. */
export const SCHEMAS: Record<RecordKind, z.ZodMiniType> = {
  school: schoolSchema,
  person: personSchema,
  teacher: teacherSchema,
  group: groupSchema,
  membership: membershipSchema,
  semester: semesterSchema,
  list: listSchema,
  rubric: rubricSchema,
  rubricDraft: rubricDraftSchema,
  lesson: lessonSchema,
  attendance: attendanceSchema,
  minutes: minutesSchema,
  lessonTalk: lessonTalkSchema,
  material: materialSchema,
  workbook: workbookSchema,
  sheet: sheetSchema,
  share: shareSchema,
  response: responseSchema,
  nextStep: nextStepSchema,
  pairing: pairingSchema,
  meeting: meetingSchema,
  assessment: assessmentSchema,
  activity: activitySchema,
  quota: quotaSchema,
  duty: dutySchema,
  series: seriesSchema,
  alias: aliasSchema,
  keepApart: keepApartSchema,
  erasure: erasureSchema,
};

/** How records of a kind are written and merged. */
export interface KindMeta {
  /** The newest schema version that this app writes. */
  version: number;
  /** Content never changes after it is made; only deletion, subjects and audience do. */
  immutable: boolean;
  /** Fields that are maps by id and merge entry by entry. */
  mapFields: readonly string[];
  /** Long texts of which concurrent edits are both kept. */
  longTextFields: readonly string[];
}

const PLAIN: KindMeta = { version: 1, immutable: false, mapFields: [], longTextFields: [] };
const IMMUTABLE: KindMeta = { ...PLAIN, immutable: true };
const meta = (mapFields: string[], longTextFields: string[] = []): KindMeta => ({
  ...PLAIN,
  mapFields,
  longTextFields,
});

/** Metadata of each kind. */
export const KINDS: Record<RecordKind, KindMeta> = {
  school: meta(['retiredRubrics']),
  person: PLAIN,
  teacher: meta(['posts']),
  group: PLAIN,
  membership: PLAIN,
  semester: PLAIN,
  list: meta(['items']),
  rubric: IMMUTABLE,
  rubricDraft: meta(['dimensions', 'indicators', 'bonus', 'bands'], ['description']),
  lesson: PLAIN,
  attendance: PLAIN,
  minutes: meta([], ['text', 'conclusions']),
  lessonTalk: meta([], ['text']),
  material: PLAIN,
  workbook: PLAIN,
  sheet: IMMUTABLE,
  share: IMMUTABLE,
  response: meta([], ['answer', 'reflection']),
  nextStep: meta([], ['action']),
  pairing: meta(['goals'], ['plan']),
  meeting: meta([], ['record']),
  assessment: meta([], ['text']),
  activity: meta(['attendance', 'photos', 'lessons'], ['agenda', 'record', 'resolutions']),
  quota: PLAIN,
  duty: meta([], ['note']),
  series: meta(['lessons'], ['note']),
  alias: PLAIN,
  keepApart: PLAIN,
  erasure: IMMUTABLE,
};

/** Whether this app knows a kind. */
export function isRecordKind(kind: unknown): kind is RecordKind {
  return (RECORD_KINDS as readonly unknown[]).includes(kind);
}

/** The metadata of a kind; that of a plain mutable record for a kind from a newer version. */
export function metaOf(kind: string): KindMeta {
  return isRecordKind(kind) ? KINDS[kind] : PLAIN;
}

/** A record that is kept and passed on unchanged but not read: a newer kind, a newer schema, an unknown enum value. */
export interface OpaqueRecord {
  id: Id;
  kind: string;
  stamp: Stamp;
  [field: string]: unknown;
}

const opaqueSchema = z.looseObject({ id: z.string().check(z.minLength(1)), kind: z.string(), ...stampsShape });

/** What is left of an erased record: nothing but that it was erased, and by which erasure. Filtered like deleted ones. */
export interface Tombstone {
  id: Id;
  kind: string;
  v: number;
  author: '';
  about: [];
  audience: 'school';
  created: 0;
  stamp: '';
  deleted: true;
  /** The erasure record. */
  erased: Id;
}

export type ParsedRecord =
  | { ok: true; type: 'record'; opaque: false; record: AnyRecord }
  | { ok: true; type: 'opaque'; opaque: true; record: OpaqueRecord }
  | { ok: true; type: 'erased'; opaque: false; record: Tombstone }
  | {
      ok: false;
      reason: 'record-not-an-object' | 'record-malformed';
      details: { id: string; kind: string; field: string; problem: string };
    };

/** Whether something is what an erasure left. */
export function isErased(record: object): record is Tombstone {
  return typeof (record as { erased?: unknown }).erased === 'string';
}

/**
 * The door's check of one record. The value itself is returned, so that unknown fields pass unchanged. A record of an
 * unknown kind, of a newer schema, or with nothing worse than unknown enum values is opaque; anything else is refused
 * with the first field that is wrong.
 */
export function parseRecord(value: unknown): ParsedRecord {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse('record-not-an-object', {}, '', typeof value);
  }
  const record = value as Record<string, unknown>;
  const readable = opaqueSchema.safeParse(record);
  if (!readable.success) return refuse('record-malformed', record, ...firstProblem(readable.error.issues));
  if (isErased(record)) return { ok: true, type: 'erased', opaque: false, record };
  const opaque = { ok: true, type: 'opaque', opaque: true, record: record as OpaqueRecord } as const;
  const kind = record['kind'];
  if (!isRecordKind(kind)) return opaque;
  const result = SCHEMAS[kind].safeParse(record);
  if (result.success) return { ok: true, type: 'record', opaque: false, record: value as AnyRecord };
  const newer = typeof record['v'] === 'number' && record['v'] > KINDS[kind].version;
  const bad = result.error.issues.filter((issue) => !isUnknownEnumValue(issue, record));
  return newer || bad.length === 0 ? opaque : refuse('record-malformed', record, ...firstProblem(bad));
}

function firstProblem(issues: readonly z.core.$ZodIssue[]): [field: string, problem: string] {
  const [issue] = issues;
  return [issue?.path.join('/') ?? '', issue?.code ?? ''];
}

/** Only a text where other texts were expected can be a value of a newer version. */
function isUnknownEnumValue(issue: z.core.$ZodIssue, record: object): boolean {
  const choice = issue.code === 'invalid_value' || issue.code === 'invalid_union';
  return choice && typeof valueAt(record, issue.path) === 'string';
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], value);
}

function refuse(
  reason: 'record-not-an-object' | 'record-malformed',
  record: Record<string, unknown>,
  field: string,
  problem: string,
): ParsedRecord {
  const text = (key: string) => (typeof record[key] === 'string' ? String(record[key]).slice(0, 200) : '');
  return { ok: false, reason, details: { id: text('id'), kind: text('kind'), field, problem } };
}
