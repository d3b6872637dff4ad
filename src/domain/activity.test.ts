import { describe, expect, it } from 'vitest';
import { anActivity, useDeterministicIds } from '../../tests/builders/index.ts';
import { missingOfFour, photosInOrder } from './activity.ts';

useDeterministicIds();

describe('four in place', () => {
  it('lacks nothing when time, content, people and assessment are recorded', () => {
    expect(missingOfFour(anActivity())).toEqual([]);
  });
  it.each<[string, Partial<ReturnType<typeof anActivity>>, string[]]>([
    ['a time without a start', { startTime: null }, ['time']],
    ['a time without a length', { minutes: null }, ['time']],
    ['a length of nothing', { minutes: 0 }, ['time']],
    ['content without a topic', { topic: '  ' }, ['content']],
    ['content without agenda and record', { agenda: '', record: '' }, ['content']],
    ['content with a record only', { agenda: '' }, []],
    ['people without host and speaker', { host: null, speaker: null }, ['people']],
    ['people with a speaker only', { host: null }, []],
    ['people of whom nobody came', { attendance: { t: 'leave' } }, ['people']],
    ['assessment', { resolutions: '\n' }, ['assessment']],
  ])('lacks %s', (_, change, missing) => {
    expect(missingOfFour(anActivity(change))).toEqual(missing);
  });
});

describe('photos', () => {
  it('stand by order, then id', () => {
    const photo = (order: number) => ({ caption: '', order });
    const activity = anActivity({ photos: { c: photo(1), b: photo(2), a: photo(2) } });
    expect(photosInOrder(activity).map(([id]) => id)).toEqual(['c', 'a', 'b']);
  });
});
