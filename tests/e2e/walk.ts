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

/** A dialog or a print preview of the sample school: where it is opened, and what is pressed one after the other. */
export interface Opened {
  name: string;
  hash: string;
  route: string;
  /** Keys of the sentences on the buttons and entries of menus; `{name}` in them stands for anything. */
  press: readonly string[];
}

const SAMPLE = 'guanke-sample';
const TEMPLATE = 'builtin:hundred-20@1';

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
];

/** Every screen of the sample school that is open on this page; a draft is begun for the observing screens. */
export async function screensOfSample(page: Page, startObserving: string): Promise<Screen[]> {
  const draft = await startDraft(page, startObserving);
  const copy = await copyRubric(page);
  await turnOnRanking(page);
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
    { name: 'lessons: calendar', hash: '#/lessons?view=calendar', route: 'lessons' },
    { name: 'lesson', hash: hash('lessons', scored?.['id'] ?? headers[0]?.['id']), route: 'lesson' },
    { name: 'book', hash: '#/lessons/book', route: 'book' },
    { name: 'classes', hash: '#/lessons/classes', route: 'classes' },
    { name: 'classes: list', hash: '#/lessons/classes?view=list', route: 'classes' },
    { name: 'classes: series', hash: '#/lessons/classes?view=series', route: 'classes' },
    { name: 'class', hash: hash('lessons/classes', announced?.['id']), route: 'class' },
    { name: 'teachers', hash: '#/teachers', route: 'teachers' },
    { name: 'teacher', hash: hash('teachers', scored?.['teacher']), route: 'teacher' },
    {
      name: 'duties',
      hash: `${hash('teachers', await myTeacher(page))}?part=duties`,
      route: 'teacher',
    },
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

/** Every dialog and print preview that the sample school opens with a few taps. */
export async function openedInSample(page: Page): Promise<Opened[]> {
  const records = await storedRows(page, 'records', SAMPLE);
  const ratings = await storedRows(page, 'ratings', SAMPLE);
  const announced = (await storedRows(page, 'lessons', SAMPLE)).findLast((row) => row['lessonKind'] === 'open');
  const hash = (path: string, id: unknown) => `#/${path}/${encodeURIComponent(String(id))}`;
  const idOf = (kind: string) => records.find((row) => row['kind'] === kind)?.['id'];
  const classes = { hash: '#/lessons/classes', route: 'classes' };
  const activity = { hash: hash('groups/activities', idOf('activity')), route: 'activity' };
  const series = { hash: '#/lessons/classes?view=series', route: 'classes' };
  const klass = { hash: hash('lessons/classes', announced?.['id']), route: 'class' };
  const lesson = { hash: hash('lessons', ratings.at(-1)?.['id']), route: 'lesson' };
  const pairing = { hash: hash('mentoring', idOf('pairing')), route: 'pairing' };
  const lessons = { hash: '#/lessons', route: 'lessons' };
  const book = { hash: '#/lessons/book', route: 'book' };
  const teachers = { hash: '#/teachers', route: 'teachers' };
  const myself = { hash: `${hash('teachers', await myTeacher(page))}?part=duties`, route: 'teacher' };
  const mentoring = { hash: '#/mentoring', route: 'mentoring' };
  const quotas = { hash: '#/settings/quotas', route: 'quotas' };
  const settings = { hash: '#/settings', route: 'settings' };
  return [
    { name: 'new class', ...classes, press: ['classes_new'] },
    { name: 'new series', ...series, press: ['classes_series_new'] },
    { name: 'classes of a series', ...series, press: ['classes_series_choose'] },
    { name: 'series', ...series, press: ['classes_series_more', 'classes_series_edit'] },
    { name: 'record of an activity', ...activity, press: ['groups_activity_print'] },
    { name: 'record of a class', ...klass, press: ['classes_print'] },
    { name: 'record form', ...lesson, press: ['lessons_print'] },
    { name: 'blank form', ...lessons, press: ['printing_more', 'printing_blank'] },
    { name: 'observation book on paper', ...book, press: ['printing_book_print'] },
    { name: 'new pairing', ...mentoring, press: ['mentoring_new'] },
    { name: 'new meeting', ...pairing, press: ['mentoring_meeting_new'] },
    { name: 'new goal', ...pairing, press: ['mentoring_goal_add'] },
    { name: 'new teacher', ...teachers, press: ['teachers_add'] },
    { name: 'teacher', ...teachers, press: ['teachers_edit_of'] },
    { name: 'erase a teacher', ...teachers, press: ['teachers_edit_of', 'office_erase'] },
    { name: 'roster from a list', ...teachers, press: ['office_roster_more', 'office_roster_paste'] },
    { name: 'groups of the school', ...teachers, press: ['office_roster_more', 'office_groups'] },
    { name: 'duty', ...myself, press: ['quotas_duty_open'] },
    { name: 'another duty', ...myself, press: ['quotas_duties_add_other'] },
    { name: 'duties to hand in', ...myself, press: ['quotas_duties_hand_in'] },
    { name: 'duties on paper', ...myself, press: ['quotas_duties_print'] },
    { name: 'new quota', ...quotas, press: ['quotas_add'] },
    { name: 'new semester by hand', ...settings, press: ['settings_semester_add'] },
    { name: 'semester', ...settings, press: ['settings_semester_edit'] },
  ];
}

/** The teacher of the roster who uses the sample school. */
async function myTeacher(page: Page): Promise<string> {
  const me = (await storedRows(page, 'meta', SAMPLE)).find((row) => row['key'] === 'me')?.['value'];
  const person = (await storedRows(page, 'records', SAMPLE)).find((row) => row['id'] === me);
  return (person?.['doc'] as { stored: { teacher: string } } | undefined)?.stored.teacher ?? '';
}

/** Opens one of them; the next call closes it again. */
export async function openFrom(page: Page, { hash, route, press }: Opened): Promise<void> {
  const shell = new ShellPage(page);
  const dialogs = page.getByRole('dialog');
  // A dialog may lie on another, and only the upper one is counted.
  await expect(async () => {
    if ((await dialogs.count()) > 0) await page.keyboard.press('Escape');
    await expect(dialogs).toHaveCount(0, { timeout: 1000 });
  }).toPass();
  await shell.goTo('#/', 'today');
  await shell.goTo(hash, route);
  const locale = (await page.locator('html').getAttribute('lang')) ?? 'en';
  for (const key of press) {
    const name = new RegExp(`^${sentence(locale, key).replace(/\{\w+\}/g, '.+')}$`, 'u');
    await page.getByRole('button', { name }).or(page.getByRole('menuitem', { name })).first().click();
  }
  await expect(dialogs.last()).toBeVisible();
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

/** What a school has not turned on is absent: this is, until somebody does. */
async function turnOnRanking(page: Page): Promise<void> {
  const shell = new ShellPage(page);
  await shell.goTo('#/settings', 'settings');
  const locale = (await page.locator('html').getAttribute('lang')) ?? 'en';
  await page.getByRole('switch', { name: sentence(locale, 'settings_ranking_switch') }).check();
  await shell.goTo('#/', 'today');
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
