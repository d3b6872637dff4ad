import { describe, expect, it } from 'vitest';
import { useLocale } from '../../i18n/locale.svelte.ts';
import { severityWords } from './observerRows.ts';

useLocale('en');

describe('severityWords', () => {
  it('says in which direction an observer differs where the interval leaves no doubt', () => {
    expect(severityWords({ severity: 5, lower: 2, upper: 8 })).toMatch(/^about 5 points stricter .*between 2 and 8/);
    expect(severityWords({ severity: -5, lower: -8, upper: -2 })).toMatch(/^about 5 points milder .*between 2 and 8/);
  });

  it.each([
    { severity: 1, lower: -2, upper: 4 },
    { severity: 4, lower: 0.01, upper: 8.1 },
    { severity: -4, lower: -8.1, upper: -0.01 },
    { severity: 0, lower: 0, upper: 0 },
  ])('names no direction where the interval holds 0 or is written as if it did: $lower to $upper', (found) => {
    expect(severityWords(found)).toMatch(/^not clearly stricter or milder/);
  });
});
