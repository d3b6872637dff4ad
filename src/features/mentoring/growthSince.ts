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
  /** Scored lessons of the same rubric before that day, and from it on. */
  before: FigureCounts;
  since: FigureCounts;
}

/** The mentee's growth figure, marked where the pairing began; null without any scored sheet. `label` names the mark. */
export async function growthSince(
  data: GrowthData,
  rubrics: ReadonlyMap<Id, Rubric>,
  from: PlainDate,
  label: string,
): Promise<GrowthSince | null> {
  const { ratings, headers, semesters, lessonsAsOne, teacher } = data;
  const growth = await teacherGrowth({ teacher: teacher.id, ratings, headers, semesters, rubrics, lessonsAsOne });
  if (growth.dots.length === 0) return null;
  const figure = growth.families.find((item) => item.family === growth.family) ?? growth;
  const beyond = figuresBeyondBreaks(growth, growth.family);
  const drawn = growthView(figure, growth.axis, valueRange([figure, ...beyond], growth.dots), {
    dots: growth.dots,
    figures: beyond,
    breaks: growth.breaks,
  });
  const x = semesterTime(semesters).xOf(from);
  const [low, high] = drawn.xRange;
  const xRange = [Math.min(low, x - 0.1), Math.max(high, x + 0.1)] as const;
  return {
    view: { ...drawn, xRange, mark: { x, label } },
    names: {
      semesters: semestersById(semesters),
      observers: new Map(headers.map((header) => [header.observer, header.observerName])),
      families: new Map(growth.families.map((item) => [item.family, item.title])),
    },
    figure,
    before: countsOf(figure.dots.filter((dot) => dot.date < from)),
    since: countsOf(figure.dots.filter((dot) => dot.date >= from)),
  };
}
