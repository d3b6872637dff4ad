import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { storedRows } from './records.ts';

const SAMPLE = 'guanke-sample';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on the screen, in one line each. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations: found } = await axe.run(document);
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
  });
}

/** What every record says, stamps left out; deleted records that were not there before count as gone. */
async function contents(page: Page): Promise<Map<string, unknown>> {
  const rows = await storedRows(page, 'records', SAMPLE);
  const said = rows.map(({ id, doc }): [string, Record<string, unknown>] => {
    const rest = Object.entries((doc as { stored: object }).stored).filter(
      ([field]) => !['stamp', 'at', 'heads'].includes(field),
    );
    return [String(id), Object.fromEntries(rest)];
  });
  return new Map(said);
}

/** The names in the class list, in its order. */
async function classNames(page: Page): Promise<string[]> {
  const rows = await storedRows(page, 'records', SAMPLE);
  const list = rows
    .map(({ doc }) => (doc as { stored: { list?: string; items?: object } }).stored)
    .find((doc) => doc.list === 'classes');
  const items = Object.values(list?.items ?? {}) as { name: string; order: number }[];
  return items.sort((a, b) => a.order - b.order).map(({ name }) => name);
}

test.describe('in a school with classes, groups and pairings', () => {
  test.use({ start: 'sample' });

  test('a new school year moves the classes, leaves the lessons as they were, and is taken back as a whole', async ({
    page,
    shell,
  }) => {
    test.setTimeout(120_000);
    await shell.load('#/settings', 'settings');
    await page.getByRole('button', { name: 'New semester' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'New semester' })).toBeVisible();

    const which = page.getByLabel('What begins');
    const year = await which
      .locator('option', { hasText: /^School year/ })
      .first()
      .textContent();
    await which.selectOption({ label: year ?? '' });
    const classes = page.getByRole('table', { name: 'Classes and where they go' });
    await expect(classes).toBeVisible();
    const first = await classes.getByRole('rowheader').first().textContent();
    expect(first?.trim()).toBeTruthy();
    await expect(page.getByLabel(`New name of ${first?.trim()}`)).not.toHaveValue(first?.trim() ?? '');

    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Gao Yuan');
    await page.getByRole('textbox', { name: 'Staff number' }).fill('N-900');
    await page.getByRole('button', { name: 'Add this teacher' }).click();
    await page.reload();
    await expect(page.getByRole('list', { name: 'Who joins' })).toContainText('Gao Yuan');
    await expect(page.getByText('1 teacher joins')).toBeVisible();
    await expect(page.getByText(/\d+ classes change their names/)).toBeVisible();
    expect(await violations(page)).toEqual([]);

    const before = await contents(page);
    const namesBefore = await classNames(page);
    expect(namesBefore.length).toBeGreaterThan(0);
    const headers = await storedRows(page, 'headers', SAMPLE);
    expect(headers.some(({ doc }) => (doc as { stored: { klass: string } }).stored.klass !== '')).toBe(true);

    await page.getByRole('button', { name: 'Begin the new school year' }).click();
    await expect(page.getByText(/The new semester is set, from/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Give everyone the new school file' })).toBeVisible();
    const after = await contents(page);
    expect(after.size).toBeGreaterThan(before.size);
    // The lowest grade begins anew, the others carry the next grade's names: the same names, other classes.
    expect(await classNames(page)).toEqual(namesBefore);
    const listed = [...before].find(([, said]) => (said as { list?: string }).list === 'classes')?.[0] ?? '';
    expect(after.get(listed)).not.toEqual(before.get(listed));
    expect(await storedRows(page, 'headers', SAMPLE)).toEqual(headers);

    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('Everything is as it was before.')).toBeVisible();
    const undone = await contents(page);
    const kept = [...undone].filter(([id, said]) => before.has(id) || !(said as { deleted?: boolean }).deleted);
    expect(kept).toEqual([...before]);
    expect(await storedRows(page, 'headers', SAMPLE)).toEqual(headers);
    await expect(page.getByRole('button', { name: /^Begin the new/ })).toBeEnabled();
  });
});
