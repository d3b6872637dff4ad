import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aStamp, lawRuns } from '../../tests/builders/index.ts';
import { canonicalJson } from '../domain/canonical.ts';
import { mergeRecords, type Mergeable } from './fields.ts';

type Book = Mergeable & { entries: { id: string; at: number; text: string }[] };

const entry = fc.record({
  id: fc.constantFrom('note-1', 'note-2', 'field:strengths', 'clock'),
  at: fc.integer({ min: 0, max: 2 }),
  text: fc.constantFrom('', 'x', 'y'),
});
const book = fc
  .tuple(
    fc.constantFrom(aStamp(1, 'a'), aStamp(1, 'b'), aStamp(2, 'a')),
    fc.uniqueArray(entry, { selector: ({ id }) => id, maxLength: 4 }),
  )
  .map(([stamp, entries]): Book => ({ id: 'w', kind: 'workbook', stamp, entries }));

describe('the private notes of a sheet, finished again on two devices', () => {
  it('keep every entry of both', () => {
    fc.assert(
      fc.property(book, book, (a, b) => {
        const ids = mergeRecords(a, b).entries.map(({ id }) => id);
        expect(ids).toEqual([...new Set([...a.entries, ...b.entries].map(({ id }) => id))].sort());
      }),
      lawRuns(),
    );
  });

  it('keep the later state of an entry that both have', () => {
    const at = (stamp: string, time: number, text: string): Book => ({
      ...{ id: 'w', kind: 'workbook', stamp },
      entries: [{ id: 'n', at: time, text }],
    });
    const [early, late] = [at(aStamp(9), 1, 'first words'), at(aStamp(1), 2, 'last words')];
    expect(mergeRecords(early, late).entries).toEqual(late.entries);
  });

  it('end the same in whatever order the copies meet', () => {
    fc.assert(
      fc.property(book, book, book, (a, b, c) => {
        const json = (record: Book) => canonicalJson(record);
        expect(json(mergeRecords(a, b))).toBe(json(mergeRecords(b, a)));
        expect(json(mergeRecords(mergeRecords(a, b), c))).toBe(json(mergeRecords(a, mergeRecords(b, c))));
        const merged = mergeRecords(a, b);
        expect(json(mergeRecords(merged, a))).toBe(json(merged));
      }),
      lawRuns(),
    );
  });

  it('are as anything else where they are no list of entries', () => {
    const [a, b] = [aStamp(1), aStamp(2)].map((stamp) => ({ id: 'w', kind: 'workbook', stamp, entries: stamp }));
    expect(mergeRecords(a!, b!).entries).toBe(b!.entries);
  });
});
