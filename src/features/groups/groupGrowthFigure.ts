import type { GroupGrowth, GroupSemester } from '../../analysis/group-growth.ts';
import type { GrowthFigure } from '../../analysis/figure.ts';
import type { Semester } from '../../domain/semester.ts';
import { number } from '../../i18n/formats.ts';
import { m } from '../../i18n/messages.ts';
import { growthView, valueRange, type GrowthView } from '../../parts/growth/growthView.ts';
import { semesterName } from '../../parts/names.ts';
import type { ChartTable } from '../../ui/chartTypes.ts';

/** A group's growth as a figure of the growth chart: no dots, since a dot would be one teacher's lesson. */
export function figureOfGroup(
  { stage, verdict, n, semesters, line }: GroupGrowth,
  terms: readonly Semester[],
): GrowthFigure {
  return {
    stage,
    verdict,
    flags: n.observers === 1 ? ['one-observer'] : [],
    n,
    dots: [],
    semesters: semesters.flatMap(({ step: x, mean, lower, upper, n: counts }) => {
      const semester = terms[x]?.id;
      return semester === undefined || mean === null
        ? []
        : [{ semester, x, mean, lower, upper, bounded: upper === 100 || lower === 0, ...counts }];
    }),
    line: line && {
      ...line,
      pulled: 0,
      points: line.points.map(({ semester: x, ...point }) => ({ x, ...point })),
    },
  };
}

/** The chart of it; the axis has the semesters in which the group was seen. */
export function viewOfGroup(found: GroupGrowth, figure: GrowthFigure, terms: readonly Semester[]): GrowthView {
  const axis = found.semesters.map(({ step: x, n }) => ({ x, semester: terms[x]?.id ?? '', n }));
  const ticks = found.semesters.map(({ step: x, n }) => {
    return { x, semester: terms[x]?.id ?? '', lessons: n.lessons, observers: n.observers, elsewhere: false };
  });
  return { ...growthView(figure, axis, valueRange([figure])), ticks };
}

/** Every number of the chart, a semester a row. */
export function tableOfGroup({ semesters, line }: GroupGrowth, terms: readonly Semester[]): ChartTable {
  const span = (lower: number | null, upper: number | null) =>
    lower === null || upper === null
      ? m.growth_no_interval()
      : m.growth_interval({ lower: number(lower, 1), upper: number(upper, 1) });
  const lineAt = (step: number) => {
    const at = line?.points.find(({ semester }) => Math.abs(semester - step) < 1e-9);
    return at ? `${number(at.value, 1)} (${span(at.lower, at.upper)})` : '–';
  };
  const row = ({ step, n, mean, lower, upper }: GroupSemester) => {
    const term = terms[step];
    return [
      term ? semesterName(term) : '',
      mean === null ? m.groups_rates_few() : number(mean, 1),
      mean === null ? '–' : span(lower, upper),
      ...(line ? [lineAt(step)] : []),
      String(n.teachers),
      String(n.lessons),
      String(n.observers),
    ];
  };
  return {
    columns: [
      { header: m.groups_semester() },
      { header: m.groups_growth_mean(), numeric: true },
      { header: m.growth_col_interval(), numeric: true },
      ...(line ? [{ header: m.growth_col_line(), numeric: true }] : []),
      { header: m.groups_growth_teachers(), numeric: true },
      { header: m.groups_heat_lessons(), numeric: true },
      { header: m.figures_connect_observers(), numeric: true },
    ],
    rows: semesters.map(row),
  };
}
