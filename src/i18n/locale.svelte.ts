import { overwriteGetLocale } from './paraglide/runtime.js';

/** The languages of the app. 繁體 is a locale of its own, not a conversion. */
export const LOCALES = ['en', 'zh-Hans', 'zh-Hant'] as const;

/** One language of the app, as a BCP 47 tag. */
export type Locale = (typeof LOCALES)[number];

const STORAGE_KEY = 'guanke.language';

/** Whether `value` is one of the app's languages. */
export function isLocale(value: unknown): value is Locale {
  return (LOCALES as readonly unknown[]).includes(value);
}

/**
 * The app's language for a list of preferred BCP 47 tags, best first. Traditional script or a region that writes it
 * (TW, HK, MO) gives `zh-Hant`, any other Chinese `zh-Hans`; the first tag that the app speaks wins, `en` if none.
 */
export function localeForPreferences(tags: readonly string[]): Locale {
  for (const tag of tags) {
    const [language, ...rest] = tag.toLowerCase().split(/[-_]/);
    if (language === 'en') return 'en';
    if (language !== 'zh' && language !== 'yue') continue;
    if (rest.includes('hans')) return 'zh-Hans';
    if (rest.some((part) => ['hant', 'tw', 'hk', 'mo'].includes(part))) return 'zh-Hant';
    return language === 'yue' && rest.length === 0 ? 'zh-Hant' : 'zh-Hans';
  }
  return 'en';
}

class LocaleState {
  /** The language in use; read in a template or `$derived`, it re-renders on change. Set it through `setLanguage`. */
  current = $state<Locale>(initialLocale());
}

/** The app's language: `locale.current`. */
export const locale = new LocaleState();

overwriteGetLocale(() => locale.current);
showInDocument(locale.current);

/** Changes the language at once, without a reload, and remembers it on this device where storage is allowed. */
export function setLanguage(next: Locale): void {
  useLocale(next);
  try {
    globalThis.localStorage?.setItem(STORAGE_KEY, next);
  } catch {
    // Storage may be refused (private window, policy); the choice then lasts as long as the page.
  }
}

/** Changes the language for this page or worker only, without remembering it. */
export function useLocale(next: Locale): void {
  locale.current = next;
  showInDocument(next);
}

function initialLocale(): Locale {
  return rememberedLocale() ?? localeForPreferences(globalThis.navigator?.languages ?? []);
}

function rememberedLocale(): Locale | undefined {
  try {
    const stored = globalThis.localStorage?.getItem(STORAGE_KEY);
    return isLocale(stored) ? stored : undefined;
  } catch {
    return undefined;
  }
}

function showInDocument(next: Locale): void {
  if (typeof document !== 'undefined') document.documentElement.lang = next;
}
