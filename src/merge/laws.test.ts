import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anErasure, aStamp, lawRuns, useDeterministicIds } from '../../tests/builders/index.ts';
import { canonicalJson } from '../domain/canonical.ts';
import { isErased } from '../domain/kinds.ts';
import { applyErasures } from './erase.ts';
import { mergeRecords, type Mergeable } from './fields.ts';

useDeterministicIds();

// Any state at all, reachable or not: few stamps, so that ties are common, and every path may carry one.
const STAMP = fc.constantFrom('', aStamp(1, 'a'), aStamp(1, 'b'), aStamp(2, 'a'), aStamp(3, 'c'));
const WORD = fc.constantFrom('', 'x', 'y', '中');
const entries = fc.dictionary(fc.constantFrom('e1', 'e2', 'a/b', '__proto__'), WORD, { maxKeys: 3 });
const anything = fc.oneof(
  WORD,
  fc.integer({ min: 0, max: 2 }),
  fc.constant(null),
  fc.array(WORD, { maxLength: 2 }),
  entries,
);
const PATHS = [
  'name',
  'posts/e1',
  'posts/e2',
  'posts/a/b',
  'place',
  'place/e1',
  'extra',
  'extra/e1',
  'extra/__proto__',
  'deleted',
];
const fields = fc.record(
  {
    name: WORD,
    posts: entries,
    place: fc.oneof(entries, fc.constant(null)),
    extra: anything,
    deleted: fc.boolean(),
    withheld: fc.constantFrom([], ['scores']),
  },
  { requiredKeys: [] },
);
const envelope = fc.record(
  {
    v: fc.integer({ min: 1, max: 3 }),
    created: fc.integer({ min: 0, max: 3 }),
    at: fc.dictionary(fc.constantFrom(...PATHS), STAMP),
  },
  { requiredKeys: [] },
);
const ofKind = (kind: fc.Arbitrary<string>) =>
  fc.tuple(kind, STAMP, fields, envelope).map(([name, stamp, content, rest]): Mergeable => {
    return { ...rest, ...content, id: 'r', kind: name, stamp };
  });
const mutable = ofKind(fc.constantFrom('teacher'));
const any = fc.oneof(
  { weight: 6, arbitrary: mutable },
  { weight: 2, arbitrary: ofKind(fc.constantFrom('seatPlan', 'sheet', 'rubric')) },
  { weight: 1, arbitrary: mutable.map((record) => applyErasures([record], [anErasure('teacher', 'r')])[0]!) },
);
const oneKind = fc
  .constantFrom('teacher', 'lesson', 'seatPlan', 'rubric', 'sheet')
  .chain((kind) => fc.tuple(ofKind(fc.constant(kind)), ofKind(fc.constant(kind)), ofKind(fc.constant(kind))));
const mixed = fc.tuple(any, any, any);
const three = fc.oneof(oneKind, mixed);

const json = (record: Mergeable) => canonicalJson(record);

describe('merging any three copies of a record', () => {
  it('is commutative', () => {
    fc.assert(
      fc.property(three, ([a, b]) => {
        expect(json(mergeRecords(a, b))).toBe(json(mergeRecords(b, a)));
      }),
      lawRuns(600),
    );
  });

  it('is associative', () => {
    fc.assert(
      fc.property(three, ([a, b, c]) => {
        expect(json(mergeRecords(mergeRecords(a, b), c))).toBe(json(mergeRecords(a, mergeRecords(b, c))));
      }),
      lawRuns(600),
    );
  });

  it('is idempotent: what is merged says nothing new to itself or to what it was made of', () => {
    fc.assert(
      fc.property(three, ([a, b]) => {
        const merged = mergeRecords(a, b);
        expect(json(mergeRecords(merged, merged))).toBe(json(merged));
        expect(json(mergeRecords(merged, a))).toBe(json(merged));
        expect(json(mergeRecords(b, merged))).toBe(json(merged));
      }),
      lawRuns(600),
    );
  });

  it('changes neither copy', () => {
    fc.assert(
      fc.property(three, ([a, b]) => {
        const before = json(a) + json(b);
        mergeRecords(a, b);
        expect(json(a) + json(b)).toBe(before);
      }),
      lawRuns(),
    );
  });

  it('never loses a field that only one of them knows and nobody removed', () => {
    fc.assert(
      fc.property(mutable, mutable, fc.string({ minLength: 1 }), anything, (a, b, name, value) => {
        const field = `new_${name.replaceAll('/', '_')}`;
        const merged = mergeRecords({ ...a, [field]: value }, b) as unknown as Record<string, unknown>;
        expect(merged[field]).toEqual(value);
      }),
      lawRuns(),
    );
  });

  it('never loses a map entry that only one of them knows and nobody removed', () => {
    fc.assert(
      fc.property(mutable, mutable, WORD, (a, b, value) => {
        const posts = { ...(a as unknown as { posts?: object }).posts, mine: value };
        const merged = mergeRecords<Mergeable>({ ...a, posts } as never, b) as unknown as {
          posts: Record<string, unknown>;
        };
        expect(merged.posts['mine']).toBe(value);
      }),
      lawRuns(),
    );
  });
});

describe('erasure', () => {
  const erasure = anErasure('teacher', 'r');
  const erase = (record: Mergeable) => applyErasures([record], [erasure])[0]!;

  it('beats every stamp, in either order of merging and erasing', () => {
    fc.assert(
      fc.property(mutable, mutable, (a, b) => {
        const expected = json(erase(a));
        expect(json(erase(mergeRecords(a, b)))).toBe(expected);
        expect(json(mergeRecords(erase(a), b))).toBe(expected);
        expect(json(mergeRecords(b, erase(a)))).toBe(expected);
      }),
      lawRuns(),
    );
  });

  it('leaves nothing of the content', () => {
    fc.assert(
      fc.property(mutable, (record) => {
        const left = erase({ ...record, name: 'Somebody', secret: 'text' } as Mergeable);
        expect(json(left)).not.toMatch(/Somebody|text/);
        expect(isErased(left)).toBe(true);
        expect(erase(left)).toBe(left);
      }),
      lawRuns(),
    );
  });
});
