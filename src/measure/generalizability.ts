import { analogousComponents, balancedComponents, isBalanced } from './g-components.ts';
import { type Facet, type GDesign, gDesignOf, personSource, type SourceFacet } from './g-design.ts';
import { errorShares } from './g-errors.ts';
import { remlComponents } from './g-reml.ts';
import { type Outcome, unusable } from './outcome.ts';

export type { Facet, SourceFacet } from './g-design.ts';

/** Scores, one index a score: who was measured by whom, on what, when. Labels are equal where the thing is the same. */
export interface GeneralizabilityData {
  score: ArrayLike<number>;
  /** What is measured, the teacher. */
  person: ArrayLike<number | string>;
  rater: ArrayLike<number | string>;
  item?: ArrayLike<number | string>;
  /** The lesson. */
  occasion?: ArrayLike<number | string>;
}

/** How the components are estimated. */
export interface GeneralizabilityOptions {
  /**
   * 'anova': expected mean squares where the design is balanced, analogous sums of squares where not. 'reml': REML, however long it takes.
   * 'auto', the default: ANOVA where balanced, else REML, else (too much work) analogous ANOVA.
   */
  method?: 'auto' | 'anova' | 'reml';
  /**
   * Facets whose labels begin anew inside others, e.g. `{occasion: ['person']}` where lesson 1 of one teacher is another than lesson 1 of the next.
   */
  nested?: Partial<Record<Facet, readonly Facet[]>>;
}

/** The variance of one source. */
export interface GComponent {
  /** p person, r rater, i item, o occasion: 'p', 'r', 'p×r,e', 'r:p', 'i×r:p' …; 'e' for scores of the same person under the same conditions. */
  name: string;
  facets: SourceFacet[];
  /** The effects in it that these data cannot tell apart. */
  holds: SourceFacet[][];
  /** ≥ 0, in squares of the score's unit, for one score. */
  variance: number;
  /** The estimate was below 0, or, by REML, on the boundary: `variance` is 0. */
  negative: boolean;
  /** The ANOVA estimate as it came out; null where the equations do not determine it. */
  raw: number | null;
  /** Share of the sum of all components. */
  share: number;
  /** Number of different cells in the data. */
  levels: number;
  /** Scores in one sheet (person, rater and occasion) by items; 1 without items. */
  itemsPerSheet: number;
  df?: number;
  meanSquare?: number;
}

/** A generalizability study. */
export interface Generalizability {
  /** Who is crossed with or nested in whom, e.g. 'p×r', 'r:p', 'p×(i:o)'. */
  design: string;
  balanced: boolean;
  method: 'expected-mean-squares' | 'analogous-anova' | 'reml';
  components: GComponent[];
  /** Eρ²: how far persons can be told apart by means of as many scores as these have. */
  Erho2: number;
  /** Φ: how far a person's mean can be taken at its face value. */
  Phi: number;
  /** σ²(δ) and σ²(Δ) of a person's mean. */
  relativeError: number;
  absoluteError: number;
  persons: number;
  raters: number;
  n: number;
}

/** The squares of larger scores would leave the range of numbers. */
const LARGEST = 1e100;

const FACETS = ['person', 'rater', 'item', 'occasion'] as const;

