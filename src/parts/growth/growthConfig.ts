import { placeOfDot, type GrowthDot, type GrowthFigure } from '../../analysis/figure.ts';
import type { ChartColours, ChartConfiguration, ChartDataset, TooltipItem } from '../../ui/chartTypes.ts';
import { KIND_MARKS, markColour } from './kindMarks.ts';
import { nextLessonAt, type AxisTick, type GrowthView, type MentoredSpan } from './growthView.ts';
import { lanesPlugin, lanesWithin, roomForLanes, type Lane } from './mentoringLanes.ts';
import type { LessonKind } from '../../domain/lesson.ts';

/** The words of a chart, in the language of the screen. */
export interface GrowthWords {
  kind: (kind: LessonKind) => string;
  tick: (tick: AxisTick) => string[];
  dot: (dot: GrowthDot) => string[];
  line: string;
  middle: string;
  next: string;
  mean: string;
  meanOnly: string;
  otherRubric: string;
  movedRubric: string;
  mentored: (span: MentoredSpan) => string;
  otherLine: string;
  rubricChanged: string;
}

type Series = ChartDataset<'scatter' | 'line' | 'scatterWithErrorBars'> & { legend?: boolean };
/** A dot as chart.js is given it, with the sheet behind it for the tooltip. */
interface Spot {
  x: number;
  y: number;
  dot: GrowthDot;
}

/** The configuration of a growth chart. Compact ones have no legend and name only the ends of the axis. */
export function growthConfig(
  view: GrowthView,
  words: GrowthWords,
  colours: ChartColours,
  compact: boolean,
): ChartConfiguration {
  const size = compact ? 3 : 5;
  const lanes = compact ? [] : lanesOf(view, words.mentored);
  const series: Series[] = [
    ...view.kinds.map(({ kind, dots }) => kindSeries(kind, dots, words, colours, size)),
    ...movedSeries(view, words.movedRubric, colours, size),
    ...otherSeries(view, words, colours, size),
    ...meanSeries(view.figure, words, colours.accent, size),
    ...lineSeries(view.figure, words.line, colours.accent, colours.accentSoft),
    ...(compact ? [] : middleSeries(view.figure, words.middle, colours)),
    ...(view.nextLesson ? nextSeries(view.figure, words.next, colours.accent) : []),
    ...view.otherFigures.flatMap((figure) => [
      ...meanSeries(figure, null, colours.ink3, size),
      ...lineSeries(figure, words.otherLine, colours.ink3, colours.line),
    ]),
    ...[...view.breaks, ...(view.changes ?? [])].map((at) =>
      breakSeries(at.x, view.yRange, words.rubricChanged, colours),
    ),
    ...(view.mark ? [markSeries(view.mark, view.yRange, colours)] : []),
  ];
  const explained = (text: string) => series.findIndex((item) => item.legend && item.label === text);
  const config: ChartConfiguration<'scatter' | 'line' | 'scatterWithErrorBars'> = {
    type: 'scatter',
    data: { datasets: series },
    plugins: lanes.length > 0 ? [lanesPlugin(lanes, colours)] : [],
    options: {
      layout: { padding: { top: 6, right: 8 } },
      interaction: { mode: 'nearest', intersect: true },
      scales: { x: xScale(view, words, compact, lanes.length), y: yScale(view, compact) },
      plugins: {
        legend: {
          display: !compact,
          position: 'bottom',
          align: 'start',
          onClick: () => undefined,
          labels: {
            usePointStyle: true,
            boxHeight: 8,
            padding: 14,
            color: colours.ink2,
            // One entry for each look, none for helping series.
            filter: ({ text, datasetIndex }) => explained(text) === datasetIndex,
          },
        },
        tooltip: {
          filter: (item) => 'dot' in (item.raw as object),
          displayColors: false,
          callbacks: {
            title: () => '',
            label: (item: TooltipItem<'scatter' | 'line' | 'scatterWithErrorBars'>) =>
              words.dot((item.raw as Spot).dot),
          },
        },
      },
    },
  };
  return config as unknown as ChartConfiguration;
}

