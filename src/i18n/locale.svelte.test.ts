import { flushSync } from 'svelte';
import { expect, it } from 'vitest';
import { dateLong } from './formats.ts';
import { locale, setLanguage, useLocale } from './locale.svelte.ts';
import { m } from './messages.ts';

it('a change of language re-renders what was written in the old one, without a reload', () => {
  useLocale('en');
  const seen: string[] = [];
  const stop = $effect.root(() => {
    $effect(() => void seen.push(`${locale.current} ${m.common_close()} ${dateLong('2025-09-01')}`));
  });
  flushSync();
  setLanguage('zh-Hans');
  flushSync();
  stop();
  expect(seen).toEqual(['en Close 1 September 2025', 'zh-Hans 关闭 2025年9月1日']);
  expect(document.documentElement.lang).toBe('zh-Hans');
  expect(localStorage.getItem('guanke.language')).toBe('zh-Hans');
});
