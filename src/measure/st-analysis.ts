import { type Outcome, unusable } from './outcome.ts';

/** Whose act a sample shows: the students', the teacher's; null where nobody coded. */
export type StCode = 'S' | 'T' | null;

/** Where the regions of the Rt–Ch chart begin. */
export interface StThresholds {
  /** At or below this Rt the lesson is practice. Usual: .3. */
  practice?: number;
  /** At or above this Rt the lesson is a lecture. Usual: .7. */
  lecture?: number;
  /** At or above this Ch the lesson is a dialogue. Usual: .4. */
  dialogue?: number;
}

/** What S–T analysis says of one lesson. */
export interface StAnalysis {
  /** Share of the coded samples that show the teacher, 0–1. */
  Rt: number;
  /** Conversion rate (runs − 1) / coded, 0–1. */
  Ch: number;
  /** 练习型, 讲授型, 对话型, 混合型. */
  pattern: 'practice' | 'lecture' | 'dialogue' | 'mixed';
  coded: number;
  /** Samples nobody coded. */
  missing: number;
  /** Series of the same code, g in the formula. A gap ends a run. */
  runs: number;
  /** Switches between S and T that were seen: from one sample to the very next. Equals runs − 1 where there is no gap. */
  switches: number;
}

/**
 * S–T analysis of one lesson (the method as in Fu Derong & Zhang Huimin, 教育信息处理, 2001): at fixed intervals, here
 * usually 30 s, a sample shows an act of the teacher (T) or of the students (S). Rt = N_T / N says who acts, Ch = (g − 1) / N,
 * with g the number of runs, how often that changes. Where no sample is missing Ch ≤ 2·min(Rt, 1 − Rt), so that every
 * lesson lies in a triangle of the Rt–Ch chart.
 *
 * The usual regions: Rt ≤ .3 practice (练习型), Rt ≥ .7 lecture (讲授型), else Ch ≥ .4 dialogue (对话型), else mixed
 * (混合型). Where two hold at once, Rt decides.
 *
 * When to use it: to talk about the shape of a lesson. It says nothing of quality, and lessons coded at different
 * intervals must not be compared by Ch.
 *
 * Missing samples (null) are left out of N, and a run does not cross them: what happened in a gap is unknown, so
 * a lesson with many gaps has a somewhat higher Ch; `switches` has the changes that were really seen.
 *
 * 'not-coded' when no sample is coded, 'other-code' for what is neither S nor T. Throws a RangeError for thresholds outside 0–1 or in the wrong order.
 * Cost: one pass.
 *
 * @example
 * stAnalysis(['T', 'T', 'S', 'T', 'S', 'S']); // { ok: true, Rt: 0.5, Ch: 0.5, pattern: 'dialogue', runs: 4 }
 */
export function stAnalysis(codes: readonly StCode[], thresholds: StThresholds = {}): Outcome<StAnalysis> {
  const limits = checkedThresholds(thresholds);
  const other = codes.findIndex((code) => code !== null && code !== 'S' && code !== 'T');
  if (other >= 0) return unusable('other-code', `codes[${other}]: ${String(codes[other])} is neither S nor T`);
  let [teacher, coded, runs, switches] = [0, 0, 0, 0];
  let before: StCode = null;
  codes.forEach((code) => {
    if (code !== null) {
      coded++;
      if (code === 'T') teacher++;
      if (code !== before) runs++;
      if (code !== before && before !== null) switches++;
    }
    before = code;
  });
  if (coded === 0) return unusable('not-coded', `none of ${codes.length} samples is coded`);
  const Rt = teacher / coded;
  const Ch = (runs - 1) / coded;
  return { ok: true, Rt, Ch, pattern: patternOf(Rt, Ch, limits), coded, missing: codes.length - coded, runs, switches };
}

function checkedThresholds({ practice = 0.3, lecture = 0.7, dialogue = 0.4 }: StThresholds): Required<StThresholds> {
  for (const value of [practice, lecture, dialogue]) {
    if (!(value >= 0 && value <= 1)) throw new RangeError(`thresholds: ${value} is not within 0 and 1`);
  }
  if (practice >= lecture) throw new RangeError(`thresholds: practice up to ${practice}, lecture from ${lecture}`);
  return { practice, lecture, dialogue };
}

function patternOf(Rt: number, Ch: number, limits: Required<StThresholds>): StAnalysis['pattern'] {
  if (Rt <= limits.practice) return 'practice';
  if (Rt >= limits.lecture) return 'lecture';
  return Ch >= limits.dialogue ? 'dialogue' : 'mixed';
}
