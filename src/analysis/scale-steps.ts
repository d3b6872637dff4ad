import { isOnScale, scaleFloor, scaleMax, type Indicator, type Scale } from '../domain/rubric.ts';
import { segmentsOf, type Scores } from '../domain/score.ts';

/** The indicator's points on a sheet, the mean over its segments; null where it has none that its scale knows. */
export function pointsOf(indicator: Indicator, scores: Scores): number | null {
  const values = segmentsOf(indicator.id, scores).filter(
    (value): value is number => typeof value === 'number' && isOnScale(indicator.scale, value),
  );
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null;
}

/**
 * Where points lie on a scale, counted in steps from its lowest value. A step is one level, whatever points it is worth; on
 * a scale of points it is one point, or a tenth of a long scale (2 of 20), so that "within one step" asks about as much of
 * either. A mean of segments lies between two levels.
 */
export function stepsOf(scale: Scale, points: number): number {
  if (scale.type === 'points') return points / Math.max(1, scale.max / 10);
  const levels = levelPoints(scale);
  const above = levels.findIndex((level) => level >= points);
  if (above <= 0) return above === 0 ? 0 : levels.length - 1;
  const [low = 0, high = 0] = [levels[above - 1], levels[above]];
  return above - 1 + (points - low) / (high - low);
}

/** The points behind a stored fraction of a scale; fractions are kept to seven digits, and a level is found again exactly. */
export function pointsOfFraction(scale: Scale, fraction: number): number {
  const floor = scaleFloor(scale);
  const points = floor + fraction * (scaleMax(scale) - floor);
  const grid = scale.type === 'levels' ? levelPoints(scale) : [Math.round(points / scale.step) * scale.step];
  return grid.find((value) => Math.abs(value - points) < 1e-4) ?? points;
}

/** Scales of one key offer the same steps: values on them may be pooled. */
export function stepsKey(scale: Scale): string {
  return scale.type === 'levels' ? `levels|${levelPoints(scale).length}` : `points|${scale.max}|${scale.step}`;
}

function levelPoints(scale: Extract<Scale, { type: 'levels' }>): number[] {
  return [...new Set(scale.levels.map((level) => level.points))].sort((a, b) => a - b);
}
