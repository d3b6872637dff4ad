import '../../ui/styles.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { useLocale } from '../../i18n/locale.svelte.ts';
import { identityOf } from '../../store/identity.ts';
import { groupsAndMembers, roster, semesters } from '../../store/queries/teachers.ts';
import { closeStore, deleteDatabase, openStore, type Store } from '../../store/store.ts';
import { toasts } from '../../ui/toast.svelte.ts';
import FirstRun from './FirstRun.svelte';

const NAME = 'first-run-test';
/** Noon, 12 October 2025. */
const NOW = new Date(2025, 9, 12, 12).getTime();
let store: Store;

beforeEach(async () => {
  sessionStorage.clear();
  useLocale('en');
  const opened = await openStore({ name: NAME, builtinRubric: () => Promise.resolve(null), now: () => NOW });
  if (!opened.ok) throw new Error(opened.reason);
  store = opened.store;
});

afterEach(async () => {
  await cleanup();
  closeStore(store);
  await deleteDatabase(NAME);
});

function show(props: Partial<{ secure: boolean; storageKept: 'yes' | 'no' | 'checking' }> = {}) {
  const onsetup = vi.fn<() => void>();
  const onsample = vi.fn<() => void>();
  const explain = ({ reason }: { reason: string }) => ({ title: `Problem: ${reason}`, next: 'Do this.' });
  const onjoin = vi.fn<() => void>();
  const onrestore = vi.fn<() => void>();
  const given = { store, secure: true, storageKept: 'yes', onsetup, onsample, onjoin, onrestore, explain } as const;
  const view = render(FirstRun, { ...given, ...props });
  return { onsetup, onsample, onjoin, onrestore, view };
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const field = (name: string) => page.getByRole('textbox', { name });
const heading = (name: string) => page.getByRole('heading', { level: 1, name });

/** Walks to a step by its heading, filling what is needed. */
async function walkTo(step: 'Semesters' | 'You' | 'Teachers') {
  await button('Set up my school').click();
  await field('School name').fill('Riverside Primary');
  await button('Next').click();
  if (step === 'Semesters') return;
  await button('Next').click();
  if (step === 'You') return;
  await field('Your name').fill('Jo Brown');
  await button('Next').click();
}

describe('the first screen', () => {
  it('offers three languages in their own names and changes at once', async () => {
    show();
    await page.getByRole('radio', { name: '简体中文' }).click();
    await expect.element(button('创建我的学校')).toBeVisible();
    await page.getByRole('radio', { name: '繁體中文' }).click();
    await expect.element(button('建立我的學校')).toBeVisible();
  });

  it('opens the sample', async () => {
    const { onsample } = show();
    await button('Explore a sample school').click();
    expect(onsample).toHaveBeenCalledOnce();
  });

  it.each([
    ['over plain http', { secure: false }, /plain http address/],
    ['where the browser forgets', { storageKept: 'no' as const }, /storage-forgets/],
  ])('offers only the sample %s, and says why', async (_where, props, why) => {
    show(props);
    await expect.element(button('Explore a sample school')).toBeVisible();
    expect(button('Set up my school').query()).toBeNull();
    await expect.element(page.getByText(why)).toBeVisible();
  });
});

describe('setting up a school', () => {
  it('makes the school, its terms, me and the pasted teachers', async () => {
    const { onsetup } = show();
    await walkTo('Teachers');
    await field('List of teachers').fill(
      'Name\tStaff no.\tDepartment\tMobile\nAnna Lee\tA1\tScience\t07911123456\nJo Brown\tJ1\tArt\t',
    );
    await expect.element(page.getByText('1 teacher will be added.')).toBeVisible();
    await expect.element(page.getByText(/Looks like phone numbers/)).toBeVisible();
    await button('Finish').click();
    await vi.waitFor(() => expect(onsetup).toHaveBeenCalledOnce());
    const identity = await identityOf(store);
    expect(identity).toMatchObject({
      school: { name: 'Riverside Primary', schoolKind: 'england' },
      teacher: { name: 'Jo Brown', number: 'J1' },
    });
    expect((await roster(store)).map((teacher) => [teacher.name, teacher.number])).toEqual([
      ['Jo Brown', 'J1'],
      ['Anna Lee', 'A1'],
    ]);
    expect((await semesters(store)).map((each) => each.start)).toEqual(['2025-09-01', '2026-01-01', '2026-04-16']);
    expect((await groupsAndMembers(store)).groups.map((group) => group.name)).toEqual(['Art', 'Science']);
    expect(sessionStorage.length).toBe(0);
    // The next thing only this person can do.
    const said = toasts.shown.find((toast) => toast.action?.label === 'Give the school to a colleague');
    said?.action?.run();
    expect(location.hash).toBe('#/settings?task=give');
  });

  it('takes a post, which stays over a reload and holds at once', async () => {
    const { view } = show();
    await walkTo('You');
    await field('Your name').fill('Jo Brown');
    await field('Your group').fill('Science');
    await expect.element(page.getByRole('combobox', { name: 'Post' })).toHaveValue('');
    await page.getByRole('combobox', { name: 'Post' }).selectOptions('Group leader');
    await view.unmount();
    const { onsetup } = show();
    await expect.element(page.getByRole('combobox', { name: 'Post' })).toHaveValue('group-leader');
    await button('Next').click();
    await button('Finish').click();
    await vi.waitFor(() => expect(onsetup).toHaveBeenCalledOnce());
    const identity = await identityOf(store);
    expect(Object.values(identity?.teacher.posts ?? {})).toEqual([
      { post: 'group-leader', from: '2025-09-01', to: null },
    ]);
    expect((await groupsAndMembers(store)).memberships.map(({ role }) => role)).toEqual(['leader']);
  });

  it('works without a list, by keyboard alone', async () => {
    const { onsetup } = show();
    button('Set up my school').element().focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(heading('Your school')).toHaveFocus();
    await userEvent.keyboard('{Tab}Riverside{Enter}');
    await expect.element(heading('Semesters')).toHaveFocus();
    button('Next').element().focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(heading('You')).toHaveFocus();
    // past the way back to the two earlier steps lies the first field
    field('Your name').element().focus();
    await userEvent.keyboard('Jo Brown{Enter}');
    await expect.element(heading('Teachers')).toHaveFocus();
    button('Finish').element().focus();
    await userEvent.keyboard('{Enter}');
    await vi.waitFor(() => expect(onsetup).toHaveBeenCalledOnce());
    expect((await roster(store)).map((teacher) => teacher.name)).toEqual(['Jo Brown']);
  });

  it('does not go on without a name, and leads to the field', async () => {
    show();
    await button('Set up my school').click();
    await button('Next').click();
    await expect.element(field('School name')).toHaveFocus();
    await expect.element(page.getByText('Type the name of your school.')).toBeVisible();
    await expect.element(heading('Your school')).toBeVisible();
  });

  it('does not go on with a term that ends before it begins', async () => {
    show();
    await walkTo('Semesters');
    await page.getByLabelText('Last day').first().fill('2025-08-01');
    await button('Next').click();
    await expect.element(page.getByText(/The last day is before the first/)).toBeVisible();
    await expect.element(heading('Semesters')).toBeVisible();
  });

  it('warns of terms that share days, and lets them stand', async () => {
    show();
    await walkTo('Semesters');
    await page.getByLabelText('Last day').first().fill('2026-01-10');
    await expect.element(page.getByText(/Autumn term 2025 and Spring term 2026 share days/)).toBeVisible();
    await button('Next').click();
    await expect.element(heading('You')).toBeVisible();
  });

  it('loses nothing on going back, nor over a reload', async () => {
    const { view } = show();
    await walkTo('Teachers');
    await field('List of teachers').fill('Anna Lee');
    await button('Back').click();
    await expect.element(field('Your name')).toHaveValue('Jo Brown');
    await view.unmount();
    show();
    await expect.element(heading('You')).toBeVisible();
    await expect.element(field('Your name')).toHaveValue('Jo Brown');
    await button('Next').click();
    await expect.element(field('List of teachers')).toHaveValue('Anna Lee');
  });

  it('proposes other terms for another kind of school, but keeps days that were set by hand', async () => {
    show();
    await button('Set up my school').click();
    await field('School name').fill('Riverside');
    await page.getByRole('radio', { name: 'Singapore' }).click();
    await button('Next').click();
    await expect.element(page.getByLabelText('First day')).toHaveValue('2025-01-01');
    await page.getByLabelText('First day').fill('2025-01-02');
    await button('Back').click();
    await page.getByRole('radio', { name: 'England' }).click();
    await button('Next').click();
    await expect.element(page.getByLabelText('First day')).toHaveValue('2025-01-02');
    await button('Propose the usual ones again').click();
    await expect.element(page.getByLabelText('First day').first()).toHaveValue('2025-09-01');
  });

  it('leaves rows with a problem out only after they were listed and confirmed', async () => {
    const { onsetup } = show();
    await walkTo('Teachers');
    await field('List of teachers').fill('Name\tStaff no.\nAnna Lee\tA1\nBen Ng\tA1\n\tA2');
    await button('Finish').click();
    const dialog = page.getByRole('alertdialog', { name: '2 rows cannot be added' });
    await expect.element(dialog.getByText(/Row 3 Ben Ng/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Go back and correct' }).click();
    expect(onsetup).not.toHaveBeenCalled();
    await button('Finish').click();
    await dialog.getByRole('button', { name: 'Leave them out and finish' }).click();
    await vi.waitFor(() => expect(onsetup).toHaveBeenCalledOnce());
    expect((await roster(store)).map((teacher) => teacher.name)).toEqual(['Jo Brown', 'Anna Lee']);
  });

  it('lets a column be chosen, and does not finish without one for the names', async () => {
    const { onsetup } = show();
    await walkTo('Teachers');
    await field('List of teachers').fill('Anna Lee\tBlue\nBen Ng\tGreen');
    await page.getByRole('combobox', { name: /Column 1/ }).selectOptions('Left out');
    await button('Finish').click();
    await expect.element(page.getByText(/No column is taken for the names/)).toBeVisible();
    expect(onsetup).not.toHaveBeenCalled();
    await page.getByRole('combobox', { name: /Column 2/ }).selectOptions('Name');
    await expect.element(page.getByText('2 teachers will be added.')).toBeVisible();
  });

  it('says why the store refused, and keeps everything typed', async () => {
    const { onsetup } = show();
    await walkTo('Teachers');
    closeStore(store);
    await deleteDatabase(NAME);
    vi.spyOn(store.db, 'transaction').mockRejectedValue(new DOMException('full', 'QuotaExceededError'));
    await button('Finish').click();
    await expect.element(page.getByRole('alert')).toHaveTextContent('Problem: disk-full');
    expect(onsetup).not.toHaveBeenCalled();
    await button('Back').click();
    await expect.element(field('Your name')).toHaveValue('Jo Brown');
  });
});
