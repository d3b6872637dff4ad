import { expect, test } from './fixtures.ts';

test.use({ start: 'sample' });

test('photos of an activity are made small, named, printed, taken off and brought back', async ({ page, shell }) => {
  await page.goto('./');
  await shell.goTo('#/groups', 'groups');
  await page
    .getByRole('link', { name: /^English/ })
    .first()
    .click();
  await page.getByRole('tab', { name: 'Activities' }).click();
  await page.getByRole('rowheader').getByRole('link').first().click();
  // Pictures as a camera would give them, drawn in the page.
  const files = await page.evaluate(async () => {
    const draw = async (colour: string) => {
      const canvas = new OffscreenCanvas(3200, 2400);
      const context = canvas.getContext('2d');
      if (context) context.fillStyle = colour;
      context?.fillRect(0, 0, 3200, 2400);
      return [...new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())];
    };
    return [await draw('teal'), await draw('orange')];
  });
  const [first, second] = files.map((bytes, i) => {
    return { name: `${i}.png`, mimeType: 'image/png', buffer: Buffer.from(bytes) };
  });
  const broken = { name: 'no.png', mimeType: 'image/png', buffer: Buffer.from('no picture') };
  await page.getByLabel('Add photos').last().setInputFiles([first!, second!, broken]);
  await expect(page.getByText('1 file is no picture that can be opened here.')).toBeVisible();
  const shown = page.getByRole('figure').getByRole('img');
  await expect(shown).toHaveCount(2);
  expect(await shown.first().evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1600);

  await page.getByLabel('What photo 1 shows').fill('The board after the debrief');
  await page.getByLabel('What photo 2 shows').click();
  await expect(page.getByRole('img', { name: 'The board after the debrief' })).toBeVisible();

  await page.getByRole('button', { name: 'Remove photo 2' }).click();
  await expect(shown).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(shown).toHaveCount(2);

  await page.getByRole('button', { name: 'Print the record form' }).click();
  await page.emulateMedia({ media: 'print' });
  const paper = page.getByRole('dialog', { name: /Group activity record/ });
  await expect(paper.getByRole('figure').filter({ hasText: 'The board after the debrief' })).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
  await page.reload();
  await expect(shown).toHaveCount(2);
});