function kindSeries(
  kind: LessonKind,
  dots: GrowthDot[],
  words: GrowthWords,
  colours: ChartColours,
  size: number,
): Series {
  const mark = KIND_MARKS[kind];
  const colour = markColour(mark, colours);
  return {
    type: 'scatter',
    label: words.kind(kind),
    legend: true,
    order: 1,
    data: dots.map((dot): Spot => ({ x: dot.x, y: dot.value, dot })),
    pointStyle: mark.shape,
    pointRotation: mark.turn,
    pointRadius: size,
    pointHoverRadius: size + 2,
    pointBorderWidth: 1.6,
    pointBorderColor: colour,
    pointBackgroundColor: mark.filled ? colour : 'transparent',
    backgroundColor: mark.filled ? colour : 'transparent',
    borderColor: colour,
    clip: false,
  };
}

/** The lanes of a chart: the times that lie on its axis. */
export function lanesOf({ mentored = [], xRange }: GrowthView, label: GrowthWords['mentored']): Lane[] {
  return lanesWithin(
    mentored.map((span) => ({ from: span.start, to: span.end, label: label(span) })),
    xRange,
  );
}

/** Sheets of a joined rubric at their own score, each with a stroke to the place where it counts. */
function movedSeries({ movedDots = [] }: GrowthView, label: string, { ink3 }: ChartColours, size: number): Series[] {
  if (movedDots.length === 0) return [];
  return [
    {
      type: 'scatter',
      label,
      legend: true,
      order: 1,
      data: movedDots.map((dot): Spot => ({ x: dot.x, y: dot.value, dot })),
      pointStyle: 'dash',
      pointRadius: size + 1,
      pointHoverRadius: size + 3,
      pointBorderWidth: 2,
      pointBorderColor: ink3,
      borderColor: ink3,
      clip: false,
    },
    {
      type: 'line',
      label: '',
      // Above the bands, or a stroke would end at their edge.
      order: 2,
      // A gap after each stroke.
      data: movedDots.flatMap((dot) => [
        { x: dot.x, y: dot.value },
        { x: dot.x, y: placeOfDot(dot) },
        { x: dot.x, y: Number.NaN },
      ]),
      spanGaps: false,
      pointRadius: movedDots.flatMap(() => [0, 2, 0]),
      pointHitRadius: 0,
      pointBorderWidth: 0,
      pointBackgroundColor: ink3,
      borderColor: ink3,
      borderWidth: 1,
    },
  ];
}

function otherSeries({ otherDots }: GrowthView, words: GrowthWords, colours: ChartColours, size: number): Series[] {
  if (otherDots.length === 0) return [];
  return [
    {
      type: 'scatter',
      label: words.otherRubric,
      legend: true,
      order: 2,
      data: otherDots.map((dot): Spot => ({ x: dot.x, y: dot.value, dot })),
      pointStyle: 'dash',
      pointRadius: size,
      pointBorderWidth: 1.6,
      pointBorderColor: colours.ink3,
      borderColor: colours.ink3,
      clip: false,
    },
  ];
}

/** Means as short bars, with the whisker of their interval where there is one; a whisker may run off the axis. */
function meanSeries({ semesters }: GrowthFigure, words: GrowthWords | null, colour: string, size: number): Series[] {
  const look = { order: 3, pointStyle: 'line' as const, borderColor: colour };
  const sure = semesters.filter(({ lower, upper }) => lower !== null && upper !== null);
  const single = semesters.filter(({ lower, upper }) => lower === null || upper === null);
  const legend = words !== null;
  const bars = {
    ...look,
    type: 'scatterWithErrorBars' as const,
    label: words?.mean ?? '',
    legend,
    data: sure.map(({ x, mean, lower, upper }) => ({ x, y: mean, yMin: lower ?? mean, yMax: upper ?? mean })),
    // These elements take their look without the prefix that plain points have.
    radius: size + 4,
    hoverRadius: size + 4,
    borderWidth: 3,
    errorBarColor: colour,
    errorBarLineWidth: 1.6,
    errorBarWhiskerColor: colour,
    errorBarWhiskerSize: size + 3,
    clip: 0,
  } as Series;
  const ticks: Series = {
    ...look,
    type: 'scatter',
    label: words?.meanOnly ?? '',
    legend: legend && sure.length === 0,
    data: single.map(({ x, mean }) => ({ x, y: mean })),
    pointRadius: size + 4,
    pointHoverRadius: size + 4,
    pointBorderWidth: 3,
    pointBorderColor: colour,
    clip: false,
  };
  return [...(sure.length > 0 ? [bars] : []), ...(single.length > 0 ? [ticks] : [])];
}

