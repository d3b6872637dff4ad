import { drawChart, type DrawSettings } from './chartLibrary.ts';
import type { ChartConfiguration } from './chartTypes.ts';

const WIDTH = 960;
/** At least; a chart that is higher on the page, such as one of many rows, keeps its height. */
const HEIGHT = 480;
const MARGIN = 32;
/** Pixels of the picture for each unit above: sharp in print. */
const SHARPNESS = 2;

/**
 * A chart as a PNG, the same width whatever the screen, with its title, the line below it and the paper behind. `onPage` is the height of its
 * drawing there, in CSS px.
 * Rejects when the browser cannot make the picture.
 */
export async function chartPicture(
  config: ChartConfiguration,
  title: string,
  sub: string | undefined,
  settings: Omit<DrawSettings, 'responsive'>,
  onPage = 0,
): Promise<Blob> {
  const inner = document.createElement('canvas');
  inner.width = WIDTH - 2 * MARGIN;
  const tall = Math.max(HEIGHT, onPage);
  inner.height = tall;
  const chart = drawChart(inner, config, { ...settings, responsive: false });
  try {
    const head = sub ? 92 : 64;
    const canvas = document.createElement('canvas');
    canvas.width = WIDTH * SHARPNESS;
    canvas.height = (tall + head + MARGIN) * SHARPNESS;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no 2d context');
    context.scale(SHARPNESS, SHARPNESS);
    context.fillStyle = settings.colours.raised;
    context.fillRect(0, 0, canvas.width, canvas.height);
    writeLine(context, title, MARGIN + 14, `600 20px ${settings.colours.font}`, settings.colours.ink);
    if (sub) writeLine(context, sub, MARGIN + 42, `400 15px ${settings.colours.font}`, settings.colours.ink2);
    context.drawImage(inner, MARGIN, head, WIDTH - 2 * MARGIN, HEIGHT);
    return await toPng(canvas);
  } finally {
    chart.destroy();
  }
}

/** Hands a picture to the person as a file. */
export function downloadPicture(picture: Blob, fileName: string): void {
  const url = URL.createObjectURL(picture);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // Some browsers read the address only after the click was handled.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function writeLine(context: CanvasRenderingContext2D, text: string, y: number, font: string, colour: string): void {
  context.font = font;
  context.fillStyle = colour;
  context.textBaseline = 'alphabetic';
  context.fillText(text, MARGIN, y, WIDTH - 2 * MARGIN);
}

function toPng(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png');
  });
}
