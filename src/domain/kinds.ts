import type { Activity } from './activity.ts';
import type { Calibration } from './calibration.ts';
import type { Attendance, LessonTalk, Material, Minutes } from './classes.ts';
import type { Alias, Erasure, KeepApart } from './identity.ts';
import type { Id } from './ids.ts';
import type { Lesson } from './lesson.ts';
import type { SchoolList } from './list.ts';
import type { Assessment, Meeting, NextStep, Pairing } from './mentoring.ts';
import type { Group, Membership, Person, Teacher } from './people.ts';
import type { Duty } from './duty.ts';
import type { QuotaRule, Series } from './quota.ts';
import { RECORD_KINDS, type RecordKind, type Stamp } from './record.ts';
import type { RubricDraft } from './rubric-draft.ts';
import type { Rubric } from './rubric.ts';
import type { School } from './school.ts';
import type { Semester } from './semester.ts';
import type { Response, Share } from './sharing.ts';
import type { Sheet, Workbook } from './sheet.ts';

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
  calibration: Calibration;
  alias: Alias;
  keepApart: KeepApart;
  erasure: Erasure;
}
/** Any record that this version of the app knows. */
export type AnyRecord = RecordOfKind[RecordKind];

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
  calibration: meta(['key'], ['note']),
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

/** Whether something is what an erasure left. */
export function isErased(record: object): record is Tombstone {
  return typeof (record as { erased?: unknown }).erased === 'string';
}
