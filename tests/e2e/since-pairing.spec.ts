import { expect, test } from './fixtures.ts';
import { storedRows } from './records.ts';

test.use({ start: 'sample' });

test('the page of a pairing says what the time since its start says by itself', async ({ page, shell }) => {
  await page.goto('./');
  const pairings = (await storedRows(page, 'records', 'guanke-sample')).filter((row) => row['kind'] === 'pairing');
  const said: string[] = [];
  for (const { id } of pairings) {
    await shell.goTo('#/', 'today');
    await shell.goTo(`#/mentoring/${String(id)}`, 'pairing');
    await expect(page.getByRole('heading', { name: 'What happened so far' })).toBeVisible();
    const since = page.getByRole('region', { name: 'Since the pairing began' });
    // A mentee without a scored lesson has no figure.
    const none = page.getByText(/^No lesson of the mentee has been scored yet/);
    await expect(since.or(none)).toBeVisible();
    if ((await since.count()) === 0) continue;
    await expect(since.getByText('is being worked out')).toHaveCount(0);
    said.push(await since.innerText());
  }
  const saying = (words: RegExp) => said.filter((text) => words.test(text)).length;
  expect(saying(/^Since the pairing began/)).toBe(said.length);
  // Too few lessons since, with how many there are; nothing before; and enough for a word of its own.
  expect(saying(/it takes 6 scored lessons in 3 semesters\. Lessons so far: \d+; semesters: \d/)).toBeGreaterThan(0);
  expect(saying(/All scored lessons came since the pairing began/)).toBeGreaterThan(0);
  expect(
    saying(
      /\d+ lessons · \d+ observers[\s\S]+Worked out by itself, from the school’s lessons since .+ only: \d+ teachers/,
    ),
  ).toBeGreaterThan(0);
});

test('calibrations so far stand as charts, with what chance gives, tables and pictures', async ({ page, shell }) => {
  await page.goto('./');
  await shell.goTo('#/groups/school?view=observers', 'group');
  const bias = page.getByRole('figure').filter({ hasText: 'Mean difference from the agreed scores' });
  await expect(bias.getByRole('img', { name: /\d+ indicators.*; .*\d+ indicators/ })).toBeVisible();
  const shares = page.getByRole('figure').filter({ hasText: 'How often the scores were as agreed' });
  await shares.getByRole('button', { name: 'Show as table' }).click();
  await expect(shares.getByRole('columnheader')).toHaveText([
    'Lesson',
    'Indicators',
    'The same',
    'The same, by chance',
    'Within one step',
    'Within one step, by chance',
  ]);
  const download = page.waitForEvent('download');
  await bias.getByRole('button', { name: 'Save picture' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.png$/);
});
