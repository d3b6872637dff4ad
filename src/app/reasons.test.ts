import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { useLocale } from '../i18n/locale.svelte.ts';
import { SENTENCES } from './reasonSentences.ts';
import { explain, loadReasons, START_SENTENCES } from './reasons.ts';

const EXPLAINED_REASONS = Object.keys({ ...START_SENTENCES, ...SENTENCES });
beforeAll(() => loadReasons());

/** Every reason that a lower room can give: `failure('…')`, `reason: '…'` in domain and store, outside tests. */
function givenReasons(): string[] {
  const found = new Set<string>();
  for (const room of ['domain', 'store']) {
    const folder = new URL(`../${room}/`, import.meta.url);
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts') || /\.(test|contract)\.ts$/.test(file)) continue;
      const text = readFileSync(new URL(file, folder), 'utf8');
      for (const [, reason] of text.matchAll(/(?:failure\(|reason: )'([a-z-]+)'/g)) found.add(reason ?? '');
      for (const [, reason] of text.matchAll(/Error: '([a-z-]+)',/g)) found.add(reason ?? '');
    }
  }
  return [...found].sort();
}

test('the search for reasons finds those that are known to exist', () => {
  expect(givenReasons()).toEqual(
    expect.arrayContaining(['gaps', 'disk-full', 'number-taken', 'score-outside-scale', 'draft-changed']),
  );
});

test('every reason that a lower room gives has its sentence', () => {
  const missing = givenReasons().filter((reason) => !EXPLAINED_REASONS.includes(reason));
  expect(missing).toEqual([]);
});

test.each(['en', 'zh-Hans', 'zh-Hant'] as const)(
  'each reason says what happened and what to do next in %s',
  (locale) => {
    useLocale(locale);
    for (const reason of EXPLAINED_REASONS) {
      const details = {
        number: '7',
        other: 'Lin Yue',
        indicator: 'Goals',
        value: 9,
        max: 5,
        unscored: 2,
        indicators: 20,
        lessons: 3,
        message: 'x',
        stage: 'Practice',
        klass: '3(2)',
      };
      const { title, next } = explain({ reason, details });
      expect(title.length, reason).toBeGreaterThan(4);
      expect(next.length, reason).toBeGreaterThan(6);
      expect(`${title}${next}`, reason).not.toMatch(/errors_|undefined|\{\w+\}/);
    }
    useLocale('en');
  },
);

test('an unknown reason is explained as a failure of the store, with its name', () => {
  expect(explain({ reason: 'from-the-future', details: {} }).next).toContain('from-the-future');
});
