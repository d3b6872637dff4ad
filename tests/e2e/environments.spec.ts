import { chromium } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from '../../scripts/chromium.mjs';
import { baseAddress, expect, test, watch } from './fixtures.ts';
import { databaseNames } from './records.ts';

test.use({ start: 'nothing' });

const ANDROID =
  'Mozilla/5.0 (Linux; Android 14; V2301A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.0.0 Mobile Safari/537.36';
const CHAT_APPS = [
  [
    'WeChat',
    `${ANDROID} XWEB/1260117 MMWEBSDK/20240501 MicroMessenger/8.0.50.2701(0x28003253) WeChat/arm64 Language/zh_CN`,
  ],
  ['WeCom', `${ANDROID} wxwork/4.1.28 MicroMessenger/7.0.1 Language/zh`],
  ['DingTalk', `${ANDROID} AliApp(DingTalk/7.6.15) com.alibaba.android.rimet/37161234 Channel/227200`],
  ['QQ', `${ANDROID} V1_AND_SQ_9.0.60_6478_YYB_D QQ/9.0.60.17095 NetType/WIFI`],
  ['Feishu', `${ANDROID} Lark/7.20.5 LarkLocale/zh_CN ChannelName/Feishu`],
] as const;

for (const [name, userAgent] of CHAT_APPS) {
  test.describe(name, () => {
    test.use({ userAgent });

    test(`inside ${name} there is only the way out: no record can be made, at any address`, async ({ page }) => {
      for (const hash of ['', '#/teachers', '#/observe/anything']) {
        await page.goto('about:blank');
        await page.goto(`./${hash}`);
        await expect(page.getByRole('heading', { level: 1, name: 'Open Guanke in your browser' })).toBeVisible();
        await expect(page.getByText(`Inside ${name} nothing can be kept safely`, { exact: false })).toBeVisible();
        await expect(page.getByRole('textbox', { name: 'Address' })).toHaveValue(baseAddress());
        await expect(page.getByRole('img', { name: /Picture/ })).toBeVisible();
        await expect(page.getByRole('button')).toHaveCount(1);
      }
      expect(await databaseNames(page)).toEqual([]);
    });
  });
}

test.describe('a browser of its own', () => {
  test.use({ userAgent: `${ANDROID} MQQBrowser/15.2 Mobile` });

  test('QQ Browser is a browser like any other', async ({ page }) => {
    await page.goto('./');
    await expect(page.getByRole('button', { name: 'Set up my school' })).toBeEnabled();
  });
});

test('at a plain http address the app explains why no record can be kept and opens only the sample school', async () => {
  const executablePath = await findChromium();
  const browser = await chromium.launch({
    args: [...CHROMIUM_ARGS, '--host-resolver-rules=MAP guanke.test 127.0.0.1'],
    ...(executablePath ? { executablePath } : {}),
  });
  try {
    const context = await browser.newContext({ locale: 'en-GB' });
    const complaints = watch(context);
    const page = await context.newPage();
    await page.goto(`http://guanke.test:${new URL(baseAddress()).port}/`);
    await expect(page.getByText('Records cannot be kept at this address')).toBeVisible();
    await expect(page.getByText('http://guanke.test', { exact: false })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Set up my school' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Explore a sample school' }).click();
    await expect(page.getByRole('button', { name: 'Start observing' })).toBeVisible({ timeout: 40_000 });
    await page.getByRole('button', { name: 'Start observing' }).click();
    await page.getByRole('button', { name: 'Begin', exact: true }).click();
    await expect(page.getByRole('textbox', { name: 'Note', exact: true })).toBeEnabled();
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
  }
});

test.describe('an iPad', () => {
  test.use({
    userAgent:
      'Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
    hasTouch: true,
    viewport: { width: 1024, height: 768 },
  });

  test('the way to the Home Screen is explained, with the reason', async ({ page }) => {
    await page.goto('./');
    await expect(page.getByText(/Home Screen/).first()).toBeVisible();
    await expect(page.getByText(/7 days/).first()).toBeVisible();
  });
});
