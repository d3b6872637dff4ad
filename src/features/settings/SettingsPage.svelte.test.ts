import '../../ui/styles.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { termsOfSchoolYear } from '../../domain/semester.ts';
import { useLocale } from '../../i18n/locale.svelte.ts';
import type { Services } from '../../parts/services.ts';
import { BUILTIN_IDS, loadBuiltinRubric } from '../../rubrics/index.ts';
import { setUpSchool } from '../../store/commands/school.ts';
import { identityOf } from '../../store/identity.ts';
import { semesters } from '../../store/queries/teachers.ts';
import { closeStore, deleteDatabase, openStore, SAMPLE_DATABASE, type Store } from '../../store/store.ts';
import { theme } from '../../ui/theme.svelte.ts';
import Fixture from './Settings.fixture.svelte';
import SettingsPage from './SettingsPage.svelte';

let store: Store;

async function open(name: string) {
  const opened = await openStore({ name, builtinRubric: (id) => loadBuiltinRubric(id, 'en') });
  if (!opened.ok) throw new Error(opened.reason);
  store = opened.store;
  await setUpSchool(store, {
    school: { name: 'Riverside', schoolKind: 'china', lessonMinutes: 40, stages: ['Introduction', 'Practice'] },
    semesters: termsOfSchoolYear('china', 2025),
    me: { name: 'Jo Brown' },
    teachers: [],
  });
}

beforeEach(async () => {
  useLocale('en');
  await open('settings-test');
});

afterEach(async () => {
  // Pages go first: their live queries must not meet a closed database.
  await cleanup();
  closeStore(store);
  await deleteDatabase(store.name);
});

async function show(component: typeof SettingsPage, id = '') {
  const services = {
    report: vi.fn<Services['report']>(),
    notify: vi.fn<Services['notify']>(),
    ready: vi.fn<Services['ready']>(),
    exchange: vi.fn<Services['exchange']>(),
    leaveSample: vi.fn<Services['leaveSample']>(() => Promise.resolve()),
  };
  const identity = await identityOf(store);
  if (!identity) throw new Error('no identity');
  render(Fixture, { store, identity, page: component, id, services });
  return services;
}

const settings = () => show(SettingsPage);
const school = async () => (await identityOf(store))?.school;
const undo = (services: { notify: ReturnType<typeof vi.fn> }) => services.notify.mock.lastCall?.[1]?.run();

