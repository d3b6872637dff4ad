import type { FamilyDistribution, SemesterDistribution } from '../../analysis/distribution.ts';
import type { ChartColours, ChartConfiguration, TooltipItem } from '../../ui/chartTypes.ts';

/** The words on the chart. */
export interface DistributionWords {
  /** Of a bar, in lines: the semester, and how many lessons. */
  bar: (semester: SemesterDistribution) => string[];
  /** Of a part, such as a band's label. */
  part: (part: SemesterDistribution['parts'][number]) => string;
  /** The same with all that is known of it. */
  told: (part: SemesterDistribution['parts'][number], lessons: number) => string;
  few: string;
}

/** Free room beside a label inside its piece of a bar, in CSS px. */
const ROOM = 10;

/**
 * One bar a semester, its lessons as shares of 100, lowest totals on the left. Every piece that has room says what it is and how many lessons, so
 * that the chart reads without its colours.
 */
export function distributionConfig(
  { semesters }: FamilyDistribution,
  words: DistributionWords,
  colours: ChartColours,
): ChartConfiguration {
  const parts = semesters[0]?.parts ?? [];
  const fills = parts.map((_, i) =>
    mixed(colours.raised, colours.accent, parts.length > 1 ? 0.12 + (0.88 * i) / (parts.length - 1) : 1),
  );
  const config = {
    type: 'bar',
    data: {
      labels: semesters.map(words.bar),
      datasets: parts.map((part, i) => ({
        label: words.part(part),
        data: semesters.map((semester) => 100 * (semester.parts[i]?.share?.share ?? 0)),
        backgroundColor: fills[i],
        borderColor: colours.accent,
        borderWidth: 1,
        barPercentage: 0.85,
        categoryPercentage: 0.85,
      })),
    },
    options: {
      indexAxis: 'y',
      scales: {
        x: { stacked: true, min: 0, max: 100, ticks: { callback: (value: number | string) => `${value}%` } },
        y: { stacked: true, grid: { display: false } },
      },
      plugins: {
        legend: {
          display: true,
          position: 'bottom',
          align: 'start',
          onClick: () => undefined,
          labels: { boxWidth: 14, boxHeight: 14, padding: 14, color: colours.ink2 },
        },
        tooltip: {
          displayColors: false,
          callbacks: {
            label: ({ datasetIndex, dataIndex }: TooltipItem<'bar'>) => {
              const semester = semesters[dataIndex];
              const part = semester?.parts[datasetIndex];
              return part ? words.told(part, semester.lessons) : '';
            },
          },
        },
      },
    },
    plugins: [
      { id: 'pieces', afterDatasetsDraw: (chart: Drawn) => labelPieces(chart, semesters, words, fills, colours) },
    ],
  };
  return config as unknown as ChartConfiguration;
}

/** What is read of a drawn chart. */
interface Drawn {
  ctx: CanvasRenderingContext2D;
  scales: { x: { left: number }; y: { getPixelForValue: (value: number) => number } };
  getDatasetMeta: (dataset: number) => { data: { x: number; y: number; base: number }[] };
}

function labelPieces(
  chart: Drawn,
  semesters: readonly SemesterDistribution[],
  words: DistributionWords,
  fills: readonly string[],
  colours: ChartColours,
): void {
  const { ctx, scales } = chart;
  ctx.save();
  ctx.textBaseline = 'middle';
  ctx.font = `${parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.8}px ${colours.font}`;
  semesters.forEach(({ parts }, row) => {
    if (parts.every(({ share }) => share === null)) {
      ctx.fillStyle = colours.ink2;
      ctx.textAlign = 'left';
      ctx.fillText(words.few, scales.x.left + ROOM, scales.y.getPixelForValue(row));
      return;
    }
    ctx.textAlign = 'center';
    parts.forEach((part, i) => {
      const piece = chart.getDatasetMeta(i).data[row];
      if (!piece || !part.share || part.share.count === 0) return;
      const width = Math.abs(piece.x - piece.base) - ROOM;
      const count = String(part.share.count);
      const text = [`${words.part(part)} ${count}`, count].find((each) => ctx.measureText(each).width <= width);
      if (text === undefined) return;
      ctx.fillStyle = readableOn(fills[i] ?? colours.raised, colours);
      ctx.fillText(text, (piece.x + piece.base) / 2, piece.y);
    });
  });
  ctx.restore();
}

/** Red, green and blue of `#rrggbb` or `#rgb`. */
function channels(colour: string): number[] {
  const size = colour.length > 4 ? 2 : 1;
  return [0, 1, 2].map((i) => {
    const digits = colour.slice(1 + i * size, 1 + (i + 1) * size);
    return Number.parseInt(size === 2 ? digits : digits + digits, 16);
  });
}

/** A colour between two, `share` of the way to the second. */
function mixed(from: string, to: string, share: number): string {
  const [a, b] = [channels(from), channels(to)];
  const parts = a.map((value, i) => Math.round(value + share * ((b[i] ?? value) - value)));
  return `#${parts.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** Of the theme's ink and its ground, the one that stands out more. */
function readableOn(fill: string, { ink, raised }: ChartColours): string {
  const away = (colour: string) => Math.abs(lightness(colour) - lightness(fill));
  return away(ink) >= away(raised) ? ink : raised;
}

/** As WCAG's contrast sees it: the cube root of relative luminance, near to how light a colour looks. */
function lightness(colour: string): number {
  const [r = 0, g = 0, b = 0] = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return Math.cbrt(0.2126 * r + 0.7152 * g + 0.0722 * b);
}
