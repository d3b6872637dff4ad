// @ts-check
import { BUDGETS, precacheSize, shellSize } from '../../scripts/size.mjs';
import { tenths } from '../report.mjs';

const KB = 1024;

/** What a visit downloads, in gzip bytes. @returns {Promise<import('../report.mjs').Figure[]>} */
export async function size() {
  const measured = { shell_js_gz: shellSize(), precache_total: precacheSize() };
  return Object.entries(measured).map(([name, { total, files }]) => {
    const budget = BUDGETS[/** @type {keyof typeof BUDGETS} */ (name)];
    const largest = Object.entries(files).toSorted(([, a], [, b]) => b - a);
    return {
      name,
      value: tenths(total / KB),
      unit: 'KB',
      n: Object.keys(files).length,
      detail: {
        budget: `≤ ${budget / KB} KB`,
        pass: total <= budget,
        largest: Object.fromEntries(largest.slice(0, 5).map(([file, bytes]) => [file, tenths(bytes / KB)])),
      },
    };
  });
}
