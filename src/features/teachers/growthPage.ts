import type { GrowthEstimator } from '../../analysis/estimator.ts';
import { teacherGrowth, type DimensionGrowth, type TeacherGrowth } from '../../analysis/growth.ts';
import type { GrowthFigure } from '../../analysis/figure.ts';
import { termProfile, type TermProfile } from '../../analysis/profile.ts';
import { WHOLE_SHEET } from '../../analysis/school-rows.ts';
import { termAround } from '../../analysis/school-year.ts';
import { semesterTime } from '../../analysis/semester-time.ts';
import type { PlainDate } from '../../domain/date.ts';
import type { SheetHeader } from '../../domain/header.ts';
import type { Id } from '../../domain/ids.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { semestersById, type Semester } from '../../domain/semester.ts';
import {
  figuresBeyondBreaks,
  growthView,
  valueRange,
  type GrowthView,
  type MentoredSpan,
} from '../../parts/growth/growthView.ts';
import type { GrowthNames } from '../../parts/growth/growthWords.ts';
import type { GrowthData } from '../../store/queries/growth.ts';

/** Everything that a growth page shows of one teacher, worked out. */
export interface GrowthPageView {
  /** The whole record: what is left out, breaks, families to choose from. */
  growth: TeacherGrowth;
  /** The rubric family that the page speaks about; null without any scored sheet. */
  family: Id | null;
  /** The figure of that family, or of the one that it is joined to. */
  figure: GrowthFigure;
  /** The rubric whose scale the figure is on; null without any scored sheet. */
  scale: Id | null;
  main: GrowthView;
  dimensions: { dimension: DimensionGrowth; view: GrowthView }[];
  names: GrowthNames;
  profile: TermProfile;
  /** The term of today, in a holiday the last one. */
  term: Semester | null;
  /** Distinct lessons given in that term, whoever observed them. */
  given: number;
}

/**
 * Works out a growth page. `chosen` is the rubric family that the person wants to see; without it, or when the teacher has
 * no sheet of it, the leading one is shown. Families that the school's model joins are one figure on the scale of the present one;
 * what nothing joins is never mixed: such rubrics are marked dots, and their figures stand only on the far side of a break.
 * `estimator` draws the lines.
 */
export async function growthPage(
  data: GrowthData,
  rubrics: ReadonlyMap<Id, Rubric>,
  chosen: Id | null,
  today: PlainDate,
  estimator: GrowthEstimator,
): Promise<GrowthPageView> {
  const { ratings, headers, semesters, lessonsAsOne } = data;
  const input = { teacher: data.teacher.id, ratings, headers, semesters, rubrics, lessonsAsOne };
  const growth = await teacherGrowth(input, estimator);
  const holding = growth.families.find(
    (item) => item.family === chosen || item.moved.some(({ family: joined }) => joined === chosen),
  );
  const family = holding ? chosen : growth.family;
  const own =
    family === growth.family
      ? growth
      : await teacherGrowth({ ...input, ratings: ratings.filter((row) => row.family === family) }, estimator);
  const shown = holding ?? growth.families.find((item) => item.family === family);
  const figure = shown ?? growth;
  const beyond = figuresBeyondBreaks(growth, shown?.family ?? family);
  const dimensions = own.dimensions;
  const range = valueRange([figure, ...beyond], growth.dots);
  // One axis for the small charts, and not that of the large one: a low score by another rubric would press all their lines flat.
  const small = valueRange(dimensions);
  return {
    growth,
    family,
    figure,
    scale: shown?.family ?? family,
    main: growthView(figure, growth.axis, range, {
      dots: growth.dots,
      figures: beyond,
      breaks: growth.breaks,
      changes: growth.changes,
      moved: shown?.moved ?? [],
      mentored: mentoredSpans(data),
    }),
    dimensions: dimensions.map((dimension) => ({ dimension, view: growthView(dimension, growth.axis, small) })),
    names: {
      semesters: semestersById(semesters),
      observers: new Map(headers.map((header) => [header.observer, header.observerName])),
      families: new Map(
        growth.families.flatMap((item) => [item, ...item.moved]).map((item) => [item.family, item.title]),
      ),
    },
    profile: termProfile({ ...input, today }),
    ...givenThisTerm(data, today),
  };
}

function mentoredSpans({ mentored, semesters }: GrowthData): MentoredSpan[] {
  const { xOf } = semesterTime(semesters);
  return mentored.map((time) => ({ ...time, start: xOf(time.from), end: time.to === null ? null : xOf(time.to) }));
}

function givenThisTerm({ headers, semesters, lessonsAsOne, teacher }: GrowthData, today: PlainDate) {
  const term = termAround(semesters, today);
  const inside = headers.filter(
    ({ date, observer }) => term !== null && date >= term.start && date <= term.end && observer !== teacher.id,
  );
  return { term, given: new Set(inside.map(({ lesson }) => lessonsAsOne.get(lesson) ?? lesson)).size };
}

/** A lesson in the side list: one of its sheets and how many observers wrote one. */
export interface NewestLesson {
  header: SheetHeader;
  observers: number;
}

/** The newest lessons behind these sheets, each once however many observers it had. */
export function newestLessons(
  headers: readonly SheetHeader[],
  lessonsAsOne: ReadonlyMap<Id, Id>,
  limit: number,
): NewestLesson[] {
  const byLesson = new Map<Id, SheetHeader[]>();
  for (const header of headers) {
    const lesson = lessonsAsOne.get(header.lesson) ?? header.lesson;
    byLesson.set(lesson, [...(byLesson.get(lesson) ?? []), header]);
  }
  return [...byLesson.values()]
    .flatMap(([header, ...others]) => {
      if (!header) return [];
      return [{ header, observers: new Set([header, ...others].map(({ observer }) => observer)).size }];
    })
    .sort(({ header: a }, { header: b }) => (placeOf(a) < placeOf(b) ? 1 : -1))
    .slice(0, limit);
}

function placeOf({ date, period, id }: SheetHeader): string {
  return `${date} ${String(period ?? 0).padStart(3, '0')} ${id}`;
}

/** Whether the page leads with what observers wrote: below the limits of a line, figures alone say too little. */
export function leadsWithWords({ stage, pending }: GrowthFigure): boolean {
  return stage !== 'line' && !pending;
}

/** The figures of whose school's model the page needs: the whole sheet first, then dimensions; none where no line will stand. */
export function dimensionsWanted({ growth, dimensions }: Pick<GrowthPageView, 'growth' | 'dimensions'>): Id[] {
  const whole = growth.pending || growth.families.some(({ stage }) => stage === 'line');
  return [
    ...(whole ? [WHOLE_SHEET] : []),
    ...dimensions.filter((each) => each.dimension.stage === 'line').map((each) => each.dimension.dimension),
  ];
}

/** Ids of all rubric versions that the page needs. */
export function rubricsNeeded({ ratings, headers }: Pick<GrowthData, 'ratings' | 'headers'>): Id[] {
  return [
    ...new Set([...ratings.map((row) => row.rubric), ...headers.flatMap((header) => header.rubric ?? [])]),
  ].sort();
}

/** Years of service begun on a day: the first year is 1; null when the start is unknown or still to come. */
export function yearOfService(start: PlainDate | null, today: PlainDate): number | null {
  if (!start || start > today) return null;
  const years = Number(today.slice(0, 4)) - Number(start.slice(0, 4));
  return today.slice(5) < start.slice(5) ? years : years + 1;
}
