import { describe, expect, it } from 'vitest';
import type { Teacher } from '../../domain/people.ts';
import { changesOf, doubleOf, formOf, furtherOf, inputOf, subjectsOf } from './teacherForm.ts';

const lin = {
  id: 'lin',
  name: '林月',
  number: 'T7',
  reading: '',
  subjects: ['Maths', 'Science'],
  title: 'first',
  honours: ['backbone'],
  serviceStart: '2019-09-01',
  status: 'left',
  leftOn: '2025-07-31',
} as unknown as Teacher;

describe('formOf and changesOf', () => {
  it('bring a teacher back unchanged', () => {
    const { name, number, reading, subjects, title, honours, serviceStart, status, leftOn } = lin;
    expect(changesOf(formOf(lin))).toEqual({
      name,
      number,
      reading,
      subjects,
      title,
      honours,
      serviceStart,
      status,
      leftOn,
    });
  });

  it('take the day of leaving away from who is back', () => {
    expect(changesOf({ ...formOf(lin), status: 'active' }).leftOn).toBeNull();
  });
});

describe('subjectsOf', () => {
  it.each([
    ['Maths, Science', ['Maths', 'Science']],
    ['语文、数学，英语；美术', ['语文', '数学', '英语', '美术']],
    ['Maths/Maths', ['Maths']],
    [' , ', []],
  ])('%j', (line, subjects) => {
    expect(subjectsOf(line)).toEqual(subjects);
  });
});

describe('inputOf and furtherOf', () => {
  it('tell a new teacher, and the rest only when there is some', () => {
    const form = { ...formOf(null), name: ' Ana ', serviceStart: '', group: 'Maths' };
    expect(inputOf(form)).toMatchObject({ group: 'Maths', serviceStart: null, subjects: [] });
    expect(furtherOf(form)).toBeNull();
    expect(furtherOf({ ...form, reading: 'an na' })).toEqual({ reading: 'an na', honours: [] });
  });
});

describe('doubleOf', () => {
  const roster = [lin, { ...lin, id: 'other', number: '' } as Teacher];
  it('finds the same number before the same name', () => {
    expect(doubleOf({ name: 'X', number: ' T7 ' }, roster, null)).toMatchObject({
      by: 'number',
      teacher: { id: 'lin' },
    });
    expect(doubleOf({ name: '林月', number: '' }, roster, null)).toMatchObject({ by: 'name', teacher: { id: 'lin' } });
  });

  it('never finds the teacher herself, nor anybody for empty fields', () => {
    expect(doubleOf({ name: '林月', number: 'T7' }, [lin], 'lin')).toBeNull();
    expect(doubleOf({ name: '', number: '' }, roster, null)).toBeNull();
  });
});