describe('SettingsPage', () => {
  it('keeps the rule for calibrations at each choice; a school without one has the usual rule', async () => {
    await settings();
    const card = page.getByRole('region', { name: 'Calibration' });
    await expect.element(card.getByLabelText('On how many of ten indicators')).toHaveValue('8');
    await card.getByLabelText('Counts as near: apart by at most').selectOptions('2');
    await vi.waitFor(async () => expect((await school())?.calibration).toEqual({ within: 2, share: 0.8 }));
  });

  it('says that it stands, once, with its title', async () => {
    const { ready } = await settings();
    expect(ready).toHaveBeenCalledExactlyOnceWith('settings', 'Settings');
    expect(page.getByRole('heading', { level: 1 }).all()).toHaveLength(1);
  });

  it('led to from the set-up of a school, opens the giving once', async () => {
    history.replaceState({}, '', '#/settings?task=give');
    const services = await settings();
    await vi.waitFor(() => expect(services.exchange).toHaveBeenCalledExactlyOnceWith({ type: 'give' }));
    expect(location.hash).toBe('#/settings');
  });

  it('changes language and theme at once', async () => {
    await settings();
    await page.getByRole('radio', { name: 'Dark' }).click();
    expect(document.documentElement.dataset['theme']).toBe('dark');
    await page.getByRole('radio', { name: 'System' }).click();
    expect(theme.choice).toBe('system');
    await page.getByRole('radio', { name: '繁體中文' }).click();
    await expect.element(page.getByRole('heading', { level: 1, name: '設定' })).toBeVisible();
  });

  it('saves the school name when it is left, and never an empty one', async () => {
    await settings();
    const name = page.getByRole('textbox', { name: 'School name' });
    await name.fill('Hillside');
    (name.element() as HTMLElement).blur();
    await vi.waitFor(async () => expect((await school())?.name).toBe('Hillside'));
    await expect.element(page.getByText('Saved', { exact: true })).toBeVisible();
    await name.fill('');
    await expect.element(page.getByText(/A school needs a name/)).toBeVisible();
    (name.element() as HTMLElement).blur();
    expect((await school())?.name).toBe('Hillside');
  });

  it('adds, moves and takes out stages, with undo', async () => {
    const services = await settings();
    await page.getByRole('button', { name: 'Add a stage' }).click();
    await page.getByRole('textbox', { name: 'Stage 3' }).fill('Summary');
    await page.getByRole('button', { name: 'Move Summary up' }).click();
    await vi.waitFor(async () => expect((await school())?.stages).toEqual(['Introduction', 'Summary', 'Practice']));
    await page.getByRole('button', { name: 'Remove Introduction' }).click();
    await vi.waitFor(async () => expect((await school())?.stages).toEqual(['Summary', 'Practice']));
    await vi.waitFor(() => expect(services.notify).toHaveBeenCalled());
    undo(services);
    await vi.waitFor(async () => expect((await school())?.stages).toEqual(['Introduction', 'Summary', 'Practice']));
  });

  it('does not save a stage that stands twice, and says so', async () => {
    await settings();
    const second = page.getByRole('textbox', { name: 'Stage 2' });
    await second.fill('Introduction');
    (second.element() as HTMLElement).blur();
    await expect.element(page.getByText(/This stage is in the list already/)).toBeVisible();
    expect((await school())?.stages).toEqual(['Introduction', 'Practice']);
  });

  it('marks the semester that holds today, and takes one out with undo', async () => {
    const services = await settings();
    await expect.element(page.getByText('now', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Remove 2025–2026, semester 2' }).click();
    await vi.waitFor(async () => expect(await semesters(store)).toHaveLength(1));
    await vi.waitFor(() => expect(services.notify).toHaveBeenCalled());
    undo(services);
    await vi.waitFor(async () => expect(await semesters(store)).toHaveLength(2));
  });

  it('adds the semester that comes next', async () => {
    await settings();
    await page.getByRole('button', { name: 'Add a semester' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a semester' });
    await expect.element(dialog.getByLabelText('First day')).toHaveValue('2026-09-01');
    await dialog.getByLabelText('Last day').fill('2027-01-20');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await vi.waitFor(async () =>
      expect((await semesters(store)).at(-1)).toMatchObject({ schoolYear: 2026, term: 1, end: '2027-01-20' }),
    );
  });

  it('reports days that two semesters share, and keeps them', async () => {
    await settings();
    await page.getByRole('button', { name: 'Change 2025–2026, semester 2' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabelText('First day').fill('2026-01-20');
    await expect.element(dialog.getByText(/share days/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect.element(page.getByText(/semester 1 and .* semester 2 share days/)).toBeVisible();
    expect((await semesters(store)).map((each) => each.start)).toEqual(['2025-09-01', '2026-01-20']);
  });

  it('does not save a semester that ends before it begins', async () => {
    await settings();
    await page.getByRole('button', { name: 'Change 2025–2026, semester 2' }).click();
    await page.getByRole('dialog').getByLabelText('Last day').fill('2025-12-01');
    await expect.element(page.getByRole('dialog').getByRole('button', { name: 'Save' })).toBeDisabled();
  });

  it('lists every rubric with its size and a link', async () => {
    await settings();
    const form = page.getByRole('link', { name: /100-point lesson evaluation 20 indicators/ });
    await expect.element(form).toHaveAttribute('href', '#/settings/rubrics/builtin%3Ahundred-20%401');
    const places = page.getByRole('region', { name: 'Rubrics' }).getByRole('link', { name: /./ });
    expect(places.all()).toHaveLength(BUILTIN_IDS.length);
  });

  it('checks the figures, and reports one that differs from the records', async () => {
    await settings();
    const check = page.getByRole('button', { name: 'Check the figures' });
    await check.click();
    await expect.element(page.getByText(/All figures agree/)).toBeVisible();
    await store.db.tallies.put({ id: 'left-over' } as never);
    await check.click();
    await expect.element(page.getByText('Figures that differ from the records: 1')).toBeVisible();
  });

  it('offers the way out in the sample school only', async () => {
    await settings();
    expect(page.getByRole('button', { name: 'Leave the sample school' }).query()).toBeNull();
    await cleanup();
    closeStore(store);
    await open(SAMPLE_DATABASE);
    const { leaveSample } = await settings();
    await page.getByRole('button', { name: 'Leave the sample school' }).click();
    expect(leaveSample).toHaveBeenCalledOnce();
  });
});
