import { PLAN_TARGETS, type Plan } from '../../analysis/planner.ts';
import type { ChartColours, ChartConfiguration, ChartDataset } from '../../ui/chartTypes.ts';

/** One line of the chart of plans: a value a number of lessons, from one lesson on; null where there is none. */
export interface PlanSeries {
  name: string;
  values: readonly (number | null)[];
}

/** The lines that are drawn: another observer each time, two in turn, always the same. */
export function planSeries(plan: Plan, names: { each: string; two: string; same: string }): PlanSeries[] {
  return [
    { name: names.each, values: plan.different },
    { name: names.two, values: plan.cells.map((row) => row[1] ?? null) },
    { name: names.same, values: plan.cells.map((row) => row[0] ?? null) },
  ];
}

const SHAPES = ['circle', 'triangle', 'rect'] as const;

/** Lines over lessons, told apart by shape too, with the targets as dashed lines. */
export function planConfig(
  series: readonly PlanSeries[],
  words: { lessons: string; target: (target: number) => string; value: (value: number) => string },
  colours: ChartColours,
): ChartConfiguration {
  const lessons = series[0]?.values.length ?? 0;
  const lines = series.map(({ name, values }, i): ChartDataset<'line'> => {
    const colour = colours.data[i] ?? colours.ink;
    return {
      label: name,
      data: values.flatMap((y, at) => (y === null ? [] : [{ x: at + 1, y }])),
      borderColor: colour,
      backgroundColor: colour,
      pointStyle: SHAPES[i] ?? 'circle',
      pointRadius: 4,
      borderWidth: 2,
    };
  });
  const targets = PLAN_TARGETS.map((target): ChartDataset<'line'> => ({
    label: words.target(target),
    data: [
      { x: 1, y: target },
      { x: lessons, y: target },
    ],
    borderColor: colours.ink3,
    borderDash: [5, 4],
    borderWidth: 1,
    pointRadius: 0,
    pointHitRadius: 0,
  }));
  const config: ChartConfiguration<'line'> = {
    type: 'line',
    data: { datasets: [...lines, ...targets] },
    options: {
      interaction: { mode: 'nearest', axis: 'x', intersect: false },
      scales: {
        x: {
          type: 'linear',
          min: 1,
          max: lessons,
          grid: { display: false },
          ticks: { stepSize: 1 },
          title: { display: true, text: words.lessons },
        },
        y: {
          type: 'linear',
          min: 0,
          max: 1,
          ticks: { stepSize: 0.1, callback: (value) => words.value(Number(value)) },
        },
      },
      plugins: {
        legend: {
          display: true,
          position: 'bottom',
          labels: {
            usePointStyle: true,
            boxWidth: 8,
            boxHeight: 8,
            filter: ({ datasetIndex }) => (datasetIndex ?? 0) < lines.length,
          },
        },
        tooltip: {
          callbacks: {
            title: ([item]) => `${words.lessons}: ${item?.parsed.x ?? ''}`,
            label: ({ dataset, parsed }) => `${dataset.label}: ${words.value(parsed.y ?? 0)}`,
          },
        },
      },
    },
  };
  // The page's charts are of any type.
  return config as unknown as ChartConfiguration;
}
