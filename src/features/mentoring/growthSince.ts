import type { GrowthEstimator } from '../../analysis/estimator.ts';
import { teacherGrowth } from '../../analysis/growth.ts';
import type { FigureCounts, GrowthFigure } from '../../analysis/figure.ts';
import { countsOf } from '../../analysis/figure.ts';
import { semesterTime } from '../../analysis/semester-time.ts';
import type { PlainDate } from '../../domain/date.ts';
import type { Id } from '../../domain/ids.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { semestersById } from '../../domain/semester.ts';
import { figuresBeyondBreaks, growthView, valueRange, type GrowthView } from '../../parts/growth/growthView.ts';
import type { GrowthNames } from '../../parts/growth/growthWords.ts';
import type { GrowthData } from '../../store/queries/growth.ts';

/** The mentee's record with the day on which the pairing began. */
export interface GrowthSince {
  view: GrowthView;
  names: GrowthNames;
  figure: GrowthFigure;
  /** The rubric whose scale the figure is on. */
  scale: Id | null;
  /** Scored lessons of the same rubric before that day, and from it on. */
  before: FigureCounts;
  since: FigureCounts;
}

/**
 * The mentee's growth figure, marked where the pairing began; null without any scored sheet. `label` names the mark, `estimator` draws
 * the line: the same as on the mentee's growth page, so that the two never say different things.
 */
export async function growthSince(
  data: GrowthData,
  rubrics: ReadonlyMap<Id, Rubric>,
  estimator: GrowthEstimator,
  { from, label }: { from: PlainDate; label: string },
): Promise<GrowthSince | null> {
  const { ratings, headers, semesters, lessonsAsOne, teacher } = data;
  const input = { teacher: teacher.id, ratings, headers, semesters, rubrics, lessonsAsOne };
  const growth = await teacherGrowth(input, estimator);
  if (growth.dots.length === 0) return null;
  const shown = growth.families.find(
    (item) => item.family === growth.family || item.moved.some(({ family }) => family === growth.family),
  );
  const figure = shown ?? growth;
  const beyond = figuresBeyondBreaks(growth, shown?.family ?? growth.family);
  const drawn = growthView(figure, growth.axis, valueRange([figure, ...beyond], growth.dots), {
    dots: growth.dots,
    figures: beyond,
    breaks: growth.breaks,
    changes: growth.changes,
    moved: shown?.moved ?? [],
  });
  const x = semesterTime(semesters).xOf(from);
  const [low, high] = drawn.xRange;
  const xRange = [Math.min(low, x - 0.1), Math.max(high, x + 0.1)] as const;
  return {
    view: { ...drawn, xRange, mark: { x, label } },
    names: {
      semesters: semestersById(semesters),
      observers: new Map(headers.map((header) => [header.observer, header.observerName])),
      families: new Map(
        growth.families.flatMap((item) => [item, ...item.moved]).map((item) => [item.family, item.title]),
      ),
    },
    figure,
    scale: shown?.family ?? growth.family,
    before: countsOf(figure.dots.filter((dot) => dot.date < from)),
    since: countsOf(figure.dots.filter((dot) => dot.date >= from)),
  };
}
