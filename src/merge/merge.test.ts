import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aMinutes,
  anErasure,
  aSheet,
  aStamp,
  aTeacher,
  BUILT_AT,
  lawRuns,
  useDeterministicIds,
} from '../../tests/builders/index.ts';
import { canonicalJson } from '../domain/canonical.ts';
import { isErased } from '../domain/kinds.ts';
import { patchRecord, type Mergeable } from './fields.ts';
import { applyMerge, mergeSets } from './merge.ts';

useDeterministicIds();

const now = BUILT_AT;
const HOUR = 3_600_000;
const merge = (mine: Mergeable[], theirs: Mergeable[]) => mergeSets(mine, theirs, { now });

describe('mergeSets', () => {
  it('takes what is new and says what says nothing new', () => {
    const [known, fresh] = [aTeacher(), aTeacher()];
    expect(merge([known], [structuredClone(known), fresh])).toEqual({
      changed: [fresh],
      unchanged: [known.id],
      held: [],
      conflicts: [],
      opaque: [],
    });
  });

  it('returns nothing to write for an older copy of mine', () => {
    const old = aTeacher();
    const mine = patchRecord(old, { name: 'B' }, aStamp(1));
    expect(merge([mine], [old])).toMatchObject({ changed: [], unchanged: [old.id] });
  });

  it('merges several copies of one record in one go', () => {
    const old = aTeacher();
    const a = patchRecord(old, { name: 'A' }, aStamp(1, 'a'));
    const b = patchRecord(old, { number: '5' }, aStamp(1, 'b'));
    expect(merge([old], [a, b, a]).changed).toMatchObject([{ name: 'A', number: '5' }]);
    expect(merge([], [a, b]).changed).toMatchObject([{ name: 'A', number: '5' }]);
  });

  it('leaves mine as they were', () => {
    const mine = aTeacher();
    const before = canonicalJson(mine);
    merge([mine], [patchRecord(mine, { name: 'A' }, aStamp(1)), anErasure('teacher', mine.id)]);
    expect(canonicalJson(mine)).toBe(before);
  });

  it('holds what carries a stamp from the future, wherever it sits', () => {
    const minutes = aMinutes();
    const late = aStamp(HOUR, 'z');
    const records = [
      { ...minutes, stamp: late },
      patchRecord(minutes, { place: 'x' }, late),
      { ...minutes, heads: { text: { seen: { z: late } } } },
      { ...minutes, heads: { text: { seen: {}, others: [{ stamp: late, value: 'x' }] } } },
    ];
    const result = merge([], records);
    expect(result.changed).toEqual([]);
    expect(result.held).toEqual(records.map((record) => ({ record, reason: 'stamp-from-future' })));
    expect(mergeSets([], records, { now: now + HOUR }).held).toEqual([]);
    expect(mergeSets([], records, { now, toleranceMs: HOUR }).held).toEqual([]);
  });

  it('holds what carries a stamp that is none, and takes an empty one as the earliest', () => {
    const [bad, builtin] = [
      { ...aTeacher(), stamp: 'zzz' },
      { ...aTeacher(), stamp: '' },
    ];
    const result = merge([], [bad, builtin]);
    expect(result.held).toEqual([{ record: bad, reason: 'stamp-malformed' }]);
    expect(result.changed).toEqual([builtin]);
  });

  it('never holds an erasure back', () => {
    const teacher = aTeacher();
    const erasure = { ...anErasure('teacher', teacher.id), stamp: aStamp(HOUR) };
    const result = merge([teacher], [erasure]);
    expect(result.held).toEqual([]);
    expect(result.changed.find((record) => record.id === teacher.id)).toSatisfy(isErased);
  });

  it('reports texts that were written in two places at once, and loses neither', () => {
    const minutes = aMinutes();
    const mine = patchRecord(minutes, { text: 'mine' }, aStamp(1, 'a'));
    const result = merge([mine], [patchRecord(minutes, { text: 'theirs' }, aStamp(2, 'b'))]);
    expect(result.conflicts).toMatchObject([
      {
        type: 'text',
        id: minutes.id,
        kind: 'minutes',
        field: 'text',
        versions: [{ value: 'theirs' }, { value: 'mine' }],
      },
    ]);
  });

  it('reports a sealed sheet that arrives with other content and keeps the genuine one', () => {
    const sheet = aSheet();
    const tampered = { ...sheet, strengths: 'tampered' };
    expect(merge([sheet], [tampered])).toMatchObject({
      changed: [],
      unchanged: [sheet.id],
      conflicts: [{ type: 'content', id: sheet.id, kind: 'sheet' }],
    });
    expect(merge([tampered], [sheet]).changed).toEqual([sheet]);
  });

  it('reports one id under two kinds', () => {
    const result = merge([aTeacher({ id: 'x' })], [aMinutes({ id: 'x' })]);
    expect(result.conflicts).toEqual([{ type: 'kind', id: 'x', kind: 'teacher', other: 'minutes' }]);
  });

  it('keeps kinds that it does not know and names them', () => {
    const plan = { id: 'x', kind: 'seatPlan', stamp: aStamp(), seats: { s1: 'Li' } };
    expect(merge([], [plan])).toMatchObject({ changed: [plan], opaque: ['x'] });
  });

  it('empties mine when an erasure arrives, and blanks the name in sheets, without a word of conflict', () => {
    const teacher = aTeacher({ id: 't1' });
    const sheet = aSheet({ teacher: 't1' });
    const result = merge([teacher, sheet], [anErasure('teacher', 't1')]);
    const after = applyMerge<Mergeable>([teacher, sheet], result);
    expect(after.get('t1')).toSatisfy(isErased);
    expect(after.get(sheet.id)).toMatchObject({ snapshot: { teacherName: '' } });
    expect(result.conflicts).toEqual([]);
  });

  it('lets no old bundle bring back what was erased here, nor a name that was blanked', () => {
    const teacher = aTeacher({ id: 't1' });
    const sheet = aSheet({ teacher: 't1' });
    const erasure = anErasure('teacher', 't1');
    const mine = [...applyMerge<Mergeable>([teacher, sheet], merge([teacher, sheet], [erasure])).values()];
    const newer = patchRecord(teacher, { name: 'Back again' }, aStamp(5, 'z'));
    expect(merge(mine, [newer, sheet])).toMatchObject({ changed: [], conflicts: [] });
  });

  it('empties what only claims to be erased but still carries content', () => {
    const fake = { ...aTeacher({ id: 't1', name: 'Lin Yue' }), erased: 'e1' };
    expect(canonicalJson(merge([], [fake]).changed)).not.toContain('Lin Yue');
  });
});