/**
 * A generalizability study (Cronbach, Gleser, Nanda & Rajaratnam 1972; Brennan, "Generalizability theory", 2001; Shavelson &
 * Webb 1991): how much of the differences between scores comes from the persons, and how much from raters, items, occasions and their
 * interactions, all taken as random.
 *
 * When to use it: to know what a teacher's mean score is worth, and, through `decisionStudy`, how many lessons and observers
 * would be enough. It needs persons that several raters saw.
 *
 * Which facet is nested in which is read from the labels: raters who saw one person each are nested (r:p). A label may therefore
 * stand only for one rater, item or occasion; where labels begin anew inside another facet, say so by `nested`. Effects that the data cannot separate stay together in one
 * component, and `holds` names them.
 *
 * Balanced: ANOVA by expected mean squares; a component below 0 is set to 0 and flagged, the others keep Brennan's estimates. Otherwise REML
 * of the same effects (see `remlComponents`), and where that would be too much work, as with the single indicators of a whole school,
 * analogous ANOVA (Henderson 1953, method 1); `method` says which.
 *
 * Eρ² = σ²(p) / (σ²(p) + σ²(δ)), Φ = σ²(p) / (σ²(p) + σ²(Δ)) for the persons' means over the scores they have: σ²(Δ) sums each source by
 * the squared weights of its cells in a person's mean, σ²(δ) by half the squared difference of these weights between two persons, both
 * averaged over persons. Balanced, that is the published σ² / n′; where persons were seen by different raters, the raters' severity is
 * rightly part of the relative error too.
 *
 * Reasons: 'no-scores', 'too-few-persons', 'too-few-raters' (one observer only: severity and merit are one), 'person-nested' (each person seen
 * by one rater, or on one occasion, of their own group only), 'no-variation', 'not-estimable', 'out-of-range' (scores beyond 1e100). Throws TypeError for ragged and RangeError for
 * non-finite input. Cost: ANOVA passes over the scores once for every set of facets; see `remlComponents` for REML.
 *
 * @example
 * // two persons, three raters: σ²(p) 11/6, σ²(r) 53/6, σ²(pr,e) 1/2
 * generalizability({ score: [9, 2, 5, 6, 1, 3], person: [0, 0, 0, 1, 1, 1], rater: [0, 1, 2, 0, 1, 2] });
 * // { ok: true, design: 'p×r', Erho2: 11/12, Phi: 33/89 }
 */
export function generalizability(
  data: GeneralizabilityData,
  { method = 'auto', nested = {} }: GeneralizabilityOptions = {},
): Outcome<Generalizability> {
  const columns = columnsOf(data, nested);
  const n = data.score.length;
  if (n === 0) return unusable('no-scores', 'no scores');
  const design = gDesignOf(columns);
  const refused = refusal(design, columns);
  if (refused) return refused;
  if (Array.from(data.score).some((score) => Math.abs(score) > LARGEST)) {
    return unusable('out-of-range', `a score is beyond ${LARGEST}`);
  }
  const mean = Array.from(data.score).reduce((sum, score) => sum + score, 0) / n;
  const y = Float64Array.from(data.score, (score) => score - mean);
  if (y.every((value) => Math.abs(value) <= 1e-12 * Math.abs(mean)))
    return unusable('no-variation', `all ${n} scores are equal`);

  const estimated = estimate(design, y, method);
  if (!estimated) return unusable('not-estimable', `${design.notation}: the scores do not determine every component`);
  const { variances, raw, rows } = estimated;
  const total = variances.reduce((sum, variance) => sum + variance, 0);
  if (!(total > 0)) return unusable('no-variation', 'no component is above 0');
  const person = personSource(design)!;
  const shares = errorShares(design, person);
  const sumOf = (which: 'relative' | 'absolute') =>
    shares.reduce((sum, share, i) => sum + share[which] * variances[i]!, 0);
  const [relativeError, absoluteError] = [sumOf('relative'), sumOf('absolute')];
  const merit = variances[design.sources.indexOf(person)]!;
  const itemsPerSheet = sheetSize(design);
  return {
    ok: true,
    design: design.notation,
    balanced: estimated.balanced,
    method: estimated.method,
    components: design.sources.map((source, i) => ({
      name: source.name,
      facets: source.facets,
      holds: source.holds,
      variance: variances[i]!,
      negative: estimated.negative[i]!,
      raw: raw?.[i] ?? null,
      share: variances[i]! / total,
      levels: source.levels,
      itemsPerSheet,
      ...(rows && { df: rows[i]!.df, meanSquare: rows[i]!.meanSquare }),
    })),
    Erho2: coefficient(merit, relativeError),
    Phi: coefficient(merit, absoluteError),
    relativeError,
    absoluteError,
    persons: person.levels,
    raters: design.sources.find(({ holds }) => holds.some((set) => set.length === 1 && set[0] === 'rater'))!.levels,
    n,
  };
}

