import type { ChartColours } from './chartTypes.ts';

/** Reads the colours that the root element has now. */
export function readChartColours(root: HTMLElement = document.documentElement): ChartColours {
  const style = getComputedStyle(root);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    paper: read('--paper'),
    raised: read('--raised'),
    ink: read('--ink'),
    ink2: read('--ink-2'),
    ink3: read('--ink-3'),
    line: read('--line'),
    lineStrong: read('--line-strong'),
    accent: read('--accent'),
    accentSoft: read('--accent-soft'),
    good: read('--good'),
    warn: read('--warn'),
    bad: read('--bad'),
    data: [1, 2, 3, 4, 5, 6, 7, 8].map((n) => read(`--data-${n}`)),
    font: read('--font'),
  };
}
