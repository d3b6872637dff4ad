import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

type Tokens = Record<string, string>;

/** The custom properties of the first block that follows `opening`. */
function block(opening: string): Tokens {
  const from = css.indexOf(opening);
  if (from < 0) throw new Error(`no block ${opening}`);
  const body = css.slice(from + opening.length, css.indexOf('}', from + opening.length));
  return Object.fromEntries(
    [...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value.trim()]),
  );
}

const light = block(':root {');
const systemDark = block(":root:not([data-theme='light']) {");
const chosenDark = block(":root[data-theme='dark'] {");
const themes = { light, dark: { ...light, ...chosenDark } };

function channels(hex: string): [number, number, number] {
  const part = (from: number) => {
    const value = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

/** WCAG 2 contrast of two colours, 1 to 21. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [red, green, blue] = channels(hex);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const surfaces = ['--paper', '--raised', '--sunken'];
const textPairs: [string, string[]][] = [
  ['--ink', [...surfaces, '--accent-soft', '--good-soft', '--warn-soft', '--bad-soft', '--note']],
  ['--ink-2', [...surfaces, '--accent-soft', '--note']],
  ['--ink-3', surfaces],
  ['--accent', [...surfaces, '--accent-soft']],
  ['--good', [...surfaces, '--good-soft']],
  ['--warn', [...surfaces, '--warn-soft']],
  ['--bad', [...surfaces, '--bad-soft']],
  ['--on-accent', ['--accent', '--accent-strong']],
  ['--on-bad', ['--bad', '--bad-strong']],
  // A toast: paper on ink.
  ['--paper', ['--ink']],
];

describe.each(Object.entries(themes))('the %s theme', (_name, tokens) => {
  const colour = (name: string) => {
    const value = tokens[name];
    if (!value || !/^#[0-9a-f]{6}$/.test(value)) throw new Error(`${name} is ${value}`);
    return value;
  };

  test.each(textPairs.flatMap(([text, grounds]) => grounds.map((ground) => [text, ground] as const)))(
    '%s on %s reads at AA contrast (4.5:1)',
    (text, ground) => {
      expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each(['--paper', '--raised'])('the edge of a control shows on %s (3:1)', (ground) => {
    expect(contrast(colour('--edge'), colour(ground))).toBeGreaterThanOrEqual(3);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('data colour %i shows on paper and raised (3:1)', (n) => {
    for (const ground of ['--paper', '--raised']) {
      expect(contrast(colour(`--data-${n}`), colour(ground))).toBeGreaterThanOrEqual(3);
    }
  });

  test.each(Object.keys(visions()))('data colours stay apart with %s vision', (vision) => {
    const points = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => oklab(seenWith(vision, channels(colour(`--data-${n}`)))));
    const distances = points.flatMap((a, i) =>
      points.slice(i + 1).map((b) => Math.hypot(...a.map((x, k) => x - (b[k] ?? 0)))),
    );
    expect(Math.min(...distances)).toBeGreaterThan(0.1);
  });
});

test('the dark colours are the same whether the system or the person asked for them', () => {
  expect(systemDark).toEqual(chosenDark);
});

test('every colour of the light theme has its dark counterpart', () => {
  const colours = Object.keys(light).filter((name) => /^(#|rgb)/.test(light[name] ?? ''));
  expect(Object.keys(chosenDark)).toEqual(expect.arrayContaining(colours));
});

/** Linear RGB as seen without one kind of cone: Machado, Oliveira and Fernandes 2009, severity 1. */
function visions(): Record<string, readonly number[]> {
  return {
    usual: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    protanope: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
    deuteranope: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
    tritanope: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
  };
}

function seenWith(vision: string, rgb: readonly number[]): number[] {
  const matrix = visions()[vision] ?? [];
  return [0, 1, 2].map((row) => {
    const value = rgb.reduce((sum, channel, column) => sum + channel * (matrix[3 * row + column] ?? 0), 0);
    return Math.min(1, Math.max(0, value));
  });
}

/** Linear RGB in OKLab (Ottosson 2020), where distances follow what the eye tells apart. */
function oklab([r = 0, g = 0, b = 0]: readonly number[]): number[] {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}
