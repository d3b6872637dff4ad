import { expect, test } from 'vitest';
import { stageMinutes } from './stages.ts';

const MINUTE = 60_000;

test('without a mark every stage is still to come', () => {
  expect(stageMinutes(['Intro', 'Practice'], [], 5 * MINUTE)).toEqual([
    { stage: 'Intro', minutes: null, now: false },
    { stage: 'Practice', minutes: null, now: false },
  ]);
});

test('a stage lasts from its mark to the next one, the last one until now', () => {
  const marks = [
    { t: 0, stage: 'Intro' },
    { t: 5 * MINUTE, stage: 'Practice' },
  ];
  expect(stageMinutes(['Intro', 'Practice'], marks, 18.9 * MINUTE)).toEqual([
    { stage: 'Intro', minutes: 5, now: false },
    { stage: 'Practice', minutes: 13, now: true },
  ]);
});

test('a stage that comes back adds up, and one that is no longer in the list stays visible', () => {
  const marks = [
    { t: 0, stage: 'Intro' },
    { t: 2 * MINUTE, stage: 'Quiz' },
    { t: 4 * MINUTE, stage: 'Intro' },
  ];
  expect(stageMinutes(['Intro'], marks, 7 * MINUTE)).toEqual([
    { stage: 'Intro', minutes: 5, now: true },
    { stage: 'Quiz', minutes: 2, now: false },
  ]);
});
