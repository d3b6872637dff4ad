import type { School } from '../../domain/school.ts';
import { m } from '../../i18n/messages.ts';
import { links } from '../../parts/links.ts';
import { hashWithQuery, queryOfHash } from '../../parts/hashQuery.ts';

/** What a group's page shows, one at a time. */
const GROUP_VIEWS = [
  'coverage',
  'quotas',
  'scores',
  'growth',
  'ranking',
  'rates',
  'agreement',
  'observers',
  'comparability',
  'sure',
  'rubric',
  'activities',
] as const;
export type GroupView = (typeof GROUP_VIEWS)[number];

/** What stands in the address of a group's page, so that "back" returns to it. */
export interface GroupPlace {
  view: GroupView;
  /** Empty = the present one. */
  semester: string;
  /** Rubric family; empty = the one used most. */
  rubric: string;
}

/** The views of a school: what it has not turned on is absent. */
export function viewsOf({ ranking = false }: Pick<School, 'ranking'>): GroupView[] {
  return GROUP_VIEWS.filter((view) => view !== 'ranking' || ranking);
}

/** The place in an address; what is unknown is the first view. */
export function placeOfHash(hash: string): GroupPlace {
  const { view, semester, rubric } = queryOfHash(hash, ['view', 'semester', 'rubric']);
  return { view: GROUP_VIEWS.find((each) => each === view) ?? 'coverage', semester, rubric };
}

/** The address of a place on a group's page. */
export function hashOfPlace(group: string, { view, semester, rubric }: GroupPlace): string {
  return hashWithQuery(links.group(group), { view: view === 'coverage' ? '' : view, semester, rubric });
}

/** The word on a view's tab. */
export function viewName(view: GroupView): string {
  return NAMES[view]();
}
const NAMES: Record<GroupView, () => string> = {
  coverage: m.groups_tab_coverage,
  quotas: m.groups_tab_quotas,
  scores: m.groups_tab_scores,
  growth: m.groups_tab_growth,
  ranking: m.groups_tab_ranking,
  rates: m.groups_tab_rates,
  agreement: m.figures_agree_tab,
  observers: m.figures_observers_tab,
  comparability: m.figures_connect_tab,
  sure: m.figures_plan_tab,
  rubric: m.figures_rubric_tab,
  activities: m.groups_tab_activities,
};
