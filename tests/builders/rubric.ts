import type { Id } from '../../src/domain/ids.ts';
import type { Indicator, Rubric, Scale } from '../../src/domain/rubric.ts';
import { anEnvelope } from './ids.ts';

/** Named levels worth 5, 4, 3 and 2 points, counted from 0 like the school's own total. */
export const LEVELS: Scale = {
  type: 'levels',
  floor: 0,
  levels: [
    { label: 'Excellent', text: 'Every pupil …', points: 5 },
    { label: 'Good', text: 'Most pupils …', points: 4 },
    { label: 'Fair', text: 'Some pupils …', points: 3 },
    { label: 'Poor', text: 'Few pupils …', points: 2 },
  ],
};

/** Levels 1–4 of which the lowest is the floor. */
export const FOUR_LEVELS: Scale = {
  type: 'levels',
  floor: 1,
  levels: [4, 3, 2, 1].map((points) => ({ label: String(points), text: '', points })),
};

/** Points 0–10 in halves. */
export const HALF_POINTS: Scale = { type: 'points', max: 10, step: 0.5 };

/** An indicator on LEVELS, weight 5. */
export function anIndicator(id: Id, more: Partial<Indicator> = {}): Indicator {
  return { id, name: `Indicator ${id}`, hint: '', weight: 5, scale: LEVELS, notApplicable: false, ...more };
}

/**
 * A small rubric of 2 dimensions × 3 indicators, 50 points in all: `goal` with goal.1–goal.3 on levels (goal.3 may be not
 * applicable, 5 points each), `process` with process.1 (levels 1–4, weight 5), process.2 and process.3 (points 0–10 in
 * halves, weight 10 and 20); bonus `idea` up to 2; bands from 90, 75 and 60.
 */
export function aRubric(more: Partial<Rubric> = {}): Rubric {
  return {
    ...anEnvelope('rubric'),
    id: 'small@1',
    family: 'small',
    parent: null,
    title: 'A small form',
    description: '',
    dimensions: [
      {
        id: 'goal',
        name: 'Goals',
        indicators: [anIndicator('goal.1'), anIndicator('goal.2'), anIndicator('goal.3', { notApplicable: true })],
      },
      {
        id: 'process',
        name: 'Process',
        indicators: [
          anIndicator('process.1', { scale: FOUR_LEVELS }),
          anIndicator('process.2', { scale: HALF_POINTS, weight: 10 }),
          anIndicator('process.3', { scale: HALF_POINTS, weight: 20 }),
        ],
      },
    ],
    bonus: [{ id: 'idea', name: 'New idea', max: 2 }],
    bonusPassesTotal: false,
    bands: [
      { id: 'a', label: 'Excellent', from: 90, rank: 'top' },
      { id: 'b', label: 'Good', from: 75, rank: 'good' },
      { id: 'c', label: 'Pass', from: 60, rank: 'pass' },
      { id: 'd', label: 'Below', from: 0, rank: 'below' },
    ],
    prompts: [{ field: 'strengths', label: 'Strengths', hint: '', count: 2 }],
    ...more,
  };
}

/** A rubric of one dimension `only` with these indicators, without bonus and bands. */
export function aRubricOf(indicators: Indicator[], more: Partial<Rubric> = {}): Rubric {
  return aRubric({ dimensions: [{ id: 'only', name: 'Only', indicators }], bonus: [], bands: [], ...more });
}
