/**
 * A source of binomial numbers: how many of `n` independent trials succeed, each with probability `p`. For bootstraps that
 * draw counts in place of single cases.
 *
 * Exact at every size: by inversion where n·p < 10, otherwise by rejection with a transformed uniform (algorithm BTRS of
 * Hörmann 1993, "The generation of binomial random variates"). `most` is the largest n that will be asked for; p from 0
 * to 1. Cost: about n·p steps by inversion, otherwise one to two pairs of uniforms whatever n is; `most` logarithms once.
 *
 * @example
 * const draw = binomialSampler(4000, seededRandom(1).uniform);
 * Math.abs(draw(4000, 0.25) - 1000) < 150; // true
 */
export function binomialSampler(most: number, uniform: () => number): (n: number, p: number) => number {
  const logFactorial = new Float64Array(most + 1);
  for (let i = 2; i <= most; i++) logFactorial[i] = logFactorial[i - 1]! + Math.log(i);

  const draw = (n: number, p: number): number => {
    if (p > 0.5) return n - draw(n, 1 - p);
    return n * p < 10 ? byInversion(n, p, uniform) : byRejection(n, p, uniform, logFactorial);
  };
  return draw;
}

function byInversion(n: number, p: number, uniform: () => number): number {
  const odds = p / (1 - p);
  let probability = (1 - p) ** n;
  let left = uniform();
  let k = 0;
  while (left > probability && k < n) {
    left -= probability;
    k++;
    probability *= (odds * (n - k + 1)) / k;
  }
  return k;
}

/** The names of the constants are those of the paper. */
function byRejection(n: number, p: number, uniform: () => number, logFactorial: Float64Array): number {
  const spread = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const mode = Math.floor((n + 1) * p);
  for (;;) {
    const u = uniform() - 0.5;
    const v = uniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + n * p + 0.5);
    // Most draws end here: inside this box everything is accepted.
    if (us >= 0.07 && v <= 0.92 - 4.2 / b) return k;
    if (!(k >= 0 && k <= n)) continue;
    const height = Math.log((v * (2.83 + 5.1 / b) * spread) / (a / (us * us) + b));
    const ofMode = logFactorial[mode]! + logFactorial[n - mode]! - (k - mode) * Math.log((1 - p) / p);
    if (height <= ofMode - logFactorial[k]! - logFactorial[n - k]!) return k;
  }
}
