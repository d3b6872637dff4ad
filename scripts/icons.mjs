// @ts-check
/** Draws the PNG icons of `public/` from `public/favicon.svg`; run it by hand after changing the mark. */
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright';
import { CHROMIUM_ARGS, ensureChromium } from './chromium.mjs';

const mark = readFileSync('public/favicon.svg', 'utf8');
/** Without the rounded corners, and with the mark inside the middle 80 % that a system's mask keeps. */
const fullBleed = mark.replace('rx="112" ', '');
const maskable = mark.replace(/(<rect [^>]*>)([\s\S]*)<\/svg>/, (_, rect, rest) => {
  return `${rect.replace('rx="112" ', '')}<g transform="translate(51.2 51.2) scale(.8)">${rest}</g></svg>`;
});

const icons = [
  { file: 'icon-192.png', size: 192, svg: mark },
  { file: 'icon-512.png', size: 512, svg: mark },
  { file: 'icon-maskable-512.png', size: 512, svg: maskable },
  { file: 'icon-180.png', size: 180, svg: fullBleed },
];

const browser = await chromium.launch({ executablePath: await ensureChromium(), args: CHROMIUM_ARGS });
for (const { file, size, svg } of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
  await page.screenshot({ path: `public/${file}`, omitBackground: true });
  await page.close();
}
await browser.close();
