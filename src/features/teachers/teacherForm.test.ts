import { describe, expect, it } from 'vitest';
import type { Teacher } from '../../domain/people.ts';
import {
  changesOf,
  doubleOf,
  formOf,
  furtherOf,
  inputOf,
  isBackwards,
  postChanges,
  subjectsOf,
} from './teacherForm.ts';

const lin = {
  id: 'lin',
  name: '林月',
  number: 'T7',
  reading: '',
  subjects: ['Maths', 'Science'],
  title: 'first',
  honours: ['backbone'],
  serviceStart: '2019-09-01',
  posts: { p1: { post: 'dean', from: '2024-09-01', to: null } },
  status: 'left',
  leftOn: '2025-07-31',
} as unknown as Teacher;

describe('formOf and changesOf', () => {
  it('bring a teacher back unchanged', () => {
    const { name, number, reading, subjects, title, honours, serviceStart, status, leftOn } = lin;
    expect(changesOf(formOf(lin), lin.posts)).toEqual({
      name,
      number,
      reading,
      subjects,
      title,
      honours,
      serviceStart,
      status,
      leftOn,
      posts: {},
    });
  });

  it('take the day of leaving away from who is back', () => {
    expect(changesOf({ ...formOf(lin), status: 'active' }).leftOn).toBeNull();
  });
});

describe('posts', () => {
  const [row] = formOf(lin).posts;
  it('are written only where they differ, and null takes one away', () => {
    const fresh = { id: 'p2', post: 'class-teacher', from: '', to: '2026-01-31' } as const;
    expect(postChanges([row!, fresh], lin.posts)).toEqual({
      p2: { post: 'class-teacher', from: null, to: '2026-01-31' },
    });
    expect(postChanges([{ ...row!, to: '2025-07-31' }], lin.posts)).toEqual({
      p1: { post: 'dean', from: '2024-09-01', to: '2025-07-31' },
    });
    expect(postChanges([], lin.posts)).toEqual({ p1: null });
  });
  it('run backwards only with two days in the wrong order', () => {
    expect(isBackwards({ from: '2025-09-02', to: '2025-09-01' })).toBe(true);
    expect(isBackwards({ from: '2025-09-02', to: '' })).toBe(false);
    expect(isBackwards({ from: '2025-09-02', to: '2025-09-02' })).toBe(false);
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
    expect(furtherOf({ ...form, reading: 'an na' })).toEqual({
      reading: 'an na',
      honours: [],
      posts: {},
      status: 'active',
    });
    expect(furtherOf({ ...form, status: 'guest' })).toMatchObject({ status: 'guest' });
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
