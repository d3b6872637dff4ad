import { describe, expect, it } from 'vitest';
import { MOST_VISITS } from '../../analysis/planner.ts';
import { useLocale } from '../../i18n/locale.svelte.ts';
import { reachSentence } from './planWords.ts';

useLocale('en');

describe('what it takes to be sure', () => {
  const said = (different: number | null, alone: number | null) => reachSentence({ target: 0.8, different, alone });

  it('names what one observer needs as long as somebody could do it', () => {
    expect(said(6, MOST_VISITS)).toContain(`one observer alone needs ${MOST_VISITS} lessons`);
  });

  it('never promises that one observer is enough after hundreds of lessons', () => {
    expect(said(6, 609)).toBe(
      '6 lessons by 6 different observers reach 0.80; one observer alone would need more than 20 lessons.',
    );
    expect(said(6, null)).toContain('one observer never does');
  });

  it('says that even the most visits are not enough', () => {
    expect(said(null, null)).toBe('Not even 20 lessons by 20 different observers reach 0.80.');
  });
});
