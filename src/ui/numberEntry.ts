/** The numbers that a field accepts. All three bounds in the field's own unit. */
export interface NumberRange {
  min: number | undefined;
  max: number | undefined;
  /** The distance between accepted numbers, counted from `min` (or 0). */
  step: number;
}

/** What typed text means: a number of the range, nothing (`empty`), or why it is not accepted. */
export type NumberEntry =
  { value: number } | { empty: true } | { reason: 'not-a-number' | 'out-of-range' | 'between-steps' };

/** Reads typed text: full-width digits and a decimal comma are understood, spaces ignored. */
export function readNumber(text: string, range: NumberRange): NumberEntry {
  const plain = text.normalize('NFKC').replace(/\s/g, '').replace(',', '.').replace('−', '-');
  if (plain === '') return { empty: true };
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain)) return { reason: 'not-a-number' };
  const value = Number(plain);
  if (value < (range.min ?? -Infinity) || value > (range.max ?? Infinity)) return { reason: 'out-of-range' };
  return Math.abs(value - nearestStep(value, range)) > 1e-9
    ? { reason: 'between-steps' }
    : { value: nearestStep(value, range) };
}

/**
 * The number that is `steps` steps away, kept inside the range and on a step.
 * From nothing (null) the first press gives `start`, or the range's lower end, or 0.
 */
export function stepNumber(value: number | null, steps: number, range: NumberRange, start?: number): number {
  const next = value === null ? (start ?? range.min ?? 0) : value + steps * range.step;
  const inside = Math.min(range.max ?? Infinity, Math.max(range.min ?? -Infinity, next));
  return nearestStep(inside, range);
}

function nearestStep(value: number, { min = 0, max, step }: NumberRange): number {
  const steps = Math.round((value - min) / step);
  const stepped = min + steps * step;
  const within =
    max !== undefined && stepped > max + 1e-9 ? min + Math.floor((max - min) / step + 1e-9) * step : stepped;
  // 0.1 + 0.2 must read 0.3: twelve digits hold any step a school uses.
  return Number(within.toPrecision(12));
}
