import type { Id } from '../domain/ids.ts';
import { bandOf, type Band, type Rubric } from '../domain/rubric.ts';
import { assessedLessons, type AssessedCell, type AssessedInput } from './assessed-lessons.ts';
import { LIMITS } from './limits.ts';
import { shareOf, type Share } from './rates.ts';

/** One part of a distribution, lowest totals first: a band, or ten points of 100. */
export interface DistributionPart {
  /** Of a band its label; empty for totals below every band, and for tenths. */
  label: string;
  /** The total from which it applies, in the newest form. */
  from: number;
  rank: Band['rank'] | null;
  /** Null below three lessons of the semester: too few to give a share. */
  share: Share | null;
}

/** How a semester's assessed lessons lie under one rubric family. */
export interface SemesterDistribution {
  semester: Id;
  lessons: number;
  observers: number;
  /** As many as the family's `parts`. */
  parts: DistributionPart[];
}

/** One rubric family's distributions, on the same parts in every semester. */
export interface FamilyDistribution {
  family: Id;
  /** By the form's own bands, or by tenths of 100 where it has none. */
  by: 'bands' | 'tenths';
  /** In the order of the semesters. */
  semesters: SemesterDistribution[];
}

/**
 * How many lessons lie in each band, by semester and rubric family, the family with most lessons first. Counted as the rates are
 * (`assessedLessons`): one lesson once, by the mean of its totals, with the bands of the version that it was scored with; bands of equal label in
 * several versions are one. Forms without bands in tenths of 100, from the lowest to the highest that occurs.
 */
export function distributions(input: AssessedInput): FamilyDistribution[] {
  const found = [true, false].flatMap((bands) => {
    const families = new Map<Id, AssessedCell[]>();
    for (const cell of assessedLessons(input, bands))
      families.set(cell.family, [...(families.get(cell.family) ?? []), cell]);
    return [...families].map(([family, cells]) => distributionOf(family, cells, bands));
  });
  const size = ({ semesters }: FamilyDistribution) => semesters.reduce((sum, { lessons }) => sum + lessons, 0);
  return found.sort((a, b) => size(b) - size(a));
}

type Part = Omit<DistributionPart, 'share'>;

function distributionOf(family: Id, cells: readonly AssessedCell[], bands: boolean): FamilyDistribution {
  const lessons = cells.flatMap((cell) => cell.lessons);
  const parts = bands ? bandsOf(lessons) : tenthsOf(lessons.map(({ total }) => total));
  const placeOf = (total: number, rubric: Rubric) => {
    if (!bands) return parts.findLastIndex(({ from }) => tenth(total) >= from);
    const label = bandOf(rubric, total)?.label ?? '';
    return parts.findIndex((part) => part.label === label);
  };
  return {
    family,
    by: bands ? 'bands' : 'tenths',
    semesters: cells.map((cell) => {
      const places = cell.lessons.map(({ total, rubric }) => placeOf(total, rubric));
      const n = cell.lessons.length;
      return {
        semester: cell.semester,
        lessons: n,
        observers: cell.observers,
        parts: parts.map((part, i) => ({
          ...part,
          share: n >= LIMITS.lessons ? shareOf(places.filter((place) => place === i).length, n) : null,
        })),
      };
    }),
  };
}

/** The bands of all versions in use; the newest version says where one begins. */
function bandsOf(lessons: AssessedCell['lessons']): Part[] {
  const versions = [...new Set(lessons.map(({ rubric }) => rubric))].sort((a, b) => b.created - a.created);
  const bands = new Map<string, Part>();
  for (const { bands: own } of versions)
    for (const { label, from, rank } of own) if (!bands.has(label)) bands.set(label, { label, from, rank });
  const below = lessons.some(({ rubric, total }) => bandOf(rubric, total) === null);
  const ranked = [...bands.values()].sort((a, b) => a.from - b.from);
  return [...(below ? [{ label: '', from: 0, rank: null }] : []), ...ranked];
}

/** 0, 10, … 90; 100 and a bonus above it belong to the highest. */
const tenth = (total: number) => Math.max(0, Math.min(90, 10 * Math.floor((total + 1e-9) / 10)));

function tenthsOf(totals: readonly number[]): Part[] {
  const tenths = totals.map(tenth);
  const [low, high] = [Math.min(...tenths), Math.max(...tenths)];
  return Array.from({ length: (high - low) / 10 + 1 }, (_, i) => ({ label: '', from: low + 10 * i, rank: null }));
}
