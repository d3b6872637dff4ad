import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FlandersAnalysis, flandersAnalysis, type FlandersOptions } from './flanders-analysis.ts';

function analysed(codes: readonly (number | null)[], options?: FlandersOptions): FlandersAnalysis {
  const outcome = flandersAnalysis(codes, options);
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome;
}

/** [from, to, how often] of the cells that are not 0, categories from 1. */
const cellsOf = ({ matrix }: FlandersAnalysis) =>
  matrix.flatMap((row, from) => row.flatMap((count, to) => (count > 0 ? [[from + 1, to + 1, count]] : [])));

const category = fc.integer({ min: 1, max: 10 });
const lesson = fc.array(category, { minLength: 2, maxLength: 120 });

describe('flandersAnalysis', () => {
  const CODES = [10, 6, 10, 7, 5, 1, 4, 8, 4, 10];

  it('counts each code with the one that follows it', () => {
    const found = analysed(CODES);
    expect(cellsOf(found)).toEqual([
      [1, 4, 1],
      [4, 8, 1],
      [4, 10, 1],
      [5, 1, 1],
      [6, 10, 1],
      [7, 5, 1],
      [8, 4, 1],
      [10, 6, 1],
      [10, 7, 1],
    ]);
    expect(found.transitions).toBe(9);
    expect(found.counts).toEqual([1, 0, 0, 2, 1, 1, 1, 1, 0, 3]);
  });

  it('has the shares and ratios by their definitions', () => {
    // Praise once, ideas used twice, 4 questions, 3 lectures, 2 directions, 5 responses, 3 initiatives.
    const found = analysed([5, 5, 5, 4, 8, 8, 3, 4, 8, 8, 2, 4, 8, 3, 6, 9, 9, 4, 9, 6]);
    expect(found.teacherTalk).toBeCloseTo(12 / 20, 12);
    expect(found.studentTalk).toBeCloseTo(8 / 20, 12);
    expect(found.silence).toBe(0);
    expect(found.indirectToDirect).toBeCloseTo(7 / 5, 12);
    expect(found.revisedIndirectToDirect).toBeCloseTo(3 / 2, 12);
    expect(found.TRR).toBeCloseTo(3 / 5, 12);
    expect(found.TQR).toBeCloseTo(4 / 7, 12);
    expect(found.PIR).toBeCloseTo(3 / 8, 12);
    // 8→3, 8→2, 8→3 against 9→6; 9→4 against no 8→5 or 9→5.
    expect(found.TRR89).toBeCloseTo(3 / 4, 12);
    expect(found.TQR89).toBe(1);
    // 5→5 twice, 5→4, 4→8, 3→4, 4→8, 2→4, 4→8, 9→4, 4→9.
    expect(found.CCR).toBeCloseTo(10 / 19, 12);
    // 5→5 twice, 8→8 twice, 9→9.
    expect(found.SSR).toBeCloseTo(5 / 19, 12);
    expect(found.PSSR).toBeCloseTo(3 / 8, 12);
  });

  it('puts silence at the ends only when asked, and only where there is none', () => {
    const open = analysed([5, 4, 8]);
    const closed = analysed([5, 4, 8], { silenceAtEnds: true });
    expect(open.transitions).toBe(2);
    expect(cellsOf(closed)).toEqual([
      [4, 8, 1],
      [5, 4, 1],
      [8, 10, 1],
      [10, 5, 1],
    ]);
    expect(closed.counts[9]).toBe(1);
    expect(closed.coded).toBe(3);
    expect(analysed(CODES, { silenceAtEnds: true })).toEqual(analysed(CODES));
  });

  it('has no transition over a gap', () => {
    const found = analysed([5, null, 5, 8, null, null, 9]);
    expect(cellsOf(found)).toEqual([[5, 8, 1]]);
    expect(found).toMatchObject({ coded: 4, missing: 3, studentTalk: 0.5 });
  });

  it('has null, not a number, where there is nothing to divide by', () => {
    expect(analysed([10])).toMatchObject({
      silence: 1,
      indirectToDirect: null,
      revisedIndirectToDirect: null,
      TRR: null,
      TQR: null,
      PIR: null,
      TRR89: null,
      TQR89: null,
      CCR: null,
      SSR: null,
      PSSR: null,
    });
  });

  it('of one category only is all steady', () => {
    expect(analysed([9, 9, 9, 9])).toMatchObject({ studentTalk: 1, PIR: 1, SSR: 1, PSSR: 1, CCR: 0 });
  });

  it('of nothing coded is "not-coded"', () => {
    expect(flandersAnalysis([])).toMatchObject({ ok: false, reason: 'not-coded' });
    expect(flandersAnalysis([null], { silenceAtEnds: true })).toMatchObject({ ok: false, reason: 'not-coded' });
  });

  it.each([0, 11, 1.5, -1])('of the code %d is "other-code"', (code) => {
    expect(flandersAnalysis([5, null, code])).toMatchObject({ ok: false, reason: 'other-code' });
  });

  it.each([NaN, Infinity])('throws for the code %d', (code) => {
    expect(() => flandersAnalysis([5, code])).toThrow(TypeError);
  });

  it('leaves frozen input as it was', () => {
    expect(flandersAnalysis(Object.freeze([5, null, 4]), Object.freeze({ silenceAtEnds: true })).ok).toBe(true);
  });

  it('closed by silence, rows and columns have equal sums: the counts', () => {
    fc.assert(
      fc.property(lesson, (codes) => {
        const { matrix, counts } = analysed([10, ...codes], { silenceAtEnds: true });
        const rows = matrix.map((row) => row.reduce((a, b) => a + b));
        const columns = matrix.map((_, to) => matrix.reduce((sum, row) => sum + row[to]!, 0));
        expect(rows).toEqual(columns);
        expect(columns.map((sum, i) => (i === 9 ? sum + 1 : sum))).toEqual(counts);
      }),
    );
  });

  it('shares of talk add up to 1, and nothing leaves its range', () => {
    fc.assert(
      fc.property(fc.array(fc.option(category), { minLength: 1, maxLength: 60 }), (codes) => {
        const outcome = flandersAnalysis(codes);
        if (!outcome.ok) return;
        expect(outcome.teacherTalk + outcome.studentTalk + outcome.silence).toBeCloseTo(1, 12);
        for (const name of ['TRR', 'TQR', 'PIR', 'TRR89', 'TQR89', 'CCR', 'SSR', 'PSSR'] as const) {
          expect(outcome[name] ?? 0).toBeGreaterThanOrEqual(0);
          expect(outcome[name] ?? 0).toBeLessThanOrEqual(1);
        }
        expect(outcome.transitions).toBeLessThan(codes.length);
      }),
    );
  });
});
