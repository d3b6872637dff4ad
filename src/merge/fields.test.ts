import { describe, expect, it } from 'vitest';
import {
  aLesson,
  aMinutes,
  anActivity,
  anErasure,
  aSheet,
  aStamp,
  aTeacher,
  useDeterministicIds,
} from '../../tests/builders/index.ts';
import { conflictsOf, latestStamp, mergeRecords, patchRecord, settleText, type Mergeable } from './fields.ts';
import { applyErasures } from './erase.ts';

useDeterministicIds();

/** A record of a kind that this version does not know. */
const unknownRecord = (more: object): Mergeable & Record<string, unknown> => ({
  id: 'x',
  kind: 'seatPlan',
  stamp: aStamp(),
  ...more,
});

describe('patchRecord', () => {
  it('stamps only what really changed and leaves the record as it was', () => {
    const before = aTeacher({ name: 'Lin Yue', number: '7' });
    const frozen = structuredClone(before);
    const after = patchRecord(before, { name: 'Lin Yun', number: '7' }, aStamp(1));
    expect(after).toEqual({ ...before, name: 'Lin Yun', at: { name: aStamp(1) } });
    expect(before).toEqual(frozen);
  });

  it('returns the very record when nothing changed', () => {
    const teacher = aTeacher({ posts: { p1: { post: 'dean', from: null, to: null } } });
    const same = { name: teacher.name, subjects: [...teacher.subjects], posts: { ...teacher.posts } };
    expect(patchRecord(teacher, same, aStamp(1))).toBe(teacher);
    expect(patchRecord(teacher, { posts: { gone: null } }, aStamp(1))).toBe(teacher);
  });

  it('stamps a map entry by entry and keeps entries that are not named', () => {
    const teacher = aTeacher({ posts: { p1: { post: 'dean', from: null, to: null } } });
    const after = patchRecord(teacher, { posts: { p2: { post: 'principal', from: null, to: null } } }, aStamp(1));
    expect(Object.keys(after.posts)).toEqual(['p1', 'p2']);
    expect(after.at).toEqual({ 'posts/p2': aStamp(1) });
  });

  it('removes a map entry and remembers the removal under its own stamp', () => {
    const teacher = aTeacher({ posts: { p1: { post: 'dean', from: null, to: null } } });
    const after = patchRecord(teacher, { posts: { p1: null } }, aStamp(1));
    expect(after.posts).toEqual({});
    expect(after.at).toEqual({ 'posts/p1': aStamp(1) });
    expect(
      patchRecord(after, { posts: { p1: { post: 'dean', from: null, to: null } } }, aStamp(2)).posts,
    ).toHaveProperty('p1');
  });

  it('removes an optional field and remembers the removal', () => {
    const school = { ...aTeacher(), deleted: true };
    const after = patchRecord(school, { deleted: undefined }, aStamp(1));
    expect('deleted' in after).toBe(false);
    expect(after.at).toEqual({ deleted: aStamp(1) });
  });

  it('refuses a stamp that is not later than the one it replaces: the edit would be lost', () => {
    const teacher = patchRecord(aTeacher(), { name: 'B' }, aStamp(5));
    expect(() => patchRecord(teacher, { name: 'C' }, aStamp(5))).toThrow(RangeError);
    expect(() => patchRecord(teacher, { number: '1' }, aStamp(0))).toThrow(RangeError);
    expect(patchRecord(teacher, { number: '1' }, aStamp(4)).number).toBe('1');
  });

  it.each(['id', 'kind', 'v', 'created', 'stamp', 'at', 'heads', 'erased'])('refuses to change %s', (field) => {
    expect(() => patchRecord(aTeacher(), { [field]: 'x' } as never, aStamp(1))).toThrow(TypeError);
  });

  it('refuses to change the content of a sealed sheet, but not to delete it', () => {
    const sheet = aSheet();
    expect(() => patchRecord(sheet, { strengths: 'x' }, aStamp(1))).toThrow(TypeError);
    expect(patchRecord(sheet, { deleted: true }, aStamp(1)).deleted).toBe(true);
  });

  it('refuses to write into what was erased', () => {
    const teacher = aTeacher();
    const [erased] = applyErasures([teacher], [anErasure('teacher', teacher.id)]);
    expect(() => patchRecord(erased!, { name: 'x' }, aStamp(1))).toThrow(TypeError);
  });

  it('replaces a structure as a whole', () => {
    const lesson = aLesson();
    const after = patchRecord(lesson, { place: { type: 'online', name: '' } }, aStamp(1));
    expect(after.at).toEqual({ place: aStamp(1) });
  });

  it('drops the stamps of entries when the whole field is written over them', () => {
    const plan = unknownRecord({ seats: { s1: 'Xu' }, at: { 'seats/s1': aStamp(1), seatsOfStaff: aStamp(1) } });
    const after = patchRecord(plan, { seats: { s2: 'Wu' } }, aStamp(2));
    expect(after.at).toEqual({ seats: aStamp(2), seatsOfStaff: aStamp(1) });
    expect(() => patchRecord(plan, { seats: {} }, aStamp(1))).toThrow(RangeError);
  });

  it('is not fooled by an entry that is called __proto__', () => {
    const teacher = aTeacher();
    const entries = JSON.parse('{"__proto__":{"post":"dean","from":null,"to":null}}') as never;
    const after = patchRecord(teacher, { posts: entries }, aStamp(1));
    expect(Object.keys(after.posts)).toEqual(['__proto__']);
    expect(Object.keys(mergeRecords(after, teacher).posts)).toEqual(['__proto__']);
    expect(({} as { post?: unknown }).post).toBeUndefined();
  });
});

