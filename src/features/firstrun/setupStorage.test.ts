import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setupFromText, type SetupValues } from './setupStorage.ts';

const VALUES: SetupValues = {
  step: 'me',
  school: { name: '实验小学', kind: 'china', minutes: null },
  terms: [{ schoolYear: 2025, term: 1, terms: 2, start: '2025-09-01', end: '' }],
  me: { name: '林悦', number: '', subject: '', group: '', post: 'dean' },
  paste: { text: '王敏\t1001', header: null, uses: ['name', 'skip'], leftOut: [2] },
  termsEdited: true,
  minutesEdited: false,
};

describe('setupFromText', () => {
  it('gives back what was kept, unfinished values included', () => {
    expect(setupFromText(JSON.stringify(VALUES))).toEqual(VALUES);
  });

  it.each([
    ['nothing', null],
    ['no JSON', '{'],
    ['another step', JSON.stringify({ ...VALUES, step: 'join' })],
    ['another kind of school', JSON.stringify({ ...VALUES, school: { ...VALUES.school, kind: 'mars' } })],
    ['a term without days', JSON.stringify({ ...VALUES, terms: [{ schoolYear: 2025, term: 1, terms: 2 }] })],
    ['an unknown column', JSON.stringify({ ...VALUES, paste: { ...VALUES.paste, uses: ['phone'] } })],
    ['another post', JSON.stringify({ ...VALUES, me: { ...VALUES.me, post: 'king' } })],
    ['a part less', JSON.stringify({ ...VALUES, me: undefined })],
  ])('begins anew with %s', (_what, text) => {
    expect(setupFromText(text)).toBeNull();
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.json(), (text) => void setupFromText(text)));
  });
});
