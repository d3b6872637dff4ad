import { describe, expect, it } from 'vitest';
import * as build from '../../tests/builders/index.ts';
import { isErased, isRecordKind, KINDS, metaOf, type RecordOfKind } from './kinds.ts';
import { parseRecord, SCHEMAS } from './door.ts';
import { ENVELOPE_KEYS, RECORD_KINDS, type RecordKind } from './record.ts';

build.useDeterministicIds();

/** One good record of every kind; the type makes sure that none is forgotten. */
const EXAMPLES: { [K in RecordKind]: RecordOfKind[K] } = {
  school: build.aSchool({ retiredRubrics: { form: true } }),
  person: build.aPerson(),
  teacher: build.aTeacher(),
  group: build.aGroup(),
  membership: build.aMembership(),
  semester: build.aSemester(),
  list: build.aPeriodList(),
  rubric: build.aRubric(),
  rubricDraft: build.aRubricDraft(),
  lesson: build.aLesson(),
  attendance: build.anAttendance(),
  minutes: build.aMinutes(),
  lessonTalk: build.aLessonTalk(),
  material: build.aMaterial(),
  workbook: build.aWorkbook(),
  sheet: build.aSheet(),
  share: build.aShare(),
  response: build.aResponse(),
  nextStep: build.aNextStep(),
  pairing: build.aPairing(),
  meeting: build.aMeeting(),
  assessment: build.anAssessment(),
  activity: build.anActivity(),
  quota: build.aQuotaRule(),
  duty: build.aDuty(),
  series: build.aSeries(),
  calibration: build.aCalibration(),
  alias: build.anAlias('a', 'b'),
  keepApart: build.aKeepApart('a', 'b'),
  erasure: build.anErasure('teacher', 't1'),
};

/** Fields that records of older versions do not have. */
const LATER_FIELDS: readonly string[] = ['retiredRubrics'];

/** Fields that stay with their author when a record is handed to others. */
const KEPT_BACK: Partial<Record<RecordKind, readonly string[]>> = { duty: ['note'] };

describe.each(RECORD_KINDS)('the kind %s', (kind) => {
  const example: Record<string, unknown> = { ...EXAMPLES[kind] };

  it('passes the door as it is, unknown fields and all', () => {
    const record = { ...example, fromTheFuture: { deep: [1, { x: null }] } };
    const parsed = parseRecord(record);
    expect(parsed).toMatchObject({ ok: true, type: 'record' });
    expect(parsed.ok && parsed.record).toBe(record);
    expect(SCHEMAS[kind].safeParse(record).data).toEqual(record);
  });

  it('is refused when a field of its own is missing or of another type, and says which', () => {
    const own = Object.keys(example).filter((key) => !['id', 'kind', 'stamp', 'deleted'].includes(key));
    for (const field of own) {
      const { [field]: _, ...missing } = example;
      const without = LATER_FIELDS.includes(field) || KEPT_BACK[kind]?.includes(field) ? [] : [missing];
      for (const bad of [...without, { ...example, [field]: Symbol('x') }]) {
        expect(parseRecord(bad)).toMatchObject({ ok: false, reason: 'record-malformed', details: { kind, field } });
      }
    }
  });

  it('is kept opaque when a newer version wrote it, whatever it looks like', () => {
    const newer = { id: 'x', kind, stamp: '', v: KINDS[kind].version + 1, content: 1 };
    expect(parseRecord(newer)).toEqual({ ok: true, type: 'opaque', opaque: true, record: newer });
  });

  it('declares as maps and long texts only fields that it has, of that type', () => {
    for (const field of KINDS[kind].mapFields)
      expect(Object.prototype.toString.call(example[field])).toBe('[object Object]');
    for (const field of KINDS[kind].longTextFields) expect(typeof example[field]).toBe('string');
    for (const field of [...KINDS[kind].mapFields, ...KINDS[kind].longTextFields]) {
      expect(ENVELOPE_KEYS as readonly string[]).not.toContain(field);
    }
  });

  it('has no map by id that is not merged entry by entry', () => {
    // Structures and scores are objects too; they are named here so that a new one is a decision.
    const whole: Partial<Record<RecordKind, string[]>> = {
      lesson: ['place'],
      quota: ['seniority'],
      calibration: ['rule'],
      pairing: ['quotas'],
      sheet: ['scores', 'bonus', 'snapshot'],
    };
    const objects = Object.keys(example).filter(
      (key) => Object.prototype.toString.call(example[key]) === '[object Object]',
    );
    expect(objects.sort()).toEqual([...KINDS[kind].mapFields, ...(whole[kind] ?? [])].sort());
  });
});

