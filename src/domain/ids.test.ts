import { describe, expect, it } from 'vitest';
import { derivedIdOf, listIdOf, newId, personIdOfTeacher, semesterIdOf, teacherIdFromNumber } from './ids.ts';

const UUID7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const UUID5 = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('a fresh id', () => {
  it('is a UUIDv7, unlike every other, rising as it is made', () => {
    const ids = Array.from({ length: 500 }, newId);
    for (const id of ids) expect(id).toMatch(UUID7);
    expect(new Set(ids).size).toBe(500);
    expect([...ids].sort()).toEqual(ids);
  });
});

describe('a derived id', () => {
  it('is the same on every device and never changes between versions of the app', () => {
    // Checked against Python's uuid.uuid5.
    expect(teacherIdFromNumber('s', '007')).toBe('d5657bd9-b31e-5636-9566-1a0c5770f2ba');
    expect(semesterIdOf('s', 2025, 1)).toBe('63c0fedb-5a7c-54ac-829d-373511e9533e');
    expect(personIdOfTeacher('t')).toBe('dd9f9598-c8ce-56a4-b5c0-e9d50a1ec995');
    expect(listIdOf('s', 'classes')).toBe('e0b66d91-957c-5343-971a-da92c5ad18eb');
    expect(derivedIdOf('alias', 'a|b')).toBe('01059d04-7725-55a9-8a6a-248ff1deb56c');
  });

  it('is a UUIDv5', () => {
    expect(teacherIdFromNumber('s', '007')).toMatch(UUID5);
  });

  it('ignores spaces around a staff number, not leading zeros', () => {
    expect(teacherIdFromNumber('s', ' 007 ')).toBe(teacherIdFromNumber('s', '007'));
    expect(teacherIdFromNumber('s', '7')).not.toBe(teacherIdFromNumber('s', '007'));
  });

  it('differs by school, by what it is for, and by each part', () => {
    const ids = [
      teacherIdFromNumber('s1', '1'),
      teacherIdFromNumber('s2', '1'),
      personIdOfTeacher('s1:1'),
      semesterIdOf('s1', 2025, 1),
      semesterIdOf('s1', 2025, 2),
      semesterIdOf('s1', 2026, 1),
      listIdOf('s1', 'classes'),
      listIdOf('s1', 'rooms'),
      derivedIdOf('attendance', 'l', 't1'),
      derivedIdOf('attendance', 'l', 't2'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});