describe('mergeRecords', () => {
  it('keeps edits of different fields on both sides', () => {
    const teacher = aTeacher();
    const a = patchRecord(teacher, { name: 'Lin Yun' }, aStamp(1, 'a'));
    const b = patchRecord(teacher, { number: '12' }, aStamp(2, 'b'));
    expect(mergeRecords(a, b)).toMatchObject({ name: 'Lin Yun', number: '12' });
  });

  it('takes the later edit of one field', () => {
    const teacher = aTeacher();
    const a = patchRecord(teacher, { name: 'A' }, aStamp(2, 'a'));
    const b = patchRecord(teacher, { name: 'B' }, aStamp(1, 'b'));
    expect(mergeRecords(a, b).name).toBe('A');
    expect(mergeRecords(b, a).name).toBe('A');
  });

  it('takes the larger canonical JSON under equal stamps', () => {
    const teacher = aTeacher();
    const a = { ...teacher, name: 'A' };
    const b = { ...teacher, name: 'B' };
    expect(mergeRecords(a, b).name).toBe('B');
    expect(mergeRecords(b, a).name).toBe('B');
  });

  it('keeps entries that two people added to one map', () => {
    const teacher = aTeacher();
    const a = patchRecord(teacher, { posts: { p1: { post: 'dean', from: null, to: null } } }, aStamp(1, 'a'));
    const b = patchRecord(teacher, { posts: { p2: { post: 'principal', from: null, to: null } } }, aStamp(1, 'b'));
    expect(Object.keys(mergeRecords(a, b).posts).sort()).toEqual(['p1', 'p2']);
  });

  it('lets a later removal of an entry win over an earlier edit, and a later edit over the removal', () => {
    const activity = anActivity({ attendance: { t1: 'present' } });
    const removed = patchRecord(activity, { attendance: { t1: null } }, aStamp(2, 'a'));
    const earlier = patchRecord(activity, { attendance: { t1: 'leave' } }, aStamp(1, 'b'));
    const later = patchRecord(activity, { attendance: { t1: 'leave' } }, aStamp(3, 'b'));
    expect(mergeRecords(removed, earlier).attendance).toEqual({});
    expect(mergeRecords(removed, later).attendance).toEqual({ t1: 'leave' });
    expect(mergeRecords(mergeRecords(removed, earlier), activity).attendance).toEqual({});
  });

  it('keeps map entries of both when two devices made the record apart, whichever is older', () => {
    const a = {
      ...aTeacher({ id: 't', posts: { p1: { post: 'dean', from: null, to: null } } }),
      stamp: aStamp(1, 'a'),
    };
    const b = { ...aTeacher({ id: 't', posts: {}, number: '9' }), stamp: aStamp(5, 'b') };
    const merged = mergeRecords(a, b);
    expect(Object.keys(merged.posts)).toEqual(['p1']);
    expect(merged).toMatchObject({ number: '9', stamp: aStamp(5, 'b') });
    expect(merged.at).toEqual({ 'posts/p1': aStamp(1, 'a') });
  });

  it('never mixes the parts of a structure', () => {
    const lesson = aLesson({ place: { type: 'own', name: 'Room 302' } });
    const a = patchRecord(lesson, { place: { type: 'other', name: 'East School' } }, aStamp(1, 'a'));
    const b = patchRecord(lesson, { place: { type: 'online', name: '' } }, aStamp(2, 'b'));
    expect(mergeRecords(a, b).place).toEqual({ type: 'online', name: '' });
  });

  it('lets deletion be undone by a later stamp, and a deletion win over earlier edits', () => {
    const teacher = aTeacher();
    const deleted = patchRecord(teacher, { deleted: true }, aStamp(1, 'a'));
    const restored = patchRecord(deleted, { deleted: false }, aStamp(2, 'a'));
    const edited = patchRecord(teacher, { name: 'B' }, aStamp(3, 'b'));
    expect(mergeRecords(deleted, edited)).toMatchObject({ deleted: true, name: 'B' });
    expect(mergeRecords(restored, deleted).deleted).toBe(false);
  });

  it('keeps the first creation and the newest schema version', () => {
    const teacher = aTeacher();
    const merged = mergeRecords({ ...teacher, created: 5, v: 1 }, { ...teacher, created: 9, v: 2 });
    expect(merged).toMatchObject({ created: 5, v: 2 });
  });

  it('merges author, subjects and audience like fields', () => {
    const teacher = aTeacher();
    const a = patchRecord(teacher, { audience: 'parties' }, aStamp(1, 'a'));
    const b = patchRecord(teacher, { about: ['t1'], author: 'p9' }, aStamp(2, 'b'));
    expect(mergeRecords(a, b)).toMatchObject({ audience: 'parties', about: ['t1'], author: 'p9' });
  });

  it('keeps a field that only one side knows, of known and unknown kinds', () => {
    const teacher = aTeacher();
    const newer = { ...teacher, badge: { colour: 'teal' }, v: 2 };
    expect(mergeRecords(teacher, newer)).toMatchObject({ badge: { colour: 'teal' } });
    const merged = mergeRecords(unknownRecord({ rows: 4 }), unknownRecord({ columns: 6 }));
    expect(merged).toMatchObject({ rows: 4, columns: 6 });
  });

  it('merges the maps of unknown kinds entry by entry where their writer stamped entries', () => {
    const seats = { s1: 'Li', s2: 'Wu' };
    const a = unknownRecord({ seats: { ...seats, s1: 'Xu' }, at: { 'seats/s1': aStamp(1) } });
    const b = unknownRecord({ seats: { ...seats, s3: 'He' }, at: { 'seats/s3': aStamp(2) } });
    expect(mergeRecords(a, b)).toMatchObject({ seats: { s1: 'Xu', s2: 'Wu', s3: 'He' } });
  });

  it('puts earlier entries aside when an unknown field was rewritten as a whole', () => {
    const a = unknownRecord({ seats: { s1: 'Xu' }, at: { 'seats/s1': aStamp(1) } });
    const b = unknownRecord({ seats: { s2: 'Wu' }, at: { seats: aStamp(2) } });
    expect(mergeRecords(a, b)).toEqual(b);
  });

  it('keeps one whole when an id stands for two kinds, the same on every device', () => {
    const a: Mergeable = aTeacher({ id: 'x' });
    const b: Mergeable = aLesson({ id: 'x' });
    expect(mergeRecords(a, b)).toEqual(a);
    expect(mergeRecords(b, a)).toEqual(a);
  });

  it('refuses two ids: that is the work of an alias', () => {
    expect(() => mergeRecords(aTeacher(), aTeacher())).toThrow(TypeError);
  });
});

