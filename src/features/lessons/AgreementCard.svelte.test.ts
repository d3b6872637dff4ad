import '../../ui/styles.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import { aNotesSheet, aRubricOf, aSheet, anIndicator, aSnapshot } from '../../../tests/builders/index.ts';
import { withoutScores } from '../../domain/sheet.ts';
import AgreementCard from './AgreementCard.svelte';

afterEach(() => cleanup());

const form = aRubricOf(['a', 'b', 'c'].map((id) => anIndicator(id)));
const rubricOf = (id: string | null) => (id === null ? null : form);
const given = (observer: string, a: number, b: number, c: number) =>
  aSheet({
    observer,
    scores: { 'a/0': a, 'b/0': b, 'c/0': c },
    snapshot: aSnapshot({ observerName: observer }),
  });
const text = (words: string | RegExp) => page.getByText(words);

describe('the agreement of a lesson’s sheets', () => {
  it('says how many are the same and within a level, each beside chance', async () => {
    await render(AgreementCard, { sheets: [given('Zhou', 5, 4, 4), given('Wu', 5, 2, 3)], rubricOf });
    await expect.element(page.getByRole('region', { name: 'Agreement of these sheets' })).toBeVisible();
    await expect
      .element(text('Within one level on 2 of 3 indicators (by chance about 2); the same on 1 (by chance about 1).'))
      .toBeVisible();
  });

  it('names what to talk about first with everybody’s value, the widest before the close', async () => {
    await render(AgreementCard, { sheets: [given('Zhou', 5, 4, 4), given('Wu', 5, 2, 3)], rubricOf });
    const items = page.getByRole('listitem').elements();
    expect(items.map((item) => item.textContent?.replaceAll(/\s+/gu, ' ').trim())).toEqual([
      'Indicator b Zhou: Good · 4 Wu: Poor · 2 2 levels apart',
      'Indicator c Zhou: Good · 4 Wu: Fair · 3 1 level apart',
    ]);
    const table = page.getByRole('table', { name: 'Each observer beside the others, on this lesson' });
    await expect.element(table.getByRole('row', { name: /Zhou/u })).toHaveTextContent('1.0 levels higher');
  });

  it('counts pairs of three observers, and says when nobody is far apart', async () => {
    await render(AgreementCard, { sheets: ['A', 'B', 'C'].map((name) => given(name, 5, 4, 3)), rubricOf });
    await expect.element(text(/9 pairs of scores: 9 within one level/u)).toBeVisible();
    await expect.element(text('On no indicator are the observers as far as one level apart.')).toBeVisible();
  });

  it('shows no figure where scores are not open, and says which sheets do not count', async () => {
    const sheets = [given('Zhou', 5, 4, 4), withoutScores(given('Wu', 5, 2, 3)), aNotesSheet({ observer: 'Li' })];
    await render(AgreementCard, { sheets, rubricOf });
    await expect.element(text(/^2 sheets have no scores here/u)).toBeVisible();
    expect(page.getByRole('heading').elements()).toHaveLength(0);
  });
});
