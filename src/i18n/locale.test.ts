import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isLocale, localeForPreferences } from './locale.svelte.ts';

describe('localeForPreferences', () => {
  it.each([
    [['en-GB'], 'en'],
    [['zh-CN'], 'zh-Hans'],
    [['zh'], 'zh-Hans'],
    [['zh-SG'], 'zh-Hans'],
    [['zh-TW'], 'zh-Hant'],
    [['zh-HK'], 'zh-Hant'],
    [['zh-MO'], 'zh-Hant'],
    [['zh-Hant'], 'zh-Hant'],
    [['zh-Hant-CN'], 'zh-Hant'],
    [['zh-Hans-HK'], 'zh-Hans'],
    [['zh_TW'], 'zh-Hant'],
    [['yue'], 'zh-Hant'],
    [['fr-FR', 'zh-TW', 'en'], 'zh-Hant'],
    [['fr', 'en-US', 'zh-CN'], 'en'],
    [['fr', 'de'], 'en'],
    [[], 'en'],
  ] as const)('%j gives %s', (tags, expected) => {
    expect(localeForPreferences(tags)).toBe(expected);
  });
});

describe('isLocale', () => {
  it('knows the three languages and nothing else', () => {
    expect(['en', 'zh-Hans', 'zh-Hant', 'zh', '', null, undefined, 3].map(isLocale)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('the language of a device', () => {
  const stored = new Map<string, string>();
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  };

  beforeEach(() => {
    vi.resetModules();
    stored.clear();
    vi.stubGlobal('navigator', { languages: ['zh-TW', 'en'] });
    vi.stubGlobal('localStorage', storage);
    vi.stubGlobal('document', { documentElement: { lang: '' } });
  });
  afterEach(() => vi.unstubAllGlobals());

  const open = () => import('./locale.svelte.ts');

  it('is what was chosen before', async () => {
    stored.set('guanke.language', 'zh-Hans');
    expect((await open()).locale.current).toBe('zh-Hans');
  });

  it('is what the browser prefers when nothing, or nothing known, was chosen', async () => {
    stored.set('guanke.language', 'xx');
    expect((await open()).locale.current).toBe('zh-Hant');
    expect(document.documentElement.lang).toBe('zh-Hant');
  });

  it('is remembered by setLanguage and not by useLocale, and shown in the document by both', async () => {
    const { locale, setLanguage, useLocale } = await open();
    useLocale('en');
    expect([locale.current, document.documentElement.lang, stored.get('guanke.language')]).toEqual([
      'en',
      'en',
      undefined,
    ]);
    setLanguage('zh-Hans');
    expect([locale.current, document.documentElement.lang, stored.get('guanke.language')]).toEqual([
      'zh-Hans',
      'zh-Hans',
      'zh-Hans',
    ]);
  });

  it('changes even where storage is refused', async () => {
    const refuse = () => {
      throw new DOMException('refused', 'SecurityError');
    };
    vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse });
    const { locale, setLanguage } = await open();
    expect(locale.current).toBe('zh-Hant');
    setLanguage('en');
    expect(locale.current).toBe('en');
  });
});