describe('the door', () => {
  it.each([null, undefined, 'text', 7, [], true])('refuses %j: no record at all', (value) => {
    expect(parseRecord(value)).toMatchObject({ ok: false, reason: 'record-not-an-object' });
  });

  it.each<[string, object, string]>([
    ['no id', { kind: 'teacher', stamp: '' }, 'id'],
    ['an empty id', { id: '', kind: 'teacher', stamp: '' }, 'id'],
    ['no kind', { id: 'x', stamp: '' }, 'kind'],
    ['no stamp', { id: 'x', kind: 'seatPlan' }, 'stamp'],
    ['stamps that merging could not read', { id: 'x', kind: 'seatPlan', stamp: '', at: { name: 5 } }, 'at/name'],
    [
      'heads that merging could not read',
      { id: 'x', kind: 'seatPlan', stamp: '', heads: { text: { seen: 1 } } },
      'heads/text/seen',
    ],
  ])('refuses a record with %s, of an unknown kind too', (_, record, field) => {
    expect(parseRecord(record)).toMatchObject({ ok: false, reason: 'record-malformed', details: { field } });
  });

  it('keeps an unknown kind as it is', () => {
    const record = { id: 'x', kind: 'seatPlan', stamp: '', seats: [1] };
    expect(parseRecord(record)).toEqual({ ok: true, type: 'opaque', opaque: true, record });
    expect(isRecordKind('seatPlan')).toBe(false);
    expect(metaOf('seatPlan')).toMatchObject({ immutable: false, mapFields: [], longTextFields: [] });
  });

  it.each<[string, object]>([
    ['a lesson of a new kind', { ...build.aLesson(), lessonKind: 'walk-through' }],
    ['a teacher with a new post', { ...build.aTeacher(), posts: { p: { post: 'coach', from: null, to: null } } }],
    ['a list of a new sort', { ...build.aNameList('rooms', []), list: 'clubs' }],
    ['a sheet with a new word for a score', { ...build.aSheet(), scores: { 'goal.1/0': 'absent' } }],
  ])('keeps %s opaque: a newer version knows it', (_, record) => {
    expect(parseRecord(record)).toMatchObject({ ok: true, type: 'opaque' });
  });

  it('refuses a record that is wrong besides having an unknown word', () => {
    const record = { ...build.aLesson(), lessonKind: 'walk-through', date: '2025-02-30' };
    expect(parseRecord(record)).toMatchObject({ ok: false, details: { field: 'date' } });
  });

  it('names what it refuses, at a bearable length', () => {
    const parsed = parseRecord({ ...build.aTeacher({ id: 'i'.repeat(500) }) });
    expect(parsed).toMatchObject({
      ok: false,
      details: { id: 'i'.repeat(200), kind: 'teacher', field: 'id', problem: 'too_big' },
    });
  });

  it('lets pass what an erasure left, of any kind', () => {
    for (const kind of ['teacher', 'seatPlan']) {
      expect(parseRecord({ id: 'x', kind, stamp: '', erased: 'e1' })).toMatchObject({
        ok: true,
        type: 'erased',
        opaque: false,
      });
    }
    expect(isErased(build.aTeacher())).toBe(false);
  });
});

describe('immutable kinds', () => {
  it('are sheets, rubric versions, shares and erasures', () => {
    expect(RECORD_KINDS.filter((kind) => KINDS[kind].immutable)).toEqual(['rubric', 'sheet', 'share', 'erasure']);
  });
});
