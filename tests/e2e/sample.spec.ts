import { expect, test } from './fixtures.ts';
import { PASTED_TEACHERS } from './pages/firstRunPage.ts';
import { databaseNames, storedRows } from './records.ts';

const PLACES = [
  ['#/', 'today'],
  ['#/lessons', 'lessons'],
  ['#/teachers', 'teachers'],
  ['#/mentoring', 'mentoring'],
  ['#/groups', 'groups'],
  ['#/settings', 'settings'],
] as const;

test.describe('on a device without a school', () => {
  test.use({ start: 'nothing' });

  test('the sample school is marked on every screen, leaves with one action, and leaves nothing behind', async ({
    page,
    firstRun,
    observe,
    shell,
  }) => {
    await firstRun.open();
    await firstRun.exploreSample();
    const banner = page.getByText('Sample school – everything here is invented.');
    for (const [hash, route] of PLACES) {
      await shell.goTo(hash, route);
      await expect(banner).toBeVisible();
    }
    // The words of a record and not their keys: in the built app the file of the sentences may be read after the app's own.
    await shell.goTo('#/lessons', 'lessons');
    await expect(
      page.getByRole('list', { name: 'Finished observations, newest first' }).getByText('Ordinary lesson').first(),
    ).toBeVisible();
    await shell.goTo('#/', 'today');
    await observe.start();
    await expect(banner).toBeVisible();
    await observe.begin();
    await observe.note('Made in the sample');
    await observe.leave();

    await shell.leaveSample();
    await expect(page.getByRole('button', { name: 'Set up my school' })).toBeEnabled();
    expect(await databaseNames(page)).not.toContain('guanke-sample');
    await page.reload();
    await expect(page.getByRole('button', { name: 'Set up my school' })).toBeEnabled();
    await firstRun.setUpSchool({ teachers: PASTED_TEACHERS });
    await expect(banner).toBeHidden();
    expect(JSON.stringify(await storedRows(page, 'entries'))).not.toContain('Made in the sample');
    expect(await storedRows(page, 'sheets')).toEqual([]);
  });
});

test.describe('with the sample open in two tabs', () => {
  test.use({ start: 'sample' });

  test('leaving it in one tab takes the other one out too, without a word about a newer version', async ({
    page,
    context,
    shell,
  }) => {
    await page.goto('./');
    const other = await context.newPage();
    await other.goto('./#/teachers');
    await expect(other.getByText('everything here is invented')).toBeVisible();
    await shell.leaveSample();
    await expect(other.getByRole('button', { name: 'Set up my school' })).toBeEnabled();
    await expect(other.getByText('newer version')).toHaveCount(0);
    expect(await databaseNames(page)).not.toContain('guanke-sample');
  });
});
