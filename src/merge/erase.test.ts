import { describe, expect, it } from 'vitest';
import {
  aLesson,
  anErasure,
  aNextStep,
  aPerson,
  aRevisionOf,
  aSheet,
  aSnapshot,
  aStamp,
  aTeacher,
  aWorkbook,
  useDeterministicIds,
} from '../../tests/builders/index.ts';
import { personIdOfTeacher } from '../domain/ids.ts';
import { isErased } from '../domain/kinds.ts';
import { parseRecord } from '../domain/door.ts';
import { isIntact } from '../domain/sheet.ts';
import { sheetSchema } from '../domain/sheet.schema.ts';
import { applyErasures, createEraser, isRedacted } from './erase.ts';
import { mergeRecords, patchRecord, type Mergeable } from './fields.ts';

useDeterministicIds();

const erase = (record: Mergeable, ...erasures: ReturnType<typeof anErasure>[]) => applyErasures([record], erasures)[0]!;

describe('an erasure', () => {
  it('leaves of a record its id, its kind and the erasure, and nothing else', () => {
    const erasure = anErasure('teacher', 't1', { id: 'e1' });
    expect(erase(aTeacher({ id: 't1', name: 'Lin Yue' }), erasure)).toEqual({
      id: 't1',
      kind: 'teacher',
      v: 1,
      author: '',
      about: [],
      audience: 'school',
      created: 0,
      stamp: '',
      deleted: true,
      erased: 'e1',
    });
  });

  it('concerns only the record that it names, and of that kind', () => {
    const teacher = aTeacher({ id: 't1' });
    const lesson = aLesson({ id: 't1' });
    const records = [teacher, lesson];
    expect(applyErasures<Mergeable>(records, [anErasure('teacher', 't2')])).toEqual(records);
    expect(erase(lesson, anErasure('teacher', 't1'))).toBe(lesson);
  });

  it('counts even when it was marked deleted: it cannot be undone', () => {
    const teacher = aTeacher();
    expect(isErased(erase(teacher, anErasure('teacher', teacher.id, { deleted: true })))).toBe(true);
  });

  it('cannot be erased itself', () => {
    const erasure = anErasure('teacher', 't1');
    expect(erase(erasure, anErasure('erasure', erasure.id))).toBe(erasure);
  });

  it('leaves the same of every version of a record, and of several erasures names the smallest', () => {
    const teacher = aTeacher({ id: 't1' });
    const edited = patchRecord(teacher, { name: 'Other' }, aStamp(9, 'z'));
    const [one, two] = [anErasure('teacher', 't1', { id: 'e1' }), anErasure('teacher', 't1', { id: 'e2' })];
    expect(erase(edited, two, one)).toEqual(erase(teacher, one));
    expect(erase(edited, one, two)).toEqual(erase(teacher, one));
    expect(mergeRecords(erase(teacher, two), erase(edited, one))).toEqual(erase(teacher, one));
  });

  it('does nothing twice', () => {
    const erasure = anErasure('teacher', 't1');
    const once = erase(aTeacher({ id: 't1' }), erasure);
    expect(erase(once, erasure)).toBe(once);
  });

  it('of a teacher takes the person with it', () => {
    const person = aPerson({ teacher: 't1', name: 'Lin Yue' });
    expect(isErased(erase(person, anErasure('teacher', 't1')))).toBe(true);
    expect(isErased(erase(person, anErasure('teacher', 't2')))).toBe(false);
  });

  it('of a sheet takes every revision and the workbook, not the next step of the teacher', () => {
    const first = aSheet({ sheet: 's1' });
    const second = aRevisionOf(first, { strengths: 'better' });
    const workbook = aWorkbook({ sheet: 's1' });
    const step = aNextStep({ sheet: 's1' });
    const erasure = anErasure('sheet', 's1');
    const left = applyErasures<Mergeable>([first, second, workbook, step], [erasure]);
    expect(left.map(isErased)).toEqual([true, true, true, false]);
  });

  it('passes the door as what it is', () => {
    const left = erase(aTeacher({ id: 't1' }), anErasure('teacher', 't1'));
    expect(parseRecord(left)).toMatchObject({ ok: true, type: 'erased' });
  });
});

describe('names in the sheets of others', () => {
  const sheet = aSheet({ teacher: 't1', observer: 't2', snapshot: aSnapshot({ groupNames: ['Maths'] }) });

  it('are blanked where the observed teacher was erased; scores, narrative and the observer stay', () => {
    const left = erase(sheet, anErasure('teacher', 't1', { id: 'e1' }));
    expect(left).toEqual({
      ...sheet,
      snapshot: { ...sheet.snapshot, teacherName: '', teacherTitle: '', guestSchool: '' },
      redacted: ['e1'],
    });
    expect(sheetSchema.safeParse(left).success).toBe(true);
  });

  it('are blanked where the observer was erased', () => {
    const left = erase(sheet, anErasure('teacher', 't2')) as typeof sheet;
    expect(left.snapshot).toEqual({ ...sheet.snapshot, observerName: '' });
  });

  it('are blanked where the person of a teacher was erased', () => {
    const left = erase(sheet, anErasure('person', personIdOfTeacher('t2'))) as typeof sheet;
    expect(left.snapshot).toEqual({ ...sheet.snapshot, observerName: '' });
  });

  it('of a guest are blanked when the lesson was erased, of a roster teacher not', () => {
    const guest = aSheet({ teacher: null, lesson: 'l1', snapshot: aSnapshot({ guestSchool: 'East School' }) });
    const erasure = anErasure('lesson', 'l1');
    expect((erase(guest, erasure) as typeof guest).snapshot).toMatchObject({ teacherName: '', guestSchool: '' });
    const own = aSheet({ lesson: 'l1' });
    expect(erase(own, erasure)).toBe(own);
  });

  it('leave the id, the hash of what was sealed, and say that it no longer matches and why', () => {
    const left = erase(sheet, anErasure('teacher', 't1')) as typeof sheet;
    expect(left.id).toBe(sheet.id);
    expect(isIntact(sheet)).toBe(true);
    expect(isIntact(left)).toBe(false);
    expect(isRedacted(left)).toBe(true);
    expect(isRedacted(sheet)).toBe(false);
  });

  it('stay blank when erasures come one by one, in either order', () => {
    const [one, two] = [anErasure('teacher', 't1', { id: 'e1' }), anErasure('teacher', 't2', { id: 'e2' })];
    const both = erase(sheet, one, two);
    expect(erase(erase(sheet, two), one)).toEqual(both);
    expect(erase(erase(sheet, one), one, two)).toEqual(both);
    expect(both).toMatchObject({ redacted: ['e1', 'e2'] });
  });

  it('are left alone in the sheets of everybody else', () => {
    const other = aSheet({ teacher: 't8', observer: 't9' });
    expect(erase(other, anErasure('teacher', 't1'), anErasure('person', 'p1'))).toBe(other);
    expect(createEraser([]).erase(other)).toBe(other);
    expect(createEraser([]).isEmpty).toBe(true);
  });
});
