import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

test.use({ start: 'sample' });

/** Goes to the growth page of the first mentee in the list of pairings. */
async function openMentee(page: Page): Promise<void> {
  const pairing = page.locator('main a[href*="#/mentoring/"]').first();
  await pairing.click();
  await page
    .getByRole('link', { name: /^Growth of / })
    .first()
    .click();
  await expect(page).toHaveURL(/#\/teachers\//);
  await expect(figure(page)).toBeVisible();
}
const figure = (page: Page) => page.getByRole('figure').filter({ hasText: 'All dimensions' });

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations: found } = await axe.run(document);
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
  });
}

test('the growth page marks who mentored when: in words, in the table, in the picture', async ({ page, shell }) => {
  await shell.load('#/mentoring', 'mentoring');
  await openMentee(page);
  const picture = page.getByRole('img', { name: /^All dimensions/ });
  await expect(picture).toHaveAttribute('aria-label', /Mentored by .+ · (Since )?\d+ \w+ \d{4}/);
  const saving = page.waitForEvent('download');
  await figure(page).getByRole('button', { name: 'Save picture' }).click();
  const file = await (await saving).path();
  expect([...(await readFile(file)).subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
  await figure(page).getByRole('button', { name: 'Show as table' }).click();
  await expect(
    page
      .getByRole('row')
      .filter({ hasText: /Mentored by / })
      .first(),
  ).toBeVisible();
});

test('a pairing says of the mentee what the growth page says', async ({ page, shell }) => {
  test.slow();
  await shell.load('#/mentoring', 'mentoring');
  const pairings = page.locator('main a[href*="#/mentoring/"]');
  await expect(pairings.first()).toBeVisible();
  const hashes = await pairings.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  let compared = 0;
  for (const hash of [...new Set(hashes)].slice(0, 4)) {
    await shell.goTo(hash, 'pairing');
    const card = page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: 'Growth, with the start of the pairing' }) });
    const link = card.getByRole('link', { name: /^Growth of / });
    if (!(await link.isVisible())) continue;
    const said = card.locator('p').nth(1);
    await expect(said).not.toContainText('being worked out');
    // Where nothing is said yet, nothing can be taken for a word on the time of the pairing alone.
    if (!/not enough to say/i.test(await card.innerText()))
      await expect(card).toContainText('speak of all semesters together');
    const words = await said.innerText();
    await link.click();
    await expect(page.locator('main').getByText(words, { exact: true })).toBeVisible();
    compared += 1;
  }
  expect(compared).toBeGreaterThan(1);
});

test('the growth page works by keyboard, and axe finds nothing on it as chart and as table', async ({
  page,
  shell,
}) => {
  test.slow();
  await shell.load('#/mentoring', 'mentoring');
  await openMentee(page);
  const how = page.locator('summary', { hasText: 'How this picture was made' });
  await how.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('The bands below the time axis say when there was a mentor')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  const asTable = figure(page).getByRole('button', { name: 'Show as table' });
  await asTable.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('table', { name: 'All dimensions' })).toBeVisible();
  await expect(figure(page).getByRole('button', { name: 'Show as chart' })).toBeFocused();
  expect(await violations(page)).toEqual([]);
});
