/** The only file that imports chart.js: loaded when the first chart is drawn, with no more of it than is used. */
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Filler,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  ScatterController,
  Tooltip,
  type ChartConfiguration,
  type ChartOptions,
} from 'chart.js';
import { PointWithErrorBar, ScatterWithErrorBarsController } from 'chartjs-chart-error-bars';
import type { ChartColours } from './chartTypes.ts';

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  Filler,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  PointWithErrorBar,
  ScatterController,
  ScatterWithErrorBarsController,
  Tooltip,
);

/** What differs between a chart on the page and one made for a picture. */
export interface DrawSettings {
  colours: ChartColours;
  locale: string;
  /** Base size of text in px, from the root's own size, so that larger text is larger here too. */
  textSize: number;
  responsive: boolean;
}

/** Draws a chart on a canvas in the app's look; options of the configuration win over the look. Destroy it when done. */
export function drawChart(canvas: HTMLCanvasElement, config: ChartConfiguration, settings: DrawSettings): Chart {
  // Ticks, titles and tooltips take their font from here only.
  Chart.defaults.font.family = settings.colours.font;
  Chart.defaults.font.size = settings.textSize * 0.8;
  Chart.defaults.color = settings.colours.ink2;
  Chart.defaults.borderColor = settings.colours.line;
  return new Chart(canvas, { ...config, options: lookOf(config.options ?? {}, settings) });
}

function lookOf(options: ChartOptions, { colours, locale, responsive }: DrawSettings): ChartOptions {
  const plugins = options.plugins ?? {};
  return {
    ...options,
    locale,
    responsive,
    maintainAspectRatio: false,
    // Numbers do not fly about, and nothing needs to be switched off for those who want no motion.
    animation: false,
    devicePixelRatio: responsive ? window.devicePixelRatio : 2,
    scales: Object.fromEntries(
      Object.entries(options.scales ?? {}).map(([name, scale]) => [name, quietScale(scale as QuietScale)]),
    ) as NonNullable<ChartOptions['scales']>,
    plugins: {
      ...plugins,
      legend: { display: false, ...plugins.legend },
      tooltip: {
        backgroundColor: colours.ink,
        titleColor: colours.paper,
        bodyColor: colours.paper,
        footerColor: colours.paper,
        cornerRadius: 8,
        padding: 10,
        boxPadding: 4,
        ...plugins.tooltip,
      },
    },
  };
}

interface QuietScale {
  grid?: object;
  border?: object;
  ticks?: object;
}

/** Hairlines and soft figures; whatever the configuration says itself stays. */
function quietScale(scale: QuietScale): QuietScale {
  return {
    ...scale,
    grid: { drawTicks: false, ...scale.grid },
    border: { display: false, ...scale.border },
    ticks: { padding: 8, ...scale.ticks },
  };
}
