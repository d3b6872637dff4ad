import type { ChartColours, ChartConfiguration, ChartDataset } from '../../ui/chartTypes.ts';

/** One value a calibration, in their order. */
export interface CalibrationSeries {
  name: string;
  values: readonly number[];
  /** What chance gives: drawn dashed, in the colour of the series before it. */
  chance?: boolean;
}

/** What stands around the series. */
export interface CalibrationAxis {
  min: number;
  max: number;
  step: number;
  title?: string;
  /** The words of a value. */
  value: (value: number) => string;
  /** The lines under a calibration. */
  tick: (at: number) => string[];
  /** The words of a dot. */
  dot: (at: number, value: number) => string;
}

const SHAPES = ['circle', 'triangle'] as const;

/** Dots by calibration joined by thin lines, series told apart by shape too. */
export function calibrationConfig(
  series: readonly CalibrationSeries[],
  axis: CalibrationAxis,
  colours: ChartColours,
): ChartConfiguration {
  const count = series[0]?.values.length ?? 0;
  const config: ChartConfiguration<'line'> = {
    type: 'line',
    data: { datasets: series.map((each, i) => datasetOf(each, series.slice(0, i), colours)) },
    options: {
      interaction: { mode: 'nearest', intersect: true },
      scales: {
        x: {
          type: 'linear',
          min: -0.5,
          max: count - 0.5,
          grid: { display: false },
          afterBuildTicks: (scale) => {
            scale.ticks = Array.from({ length: count }, (_, value) => ({ value }));
          },
          ticks: { maxRotation: 0, callback: (value) => axis.tick(Number(value)) },
        },
        y: {
          type: 'linear',
          min: axis.min,
          max: axis.max,
          title: { display: axis.title !== undefined, text: axis.title ?? '' },
          // The line of no difference stands out.
          grid: { color: ({ tick }) => (tick.value === 0 ? colours.lineStrong : colours.line) },
          ticks: { stepSize: axis.step, callback: (value) => axis.value(Number(value)) },
        },
      },
      plugins: {
        legend: {
          display: series.length > 1,
          position: 'bottom',
          labels: { usePointStyle: true, boxWidth: 8, boxHeight: 8 },
        },
        tooltip: {
          displayColors: false,
          callbacks: {
            title: ([item]) => (series.length > 1 ? (item?.dataset.label ?? '') : ''),
            label: ({ parsed }) => axis.dot(parsed.x ?? 0, parsed.y ?? 0),
          },
        },
      },
    },
  };
  // The page's charts are of any type.
  return config as unknown as ChartConfiguration;
}

function datasetOf(
  { name, values, chance = false }: CalibrationSeries,
  before: readonly CalibrationSeries[],
  colours: ChartColours,
): ChartDataset<'line'> {
  const kind = before.filter((each) => !each.chance).length - (chance ? 1 : 0);
  const colour = colours.data[kind] ?? colours.accent;
  return {
    label: name,
    data: values.map((y, x) => ({ x, y })),
    borderColor: colour,
    backgroundColor: chance ? colours.paper : colour,
    borderDash: chance ? [5, 4] : [],
    borderWidth: 1.5,
    pointStyle: SHAPES[kind] ?? 'circle',
    pointRadius: chance ? 3 : 5,
    pointHoverRadius: 6,
    // A dot at the end of the scale is a whole one.
    clip: false,
  };
}
