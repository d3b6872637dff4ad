import { beforeAll, describe, expect, it } from 'vitest';
import type { GrowthFigure } from '../../analysis/figure.ts';
import type { LineChange } from '../../analysis/line-change.ts';
import { semestersFrom } from '../../analysis/school.fixture.ts';
import { useLocale } from '../../i18n/locale.svelte.ts';
import { aloneSentence, alongSentences } from './sinceWords.ts';

beforeAll(() => useLocale('en'));

const terms = semestersFrom(2024, 4);
const change = (difference: LineChange['difference']): LineChange => ({
  first: { x: 1, value: 71.4, lower: 66, upper: 76.4 },
  last: { x: 3, value: 74.2, lower: 70, upper: 79 },
  difference,
});
const mean = {
  semester: '',
  x: 0,
  mean: 70,
  lower: null,
  upper: null,
  bounded: false,
  lessons: 3,
  observers: 2,
  sheets: 3,
};
const figure = (reliability: number): GrowthFigure => ({
  stage: 'line',
  flags: [],
  verdict: 'no-clear-change',
  semesters: [mean, mean, mean],
  line: { slope: { value: 1, lower: -0.5, upper: 2.5 }, reliability, points: [], bounded: false, pulled: 0 },
  n: { lessons: 9, observers: 3, sheets: 9 },
  dots: [],
});

describe('the words about the time since a pairing began', () => {
  it('give the level then and now, and how far apart with its interval and without a verdict', () => {
    const [levels, difference] = alongSentences(change({ value: 2.8, lower: -1, upper: 6.6 }), { terms });
    expect(levels).toMatch(/is 71 \(95%: 66 to 76\) in .*2025.*, when the pairing began, and 74 \(95%: 70 to 79\) in/u);
    expect(difference).toMatch(/^That is \+2\.8 points \(95%: −1 to \+6\.6\).*no verdict/u);
  });

  it('give no difference that would be the school’s and not the teacher’s', () => {
    expect(alongSentences(change(null), { terms })[1]).toMatch(/mostly the school’s mean growth/u);
  });

  it('give the interval of an own line only where the lessons tell it from the school’s mean', () => {
    expect(aloneSentence(figure(0.6))).toMatch(/anywhere between −0\.5 and 2\.5 points/u);
    expect(aloneSentence(figure(0.4))).toMatch(/^No clear change over 3 semesters: these lessons do not tell/u);
  });
});