describe('an immutable record', () => {
  it('merges with an equal copy to itself', () => {
    const sheet = aSheet();
    expect(mergeRecords(sheet, structuredClone(sheet))).toEqual(sheet);
  });

  it('keeps the copy whose id is the hash of its content, whatever the JSON says', () => {
    const sheet = aSheet({ strengths: 'b' });
    for (const strengths of ['a', 'c']) {
      const tampered = { ...sheet, strengths };
      expect(mergeRecords(sheet, tampered)).toEqual(sheet);
      expect(mergeRecords(tampered, sheet)).toEqual(sheet);
    }
  });

  it('keeps the larger canonical JSON whole when neither copy is genuine', () => {
    const sheet = aSheet();
    const a = { ...sheet, strengths: 'a', suggestions: 'z' };
    const b = { ...sheet, strengths: 'b', suggestions: 'a' };
    const [kept] = [a, b].sort((x, y) => (JSON.stringify(x.strengths) < JSON.stringify(y.strengths) ? 1 : -1));
    expect(mergeRecords(a, b)).toEqual(kept);
    expect(mergeRecords(b, a)).toEqual(kept);
  });

  it('still merges deletion, its undo and the audience by stamp', () => {
    const sheet = aSheet();
    const deleted = patchRecord(sheet, { deleted: true }, aStamp(1, 'a'));
    const shared = patchRecord(sheet, { audience: 'school' }, aStamp(2, 'b'));
    const merged = mergeRecords(deleted, shared);
    expect(merged).toMatchObject({ deleted: true, audience: 'school', strengths: sheet.strengths });
    expect(mergeRecords(merged, patchRecord(deleted, { deleted: false }, aStamp(3, 'c'))).deleted).toBe(false);
  });
});

