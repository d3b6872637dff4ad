import type { Page } from '@playwright/test';
import { loadTexts } from '../../src/sample/texts.ts';
import { expect, test } from './fixtures.ts';
import { MESSAGE_AREAS, openedInSample, openFrom, screensOfSample, sentence, visit } from './walk.ts';

test.use({ start: 'nothing' });

/** A key that stands where its sentence should, a parameter that was not filled in, a value that is none. */
const LEFTOVER = new RegExp(`\\b(${MESSAGE_AREAS.join('|')})_[a-z]+|\\{\\w+\\}|\\bundefined\\b|\\bNaN\\b|\\[object`);
/** Names that are the same in every language. */
const NAMES =
  /\.guanke(?:\.txt)?|Guanke|LICC|Teach|ICALT|English|IndexedDB|Chrome|Edge|Safari|Firefox|HTTPS?|https?:\S+|localhost\S*|iPad|iPhone|MIT|Wi-?Fi|PDF|PPT|STEM|[KMG]B|GitHub|kB|Home|van de Grift/g;
/** How a name is read, which the editor of a teacher shows in Latin letters. */
const READING = /[a-z]+( [a-z]+)+/;
const CHINESE_NAMES = /观课|觀課|简体中文|繁體中文/g;
/** Characters that only the other script has; a few that every sentence of the trade uses. */
const ONLY_TRADITIONAL = /[觀課師與學開後來這說時間對應進點評記錄題級業]/u;
const ONLY_SIMPLIFIED = /[观课师与学开后来这说时间对应进点评记录题级业]/u;

const CASES = [
  { locale: 'en', browser: 'en-GB' },
  { locale: 'zh-Hans', browser: 'zh-CN' },
  { locale: 'zh-Hant', browser: 'zh-TW' },
];

for (const { locale, browser } of CASES) {
  test.describe(locale, () => {
    test.use({ locale: browser });

    test(`every screen speaks ${locale}, without a leftover key or a word of another language`, async ({ page }) => {
      test.slow();
      await page.goto('./');
      await expect(page.locator('html')).toHaveAttribute('lang', locale);
      await expectOneLanguage(page, locale, 'welcome');
      await page.getByRole('button', { name: sentence(locale, 'firstrun_set_up') }).click();
      await expect(
        page.getByRole('heading', { level: 1, name: sentence(locale, 'firstrun_step_school') }),
      ).toBeVisible();
      await expectOneLanguage(page, locale, 'set-up: school');
      await page
        .getByRole('textbox')
        .first()
        .fill(locale === 'en' ? 'School' : '學校');
      for (const step of ['terms', 'me']) {
        await page.getByRole('button', { name: sentence(locale, 'firstrun_next') }).click();
        await expect(
          page.getByRole('heading', { level: 1, name: sentence(locale, `firstrun_step_${step}`) }),
        ).toBeVisible();
        await expectOneLanguage(page, locale, `set-up: ${step}`);
      }
      await page.evaluate(() => sessionStorage.clear());
      await page.reload();

      await page.getByRole('button', { name: sentence(locale, 'firstrun_sample') }).click();
      const start = sentence(locale, 'today_start');
      await expect(page.getByRole('button', { name: start })).toBeVisible({ timeout: 60_000 });
      for (const screen of await screensOfSample(page, start)) {
        await visit(page, screen);
        await expectOneLanguage(page, locale, screen.name);
      }
    });

    test(`every dialog and print preview speaks ${locale}`, async ({ page }) => {
      test.slow();
      await page.goto('./');
      await page.getByRole('button', { name: sentence(locale, 'firstrun_sample') }).click();
      const start = sentence(locale, 'today_start');
      await expect(page.getByRole('button', { name: start })).toBeVisible({ timeout: 60_000 });
      for (const opened of await openedInSample(page)) {
        await openFrom(page, opened);
        await expectOneLanguage(page, locale, opened.name, opened.press.includes('teachers_edit_of') ? READING : null);
      }
    });
  });
}

test('the language is changed in Settings at once, without a reload, and is remembered', async ({
  page,
  firstRun,
  shell,
}) => {
  await firstRun.open();
  await firstRun.setUpSchool();
  await shell.goTo('#/settings', 'settings');
  await page.getByRole('radiogroup', { name: 'Language' }).getByRole('radio', { name: '繁體中文' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hant');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(sentence('zh-Hant', 'settings_title'));
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(sentence('zh-Hant', 'settings_title'));
});

/** Everything that can be read or heard on the screen, checked for one language. */
async function expectOneLanguage(
  page: Page,
  locale: string,
  screen: string,
  besides: RegExp | null = null,
): Promise<void> {
  const texts = (await textsOf(page)).map((text) => (besides ? text.replace(besides, '') : text));
  const all = texts.join('\n');
  expect
    .soft(
      texts.filter((text) => LEFTOVER.test(text)),
      `${screen}: leftovers`,
    )
    .toEqual([]);
  if (locale === 'en') {
    expect.soft(all.replace(CHINESE_NAMES, '').match(/\p{Script=Han}+/gu) ?? [], `${screen}: Chinese`).toEqual([]);
    return;
  }
  const words = all.replace(NAMES, '').match(/[A-Za-z]{2,}/g) ?? [];
  // English lessons have English topics.
  const taught = JSON.stringify(await loadTexts(locale === 'zh-Hans' ? 'zh-Hans' : 'zh-Hant'));
  const strange = [...new Set(words)].filter((word) => !taught.includes(word));
  expect.soft(strange, `${screen}: Latin words`).toEqual([]);
  const other = locale === 'zh-Hans' ? ONLY_TRADITIONAL : ONLY_SIMPLIFIED;
  expect
    .soft(
      texts.map((text) => text.replace(CHINESE_NAMES, '')).filter((text) => other.test(text)),
      `${screen}: other script`,
    )
    .toEqual([]);
}

/** Lines of text, labels, descriptions and placeholders. */
function textsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const attributes = ['aria-label', 'placeholder', 'title', 'alt', 'aria-roledescription', 'data-text'];
    const labels = attributes.flatMap((name) =>
      [...document.querySelectorAll(`[${name}]`)].map((element) => element.getAttribute(name) ?? ''),
    );
    return [document.title, ...document.body.innerText.split('\n'), ...labels]
      .map((text) => text.trim())
      .filter(Boolean);
  });
}