/** Without any merit to find, the error does not matter: 0. */
function coefficient(merit: number, error: number): number {
  return merit === 0 ? 0 : merit / (merit + error);
}

function columnsOf(
  { score, person, rater, item, occasion }: GeneralizabilityData,
  nested: NonNullable<GeneralizabilityOptions['nested']>,
) {
  const given = { person, rater, item, occasion };
  const columns = FACETS.flatMap((facet) => {
    const labels = given[facet];
    return labels ? [{ facet, labels }] : [];
  });
  for (const { facet, labels } of columns) {
    if (labels.length !== score.length) {
      throw new TypeError(`${facet} has ${labels.length} labels for ${score.length} scores`);
    }
    for (let row = 0; row < labels.length; row++) {
      const label = labels[row];
      if (label == null || Number.isNaN(label)) throw new RangeError(`${facet}[${row}] is ${label}`);
    }
  }
  for (let row = 0; row < score.length; row++) {
    if (!Number.isFinite(score[row])) throw new RangeError(`score[${row}] is ${score[row]}`);
  }
  return columns.map(({ facet, labels }) => {
    const outer = columns.filter((column) => nested[facet]?.includes(column.facet));
    if (outer.length === 0) return { facet, labels };
    const full = Array.from(labels, (label, row) => JSON.stringify([...outer.map((nest) => nest.labels[row]), label]));
    return { facet, labels: full };
  });
}

function refusal(design: GDesign, columns: readonly { facet: Facet; labels: ArrayLike<number | string> }[]) {
  const has = (facet: Facet) => design.facets.includes(facet);
  if (!has('person')) return unusable('too-few-persons', 'one person');
  if (!has('rater'))
    return unusable('too-few-raters', `one rater for ${new Set(Array.from(columns[0]!.labels)).size} persons`);
  if (!personSource(design))
    return unusable('person-nested', `${design.notation}: persons are not crossed with anything`);
  return null;
}

function estimate(design: GDesign, y: Float64Array, method: 'auto' | 'anova' | 'reml') {
  const balanced = isBalanced(design);
  if (balanced && method !== 'reml') {
    const rows = balancedComponents(design, y);
    return {
      ...floored(cleaned(rows.map(({ raw }) => raw))),
      rows,
      balanced,
      method: 'expected-mean-squares' as const,
    };
  }
  const found = analogousComponents(design, y);
  const raw = found && cleaned(found);
  const start = raw ?? design.sources.map(() => 0);
  const fitted = method === 'anova' ? null : remlComponents(design, y, start, method === 'reml' ? Infinity : undefined);
  if (fitted) {
    const negative = fitted.variances.map((variance) => variance === 0);
    return { variances: fitted.variances, raw, negative, rows: null, balanced, method: 'reml' as const };
  }
  return raw && method !== 'reml'
    ? { ...floored(raw), rows: null, balanced, method: 'analogous-anova' as const }
    : null;
}

/** What is 0 but for rounding is 0: a merit of 1e-17 over no error at all would be a reliability of 1. */
function cleaned(raw: readonly number[]): number[] {
  const scale = raw.reduce((sum, value) => sum + Math.abs(value), 0);
  return raw.map((value) => (Math.abs(value) <= 1e-12 * scale ? 0 : value));
}

function floored(raw: number[]) {
  return { raw, variances: raw.map((value) => Math.max(0, value)), negative: raw.map((value) => value < 0) };
}

/** Items in a sheet, harmonic mean: rows that share everything but the item. */
function sheetSize({ facets, sources }: GDesign): number {
  if (!facets.includes('item')) return 1;
  const rest = facets.filter((facet) => facet !== 'item');
  const sheet = sources.find(({ holds }) =>
    holds.some((set) => set.length === rest.length && rest.every((f) => set.includes(f))),
  );
  const sheets = sheet!.sizes;
  return sheets.length / sheets.reduce((sum, size) => sum + 1 / size, 0);
}
