// @ts-check
/** The lines that `npm run bench` prints: one JSON object a figure on stdout, a table for people on stderr. */
import { loadavg } from 'node:os';

/**
 * @typedef {object} Figure
 * @property {string} name
 * @property {number} value what is compared with the budget
 * @property {string} unit
 * @property {number} n measurements behind the value
 * @property {Record<string, unknown> & { budget?: string, pass?: boolean }} detail
 */

/**
 * Middle and tail of some measurements, rounded to tenths. The least is what a quiet machine would come close to.
 * @param {readonly number[]} values at least one
 */
export function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    median: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    least: tenths(sorted[0] ?? NaN),
    n: values.length,
  };
}

/** @param {readonly number[]} sorted @param {number} q */
function quantile(sorted, q) {
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)] ?? NaN;
  const high = sorted[Math.ceil(at)] ?? NaN;
  return tenths(low + (high - low) * (at - Math.floor(at)));
}

/** @param {number} value */
export function tenths(value) {
  return Math.round(value * 10) / 10;
}

/** @param {number} a @param {number} b */
export function ratio(a, b) {
  return Math.round((a / b) * 100) / 100;
}

/** Prints a figure's line; how busy the machine was stands beside it. @param {Figure} figure */
export function print(figure) {
  const load = tenths(loadavg()[0] ?? NaN);
  console.log(JSON.stringify({ ...figure, detail: { ...figure.detail, load } }));
}

/** The table for people. @param {readonly Figure[]} figures */
export function table(figures) {
  const rows = figures.map(({ name, value, unit, n, detail }) => [
    detail.pass === undefined ? ' ' : detail.pass ? '✓' : '✗',
    name,
    `${value} ${unit}`,
    detail.budget ?? '',
    `n=${n}`,
  ]);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(0, ...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
