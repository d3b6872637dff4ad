import type { GrowthEstimator } from '../../analysis/estimator.ts';
import { lessonLine } from '../../analysis/lesson-line.ts';
import type { SchoolGrowth } from '../../analysis/school-growth.ts';
import { schoolLine } from '../../analysis/school-line.ts';
import type { Id } from '../../domain/ids.ts';
import type { GrowthData } from '../../store/queries/growth.ts';

/** The school's models by dimension, `*` for the whole sheet. */
export type Models = ReadonlyMap<Id, readonly SchoolGrowth[]>;

/**
 * Who draws the lines of a teacher, the same on every page. The school's model knows every sheet of the teacher: its line is only for
 * who may see all of them. Who sees the own sheets of this teacher again gets a line through these and nothing else. A model that was
 * not asked for yet is awaited.
 */
export function estimatorFor(
  { growth, teacher }: Pick<GrowthData, 'growth' | 'teacher'>,
  models: Models,
): GrowthEstimator {
  if (growth !== 'full') return lessonLine;
  return schoolLine(new Set([teacher.id]), (family, dimension) => {
    const found = models.get(dimension);
    return found ? (found.find(({ families }) => families.includes(family)) ?? null) : 'awaited';
  });
}
