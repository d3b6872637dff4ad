import type { GrowthEstimator } from '../../analysis/estimator.ts';
import { teacherGrowth, type FamilyGrowth, type TeacherGrowth } from '../../analysis/growth.ts';
import type { FigureCounts, FigureLine, GrowthDot, GrowthFigure } from '../../analysis/figure.ts';
import { countsOf, stageOfDots } from '../../analysis/figure.ts';
import { changeAlong, type LineChange } from '../../analysis/line-change.ts';
import type { StageOfGrowth } from '../../analysis/limits.ts';
import { semesterTime, type SemesterTime } from '../../analysis/semester-time.ts';
import type { PlainDate } from '../../domain/date.ts';
import type { Id } from '../../domain/ids.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { semestersById, type Semester } from '../../domain/semester.ts';
import { figuresBeyondBreaks, growthView, valueRange, type GrowthView } from '../../parts/growth/growthView.ts';
import type { GrowthNames } from '../../parts/growth/growthWords.ts';
import type { GrowthData } from '../../store/queries/growth.ts';

/** The mentee's record with the day on which the pairing began. */
export interface GrowthSince {
  view: GrowthView;
  names: GrowthNames;
  /** The school's semesters by semester time. */
  terms: readonly Semester[];
  figure: GrowthFigure;
  /** The rubric whose scale the figure is on. */
  scale: Id | null;
  /** Scored lessons of the same rubric before that day, and from it on. */
  before: FigureCounts;
  since: FigureCounts;
  /** What the time since that day says by itself. */
  alone: AloneSince;
}

/** The growth since a day, as far as the lessons since then carry it. */
export type AloneSince =
  /** There are no lessons before: the figure is of the time since. */
  | { said: 'all' }
  /** A line of its own. */
  | { said: 'line'; figure: GrowthFigure }
  /** Too few lessons or semesters for one; and where the line through all semesters stands then and now. */
  | { said: 'few'; there: StageOfGrowth; along: LineChange | null };

/** Who draws the line through all lessons, and the one through those from a day on. */
export interface SinceEstimators {
  whole: GrowthEstimator;
  since: GrowthEstimator;
}

/**
 * The mentee's growth figure, marked where the pairing began; null without any scored sheet. `label` names the mark, `whole` draws
 * the line: the same as on the mentee's growth page, so that the two never say different things.
 *
 * The time since gets a line and a verdict of its own from the limits of any line on (three semesters, six lessons), by a fit of the whole
 * school's lessons from that day on (`since`). A bend in this one teacher's line at a day that somebody chose would be a test of that teacher alone, with
 * few lessons and no school to lean on; bends for all teachers on that day have no meaning for the others. A fit of the later lessons is the same
 * model as ever, of a school that was followed for a shorter time: its bands and verdicts hold as they were proved, and a growth or a drift of observers
 * from before is not counted in. What it gives up is what earlier lessons know of levels and observers.
 */
export async function growthSince(
  data: GrowthData,
  rubrics: ReadonlyMap<Id, Rubric>,
  { whole, since }: SinceEstimators,
  { from, label }: { from: PlainDate; label: string },
): Promise<GrowthSince | null> {
  const { ratings, headers, semesters, lessonsAsOne, teacher } = data;
  const input = { teacher: teacher.id, ratings, headers, semesters, rubrics, lessonsAsOne };
  const growth = await teacherGrowth(input, whole);
  if (growth.dots.length === 0) return null;
  const time = semesterTime(semesters);
  const shown = shownOf(growth);
  const figure = shown ?? growth;
  const scale = shown?.family ?? growth.family;
  const earlier = figure.dots.filter((dot) => dot.date < from);
  const later = figure.dots.filter((dot) => dot.date >= from);
  return {
    view: viewOf(growth, figure, scale, { x: time.xOf(from), label }),
    names: {
      semesters: semestersById(semesters),
      observers: new Map(headers.map((header) => [header.observer, header.observerName])),
      families: new Map(
        growth.families.flatMap((item) => [item, ...item.moved]).map((item) => [item.family, item.title]),
      ),
    },
    terms: time.semesters,
    figure,
    scale,
    before: countsOf(earlier),
    since: countsOf(later),
    alone: await aloneSince({ earlier, later, line: figure.line, start: startOf(time, from) }, async () => {
      const there = await teacherGrowth({ ...input, ratings: ratings.filter(({ date }) => date >= from) }, since);
      return there.pending ? there : (there.families.find(({ family }) => family === scale) ?? shownOf(there) ?? there);
    }),
  };
}

/** The semester in which a day lies, else the next one. */
function startOf({ placeOf, xOf }: SemesterTime, from: PlainDate): number {
  return placeOf(from)?.index ?? Math.ceil(xOf(from));
}

/** The leading family's figure, or the one that its scores were moved to. */
function shownOf({ families, family }: TeacherGrowth): FamilyGrowth | undefined {
  return families.find((item) => item.family === family || item.moved.some((each) => each.family === family));
}

function viewOf(
  growth: TeacherGrowth,
  figure: FamilyGrowth | TeacherGrowth,
  scale: Id | null,
  mark: { x: number; label: string },
): GrowthView {
  const beyond = figuresBeyondBreaks(growth, scale);
  const drawn = growthView(figure, growth.axis, valueRange([figure, ...beyond], growth.dots), {
    dots: growth.dots,
    figures: beyond,
    breaks: growth.breaks,
    changes: growth.changes,
    moved: 'moved' in figure ? figure.moved : [],
  });
  const [low, high] = drawn.xRange;
  return { ...drawn, xRange: [Math.min(low, mark.x - 0.1), Math.max(high, mark.x + 0.1)], mark };
}

/** `refit` draws the figure of the later lessons, where they carry a line; `start` is where the time since begins on the line through all. */
async function aloneSince(
  { earlier, later, line, start }: Later,
  refit: () => Promise<GrowthFigure>,
): Promise<AloneSince> {
  if (earlier.every((dot) => dot.semester === null)) return { said: 'all' };
  const there = stageOfDots(later);
  const own = there.stage === 'line' ? await refit() : null;
  if (own && (own.pending || own.stage === 'line')) return { said: 'line', figure: own };
  const along = line && there.lessons > 0 ? changeAlong(line, start) : null;
  return { said: 'few', there: own ? stageOfDots(own.dots) : there, along };
}

interface Later {
  earlier: readonly GrowthDot[];
  later: readonly GrowthDot[];
  line: FigureLine | null;
  start: number;
}
