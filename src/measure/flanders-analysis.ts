import { type Outcome, unusable } from './outcome.ts';

/** How the matrix begins and ends. */
export interface FlandersOptions {
  /**
   * Flanders' own convention: the record is taken to begin and end with silence, so a 10 is put before and after it unless
   * one stands there, and rows and columns of the matrix have the same sums. Without it, as by default, the
   * matrix holds the transitions that were observed and nothing else.
   */
  silenceAtEnds?: boolean;
}

/** Shares are 0–1, ratios ≥ 0; null where nothing of the kind was coded, so that there is nothing to divide by. */
export interface FlandersAnalysis {
  /** 10 × 10, row = category before, column = category after, both counted from 0 (category 1 is at 0). */
  matrix: number[][];
  /** How often each category was coded, category 1 at 0; with the silence put at the end, where asked for. */
  counts: number[];
  coded: number;
  missing: number;
  /** Entries of the matrix. */
  transitions: number;
  /** TT: categories 1–7. */
  teacherTalk: number;
  /** PT: categories 8–9. */
  studentTalk: number;
  /** SC: category 10. */
  silence: number;
  /** I/D: 1–4 over 5–7. */
  indirectToDirect: number | null;
  /** i/d: 1–3 over 6–7, the revised ratio, which leaves the content out. */
  revisedIndirectToDirect: number | null;
  /** Teacher response ratio: 1–3 in 1–3 and 6–7. */
  TRR: number | null;
  /** Teacher question ratio: 4 in 4–5. */
  TQR: number | null;
  /** Pupil initiation ratio: 9 in 8–9. */
  PIR: number | null;
  /** Teacher response ratio right after a student spoke: columns 1–3 in 1–3 and 6–7, of rows 8–9. */
  TRR89: number | null;
  /** Teacher question ratio right after a student spoke: column 4 in 4–5, of rows 8–9. */
  TQR89: number | null;
  /** Content cross ratio: share of the transitions that have 4 or 5 before or after. */
  CCR: number | null;
  /** Steady state ratio: share of the transitions that stay in their category. */
  SSR: number | null;
  /** Pupil steady state ratio: 8–8 and 9–9 in the columns 8–9. */
  PSSR: number | null;
}

const SIZE = 10;
const SILENCE = 10;

/**
 * Flanders' interaction analysis of one lesson (Flanders, "Analyzing teaching behavior", 1970): every 3 s a code of ten.
 * The teacher: 1 accepts feeling, 2 praises, 3 uses students' ideas, 4 asks, 5 lectures, 6 directs, 7 criticises; the students: 8 respond,
 * 9 initiate; 10 silence or confusion. The matrix counts each code with the one that follows it.
 *
 * When to use it: to talk about who speaks and how turns follow each other. Flanders' norms for the ratios are of American lessons of the 1960s.
 *
 * Missing codes (null) count nowhere, and there is no transition across them. Shares and ratios of talk are of the counts; CCR,
 * SSR, PSSR, TRR89 and TQR89 are of the matrix. All are shares (Flanders printed per cent).
 *
 * 'not-coded' when nothing is coded, 'other-code' for what is no whole number 1–10. Throws for a code that is no finite number. Cost: one pass.
 *
 * @example
 * flandersAnalysis([5, 5, 4, 8, 3, 9]); // { ok: true, coded: 6, transitions: 5, TQR: 0.3333333, PIR: 0.5, CCR: 0.6, SSR: 0.2 }
 */
export function flandersAnalysis(
  codes: readonly (number | null)[],
  { silenceAtEnds = false }: FlandersOptions = {},
): Outcome<FlandersAnalysis> {
  codes.forEach((code, i) => {
    if (code !== null && !Number.isFinite(code))
      throw new TypeError(`codes[${i}]: ${String(code)} is no finite number`);
  });
  const other = codes.findIndex((code) => code !== null && !(Number.isInteger(code) && code >= 1 && code <= SIZE));
  if (other >= 0) return unusable('other-code', `codes[${other}]: ${codes[other]} is no category from 1 to ${SIZE}`);
  const seen = codes.filter((code) => code !== null).length;
  if (seen === 0) return unusable('not-coded', `none of ${codes.length} intervals is coded`);

  const [first, last] = [codes[0], codes[codes.length - 1]];
  const before = silenceAtEnds && first !== SILENCE ? [SILENCE] : [];
  const after = silenceAtEnds && last !== SILENCE ? [SILENCE] : [];
  const matrix = transitionsOf([...before, ...codes, ...after]);
  // Of the two silences at the ends only the last is counted: each code is counted where it is the later of a pair.
  const counts = countsOf([...codes, ...after]);
  return {
    ok: true,
    matrix,
    counts,
    coded: seen,
    missing: codes.length - seen,
    ...ofCounts(counts),
    ...ofMatrix(matrix),
  };
}

function transitionsOf(codes: readonly (number | null)[]): number[][] {
  const matrix = Array.from({ length: SIZE }, () => new Array<number>(SIZE).fill(0));
  for (let i = 1; i < codes.length; i++) {
    const [from, to] = [codes[i - 1], codes[i]];
    if (from != null && to != null) matrix[from - 1]![to - 1]!++;
  }
  return matrix;
}

function countsOf(codes: readonly (number | null)[]): number[] {
  const counts = new Array<number>(SIZE).fill(0);
  for (const code of codes) if (code !== null) counts[code - 1]!++;
  return counts;
}

function ofCounts(counts: readonly number[]) {
  const sum = (...categories: number[]) => categories.reduce((total, category) => total + counts[category - 1]!, 0);
  const all = counts.reduce((total, count) => total + count, 0);
  return {
    teacherTalk: sum(1, 2, 3, 4, 5, 6, 7) / all,
    studentTalk: sum(8, 9) / all,
    silence: sum(10) / all,
    indirectToDirect: ratio(sum(1, 2, 3, 4), sum(5, 6, 7)),
    revisedIndirectToDirect: ratio(sum(1, 2, 3), sum(6, 7)),
    TRR: ratio(sum(1, 2, 3), sum(1, 2, 3, 6, 7)),
    TQR: ratio(sum(4), sum(4, 5)),
    PIR: ratio(sum(9), sum(8, 9)),
  };
}

function ofMatrix(matrix: readonly (readonly number[])[]) {
  /** The sum of the cells for which `belongs` holds; categories from 1. */
  const cells = (belongs: (from: number, to: number) => boolean) => {
    let sum = 0;
    matrix.forEach((row, from) =>
      row.forEach((count, to) => {
        if (belongs(from + 1, to + 1)) sum += count;
      }),
    );
    return sum;
  };
  const student = (category: number) => category === 8 || category === 9;
  const content = (category: number) => category === 4 || category === 5;
  const warm = (category: number) => category <= 3;
  const strict = (category: number) => category === 6 || category === 7;
  const transitions = cells(() => true);
  return {
    transitions,
    TRR89: ratio(
      cells((from, to) => student(from) && warm(to)),
      cells((from, to) => student(from) && (warm(to) || strict(to))),
    ),
    TQR89: ratio(
      cells((from, to) => student(from) && to === 4),
      cells((from, to) => student(from) && content(to)),
    ),
    CCR: ratio(
      cells((from, to) => content(from) || content(to)),
      transitions,
    ),
    SSR: ratio(
      cells((from, to) => from === to),
      transitions,
    ),
    PSSR: ratio(
      cells((from, to) => from === to && student(to)),
      cells((_, to) => student(to)),
    ),
  };
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
