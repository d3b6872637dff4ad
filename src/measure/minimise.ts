const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Where a function of one number is smallest between two bounds: a coarse grid finds the valley, golden-section search
 * (Kiefer 1953) its lowest place. The bounds themselves may be the answer.
 *
 * `tolerance` is the width at which the search stops. Of several equal minima the first. Cost: `grid` + about
 * 1.44·log2(width/tolerance) calls.
 *
 * @example
 * minimise((x) => (x - 2) ** 2, 0, 5); // 2.000
 */
export function minimise(f: (x: number) => number, from: number, to: number, tolerance = 1e-4, grid = 9): number {
  const step = (to - from) / (grid - 1);
  let best = from;
  let lowest = f(from);
  for (let i = 1; i < grid; i++) {
    const x = from + i * step;
    const value = f(x);
    if (value < lowest) [best, lowest] = [x, value];
  }
  const found = goldenSection(f, Math.max(from, best - step), Math.min(to, best + step), tolerance);
  return f(found) < lowest ? found : best;
}

function goldenSection(f: (x: number) => number, from: number, to: number, tolerance: number): number {
  let [low, high] = [from, to];
  let a = high - GOLDEN * (high - low);
  let b = low + GOLDEN * (high - low);
  let [fa, fb] = [f(a), f(b)];
  while (high - low > tolerance) {
    if (fa <= fb) {
      [high, b, fb] = [b, a, fa];
      a = high - GOLDEN * (high - low);
      fa = f(a);
    } else {
      [low, a, fa] = [a, b, fb];
      b = low + GOLDEN * (high - low);
      fb = f(b);
    }
  }
  return (low + high) / 2;
}