describe('the order of arrival', () => {
  const teacher = aTeacher({ id: 't1' });
  const minutes = aMinutes({ id: 't2', text: 'start' });
  const sheet = aSheet({ teacher: 't1' });
  const mine: Mergeable[] = [teacher, minutes, sheet];
  const edits = fc.array(
    fc.oneof(
      fc.record({ type: fc.constant('name' as const), after: fc.nat({ max: 4 }), node: fc.constantFrom('a', 'b') }),
      fc.record({ type: fc.constant('text' as const), after: fc.nat({ max: 4 }), node: fc.constantFrom('a', 'b') }),
      fc.record({ type: fc.constant('sheet' as const), after: fc.nat({ max: 4 }), node: fc.constantFrom('a', 'b') }),
      fc.record({ type: fc.constant('erase' as const), after: fc.nat({ max: 1 }), node: fc.constantFrom('a', 'b') }),
    ),
    { maxLength: 8 },
  );
  const copyOf = ({ type, after, node }: { type: string; after: number; node: string }): Mergeable => {
    const stamp = aStamp(after + 1, node);
    if (type === 'name') return patchRecord(teacher, { name: `${after}${node}` }, stamp);
    if (type === 'text') return patchRecord(minutes, { text: `${after}${node}` }, stamp);
    if (type === 'sheet') return patchRecord(sheet, { deleted: after % 2 === 0 }, stamp);
    return anErasure('teacher', after === 0 ? 't1' : 'nobody', { id: `e${after}` });
  };
  const state = (records: Map<string, Mergeable>) =>
    canonicalJson([...records.entries()].sort(([a], [b]) => (a < b ? -1 : 1)));
  const shuffled = edits.chain((list) =>
    fc.tuple(
      fc.constant(list.map(copyOf)),
      fc.shuffledSubarray(list.map(copyOf), { minLength: list.length, maxLength: list.length }),
      fc.nat({ max: 8 }),
    ),
  );

  it('never matters, and many merges equal one', () => {
    fc.assert(
      fc.property(shuffled, ([all, other, cut]) => {
        const batch = applyMerge(mine, merge(mine, all));
        let oneByOne = new Map(mine.map((record) => [record.id, record]));
        for (const record of other) oneByOne = applyMerge(oneByOne.values(), merge([...oneByOne.values()], [record]));
        const first = applyMerge(mine, merge(mine, all.slice(cut)));
        const halves = applyMerge(first.values(), merge([...first.values()], all.slice(0, cut)));
        expect(state(oneByOne)).toBe(state(batch));
        expect(state(halves)).toBe(state(batch));
      }),
      lawRuns(200),
    );
  });

  it('never matters between two schools that hand each other everything', () => {
    fc.assert(
      fc.property(shuffled, ([all, , cut]) => {
        const here = applyMerge(mine, merge(mine, all.slice(0, cut)));
        const there = applyMerge(mine, merge(mine, all.slice(cut)));
        const [a, b] = [[...here.values()], [...there.values()]];
        expect(state(applyMerge(a, merge(a, b)))).toBe(state(applyMerge(b, merge(b, a))));
      }),
      lawRuns(200),
    );
  });
});
