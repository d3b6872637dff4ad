import type { SampleLocale } from './options.ts';
import type { SampleTexts } from './texts/shape.ts';

/** The words of the sample school in one language; each is a chunk that is loaded when asked for. */
export async function loadTexts(locale: SampleLocale): Promise<SampleTexts> {
  switch (locale) {
    case 'en':
      return (await import('./texts/en.ts')).texts;
    case 'zh-Hans':
      return (await import('./texts/zh-Hans.ts')).texts;
    case 'zh-Hant':
      return (await import('./texts/zh-Hant.ts')).texts;
  }
}

/** Fills `{slot}` in a pattern; a slot without a value stays as it is, so that a test can see it. */
export function fill(pattern: string, slots: Readonly<Record<string, string | number>>): string {
  if (!pattern.includes('{')) return pattern;
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => String(slots[name] ?? whole));
}
