import { describe, expect, it } from 'vitest';
import { aRubric, aSheet, BUILT_AT, useDeterministicIds } from '../../tests/builders/index.ts';
import { canonicalJson } from '../domain/canonical.ts';
import { headerOfSheet } from '../domain/header.ts';
import { ratingOfSheet } from '../domain/rating.ts';
import { isIntact, withoutScores } from '../domain/sheet.ts';
import { mergeRecords } from './fields.ts';
import { mergeSets } from './merge.ts';

useDeterministicIds();

describe('a sheet handed on without its scores', () => {
  const whole = aSheet({ bonus: { idea: 1 } });
  const part = withoutScores(whole);
  const broken = { ...whole, strengths: 'changed on the way' };

  it('keeps its id, has no score, and is not called broken', () => {
    expect(part).toMatchObject({ id: whole.id, scores: {}, bonus: {}, withheld: ['scores', 'bonus'] });
    expect(isIntact(part)).toBe(true);
    expect(isIntact(broken)).toBe(false);
  });

  it('has a header without total and band, and no dot', () => {
    const header = headerOfSheet(part, aRubric());
    expect(header).toMatchObject({ withheld: true, total: null, band: null, notes: 1 });
    expect(header.looked).toBeUndefined();
    expect(ratingOfSheet(part, aRubric())).toBeNull();
    expect(ratingOfSheet(whole, aRubric())).not.toBeNull();
  });

  it('makes room for the whole whichever comes first, also between three copies', () => {
    for (const [a, b] of [
      [whole, part],
      [part, whole],
      [mergeRecords(part, broken), whole],
      [whole, mergeRecords(broken, part)],
      [mergeRecords(whole, broken), part],
    ]) {
      expect(canonicalJson(mergeRecords(a ?? whole, b ?? part))).toBe(canonicalJson(whole));
    }
  });

  it('is no contradiction to the whole, while two whole copies that differ are', () => {
    expect(mergeSets([whole], [part], { now: BUILT_AT })).toMatchObject({ conflicts: [], unchanged: [whole.id] });
    expect(mergeSets([part], [whole], { now: BUILT_AT })).toMatchObject({ conflicts: [], changed: [whole] });
    expect(mergeSets([whole], [broken], { now: BUILT_AT }).conflicts).toMatchObject([{ type: 'content' }]);
  });
});
