import { describe, expect, it } from 'vitest';
import { aBandedRubric, aHeader, semestersOf } from '../../tests/builders/index.ts';
import type { SheetHeader } from '../domain/header.ts';
import { distributions } from './distribution.ts';
import { ratesBySemester } from './rates.ts';

const rubric = aBandedRubric();
const semesters = semestersOf('school-1', 2025);
const [autumn, spring] = semesters;

let counter = 0;
function sheet(total: number, more: Partial<SheetHeader> = {}): SheetHeader {
  counter += 1;
  const ids = { id: `s${counter}`, revision: `r${counter}`, lesson: `l${counter}` };
  return aHeader({ ...ids, total, band: 'c', ...more });
}
const plain = { ...rubric, id: 'plain@1', family: 'plain', bands: [] };
const later = {
  ...rubric,
  id: 'form@2',
  created: rubric.created + 1,
  bands: rubric.bands.map((band) => (band.id === 'a' ? { ...band, from: 85 } : band)),
};
const rubrics = new Map([rubric, plain, later].map((each) => [each.id, each]));
const found = (...headers: SheetHeader[]) => distributions({ headers, semesters, rubrics });
const tenths = { rubric: 'plain@1', family: 'plain', band: null };
const counts = (of: ReturnType<typeof found>[number] | undefined, at = 0) =>
  of?.semesters[at]?.parts.map(({ label, from, share }) => [label || from, share?.count]);

describe('the distribution of a semester', () => {
  it('is the share of lessons in each band of the form, lowest first, with Wilson intervals', () => {
    const [family] = found(sheet(95), sheet(91), sheet(70), sheet(40));
    expect(family).toMatchObject({ family: 'form', by: 'bands' });
    expect(counts(family)).toEqual([
      ['D', 1],
      ['C', 1],
      ['A', 2],
    ]);
    const top = family?.semesters[0]?.parts[2]?.share;
    expect(top?.share).toBe(0.5);
    expect(top?.lower).toBeCloseTo(0.15, 4);
    expect(top?.upper).toBeCloseTo(0.85, 4);
  });

  it('adds up to the lessons of the rates, and its top band is the excellence rate', () => {
    const headers = [
      sheet(95),
      sheet(91),
      sheet(70),
      sheet(40),
      sheet(88, { lesson: 'l' }),
      sheet(96, { lesson: 'l' }),
    ];
    const [rates] = ratesBySemester({ headers, semesters, rubrics });
    const [family] = distributions({ headers, semesters, rubrics });
    const [semester] = family!.semesters;
    expect(semester?.lessons).toBe(rates?.lessons);
    expect(semester?.parts.reduce((sum, { share }) => sum + share!.count, 0)).toBe(rates?.lessons);
    expect(semester?.parts.at(-1)?.share).toEqual(rates?.excellent);
  });

  it('takes the bands of the version that a lesson was scored with; equal labels are one', () => {
    const [family] = found(sheet(87), sheet(87, { rubric: 'form@2' }), sheet(70));
    expect(counts(family)).toEqual([
      ['D', 0],
      ['C', 2],
      ['A', 1],
    ]);
    expect(family?.semesters[0]?.parts.at(-1)?.from).toBe(85);
  });

  it('has a part for totals below every band where a form leaves a gap', () => {
    const gap = { ...rubric, bands: rubric.bands.filter(({ from }) => from > 0) };
    const headers = [sheet(95), sheet(70), sheet(40, { band: null })];
    const [family] = distributions({ headers, semesters, rubrics: new Map([[gap.id, gap]]) });
    expect(family?.semesters[0]?.parts.map(({ label, rank, share }) => [label, rank, share?.count])).toEqual([
      ['', null, 1],
      ['C', 'pass', 1],
      ['A', 'top', 1],
    ]);
  });

  it('is in tenths of 100 where the form has no bands; 100 and more belong to the highest', () => {
    const of = (total: number) => sheet(total, tenths);
    const [family] = found(of(69.99), of(70), of(100), of(102));
    expect(family?.by).toBe('tenths');
    expect(counts(family)).toEqual([
      [60, 1],
      [70, 1],
      [80, 0],
      [90, 2],
    ]);
  });

  it('gives no share below three lessons of a semester, and the same parts in every semester', () => {
    const [family] = found(sheet(95), sheet(95), ...[70, 70, 40].map((total) => sheet(total, { date: '2026-03-02' })));
    expect(family?.semesters.map(({ semester, lessons }) => [semester, lessons])).toEqual([
      [autumn?.id, 2],
      [spring?.id, 3],
    ]);
    expect(family?.semesters[0]?.parts.map(({ share }) => share)).toEqual([null, null, null]);
    expect(counts(family, 1)).toEqual([
      ['D', 1],
      ['C', 2],
      ['A', 0],
    ]);
  });

  it('stands for each form apart, most lessons first', () => {
    expect(found(sheet(95), sheet(70, tenths), sheet(75, tenths)).map(({ family }) => family)).toEqual([
      'plain',
      'form',
    ]);
  });

  it.each<[string, Partial<SheetHeader>]>([
    ['a part of a form only', { ...tenths, looked: { at: 3, of: 20 } }],
    ['sheets that are not complete', { ...tenths, complete: false }],
    ['one’s own lesson', { ...tenths, observer: 'lin' }],
    ['rehearsals', { ...tenths, lessonKind: 'rehearsal' }],
    ['guests', { ...tenths, teacher: null }],
  ])('leaves out %s', (_case, more) => {
    expect(found(sheet(70, more))).toEqual([]);
  });
});
