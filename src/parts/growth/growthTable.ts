import { placeOfDot, type GrowthDot, type SemesterMean } from '../../analysis/figure.ts';
import { dateShort, number } from '../../i18n/formats.ts';
import { m } from '../../i18n/messages.ts';
import type { ChartTable } from '../../ui/chartTypes.ts';
import { lessonKindName, semesterName } from '../names.ts';
import { nextLessonAt, type AxisTick, type GrowthView } from './growthView.ts';
import { countWords, mentoredDays, mentoredWords, tickCount, type GrowthNames } from './growthWords.ts';

/**
 * Every number of a growth chart: for each semester of the axis its mean, interval and line, then its sheets by date; after
 * them sheets outside every semester and those of other rubrics, then who mentored the teacher when. Gaps are rows, too.
 */
export function growthTable(view: GrowthView, names: GrowthNames): ChartTable {
  const { figure, ticks, otherDots } = view;
  const bySemester = new Map(figure.semesters.map((mean) => [mean.semester, mean]));
  const more = lineColumns(view);
  const ofRubric = (dot: GrowthDot) =>
    `${lessonKindName(dot.lessonKind)} · ${names.families.get(dot.family) ?? m.growth_unknown_rubric()}`;
  const moved = (view.movedDots ?? []).length > 0;
  const empty = more.map(() => '');
  const row = (dot: GrowthDot, kind = dot.moved ? ofRubric(dot) : lessonKindName(dot.lessonKind), counts = true) => [
    ...dotCells(dot, kind, names),
    ...(moved ? [counts ? number(placeOfDot(dot), 1) : ''] : []),
    '',
    ...empty,
  ];
  const outside = figure.dots.filter((dot) => dot.semester === null);
  return {
    columns: [
      { header: m.growth_col_what() },
      { header: m.growth_col_kind() },
      { header: m.growth_col_observers() },
      { header: m.growth_col_points(), numeric: true },
      ...(moved ? [{ header: m.growth_col_moved(), numeric: true }] : []),
      { header: m.growth_col_interval(), numeric: true },
      ...more.map(({ header }) => ({ header, numeric: true })),
    ],
    rows: [
      ...ticks.flatMap((tick) => [
        semesterRow(tick, bySemester.get(tick.semester), more, names, moved),
        ...figure.dots.filter((dot) => dot.semester === tick.semester).map((dot) => row(dot)),
      ]),
      ...outside.map((dot) =>
        row(dot, `${dot.moved ? ofRubric(dot) : lessonKindName(dot.lessonKind)} · ${m.records_no_semester()}`),
      ),
      ...otherDots.map((dot) => row(dot, ofRubric(dot), false)),
      ...(view.mentored ?? []).map((span) => [
        mentoredDays(span),
        mentoredWords(span),
        '',
        '',
        ...(moved ? [''] : []),
        '',
        ...empty,
      ]),
    ],
  };
}

function semesterRow(
  tick: AxisTick,
  mean: SemesterMean | undefined,
  more: readonly LineColumn[],
  names: GrowthNames,
  moved: boolean,
): string[] {
  const semester = names.semesters.get(tick.semester);
  return [
    semester ? semesterName(semester) : '',
    mean ? m.growth_semester_mean() : '',
    tick.lessons > 0 ? countWords(tick) : tickCount(tick),
    mean && !moved ? number(mean.mean, 1) : '',
    // A mean of moved scores is on the scale that they were moved to.
    ...(moved ? [mean ? number(mean.mean, 1) : ''] : []),
    mean ? intervalOf(mean.lower, mean.upper) : '',
    ...more.map(({ cell }) => cell(tick.x)),
  ];
}

/** A column of what is drawn along the whole axis, by the place on it. */
interface LineColumn {
  header: string;
  cell: (x: number) => string;
}

/** The line with its band, and what the school's model draws beside it. */
function lineColumns({ figure: { line }, nextLesson }: GrowthView): LineColumn[] {
  if (!line) return [];
  const near = (a: number, b: number) => Math.abs(a - b) < 1e-9;
  const pointAt = (x: number) => line.points.find((point) => near(point.x, x));
  const { school } = line;
  const lined: LineColumn = {
    header: m.growth_col_line(),
    cell: (x) => {
      const at = pointAt(x);
      return at ? `${number(at.value, 1)} (${intervalOf(at.lower, at.upper)})` : '';
    },
  };
  const middle: LineColumn = {
    header: m.growth_legend_middle(),
    cell: (x) => {
      const at = school?.middle.find(({ semester }) => near(semester, x));
      return at ? intervalOf(at.lower, at.upper) : '';
    },
  };
  const next: LineColumn = {
    header: m.growth_legend_next(),
    cell: (x) => {
      const at = pointAt(x);
      if (!at || !school) return '';
      const { lower, upper } = nextLessonAt(at, school.newLessonSd);
      return intervalOf(lower, upper);
    },
  };
  return [lined, ...(school && school.middle.length > 0 ? [middle] : []), ...(school && nextLesson ? [next] : [])];
}

function intervalOf(lower: number | null, upper: number | null): string {
  return lower === null || upper === null
    ? m.growth_no_interval()
    : m.growth_interval({ lower: number(lower, 1), upper: number(upper, 1) });
}

function dotCells(dot: GrowthDot, kind: string, names: GrowthNames): string[] {
  return [
    dateShort(dot.date),
    kind,
    names.observers.get(dot.observer) ?? m.growth_unknown_observer(),
    number(dot.value, 1),
  ];
}
