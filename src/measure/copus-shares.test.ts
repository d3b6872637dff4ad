import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copusShares } from './copus-shares.ts';

describe('copusShares', () => {
  it('has the share of the intervals and the share of the marks', () => {
    expect(copusShares([['L'], ['L', 'SQ'], ['CG'], ['L']])).toEqual({
      ok: true,
      codes: {
        L: { intervals: 3, ofIntervals: 0.75, ofMarks: 0.6 },
        SQ: { intervals: 1, ofIntervals: 0.25, ofMarks: 0.2 },
        CG: { intervals: 1, ofIntervals: 0.25, ofMarks: 0.2 },
      },
      coded: 4,
      missing: 0,
      marks: 5,
    });
  });

  it('leaves a gap out and keeps an empty interval in', () => {
    expect(copusShares([['L'], null, []])).toMatchObject({
      coded: 2,
      missing: 1,
      codes: { L: { ofIntervals: 0.5, ofMarks: 1 } },
    });
  });

  it('counts a code once an interval', () => {
    expect(copusShares([['L', 'L']])).toMatchObject({ marks: 1, codes: { L: { intervals: 1 } } });
  });

  it('has 0 for a code that could be marked and was not', () => {
    expect(copusShares([['L']], ['L', 'WC'])).toMatchObject({
      codes: { WC: { intervals: 0, ofIntervals: 0, ofMarks: 0 } },
    });
  });

  it('has no share of marks where nothing was marked', () => {
    expect(copusShares([[], []], ['L'])).toMatchObject({ marks: 0, codes: { L: { ofIntervals: 0, ofMarks: null } } });
  });

  it('of nothing coded is "not-coded"', () => {
    expect(copusShares([])).toMatchObject({ ok: false, reason: 'not-coded' });
    expect(copusShares([null], ['L'])).toMatchObject({ ok: false, reason: 'not-coded' });
  });

  it('of a mark that is none of the codes is "other-code"', () => {
    expect(copusShares([['L'], null, ['X']], ['L'])).toMatchObject({ ok: false, reason: 'other-code' });
    expect(copusShares([['L', 'X']], [])).toMatchObject({ ok: false, reason: 'other-code' });
  });

  it('takes any word for a code', () => {
    const outcome = copusShares([['__proto__', 'toString']]);
    expect(outcome.ok && Object.entries(outcome.codes).map(([code]) => code)).toEqual(['__proto__', 'toString']);
  });

  it('leaves frozen input as it was', () => {
    const intervals = Object.freeze([Object.freeze(['L']), null]);
    expect(copusShares(intervals, Object.freeze(['L'])).ok).toBe(true);
  });

  it('shares of marks add up to 1, whatever the order of the intervals', () => {
    const intervals = fc.array(fc.option(fc.array(fc.constantFrom('L', 'CG', 'SQ', 'W'))), { minLength: 1 });
    fc.assert(
      fc.property(intervals, (lesson) => {
        const outcome = copusShares(lesson);
        if (!outcome.ok || outcome.marks === 0) return;
        const sum = Object.values(outcome.codes).reduce((total, share) => total + share.ofMarks!, 0);
        expect(sum).toBeCloseTo(1, 12);
        expect(copusShares([...lesson].reverse())).toEqual(outcome);
      }),
    );
  });
});