function lineSeries({ line }: GrowthFigure, label: string, colour: string, fill: string): Series[] {
  if (!line) return [];
  const plain = { type: 'line' as const, pointRadius: 0, pointHitRadius: 0, borderWidth: 0, order: 5, label: '' };
  return [
    {
      ...plain,
      label,
      legend: true,
      order: 4,
      data: line.points.map(({ x, value }) => ({ x, y: value })),
      // Only the legend shows this: a piece of the band.
      pointStyle: 'rectRounded',
      backgroundColor: fill,
      borderColor: colour,
      borderWidth: 2.6,
    },
    { ...plain, data: line.points.map(({ x, lower }) => ({ x, y: lower })), fill: false },
    { ...plain, data: line.points.map(({ x, upper }) => ({ x, y: upper })), fill: '-1', backgroundColor: fill },
  ];
}

/** Where the lines of the middle half of the school's teachers run, behind everything else. */
function middleSeries({ line }: GrowthFigure, label: string, { line: fill, ink3 }: ChartColours): Series[] {
  const middle = line?.school?.middle ?? [];
  if (middle.length === 0) return [];
  const plain = { type: 'line' as const, pointRadius: 0, pointHitRadius: 0, order: 8, borderWidth: 0 };
  return [
    {
      ...plain,
      label,
      legend: true,
      pointStyle: 'rectRounded',
      data: middle.map(({ semester, lower }) => ({ x: semester, y: lower })),
      fill: false,
      backgroundColor: fill,
      borderColor: ink3,
    },
    {
      ...plain,
      label: '',
      data: middle.map(({ semester, upper }) => ({ x: semester, y: upper })),
      fill: '-1',
      backgroundColor: fill,
    },
  ];
}

/** Where one more lesson may fall: dashed, about the line. */
function nextSeries({ line }: GrowthFigure, label: string, colour: string): Series[] {
  if (!line?.school) return [];
  const { newLessonSd } = line.school;
  const side = (bound: 'lower' | 'upper') =>
    line.points.map((point) => ({ x: point.x, y: nextLessonAt(point, newLessonSd)[bound] }));
  const dashed = {
    type: 'line' as const,
    pointRadius: 0,
    pointHitRadius: 0,
    pointStyle: 'line' as const,
    order: 5,
    borderColor: colour,
    borderWidth: 1.4,
    borderDash: [5, 4],
    fill: false,
  };
  return [
    { ...dashed, label, legend: true, data: side('upper') },
    { ...dashed, label: '', data: side('lower') },
  ];
}

function breakSeries(x: number, [low, high]: readonly [number, number], label: string, colours: ChartColours): Series {
  return {
    type: 'line',
    label,
    legend: true,
    order: 6,
    data: [
      { x, y: low },
      { x, y: high },
    ],
    pointRadius: 0,
    pointHitRadius: 0,
    pointStyle: 'line',
    borderColor: colours.ink3,
    borderWidth: 1.2,
    borderDash: [3, 4],
  };
}

function markSeries(
  { x, label }: NonNullable<GrowthView['mark']>,
  yRange: readonly [number, number],
  colours: ChartColours,
): Series {
  return { ...breakSeries(x, yRange, label, colours), borderColor: colours.ink2, borderWidth: 2, borderDash: [8, 4] };
}

function xScale({ ticks, xRange }: GrowthView, words: GrowthWords, compact: boolean, lanes: number) {
  const ends = new Set([ticks[0]?.x, ticks.at(-1)?.x]);
  const named = compact ? ticks.filter(({ x }) => ends.has(x)) : ticks;
  const labels = new Map(named.map((tick) => [tick.x, compact ? words.tick(tick).slice(0, 1) : words.tick(tick)]));
  return {
    type: 'linear' as const,
    min: xRange[0],
    max: xRange[1],
    grid: { display: false },
    afterFit: roomForLanes(lanes),
    afterBuildTicks: (axis: { ticks: { value: number }[] }) => {
      axis.ticks = named.map(({ x }) => ({ value: x }));
    },
    ticks: {
      maxRotation: 0,
      autoSkipPadding: 16,
      callback: (value: string | number) => labels.get(Number(value)) ?? '',
    },
  };
}

function yScale({ yRange: [min, max] }: GrowthView, compact: boolean) {
  return {
    type: 'linear' as const,
    min,
    max,
    ticks: compact ? { stepSize: (max - min) / 2, maxTicksLimit: 3 } : { stepSize: 10 },
  };
}
