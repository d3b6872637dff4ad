import { readFileSync, readdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect } from './expect.ts';
import { ShellPage } from './pages/shellPage.ts';
import { putRow, storedRows } from './records.ts';

/** A screen of the app in the sample school, and how to come to it from Today. */
export interface Screen {
  name: string;
  hash: string;
  route: string;
  /** Where the draft stands, for the observing screens. */
  step?: 'prepare' | 'run' | 'score' | 'finish';
}

const SAMPLE = 'guanke-sample';
const TEMPLATE = 'builtin:hundred-20@1';

const GROUP_VIEWS = [
  'coverage',
  'quotas',
  'scores',
  'rates',
  'agreement',
  'observers',
  'comparability',
  'sure',
  'rubric',
  'activities',
];

/** Every screen of the sample school that is open on this page; a draft is begun for the observing screens. */
export async function screensOfSample(page: Page, startObserving: string): Promise<Screen[]> {
  const draft = await startDraft(page, startObserving);
  const copy = await copyRubric(page);
  const headers = await storedRows(page, 'headers', SAMPLE);
  const records = await storedRows(page, 'records', SAMPLE);
  const ratings = await storedRows(page, 'ratings', SAMPLE);
  const idOf = (kind: string) => String(records.find((row) => row['kind'] === kind)?.['id'] ?? '');
  const scored = ratings.at(-1);
  const announced = (await storedRows(page, 'lessons', SAMPLE)).findLast((row) => row['lessonKind'] === 'open');
  const hash = (path: string, id: unknown) => `#/${path}/${encodeURIComponent(String(id))}`;
  return [
    { name: 'today', hash: '#/', route: 'today' },
    { name: 'lessons', hash: '#/lessons', route: 'lessons' },
    { name: 'lesson', hash: hash('lessons', scored?.['id'] ?? headers[0]?.['id']), route: 'lesson' },
    { name: 'book', hash: '#/lessons/book', route: 'book' },
    { name: 'classes', hash: '#/lessons/classes', route: 'classes' },
    { name: 'class', hash: hash('lessons/classes', announced?.['id']), route: 'class' },
    { name: 'teachers', hash: '#/teachers', route: 'teachers' },
    { name: 'teacher', hash: hash('teachers', scored?.['teacher']), route: 'teacher' },
    { name: 'mentoring', hash: '#/mentoring', route: 'mentoring' },
    { name: 'pairing', hash: hash('mentoring', idOf('pairing')), route: 'pairing' },
    { name: 'groups', hash: '#/groups', route: 'groups' },
    ...GROUP_VIEWS.map((view) => ({
      name: `group: ${view}`,
      hash: `${hash('groups', idOf('group'))}?view=${view}`,
      route: 'group',
    })),
    { name: 'activity', hash: hash('groups/activities', idOf('activity')), route: 'activity' },
    { name: 'settings', hash: '#/settings', route: 'settings' },
    { name: 'lists', hash: '#/settings/lists', route: 'lists' },
    { name: 'quotas', hash: '#/settings/quotas', route: 'quotas' },
    { name: 'new semester', hash: '#/settings/new-semester', route: 'newSemester' },
    { name: 'rubric', hash: hash('settings/rubrics', TEMPLATE), route: 'rubric' },
    { name: 'rubric editor', hash: copy, route: 'rubricEdit' },
    ...(['prepare', 'run', 'score', 'finish'] as const).map((step) => ({
      name: `observe: ${step}`,
      hash: hash('observe', draft),
      route: 'observe',
      step,
    })),
  ];
}

/** Goes to a screen without a new load of the app. */
export async function visit(page: Page, screen: Screen): Promise<void> {
  const shell = new ShellPage(page);
  await shell.goTo(screen.route === 'today' ? '#/settings' : '#/', screen.route === 'today' ? 'settings' : 'today');
  if (screen.step) await setStep(page, decodeURIComponent(screen.hash.split('/')[2] ?? ''), screen.step);
  await shell.goTo(screen.hash, screen.route);
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
}

async function startDraft(page: Page, startObserving: string): Promise<string> {
  await page.getByRole('button', { name: startObserving }).click();
  await new ShellPage(page).expectReady('observe');
  const id = /#\/observe\/([^/?]+)/.exec(page.url())?.[1] ?? '';
  await new ShellPage(page).goTo('#/', 'today');
  const at = await page.evaluate(() => Date.now());
  const rubric = { draftId: id, id: 'field:rubric', at, type: 'field', name: 'rubric', value: TEMPLATE };
  await putRow(page, 'entries', rubric, SAMPLE);
  const clock = { begunAt: at, counted: 125_000, since: null, offset: 0, seen: at };
  await putRow(page, 'entries', { draftId: id, id: 'clock', at, type: 'clock', clock }, SAMPLE);
  return id;
}

/** Copies a template; answers with the address of its editor. */
async function copyRubric(page: Page): Promise<string> {
  const shell = new ShellPage(page);
  await shell.goTo(`#/settings/rubrics/${encodeURIComponent(TEMPLATE)}`, 'rubric');
  const locale = (await page.locator('html').getAttribute('lang')) ?? 'en';
  await page.getByRole('button', { name: sentence(locale, 'editor_copy') }).click();
  await shell.expectReady('rubricEdit');
  const { hash } = new URL(page.url());
  await shell.goTo('#/', 'today');
  return hash;
}

async function setStep(page: Page, draftId: string, step: string): Promise<void> {
  const at = await page.evaluate(() => Date.now());
  await putRow(page, 'entries', { draftId, id: 'field:step', at, type: 'field', name: 'step', value: step }, SAMPLE);
}

/** A sentence of the app in one language, as it stands in its source. */
export function sentence(locale: string, key: string): string {
  const area = key.split('_')[0] ?? '';
  const file = new URL(`../../src/i18n/messages/${area}/${locale}.json`, import.meta.url);
  const text = (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>)[key];
  if (typeof text !== 'string') throw new Error(`${locale} has no plain sentence ${key}`);
  return text;
}

/** The areas of the messages, which every key begins with. */
export const MESSAGE_AREAS = readdirSync(new URL('../../src/i18n/messages/', import.meta.url));
