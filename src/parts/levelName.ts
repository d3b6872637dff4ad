import type { LessonLevel } from '../domain/lesson.ts';
import { m } from '../i18n/messages.ts';

/** The word for the level of a class, a paper or a talk (校 片区 区县 市 省 国家). */
export function levelName(level: LessonLevel): string {
  return LEVELS[level]?.() ?? level;
}
const LEVELS: Record<LessonLevel, () => string> = {
  school: m.classes_level_school,
  cluster: m.classes_level_cluster,
  district: m.classes_level_district,
  city: m.classes_level_city,
  province: m.classes_level_province,
  nation: m.classes_level_nation,
};
