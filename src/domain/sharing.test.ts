import { describe, expect, it } from 'vitest';
import { aNextStep, aResponse, aShare, BUILT_AT, useDeterministicIds } from '../../tests/builders/index.ts';
import { LESSON_KINDS } from './lesson.ts';
import { firstShareLevel, isAcknowledged, levelSharedWith, stateOfSheet } from './sharing.ts';

useDeterministicIds();

describe('what Share offers first', () => {
  it("is the school's default, comments only or full", () => {
    expect(firstShareLevel('ordinary', 'comments')).toBe('comments');
    expect(firstShareLevel('ordinary', 'full')).toBe('full');
  });
  it('is full for competitions and trial lessons only', () => {
    const full = LESSON_KINDS.filter((kind) => firstShareLevel(kind, 'comments') === 'full');
    expect(full).toEqual(['competition', 'trial']);
  });
});

describe('what a teacher was given', () => {
  it('is the most of all shares to them of that sheet', () => {
    const shares = [
      aShare({ to: ['t'] }),
      aShare({ to: ['t', 'u'], level: 'full' }),
      aShare({ sheet: 'other', to: ['v'] }),
    ];
    expect(levelSharedWith(shares, 'sheet-1', 't')).toBe('full');
    expect(levelSharedWith(shares.slice(0, 1), 'sheet-1', 't')).toBe('comments');
    expect(levelSharedWith(shares, 'sheet-1', 'v')).toBeNull();
    expect(levelSharedWith([aShare({ to: ['t'], deleted: true })], 'sheet-1', 't')).toBeNull();
  });
});

describe('acknowledged', () => {
  it('is received, here or on paper', () => {
    expect(isAcknowledged(aResponse())).toBe(false);
    expect(isAcknowledged(aResponse({ answer: 'Thank you' }))).toBe(false);
    expect(isAcknowledged(aResponse({ acknowledgedAt: BUILT_AT }))).toBe(true);
    expect(isAcknowledged(aResponse({ acknowledgedAt: 0 }))).toBe(true);
    expect(isAcknowledged(aResponse({ signedOnPaper: true }))).toBe(true);
    expect(isAcknowledged(aResponse({ signedOnPaper: true, deleted: true }))).toBe(false);
  });
});

describe('the state of a sheet', () => {
  const none = { revisions: 1, shares: [], responses: [], nextSteps: [] };
  const acknowledged = { ...none, shares: [aShare()], responses: [aResponse({ acknowledgedAt: BUILT_AT })] };
  const state = (facts: Parameters<typeof stateOfSheet>[1]) => stateOfSheet('sheet-1', facts);

  it('is draft without a sealed revision, then finished', () => {
    expect(state({ ...none, revisions: 0 })).toBe('draft');
    expect(state(none)).toBe('finished');
  });
  it('is shared once handed on, and finished again when every share was taken back', () => {
    expect(state({ ...none, shares: [aShare()] })).toBe('shared');
    expect(state({ ...none, shares: [aShare({ deleted: true })] })).toBe('finished');
  });
  it('is acknowledged by the teacher, on paper without a share too', () => {
    expect(state(acknowledged)).toBe('acknowledged');
    expect(state({ ...none, responses: [aResponse({ signedOnPaper: true })] })).toBe('acknowledged');
  });
  it('is closed when every next step agreed on it is closed, not when none was agreed', () => {
    const open = aNextStep();
    const closed = aNextStep({ closedOn: '2025-12-01' });
    expect(state({ ...acknowledged, nextSteps: [closed] })).toBe('closed');
    expect(state({ ...acknowledged, nextSteps: [closed, open] })).toBe('acknowledged');
    expect(state({ ...acknowledged, nextSteps: [closed, { ...open, deleted: true }] })).toBe('closed');
    expect(state({ ...none, shares: [aShare()], nextSteps: [closed] })).toBe('shared');
  });
  it('takes nothing from other sheets', () => {
    const other = { shares: [aShare({ sheet: 'x' })], responses: [aResponse({ sheet: 'x', acknowledgedAt: 1 })] };
    expect(state({ ...none, ...other, nextSteps: [aNextStep({ sheet: 'x', closedOn: '2025-12-01' })] })).toBe(
      'finished',
    );
    expect(state({ ...acknowledged, nextSteps: [aNextStep({ sheet: 'x' })] })).toBe('acknowledged');
  });
});
