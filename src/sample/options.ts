import type { Instant, PlainDate } from '../domain/date.ts';
import type { Rubric } from '../domain/rubric.ts';
import type { Stamp } from '../domain/record.ts';
import type { SchoolKind } from '../domain/semester.ts';

/** The languages in which the sample school exists. */
export type SampleLocale = 'en' | 'zh-Hans' | 'zh-Hant';

/** How large the school is. */
export interface SampleSize {
  /** Teachers of the whole history, leavers included. */
  teachers: number;
  groups: number;
  /** Semesters or terms up to today's. */
  semesters: number;
  /** Finished sheets. */
  observations: number;
  pairings: number;
  /** Open and demonstration classes; the last four are still to come. */
  classes: number;
}

export interface SampleOptions extends Partial<SampleSize> {
  seed?: number;
  today: PlainDate;
  locale: SampleLocale;
  /** Rubrics of the school in its language; scored sheets use those that are found by family. */
  rubrics: readonly Rubric[];
  /** Makes the stamp of a record written at an instant. */
  stamp: (at: Instant) => Stamp;
  /**
   * For measurements: every sheet uses this rubric, has a score for each of its indicators and ten notes
   * (a "stated sheet"); no notes-only sheets, gaps or focus.
   */
  rubric?: Rubric;
  /** Sheets in a batch, 200 by default. */
  batch?: number;
}

const SIZES = {
  default: { teachers: 48, groups: 6, semesters: 8, observations: 1500, pairings: 12, classes: 60 },
  measure: { teachers: 1000, groups: 24, semesters: 16, observations: 100_000, pairings: 250, classes: 1200 },
} as const satisfies Record<string, SampleSize>;

/** Ready-made sizes: `default` to explore, `measure` for the benchmark. */
export function sampleSize(name: keyof typeof SIZES): SampleSize {
  return { ...SIZES[name] };
}

/** The kind of school, and with it terms and calendar, that belongs to a language. */
export const KIND_OF_LOCALE: Record<SampleLocale, SchoolKind & ('china' | 'taiwan' | 'england')> = {
  en: 'england',
  'zh-Hans': 'china',
  'zh-Hant': 'taiwan',
};

/** The size with defaults filled in; throws a RangeError with what is wrong when a school cannot be that small. */
export function sizeOf(options: Partial<SampleSize>): SampleSize {
  const size = { ...SIZES.default };
  const filled: SampleSize = { ...size };
  for (const key of Object.keys(size) as (keyof SampleSize)[]) filled[key] = options[key] ?? size[key];
  for (const [key, value] of Object.entries(filled)) {
    if (!Number.isInteger(value) || value < 0)
      throw new RangeError(`sample school: ${key} must be a whole number from 0`);
  }
  if (filled.groups < 1) throw new RangeError('sample school: at least one group');
  if (filled.semesters < 1) throw new RangeError('sample school: at least one semester');
  if (filled.teachers < 3 * filled.groups) throw new RangeError('sample school: at least three teachers a group');
  if (filled.pairings > filled.teachers) throw new RangeError('sample school: at most as many pairings as teachers');
  return filled;
}
