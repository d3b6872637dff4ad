import { describe, expect, it } from 'vitest';
import {
  aNotesSheet,
  aRevisionOf,
  aSheet,
  aSheetContent,
  aSnapshot,
  aStamp,
  aWorkbook,
  useDeterministicIds,
} from '../../tests/builders/index.ts';
import { canonicalJson, contentHash } from './canonical.ts';
import { headsOf, isIntact, isSelfObservation, sealSheet, sheetHash, type Sheet } from './sheet.ts';
import { sheetSchema, workbookSchema } from './sheet.schema.ts';

useDeterministicIds();

describe('sealing', () => {
  it('makes the id from everything that was written, with its author', () => {
    const content = aSheetContent();
    const sheet = sealSheet(content, 'person-1', aStamp());
    expect(sheet.id).toBe(contentHash({ ...content, author: 'person-1' }).slice(0, 40));
    expect(isIntact(sheet)).toBe(true);
    expect(sheet.id).not.toBe(sealSheet(content, 'person-2', aStamp()).id);
  });

  it('gives the same sheet the same id wherever and whenever it is sealed', () => {
    const content = aSheetContent();
    const reordered = Object.fromEntries(Object.entries(content).reverse()) as unknown as typeof content;
    expect(sealSheet(reordered, 'p', aStamp(9, 'z')).id).toBe(sealSheet(content, 'p', aStamp()).id);
  });

  it('is about the teacher, for the parties only', () => {
    expect(aSheet({ teacher: 't1' })).toMatchObject({ kind: 'sheet', about: ['t1'], audience: 'parties' });
    expect(aSheet({ teacher: null }).about).toEqual([]);
  });

  it('takes over content only, so that a revision can be made of a sheet', () => {
    const first = { ...aSheet(), deleted: true, at: { deleted: aStamp(1) } };
    const second = sealSheet({ ...first, rev: 2, supersedes: first.id, strengths: 'More' }, first.author, aStamp(2));
    expect(second.id).not.toBe(first.id);
    expect(second).toMatchObject({ rev: 2, supersedes: first.id, stamp: aStamp(2) });
    expect('deleted' in second || 'at' in second).toBe(false);
    expect(isIntact(second)).toBe(true);
  });
});

describe('tampering', () => {
  const sheet = aSheet();
  const changes: [string, Partial<Sheet>][] = [
    ['a score', { scores: { ...sheet.scores, 'goal.1/0': 4 } }],
    ['a word', { strengths: `${sheet.strengths} ` }],
    ['the author', { author: 'person-9' }],
    ['the observer', { observer: 'teacher-9' }],
    ['the date', { date: '2025-10-16' }],
    ['the revision', { rev: 2 }],
    ['a name of that day', { snapshot: aSnapshot({ teacherName: 'Other' }) }],
    ['a note', { notes: [] }],
    ['the reason for reopening', { reopenReason: 'x' }],
  ];
  it.each(changes)('with %s shows', (_, change) => {
    expect(isIntact({ ...sheet, ...change })).toBe(false);
  });

  it.each<[string, Partial<Sheet>]>([
    ['deletion', { deleted: true }],
    ['another audience', { audience: 'school' }],
    ['a stamp', { stamp: aStamp(5) }],
  ])('is not what %s is', (_, change) => {
    expect(isIntact({ ...sheet, ...change })).toBe(true);
  });

  it('is found in every field that is sealed', () => {
    for (const key of Object.keys(aSheetContent()) as (keyof Sheet)[]) {
      const other = { ...sheet, [key]: 'tampered' } as Sheet;
      expect(canonicalJson(other)).not.toBe(canonicalJson(sheet));
      expect(sheetHash(other)).not.toBe(sheet.id);
    }
  });
});

describe('the newest revision', () => {
  const first = aSheet();
  const second = aRevisionOf(first, { strengths: 'second' });

  it('is the one that no other replaces', () => {
    expect(headsOf([first])).toEqual([first]);
    expect(headsOf([first, second])).toEqual([second]);
    expect(headsOf([])).toEqual([]);
  });

  it('is two when two revisions replace the same one: a conflict', () => {
    const other = aRevisionOf(first, { strengths: 'other' });
    expect(new Set(headsOf([other, first, second]))).toEqual(new Set([second, other]));
  });

  it('stands first when branches are of different length, and equal ones are in a fixed order', () => {
    const other = aRevisionOf(first, { strengths: 'other' });
    const third = aRevisionOf(second, { strengths: 'third' });
    expect(headsOf([first, other, second, third])).toEqual([third, other]);
    expect(headsOf([second, other])).toEqual(headsOf([other, second]));
  });

  it('is known without the ones before it', () => {
    expect(headsOf([second])).toEqual([second]);
  });
});

describe("one's own lesson", () => {
  it('is that of the role "self" or of the same teacher', () => {
    expect(isSelfObservation(aSheet({ role: 'self', observer: 'a', teacher: 'b' }))).toBe(true);
    expect(isSelfObservation(aSheet({ observer: 'a', teacher: 'a' }))).toBe(true);
    expect(isSelfObservation(aSheet({ observer: 'a', teacher: 'b' }))).toBe(false);
    expect(isSelfObservation(aSheet({ observer: 'a', teacher: null }))).toBe(false);
  });
});

describe('the door', () => {
  it('takes scored sheets, notes only, 20,000-character notes, and workbooks', () => {
    const long = aSheet({ notes: [{ id: 'n', t: null, text: '字'.repeat(20_000), indicators: [] }] });
    for (const sheet of [aSheet(), aNotesSheet(), long]) expect(sheetSchema.safeParse(sheet).success).toBe(true);
    expect(workbookSchema.safeParse(aWorkbook()).success).toBe(true);
  });
  it.each<[string, object]>([
    ['a score that is no number', { scores: { 'a/0': '5' } }],
    ['a score that is NaN', { scores: { 'a/0': NaN } }],
    ['a day that does not exist', { date: '2025-02-30' }],
    ['a text without end', { strengths: 'x'.repeat(100_001) }],
    ['revision 0', { rev: 0 }],
    ['no snapshot', { snapshot: null }],
  ])('refuses %s', (_, change) => {
    expect(sheetSchema.safeParse({ ...aSheet(), ...change }).success).toBe(false);
  });
});
