import { describe, expect, it } from 'vitest';
import type { ChartColours } from '../../ui/chartTypes.ts';
import { laneHeight, lanesPlugin, lanesWithin, roomForLanes, type Lane } from './mentoringLanes.ts';

const SIZE = 12;
const LETTER = 7;
interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Draws lanes on an axis from 0 to `semesters` over `width` px and gives back what was drawn where. */
function drawn(lanes: Lane[], width = 290, semesters = 8) {
  const [rects, texts]: [Box[], { text: string; x: number; y: number; width: number }[]] = [[], []];
  const left = 40;
  const axis = { height: 0, bottom: 0, chart: { options: { font: { size: SIZE } } } };
  roomForLanes(lanes.length)(axis);
  const chart = {
    options: { font: { size: SIZE } },
    chartArea: { left, right: left + width },
    scales: {
      x: { bottom: 300 + axis.height, getPixelForValue: (x: number) => left + (width * x) / semesters },
    },
    ctx: {
      ...{ save: () => undefined, restore: () => undefined },
      measureText: (text: string) => ({ width: LETTER * text.length }),
      fillRect: (x: number, y: number, wide: number, high: number) => rects.push({ x, y, width: wide, height: high }),
      fillText: (text: string, x: number, y: number) => texts.push({ text, x, y, width: LETTER * text.length }),
    },
  };
  const plugin = lanesPlugin(lanes, {} as ChartColours);
  (plugin.afterDraw as unknown as (of: typeof chart) => void)(chart);
  return { rects, texts, left, right: left + width, bottom: 300 + axis.height };
}
const lane = (from: number, to: number | null, label = 'Mentored by Li Wei'): Lane => ({ from, to, label });

describe('the lanes below the time axis', () => {
  it('stand one below the other in the room left for them, also where they overlap in time', () => {
    const { rects, texts, bottom } = drawn([lane(1, 5), lane(2, 6, 'Mentored by Zhou Jian'), lane(0, null)]);
    expect(new Set(texts.map(({ y }) => y)).size).toBe(3);
    for (const { y, height } of rects) {
      expect(y).toBeGreaterThanOrEqual(300);
      expect(y + height).toBeLessThanOrEqual(bottom);
    }
    const tops = [...new Set(rects.filter(({ height }) => height > 5).map(({ y }) => y))].sort((a, b) => a - b);
    expect(tops).toHaveLength(3);
    expect(tops[1]! - tops[0]!).toBe(laneHeight(SIZE));
    expect(rects.every(({ height }) => height < laneHeight(SIZE))).toBe(true);
  });

  it.each<[string, Lane]>([
    ['a long time', lane(0, 8)],
    ['a short time at the end', lane(7.5, 8)],
    ['a short time at the beginning', lane(0, 0.2)],
    ['one before the picture', lane(-4, 1)],
    ['one that runs on', lane(7.9, null)],
    ['a very long name', lane(3, 4, 'Mentored by '.padEnd(80, 'x'))],
  ])('keep words and band inside the picture: %s', (_, one) => {
    for (const width of [150, 290, 700]) {
      const { rects, texts, left, right } = drawn([one], width);
      expect(texts[0]!.x).toBeGreaterThanOrEqual(left);
      expect(texts[0]!.x + texts[0]!.width).toBeLessThanOrEqual(right + 0.01);
      for (const rect of rects) {
        expect(rect.x).toBeGreaterThanOrEqual(left - 0.01);
        expect(rect.x + rect.width).toBeLessThanOrEqual(right + 0.01);
      }
    }
  });

  it('run from the first day to the last; one that runs on goes to the edge without a bracket', () => {
    // The band, its two edges, then the brackets.
    const [band, , , begin, end] = drawn([lane(2, 4)], 800).rects;
    expect(band).toMatchObject({ x: 240, width: 200 });
    expect([begin!.x, end!.x + end!.width]).toEqual([240, 440]);
    const open = drawn([lane(2, null)], 800).rects;
    expect(open).toHaveLength(4);
    expect(open[0]).toMatchObject({ x: 240, width: 600 });
    expect(drawn([lane(-1, 4)], 800).rects).toHaveLength(4);
  });

  it('take no room where there are none, and leave out what lies beyond the axis', () => {
    const axis = { height: 50, chart: { options: {} } };
    roomForLanes(0)(axis);
    expect(axis.height).toBe(50);
    const found = lanesWithin([lane(-3, -1), lane(-3, 0.5), lane(4, null), lane(9, null)], [0, 8]);
    expect(found.map(({ from }) => from)).toEqual([-3, 4]);
  });
});
