import type { ChartColours, ChartConfiguration } from '../../ui/chartTypes.ts';

/** A stretch of time with its words, in a lane of its own below the time axis. Semester time; `to` null = it runs on. */
export interface Lane {
  from: number;
  to: number | null;
  label: string;
}

type Plugin = NonNullable<ChartConfiguration['plugins']>[number];
type Canvas = CanvasRenderingContext2D;
/** What the lanes need to know of the drawn chart. */
interface Drawn {
  left: number;
  right: number;
  /** Where the first lane begins. */
  top: number;
  height: number;
  xOf: (x: number) => number;
}

/** The lanes that lie within an axis, at least in part. */
export function lanesWithin(lanes: readonly Lane[], [low, high]: readonly [number, number]): Lane[] {
  return lanes.filter(({ from, to }) => from < high && (to === null || to > low));
}

/** Height of a lane for a size of text, in px. */
export function laneHeight(textSize: number): number {
  return Math.round(textSize * 1.75);
}

/** The size of text that a chart is drawn in. */
function textSizeOf({ options }: { options: { font?: unknown } }): number {
  const { size } = (options.font ?? {}) as { size?: number };
  return size ?? 12;
}

/** Makes room below the labels of the time axis: for `afterFit` of its scale. */
export function roomForLanes(lanes: number) {
  return (axis: { height: number; chart: { options: { font?: unknown } } }) => {
    axis.height += lanes === 0 ? 0 : lanes * laneHeight(textSizeOf(axis.chart)) + LANES_GAP;
  };
}
/** Room between the labels of the axis and the first lane. */
const LANES_GAP = 6;

/** Draws the lanes into the room that the time axis left for them. */
export function lanesPlugin(lanes: readonly Lane[], colours: ChartColours): Plugin {
  return {
    id: 'mentoring-lanes',
    afterDraw(chart) {
      const axis = chart.scales['x'];
      if (!axis) return;
      const size = textSizeOf(chart);
      const height = laneHeight(size);
      const drawn: Drawn = {
        left: chart.chartArea.left,
        right: chart.chartArea.right,
        top: axis.bottom - lanes.length * height,
        height,
        xOf: (x) => axis.getPixelForValue(x),
      };
      const { ctx } = chart;
      ctx.save();
      ctx.font = `400 ${size}px ${colours.font}`;
      ctx.textBaseline = 'middle';
      ctx.textAlign = 'left';
      lanes.forEach((lane, place) => drawLane(ctx, lane, place, drawn, colours));
      ctx.restore();
    },
  };
}

function drawLane(ctx: Canvas, lane: Lane, place: number, at: Drawn, colours: ChartColours): void {
  const inside = (x: number) => Math.min(at.right, Math.max(at.left, x));
  const [start, end] = [at.xOf(lane.from), lane.to === null ? at.right : at.xOf(lane.to)];
  const top = at.top + place * at.height + 2;
  const high = at.height - 4;
  // A week is seen, too.
  const left = Math.min(inside(start), at.right - LEAST);
  const wide = Math.max(LEAST, inside(end) - left);
  ctx.fillStyle = colours.paper;
  ctx.fillRect(left, top, wide, high);
  ctx.fillStyle = colours.lineStrong;
  ctx.fillRect(left, top, wide, EDGE);
  ctx.fillRect(left, top + high - EDGE, wide, EDGE);
  // A bracket where it began and where it ended; none where it goes on beyond the picture or to this day.
  ctx.fillStyle = colours.ink3;
  if (start >= at.left) ctx.fillRect(left, top, BRACKET, high);
  if (lane.to !== null && end <= at.right) ctx.fillRect(left + wide - BRACKET, top, BRACKET, high);
  const text = shortened(ctx, lane.label, at.right - at.left);
  const width = ctx.measureText(text).width;
  const inBand = left + BRACKET + PAD;
  const before = left - PAD - width;
  // From the band's beginning to the right; before the band where the picture ends too soon; else wherever it has room.
  const begin = inBand + width <= at.right ? inBand : before >= at.left ? before : Math.max(at.left, at.right - width);
  ctx.fillStyle = colours.ink;
  ctx.fillText(text, begin, top + high / 2 + 0.5);
}
const LEAST = 6;
const EDGE = 1;
const BRACKET = 2;
const PAD = 5;

/** The words as far as there is room for them. */
function shortened(ctx: Canvas, text: string, room: number): string {
  if (ctx.measureText(text).width <= room) return text;
  const letters = [...text];
  while (letters.length > 1 && ctx.measureText(`${letters.join('')}…`).width > room) letters.pop();
  return `${letters.join('')}…`;
}
