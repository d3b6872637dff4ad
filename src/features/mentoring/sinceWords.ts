import { LEAST_RELIABILITY } from '../../analysis/estimator.ts';
import type { GrowthFigure } from '../../analysis/figure.ts';
import type { LineChange } from '../../analysis/line-change.ts';
import { number } from '../../i18n/formats.ts';
import { m } from '../../i18n/messages.ts';
import { mainSentence, signedPoints } from '../../parts/growth/growthWords.ts';
import { semesterName } from '../../parts/names.ts';
import type { GrowthSince } from './growthSince.ts';

/**
 * What the lessons since say by themselves. Where they do not tell the teacher's own slope from the school's, its interval is left out: it would
 * be that of the school's mean (it holds the true slope of a single teacher in 83–88 % of drawn schools of three semesters, not in 95).
 */
export function aloneSentence(figure: GrowthFigure): string {
  const { line, pending, semesters } = figure;
  return line && !pending && line.reliability < LEAST_RELIABILITY
    ? m.mentoring_since_not_own({ n: semesters.length })
    : mainSentence(figure);
}

/** Where the line stands when the pairing began and at its end, and how far that is apart or why this is not said. */
export function alongSentences(
  { first, last, difference }: LineChange,
  { terms }: Pick<GrowthSince, 'terms'>,
): string[] {
  const nameAt = (x: number) => {
    const term = terms[Math.round(x)];
    return term ? semesterName(term) : '';
  };
  const span = (lower: string, upper: string) => m.growth_interval({ lower, upper });
  const band = ({ lower, upper }: LineChange['first']) => span(number(lower, 0), number(upper, 0));
  return [
    m.mentoring_since_levels({
      first: number(first.value, 0),
      firstSpan: band(first),
      from: nameAt(first.x),
      last: number(last.value, 0),
      lastSpan: band(last),
      to: nameAt(last.x),
    }),
    difference
      ? m.mentoring_since_difference({
          points: signedPoints(difference.value),
          span: span(signedPoints(difference.lower), signedPoints(difference.upper)),
        })
      : m.mentoring_since_same(),
  ];
}
