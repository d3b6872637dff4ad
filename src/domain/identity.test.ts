import { describe, expect, it } from 'vitest';
import { aKeepApart, anErasure, useDeterministicIds } from '../../tests/builders/index.ts';
import { aliasIdOf, keepApartIdOf, pairsKeptApart } from './identity.ts';
import { erasureSchema } from './identity.schema.ts';
import { apartKey } from './lesson.ts';

useDeterministicIds();

describe('joining and keeping apart', () => {
  it('have one id a pair, whichever way round, so that two people agree and either can undo', () => {
    expect(aliasIdOf('b', 'a')).toBe(aliasIdOf('a', 'b'));
    expect(keepApartIdOf('b', 'a')).toBe(keepApartIdOf('a', 'b'));
    expect(aliasIdOf('a', 'b')).not.toBe(keepApartIdOf('a', 'b'));
    expect(aliasIdOf('a', 'b')).not.toBe(aliasIdOf('a', 'c'));
  });

  it('give the pairs that are kept apart, without those undone', () => {
    const pairs = pairsKeptApart([aKeepApart('b', 'a'), aKeepApart('c', 'd', { deleted: true })]);
    expect([...pairs]).toEqual([apartKey('a', 'b')]);
  });
});

describe('an erasure', () => {
  it('says what, who and when and has no field for a name', () => {
    const erasure = anErasure('teacher', 't1');
    expect(erasureSchema.safeParse(erasure).success).toBe(true);
    expect(Object.keys(erasure)).not.toContain('name');
    expect(erasureSchema.safeParse({ ...erasure, target: '' }).success).toBe(false);
  });
});
