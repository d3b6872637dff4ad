import type { Id } from '../domain/ids.ts';
import type { MixedModelFit } from '../measure/mixed-model.ts';
import { overlapOf } from './rubric-links.ts';
import type { KnownSchool } from './school-model.ts';

/** By how much sheets of one rubric family come out higher than those of another, for the same lesson. Points of 0–100. */
export interface FamilyDifference {
  family: Id;
  against: Id;
  points: number;
  se: number;
  /** Teachers observed by both in one semester; 0 where others link the two. */
  teachers: number;
}

/**
 * Every two families against each other. A family with lessons of a kind whose column had to be left out is in no pair: its form and that kind
 * came together only, and cannot be told apart (a form for pass lessons, and no pass lesson by another form).
 */
export function differencesOf(fit: MixedModelFit, { rows, families, columns }: KnownSchool): FamilyDifference[] {
  if (families.length < 2) return [];
  const left = columns.filter(({ name }) => fit.dropped.includes(name));
  const mixed = new Set(
    left.flatMap(({ family, values }) => family ?? rows.flatMap((row, i) => (values[i] ? [row.family] : []))),
  );
  const told = families.filter((family) => !mixed.has(family));
  const lead = fit.intercept ? 1 : 0;
  // The first family is the level from which the others are counted: it has no column.
  const placeOf = (id: Id) => {
    const column = columns.findIndex(({ family }) => family === id);
    return column < 0 ? null : lead + 1 + column;
  };
  const overlap = overlapOf(rows);
  const beta = (place: number | null) => (place === null ? 0 : (fit.beta[place] ?? 0));
  const cov = (a: number | null, b: number | null) => (a === null || b === null ? 0 : (fit.betaCov[a]?.[b] ?? 0));
  return told.flatMap((family) =>
    told
      .filter((against) => against !== family)
      .map((against) => {
        const [a, b] = [placeOf(family), placeOf(against)];
        return {
          family,
          against,
          points: beta(a) - beta(b),
          se: Math.sqrt(Math.max(0, cov(a, a) + cov(b, b) - 2 * cov(a, b))),
          teachers: overlap(family, against),
        };
      }),
  );
}