describe('a long text', () => {
  const minutes = aMinutes({ text: 'start' });

  it('carries no extra weight while one node writes it', () => {
    const made = { ...minutes, stamp: aStamp(0, 'a') };
    const typed = patchRecord(patchRecord(made, { text: 'b' }, aStamp(1, 'a')), { text: 'bc' }, aStamp(2, 'a'));
    expect(typed).toEqual({ ...made, text: 'bc', at: { text: aStamp(2, 'a') } });
  });

  it('keeps both of two concurrent edits, shows the later one and reports them', () => {
    const a = patchRecord(minutes, { text: 'from a' }, aStamp(1, 'a'));
    const b = patchRecord(minutes, { text: 'from b' }, aStamp(2, 'b'));
    const merged = mergeRecords(a, b);
    expect(merged.text).toBe('from b');
    expect(conflictsOf(merged)).toEqual([
      {
        field: 'text',
        versions: [
          { value: 'from b', stamp: aStamp(2, 'b') },
          { value: 'from a', stamp: aStamp(1, 'a') },
        ],
      },
    ]);
  });

  it('is settled by an edit that has seen both, also on a device that still holds one of them', () => {
    const a = patchRecord(minutes, { text: 'from a' }, aStamp(1, 'a'));
    const b = patchRecord(minutes, { text: 'from b' }, aStamp(2, 'b'));
    const settled = patchRecord(mergeRecords(a, b), { text: 'both' }, aStamp(3, 'c'));
    for (const merged of [settled, mergeRecords(settled, a), mergeRecords(b, settled)]) {
      expect(merged.text).toBe('both');
      expect(conflictsOf(merged)).toEqual([]);
    }
  });

  it('is settled in favour of the version that is already shown', () => {
    const a = patchRecord(minutes, { text: 'from a' }, aStamp(1, 'a'));
    const merged = mergeRecords(a, patchRecord(minutes, { text: 'from b' }, aStamp(2, 'b')));
    expect(patchRecord(merged, { text: 'from b' }, aStamp(3, 'c'))).toBe(merged);
    const settled = settleText(merged, 'text', 'from b', aStamp(3, 'c'));
    expect(conflictsOf(settled)).toEqual([]);
    expect(mergeRecords(settled, a).text).toBe('from b');
  });

  it('loses an edit by somebody who had not seen it to no one: theirs stays beside it', () => {
    const a = patchRecord(minutes, { text: 'from a' }, aStamp(1, 'a'));
    const b = patchRecord(minutes, { text: 'from b' }, aStamp(2, 'b'));
    const settled = patchRecord(mergeRecords(a, b), { text: 'both' }, aStamp(3, 'c'));
    const blind = patchRecord(b, { text: 'b again' }, aStamp(4, 'b'));
    const merged = mergeRecords(settled, blind);
    expect(conflictsOf(merged)[0]?.versions.map((version) => version.value)).toEqual(['b again', 'both']);
  });

  it('keeps what arrived while somebody typed on an older copy', () => {
    const opened = minutes;
    const arrived = mergeRecords(opened, patchRecord(minutes, { text: 'from b' }, aStamp(1, 'b')));
    const first = patchRecord(arrived, { text: 'ty' }, aStamp(2, 'a'), opened);
    const second = patchRecord(first, { text: 'typed' }, aStamp(3, 'a'), opened);
    expect(conflictsOf(second)[0]?.versions.map((version) => version.value)).toEqual(['typed', 'from b']);
    expect(conflictsOf(mergeRecords(second, arrived))).toEqual(conflictsOf(second));
  });

  it('is no conflict when both wrote the same', () => {
    const a = patchRecord(minutes, { text: 'same' }, aStamp(1, 'a'));
    const b = patchRecord(minutes, { text: 'same' }, aStamp(2, 'b'));
    expect(conflictsOf(mergeRecords(a, b))).toEqual([]);
  });

  it('keeps both when two devices made the record apart', () => {
    const a = { ...minutes, text: 'A', stamp: aStamp(1, 'a') };
    const b = { ...minutes, text: 'B', stamp: aStamp(2, 'b') };
    expect(conflictsOf(mergeRecords(a, b))[0]?.versions).toHaveLength(2);
  });

  it('never loses both when damaged vectors each claim to have replaced the other', () => {
    const seen = { a: aStamp(1, 'a'), b: aStamp(2, 'b') };
    const a = { ...minutes, text: 'A', at: { text: aStamp(1, 'a') }, heads: { text: { seen } } };
    const b = { ...minutes, text: 'B', at: { text: aStamp(2, 'b') }, heads: { text: { seen } } };
    expect(mergeRecords(a, b).text).toBe('B');
    expect(mergeRecords(b, a).text).toBe('B');
  });
});

describe('latestStamp', () => {
  it('looks at the base, the exceptions and what long texts have seen', () => {
    const minutes = aMinutes();
    expect(latestStamp(minutes)).toBe(minutes.stamp);
    expect(latestStamp(patchRecord(minutes, { place: 'x' }, aStamp(4)))).toBe(aStamp(4));
    const heads = { text: { seen: { z: aStamp(9, 'z') }, others: [{ stamp: aStamp(8), value: '' }] } };
    expect(latestStamp({ ...minutes, heads })).toBe(aStamp(9, 'z'));
  });
});
