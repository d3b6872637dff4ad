import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type StCode, stAnalysis } from './st-analysis.ts';

const letters = (text: string) => [...text].map((letter): StCode => (letter === '.' ? null : (letter as 'S' | 'T')));

const coded = fc
  .array(fc.constantFrom<StCode>('S', 'T', null), { minLength: 1, maxLength: 80 })
  .filter((codes) => codes.some((code) => code !== null));

describe('stAnalysis', () => {
  it('has Rt as the share of T and Ch as (runs − 1) / samples', () => {
    expect(stAnalysis(letters('TTSTSS'))).toEqual({
      ok: true,
      Rt: 0.5,
      Ch: 0.5,
      pattern: 'dialogue',
      coded: 6,
      missing: 0,
      runs: 4,
      switches: 3,
    });
  });

  it.each([
    ['TTTSSSSSSS', 'practice', 0.3],
    ['TTTTTTTSSS', 'lecture', 0.7],
    ['TTTTTSSSSS', 'mixed', 0.5],
    ['TSTSTTTSSS', 'dialogue', 0.5],
    ['TTTTTTTTTT', 'lecture', 1],
    ['SSSSSSSSSS', 'practice', 0],
  ])('%s is %s: the bounds belong to the outer regions', (text, pattern, Rt) => {
    expect(stAnalysis(letters(text))).toMatchObject({ pattern, Rt });
  });

  it('is a dialogue from Ch = .4 on', () => {
    expect(stAnalysis(letters('TTSSTTSSTS'))).toMatchObject({ Ch: 0.5, pattern: 'dialogue' });
    expect(stAnalysis(letters('TTSSTTSSTT'))).toMatchObject({ Ch: 0.4, pattern: 'dialogue' });
    expect(stAnalysis(letters('TTTSTTSSSS'))).toMatchObject({ Ch: 0.3, pattern: 'mixed' });
  });

  it('lets Rt decide where a lecture switches often', () => {
    expect(stAnalysis(letters('TTSTTSTTST'))).toMatchObject({ Rt: 0.7, Ch: 0.6, pattern: 'lecture' });
  });

  it('takes other thresholds', () => {
    expect(stAnalysis(letters('TTTTTSSSSS'), { dialogue: 0.1 })).toMatchObject({ pattern: 'dialogue' });
    expect(stAnalysis(letters('TTTTTSSSSS'), { lecture: 0.5 })).toMatchObject({ pattern: 'lecture' });
  });

  it('lets no run cross a gap and sees no switch over it', () => {
    expect(stAnalysis(letters('TT.TS.S'))).toMatchObject({
      Rt: 0.6,
      runs: 4,
      Ch: 0.6,
      switches: 1,
      coded: 5,
      missing: 2,
    });
    expect(stAnalysis(letters('..TT..'))).toMatchObject({ Rt: 1, runs: 1, Ch: 0, switches: 0, missing: 4 });
  });

  it('of one sample has no change', () => {
    expect(stAnalysis(['S'])).toMatchObject({ ok: true, Rt: 0, Ch: 0 });
  });

  it('of nothing coded is "not-coded"', () => {
    expect(stAnalysis([])).toMatchObject({ ok: false, reason: 'not-coded' });
    expect(stAnalysis([null, null])).toMatchObject({ ok: false, reason: 'not-coded' });
  });

  it('of another code is "other-code", and says where', () => {
    const found = stAnalysis(['S', null, 'X' as 'S']);
    expect(found).toEqual({ ok: false, reason: 'other-code', detail: 'codes[2]: X is neither S nor T' });
  });

  it('throws for thresholds that are none', () => {
    expect(() => stAnalysis(['S'], { practice: NaN })).toThrow(RangeError);
    expect(() => stAnalysis(['S'], { practice: 0.8 })).toThrow(RangeError);
  });

  it('leaves frozen input as it was', () => {
    expect(stAnalysis(Object.freeze(letters('TS')), Object.freeze({ lecture: 0.8 })).ok).toBe(true);
  });

  it('mirrors Rt and keeps Ch when teacher and students change places, and when the lesson runs backwards', () => {
    fc.assert(
      fc.property(coded, (codes) => {
        const one = stAnalysis(codes);
        const mirrored = stAnalysis(codes.map((code) => (code === 'S' ? 'T' : code === 'T' ? 'S' : null)));
        const back = stAnalysis([...codes].reverse());
        if (!one.ok || !mirrored.ok || !back.ok) throw new Error('not coded');
        expect(mirrored.Rt).toBeCloseTo(1 - one.Rt, 12);
        expect(mirrored.Ch).toBe(one.Ch);
        expect([back.Rt, back.Ch, back.switches]).toEqual([one.Rt, one.Ch, one.switches]);
        expect(one.switches).toBeLessThanOrEqual(one.runs - 1);
      }),
    );
  });

  it('lies in the triangle of the Rt–Ch chart where nothing is missing', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom<StCode>('S', 'T'), { minLength: 1, maxLength: 60 }), (codes) => {
        const { Rt, Ch, coded: n } = stAnalysis(codes) as { Rt: number; Ch: number; coded: number };
        expect(Ch).toBeLessThanOrEqual(2 * Math.min(Rt, 1 - Rt) + 1e-12);
        expect(n).toBe(codes.length);
      }),
    );
  });
});
