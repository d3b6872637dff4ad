import * as z from 'zod/mini';
import { activitySchema } from './activity.schema.ts';
import { calibrationSchema } from './calibration.schema.ts';
import { attendanceSchema, lessonTalkSchema, materialSchema, minutesSchema } from './classes.schema.ts';
import { aliasSchema, erasureSchema, keepApartSchema } from './identity.schema.ts';
import { type AnyRecord, isErased, isRecordKind, KINDS, type OpaqueRecord, type Tombstone } from './kinds.ts';
import { lessonSchema } from './lesson.schema.ts';
import { listSchema } from './list.schema.ts';
import { assessmentSchema, meetingSchema, nextStepSchema, pairingSchema } from './mentoring.schema.ts';
import { groupSchema, membershipSchema, personSchema, teacherSchema } from './people.schema.ts';
import { dutySchema, quotaSchema, seriesSchema } from './quota.schema.ts';
import { stampsShape } from './record.schema.ts';
import type { RecordKind } from './record.ts';
import { rubricDraftSchema } from './rubric-draft.schema.ts';
import { rubricSchema } from './rubric.schema.ts';
import { schoolSchema } from './school.schema.ts';
import { semesterSchema } from './semester.schema.ts';
import { responseSchema, shareSchema } from './sharing.schema.ts';
import { sheetSchema, workbookSchema } from './sheet.schema.ts';

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
  calibration: calibrationSchema,
  alias: aliasSchema,
  keepApart: keepApartSchema,
  erasure: erasureSchema,
};

const opaqueSchema = z.looseObject({ id: z.string().check(z.minLength(1)), kind: z.string(), ...stampsShape });

export type ParsedRecord =
  | { ok: true; type: 'record'; opaque: false; record: AnyRecord }
  | { ok: true; type: 'opaque'; opaque: true; record: OpaqueRecord }
  | { ok: true; type: 'erased'; opaque: false; record: Tombstone }
  | {
      ok: false;
      reason: 'record-not-an-object' | 'record-malformed';
      details: { id: string; kind: string; field: string; problem: string };
    };

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
