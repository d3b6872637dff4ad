import { LIMITS } from '../../analysis/limits.ts';
import type { RankedSet, RankedTeacher, WithoutRank } from '../../analysis/ranking.ts';
import { number } from '../../i18n/formats.ts';
import { m } from '../../i18n/messages.ts';

/** What a list allows to say as a whole: nobody, some or all are told apart. */
export function apartWords({ teachers, pairs, apart }: RankedSet): string {
  if (apart === 0) return m.groups_rank_none_apart({ n: teachers.length });
  if (apart === pairs) return m.groups_rank_all_apart({ n: teachers.length });
  return m.groups_rank_some_apart({ pairs, apart });
}

/** "2 to 7": the places that the lessons allow. */
export function placeWords({ from, to }: Pick<RankedTeacher, 'from' | 'to'>): string {
  return from === to ? m.groups_rank_one({ from }) : m.groups_rank_from_to({ from, to });
}

/** Everything about one teacher of a list, for the chart. */
export function rankedWords({ level, lower, upper, from, to }: RankedTeacher, name: string): string {
  const points = { level: number(level, 1), lower: number(lower, 1), upper: number(upper, 1) };
  return m.groups_rank_said({ name, ...points, from, to });
}

/** Why a teacher has no place. */
export function withoutWords(why: WithoutRank): string {
  return WITHOUT[why]();
}
const WITHOUT: Record<WithoutRank, () => string> = {
  few: () => m.groups_rank_why_few({ lessons: LIMITS.lineLessons, semesters: LIMITS.lineSemesters }),
  elsewhere: m.groups_rank_why_elsewhere,
  alone: m.groups_rank_why_alone,
  'no-model': m.groups_rank_why_no_model,
};
