import { describe, expect, it } from 'vitest';
import { aMembership, useDeterministicIds } from '../../../tests/builders/index.ts';
import { arePlacesGood, movedTo, newPlace, placeEdits, placesOf } from './places.ts';

useDeterministicIds();

const memberships = [
  aMembership({ id: 'm2', teacher: 'lin', group: 'maths', from: '2025-09-01' }),
  aMembership({ id: 'm1', teacher: 'lin', group: 'year-3', role: 'leader', to: '2025-08-31' }),
  aMembership({ id: 'm3', teacher: 'wang', group: 'maths' }),
  aMembership({ id: 'm4', teacher: 'lin', group: 'art', deleted: true }),
];
const rows = placesOf(memberships, 'lin');
const [year, maths] = rows;

describe('the places of a teacher', () => {
  it('are their own live ones, the earliest first', () => {
    expect(rows.map(({ id }) => id)).toEqual(['m1', 'm2']);
  });
  it('need no edit when nothing was changed', () => {
    expect(placeEdits(rows, rows)).toEqual([]);
  });
  it('move to another group on a day: the old one ends the day before, the new one begins', () => {
    expect(placeEdits(movedTo(rows, maths!, 'english', '2025-11-10'), rows)).toEqual([
      { id: 'm2', group: 'maths', role: 'member', from: '2025-09-01', to: '2025-11-09' },
      { id: null, group: 'english', role: 'member', from: '2025-11-10', to: null },
    ]);
  });
  it('give way altogether when they would have begun that day', () => {
    expect(placeEdits(movedTo(rows, maths!, 'english', '2025-09-01'), rows)).toEqual([
      { id: null, group: 'english', role: 'member', from: '2025-09-01', to: null },
      { id: 'm2', group: 'maths', role: 'member', from: null, to: null, removed: true },
    ]);
  });
  it('are kept only with a group and days in their order', () => {
    expect(arePlacesGood(rows)).toBe(true);
    expect(arePlacesGood([{ ...year!, from: '2025-09-01' }])).toBe(false);
    expect(arePlacesGood([newPlace('', '')])).toBe(false);
  });
});
