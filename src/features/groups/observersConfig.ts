import type { ChartColours, ChartConfiguration, TooltipItem } from '../../ui/chartTypes.ts';
import { severityWords, type ObserverRow } from './observerRows.ts';

/** A place on the chart, with the observer behind it for the tooltip. */
interface Spot {
  row: ObserverRow;
}

/** Dots with whiskers in the order of the rows, the average observer as a dashed line; who has too little has a name and no dot. */
export function observersConfig(
  rows: readonly ObserverRow[],
  words: { axis: string; average: string },
  colours: ChartColours,
): ChartConfiguration {
  const spots = rows.flatMap(({ severity }, y) =>
    severity
      ? [{ x: severity.severity, y, xMin: severity.lower, xMax: severity.upper, row: rows[y] as ObserverRow }]
      : [],
  );
  const reach = Math.ceil(Math.max(2, ...spots.flatMap(({ xMin, xMax }) => [-xMin, xMax])) * 1.05);
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
        {
          type: 'line',
          label: words.average,
          data: [
            { x: 0, y: -0.6 },
            { x: 0, y: rows.length - 0.4 },
          ],
          borderColor: colours.ink3,
          borderDash: [6, 5],
          borderWidth: 1.5,
          pointRadius: 0,
          pointHitRadius: 0,
        },
      ],
    },
    options: {
      interaction: { mode: 'nearest', intersect: true },
      scales: {
        x: { type: 'linear', min: -reach, max: reach, title: { display: true, text: words.axis } },
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
            callback: (value: number | string) => rows[Number(value)]?.teacher.name ?? '',
            color: (tick: { tick: { value: number } }) =>
              rows[tick.tick.value]?.severity ? colours.ink2 : colours.ink3,
          },
        },
      },
      plugins: {
        tooltip: {
          displayColors: false,
          callbacks: {
            title: () => '',
            label: (item: TooltipItem<'scatter'>) => {
              const row = (item.raw as Partial<Spot>).row;
              return row?.severity ? `${row.teacher.name}: ${severityWords(row.severity)}` : words.average;
            },
          },
        },
      },
    },
  };
  return config as unknown as ChartConfiguration;
}
