import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aKeepApart, aLesson, lawRuns, useDeterministicIds } from '../../tests/builders/index.ts';
import { pairsKeptApart } from './identity.ts';
import { apartKey, gatherLessons, isSameClass, lessonsAsOne, slotKey } from './lesson.ts';
import { lessonSchema } from './lesson.schema.ts';

useDeterministicIds();

const lesson = (id: string, more: Parameters<typeof aLesson>[0] = {}) => aLesson({ id, ...more });
const asOne = (ids: string[], kept: [string, string][] = []) =>
  Object.fromEntries(
    lessonsAsOne(
      ids.map((id) => lesson(id)),
      pairsKeptApart(kept.map(([a, b]) => aKeepApart(a, b))),
    ),
  );

describe('the slot of a lesson', () => {
  it('is teacher, date and period', () => {
    expect(slotKey(aLesson({ teacher: 't', date: '2025-10-15', period: 0 }))).toBe('t|2025-10-15|0');
  });
  it('of a period without a number is its name, whatever its width and spaces, and never that of a number', () => {
    const named = (periodName: string) =>
      slotKey(aLesson({ teacher: 't', date: '2025-10-15', period: null, periodName }));
    expect(named('早读')).toBe('t|2025-10-15|~早读');
    expect(named(' Early  Reading')).toBe(named('early reading'));
    expect(named('3')).not.toBe(slotKey(aLesson({ teacher: 't', date: '2025-10-15', period: 3 })));
    expect(named('')).toBeNull();
  });
  it('is unknown for a guest and without a period', () => {
    expect(slotKey(aLesson({ teacher: null }))).toBeNull();
    expect(slotKey(aLesson({ period: null }))).toBeNull();
  });
});

describe('lessons gathered', () => {
  it('are the groups that are one, in the order of ids', () => {
    const lessons = [lesson('c'), lesson('b'), lesson('a', { period: 9 })];
    const ids = (groups: { id: string }[][]) => groups.map((group) => group.map(({ id }) => id));
    expect(ids(gatherLessons(lessons))).toEqual([['a'], ['b', 'c']]);
    expect(ids(gatherLessons(lessons, pairsKeptApart([aKeepApart('b', 'c')])))).toEqual([['a'], ['b'], ['c']]);
    expect(gatherLessons([])).toEqual([]);
  });
});

describe('a class', () => {
  it('is the same in full-width characters, capitals and with spaces', () => {
    expect(isSameClass('三（2）班', '三(2) 班')).toBe(true);
    expect(isSameClass('7B', '7 b')).toBe(true);
    expect(isSameClass('3(1)', '3(2)')).toBe(false);
  });
});

describe('lessons as one', () => {
  it('are those in one slot; the smallest id stands for all', () => {
    expect(asOne(['c', 'a', 'b'])).toEqual({ a: 'a', b: 'a', c: 'a' });
  });

  it('are not those of another teacher, day or period', () => {
    const lessons = [
      lesson('a'),
      lesson('b', { teacher: 'x' }),
      lesson('c', { date: '2025-10-16' }),
      lesson('d', { period: 3 }),
    ];
    for (const [id, canonical] of lessonsAsOne(lessons)) expect(canonical).toBe(id);
  });

  it('are not those whose slot is not known', () => {
    const lessons = [lesson('a', { period: null }), lesson('b', { period: null })];
    expect(Object.fromEntries(lessonsAsOne(lessons))).toEqual({ a: 'a', b: 'b' });
  });

  it('do not include deleted ones', () => {
    const lessons = [lesson('a', { deleted: true }), lesson('b'), lesson('c')];
    expect(Object.fromEntries(lessonsAsOne(lessons))).toEqual({ a: 'a', b: 'b', c: 'b' });
  });

  it('are two when a person keeps them apart, whichever way round', () => {
    expect(asOne(['a', 'b'], [['b', 'a']])).toEqual({ a: 'a', b: 'b' });
  });

  it('are never one through a third lesson when a person keeps them apart', () => {
    expect(asOne(['a', 'b', 'c'], [['b', 'c']])).toEqual({ a: 'a', b: 'a', c: 'c' });
  });

  it('join again when keeping apart is undone', () => {
    const kept = pairsKeptApart([aKeepApart('a', 'b', { deleted: true })]);
    expect(lessonsAsOne([lesson('a'), lesson('b')], kept).get('b')).toBe('a');
  });

  it('never put a pair together that is kept apart, in any order of lessons', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const pairs = fc.array(
      fc.tuple(id, id).filter(([a, b]) => a !== b),
      { maxLength: 5 },
    );
    const order = fc.shuffledSubarray(['a', 'b', 'c', 'd', 'e'], { minLength: 5 });
    fc.assert(
      fc.property(pairs, order, (kept, ids) => {
        const canonical = asOne(ids, kept);
        expect(canonical).toEqual(asOne([...ids].sort(), kept));
        for (const [a, b] of kept) expect(canonical[a]).not.toBe(canonical[b]);
        for (const [one, head] of Object.entries(canonical)) expect(head! <= one).toBe(true);
      }),
      lawRuns(),
    );
  });
});

describe('the key of a pair', () => {
  it('is the same both ways round', () => {
    expect(apartKey('b', 'a')).toBe(apartKey('a', 'b'));
    expect(apartKey('a', 'c')).not.toBe(apartKey('a', 'b'));
  });
});

describe('the door', () => {
  it('takes a lesson with a schedule and a guest', () => {
    const open = aLesson({
      teacher: null,
      guest: { name: 'Guest', school: 'East School' },
      schedule: { startTime: '08:50', host: '', organiser: '', note: '' },
    });
    expect(lessonSchema.safeParse(open).success).toBe(true);
  });
  it('refuses a day that does not exist and a kind that is none', () => {
    expect(lessonSchema.safeParse(aLesson({ date: '2026-02-30' })).success).toBe(false);
    expect(lessonSchema.safeParse(aLesson({ lessonKind: 'picnic' as never })).success).toBe(false);
  });
});
