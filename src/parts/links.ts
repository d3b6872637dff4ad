import type { Id } from '../domain/ids.ts';

/** Addresses by route name; features link to each other through these and never import each other. */
export const links = {
  today: () => '#/',
  observe: (id: Id) => `#/observe/${encodeURIComponent(id)}`,
  lessons: () => '#/lessons',
  book: () => '#/lessons/book',
  lesson: (id: Id) => `#/lessons/${encodeURIComponent(id)}`,
  classes: () => '#/lessons/classes',
  class: (id: Id) => `#/lessons/classes/${encodeURIComponent(id)}`,
  teachers: () => '#/teachers',
  teacher: (id: Id) => `#/teachers/${encodeURIComponent(id)}`,
  mentoring: () => '#/mentoring',
  pairing: (id: Id) => `#/mentoring/${encodeURIComponent(id)}`,
  groups: () => '#/groups',
  group: (id: Id) => `#/groups/${encodeURIComponent(id)}`,
  activity: (id: Id) => `#/groups/activities/${encodeURIComponent(id)}`,
  settings: () => '#/settings',
  quotas: () => '#/settings/quotas',
  lists: () => '#/settings/lists',
  newSemester: () => '#/settings/new-semester',
  rubric: (id: Id) => `#/settings/rubrics/${encodeURIComponent(id)}`,
  rubricEdit: (id: Id) => `#/settings/rubrics/${encodeURIComponent(id)}/edit`,
} as const;
export type RouteName = keyof typeof links;
/** Routes that need an id. */
export type ParamRoute =
  'observe' | 'lesson' | 'teacher' | 'pairing' | 'group' | 'activity' | 'rubric' | 'rubricEdit' | 'class';
