import type { ChartColours, ChartConfiguration, TooltipItem } from '../../ui/chartTypes.ts';

/** A line of the chart: somebody with an estimate and its interval, or with a name only where there is too little. */
export interface WhiskerRow {
  name: string;
  told: { value: number; lower: number; upper: number } | null;
  /** What is said of it. */
  words: string;
}

/** A place on the chart, with the words behind it for the tooltip. */
interface Spot {
  words: string;
}

/** What stands around the rows. */
export interface WhiskerAxis {
  /** What the values are. */
  title: string;
  min: number;
  max: number;
  /** A dashed line at a value, and its words. */
  line?: { at: number; words: string };
}

/** Dots with whiskers in the order of the rows, each with a name on the left. */
export function whiskersConfig(
  rows: readonly WhiskerRow[],
  { title, min, max, line }: WhiskerAxis,
  colours: ChartColours,
): ChartConfiguration {
  const spots = rows.flatMap(({ told, words }, y) =>
    told ? [{ x: told.value, y, xMin: told.lower, xMax: told.upper, words }] : [],
  );
  const config = {
    type: 'scatter',
    data: {
      datasets: [
        {
          type: 'scatterWithErrorBars',
          data: spots,
          backgroundColor: colours.accent,
          borderColor: colours.accent,
          radius: 5,
          hoverRadius: 6,
          errorBarColor: colours.accent,
          errorBarLineWidth: 1.6,
          errorBarWhiskerColor: colours.accent,
          errorBarWhiskerSize: 8,
        },
        ...(line ? [dashed(line, rows.length, colours)] : []),
      ],
    },
    options: {
      interaction: { mode: 'nearest', intersect: true },
      scales: {
        x: { type: 'linear', min, max, title: { display: true, text: title } },
        y: {
          type: 'linear',
          reverse: true,
          min: -0.6,
          max: rows.length - 0.4,
          afterBuildTicks: (axis: { ticks: { value: number }[] }) => {
            axis.ticks = rows.map((_, value) => ({ value }));
          },
          ticks: {
            autoSkip: false,
            callback: (value: number | string) => rows[Number(value)]?.name ?? '',
            color: (tick: { tick: { value: number } }) => (rows[tick.tick.value]?.told ? colours.ink2 : colours.ink3),
          },
        },
      },
      plugins: {
        tooltip: {
          displayColors: false,
          callbacks: {
            title: () => '',
            label: (item: TooltipItem<'scatter'>) => (item.raw as Partial<Spot>).words ?? line?.words ?? '',
          },
        },
      },
    },
  };
  return config as unknown as ChartConfiguration;
}

function dashed({ at, words }: NonNullable<WhiskerAxis['line']>, rows: number, colours: ChartColours) {
  return {
    type: 'line',
    label: words,
    data: [
      { x: at, y: -0.6 },
      { x: at, y: rows - 0.4 },
    ],
    borderColor: colours.ink3,
    borderDash: [6, 5],
    borderWidth: 1.5,
    pointRadius: 0,
    pointHitRadius: 0,
  };
}
