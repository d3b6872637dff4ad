import type { Component } from 'svelte';
import TodayPage from '../features/today/TodayPage.svelte';
import type { RouteName } from '../parts/links.ts';

type PageModule = { default: Component<{ id: string }> | Component };

/** A place of the app: its address and its page. Today comes with the app; the others load when they are first opened. */
export interface Route {
  name: RouteName;
  pattern: RegExp;
  load: () => Promise<PageModule>;
}

const ID = '([^/?]+)';

/** Every address of the app, first match wins. */
export const ROUTES: readonly Route[] = [
  { name: 'today', pattern: /^\/?$/, load: () => Promise.resolve({ default: TodayPage }) },
  {
    name: 'observe',
    pattern: new RegExp(`^/observe/${ID}$`),
    load: () => import('../features/observe/ObservePage.svelte'),
  },
  { name: 'lessons', pattern: /^\/lessons$/, load: () => import('../features/lessons/LessonsPage.svelte') },
  { name: 'book', pattern: /^\/lessons\/book$/, load: () => import('../features/lessons/BookPage.svelte') },
  { name: 'classes', pattern: /^\/lessons\/classes$/, load: () => import('../features/classes/ClassesPage.svelte') },
  {
    name: 'class',
    pattern: new RegExp(`^/lessons/classes/${ID}$`),
    load: () => import('../features/classes/ClassPage.svelte'),
  },
  {
    name: 'lesson',
    pattern: new RegExp(`^/lessons/${ID}$`),
    load: () => import('../features/lessons/LessonPage.svelte'),
  },
  { name: 'teachers', pattern: /^\/teachers$/, load: () => import('../features/teachers/TeachersPage.svelte') },
  {
    name: 'teacher',
    pattern: new RegExp(`^/teachers/${ID}$`),
    load: () => import('../features/teachers/TeacherPage.svelte'),
  },
  { name: 'mentoring', pattern: /^\/mentoring$/, load: () => import('../features/mentoring/MentoringPage.svelte') },
  {
    name: 'pairing',
    pattern: new RegExp(`^/mentoring/${ID}$`),
    load: () => import('../features/mentoring/PairingPage.svelte'),
  },
  { name: 'groups', pattern: /^\/groups$/, load: () => import('../features/groups/GroupsPage.svelte') },
  { name: 'group', pattern: new RegExp(`^/groups/${ID}$`), load: () => import('../features/groups/GroupPage.svelte') },
  {
    name: 'activity',
    pattern: new RegExp(`^/groups/activities/${ID}$`),
    load: () => import('../features/groups/ActivityPage.svelte'),
  },
  { name: 'quotas', pattern: /^\/settings\/quotas$/, load: () => import('../features/settings/QuotasPage.svelte') },
  { name: 'settings', pattern: /^\/settings$/, load: () => import('../features/settings/SettingsPage.svelte') },
  { name: 'lists', pattern: /^\/settings\/lists$/, load: () => import('../features/settings/ListsPage.svelte') },
  {
    name: 'newSemester',
    pattern: /^\/settings\/new-semester$/,
    load: () => import('../features/newyear/NewSemesterPage.svelte'),
  },
  {
    name: 'rubric',
    pattern: new RegExp(`^/settings/rubrics/${ID}$`),
    load: () => import('../features/rubrics/RubricPage.svelte'),
  },
  {
    name: 'rubricEdit',
    pattern: new RegExp(`^/settings/rubrics/${ID}/edit$`),
    load: () => import('../features/rubrics/RubricEditPage.svelte'),
  },
];

/** The route of an address such as `#/lessons/4f…?kind=open`, with its id; null when there is no such place. */
export function matchRoute(hash: string): { route: Route; id: string } | null {
  const path = hash.replace(/^#/, '').split('?')[0] ?? '';
  for (const route of ROUTES) {
    const match = route.pattern.exec(path);
    if (match) return { route, id: decode(match[1] ?? '') };
  }
  return null;
}

/** An id from an address; a badly escaped one is taken as it stands. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
