import { indicatorsOf, type Indicator, type Rubric } from '../../domain/rubric.ts';
import { scoreKey, type Scores } from '../../domain/score.ts';

/** A good lesson, for trying a form: the level below the best where there are three or more, four fifths of the points by number. */
export function exampleScores(rubric: Pick<Rubric, 'dimensions'>): Scores {
  const scores: Scores = {};
  for (const indicator of indicatorsOf(rubric)) {
    const value = exampleOf(indicator);
    if (value !== null) scores[scoreKey(indicator.id)] = value;
  }
  return scores;
}

function exampleOf({ scale }: Indicator): number | null {
  if (scale.type === 'points') return Math.round((scale.max * 0.8) / scale.step) * scale.step;
  const points = scale.levels.map((level) => level.points).sort((a, b) => b - a);
  return (points.length > 2 ? points[1] : points[0]) ?? null;
}
