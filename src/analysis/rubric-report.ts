import type { PlainDate } from '../domain/date.ts';
import type { Id } from '../domain/ids.ts';
import type { LessonKind } from '../domain/lesson.ts';
import type { RatingRow } from '../domain/rating.ts';
import { indicatorsOf, type Indicator, type Rubric, type Scale } from '../domain/rubric.ts';
import { fitManyFacetRasch, type ManyFacetRasch, type RaschElement } from '../measure/many-facet-rasch.ts';
import type { RaschSeparation } from '../measure/rasch-fit.ts';
import { pointsOfFraction, stepsKey, stepsOf } from './scale-steps.ts';
import type { SemesterTime } from './semester-time.ts';

/** What a form must have before anything is told of it. */
export const RUBRIC_LIMITS = { sheets: 30, persons: 5 } as const;
/** Ratings of one indicator, and of one observer, below which nothing is told of how they are used. */
export const LEAST_RATINGS = 30;
/** Mean squares between which ratings follow the model well enough (Linacre 2002). */
export const FIT_RANGE = [0.5, 1.5] as const;
/** Share of the ratings below which a step of the scale is hardly used. */
export const HARDLY_USED = 0.02;
/** Logits from the form's average from which an indicator is called hard or easy. */
const CLEARLY = 0.3;
/** The strangest ratings that are kept. */
const MOST_UNEXPECTED = 200;

/** Odd use: `noisy` = scores that the rest of the sheets does not foretell; `muted` = scores that only repeat the rest. */
export type Use = 'noisy' | 'muted' | 'usual' | 'few';

/** Figures of the Rasch model about one element; null where there is nothing to say. */
export type ElementFigures = Pick<RaschElement, 'measure' | 'se' | 'infit' | 'outfit' | 'extreme' | 'count'>;

/** One indicator as the school uses it. */
export interface IndicatorReport extends ElementFigures {
  id: Id;
  /** 0–1: the share of its scale that the average teacher gets from the average observer; null where that is not known. */
  share: number | null;
  /** The same in steps of the scale: the fair average. */
  fair: number | null;
  /** Against the average of the form; `few` with too few ratings. */
  level: 'hard' | 'easy' | 'average' | 'few';
  use: Use;
  thresholds: (number | null)[];
}

/** How one scale was used, by all indicators that have it. */
export interface ScaleReport {
  scale: Scale;
  indicators: Id[];
  ratings: number;
  /** From the lowest step; a step of a long scale of points holds a tenth of it, `points` its middle. */
  steps: { label: string | null; points: number; count: number; hardly: boolean }[];
}

/** A rating that the model did not expect. */
export interface OddRating {
  sheet: Id;
  lesson: Id;
  teacher: Id;
  observer: Id;
  date: PlainDate;
  lessonKind: LessonKind;
  indicator: Id;
  /** Points given, and about what was to be expected. */
  points: number;
  expected: number;
  residual: number;
}

/** What the sheets of one rubric family say about the form. */
export interface RubricReport {
  family: Id;
  n: { sheets: number; lessons: number; persons: number; teachers: number; observers: number; ratings: number };
  /** Null under `RUBRIC_LIMITS` and where the scores leave nothing to estimate (`reason`). */
  found: {
    /** In the order of the newest form, then what only older forms have. */
    indicators: IndicatorReport[];
    scales: ScaleReport[];
    /** The strangest first. */
    unexpected: OddRating[];
    observers: (ElementFigures & { observer: Id })[];
    separation: { persons: RaschSeparation; observers: RaschSeparation; indicators: RaschSeparation };
    /** More than one: severity is not comparable between them. */
    subsets: number;
    model: 'rating-scale' | 'partial-credit';
    converged: boolean;
  } | null;
  reason: string | null;
}

interface Input {
  ratings: readonly RatingRow[];
  rubrics: ReadonlyMap<Id, Rubric>;
  time: SemesterTime;
  lessonsAsOne?: ReadonlyMap<Id, Id>;
}

/** Rubric families with counted sheets, the most used first. */
export function familiesOfSheets({ ratings }: Pick<Input, 'ratings'>): Id[] {
  const uses = new Map<Id, number>();
  for (const row of ratings) if (isCounted(row)) uses.set(row.family, (uses.get(row.family) ?? 0) + 1);
  return [...uses].sort(([a, n], [b, k]) => k - n || (a < b ? -1 : 1)).map(([family]) => family);
}

/**
 * The form under the many-facet Rasch model: person = teacher in one semester (never the lesson, which is nested in one observer), facets
 * observer and indicator. Scores are whole steps of each indicator's scale: levels by their order, points by steps, a scale of more than ten
 * steps in tenths. Where scales differ each indicator has thresholds of its own (partial credit), else they share one set.
 */
export function rubricReport(input: Input, family: Id): RubricReport {
  const table = tableOf(input, family);
  const { rows, persons, observers } = table;
  const distinct = (of: (row: RatingRow) => Id) => new Set(table.sheets.map(of)).size;
  const n = {
    sheets: table.sheets.length,
    lessons: distinct(({ lesson }) => input.lessonsAsOne?.get(lesson) ?? lesson),
    persons: persons.size,
    teachers: distinct(({ teacher }) => teacher),
    observers: observers.size,
    ratings: rows.length,
  };
  if (n.sheets < RUBRIC_LIMITS.sheets || n.persons < RUBRIC_LIMITS.persons)
    return { family, n, found: null, reason: 'too-few' };
  const indicators = [...table.indicators.values()];
  const model = new Set(indicators.map(({ scale }) => scaleKey(scale))).size > 1 ? 'partial-credit' : 'rating-scale';
  const maxima = indicators.map(({ scale }) => highestStep(scale));
  const fit = fitManyFacetRasch({
    person: rows.map(({ person }) => person),
    facets: [rows.map(({ observer }) => observer), rows.map(({ indicator }) => indicator)],
    score: rows.map(({ step }) => step),
    min: 0,
    max: Math.max(...maxima),
    maxByItem: maxima,
    stepFacet: 1,
    model,
  });
  if (!fit.ok) return { family, n, found: null, reason: fit.reason };
  const [ofPersons, ofObservers, ofIndicators] = fit.separation as [RaschSeparation, RaschSeparation, RaschSeparation];
  return {
    family,
    n,
    reason: null,
    found: {
      indicators: indicators.map((indicator, at) => indicatorReport(fit, indicator, at)),
      scales: scalesOf(indicators, rows),
      unexpected: fit.unexpected.slice(0, MOST_UNEXPECTED).flatMap((odd) => oddRating(odd, table)),
      observers: [...observers.keys()].map((observer, at) => ({ observer, ...figuresOf(fit.facets[0]?.[at]) })),
      separation: { persons: ofPersons, observers: ofObservers, indicators: ofIndicators },
      subsets: fit.subsets.length,
      model,
      converged: fit.converged,
    },
  };
}

/** How odd the use of an element is, by infit and outfit. */
export function useOf({ infit, outfit, count }: Pick<ElementFigures, 'infit' | 'outfit' | 'count'>): Use {
  if (count < LEAST_RATINGS || infit === null || outfit === null) return 'few';
  const [low, high] = FIT_RANGE;
  if (infit > high || outfit > high) return 'noisy';
  return infit < low || outfit < low ? 'muted' : 'usual';
}

/** Steps of a scale above its lowest: levels, or points by their step; ten where there would be more. */
export function highestStep(scale: Scale): number {
  if (scale.type === 'levels') return new Set(scale.levels.map(({ points }) => points)).size - 1;
  return Math.max(1, Math.min(10, Math.round(scale.max / scale.step)));
}

/** The whole step of a stored fraction 0–1; the mean of a sheet's segments goes to the nearest. */
export function stepOfFraction(scale: Scale, fraction: number): number {
  const top = highestStep(scale);
  const steps =
    scale.type === 'levels' ? stepsOf(scale, pointsOfFraction(scale, fraction)) : Math.max(0, fraction) * top;
  return Math.min(top, Math.round(steps));
}

interface Rating {
  sheet: RatingRow;
  person: number;
  observer: number;
  indicator: number;
  step: number;
  points: number;
}

interface Table {
  rows: Rating[];
  sheets: RatingRow[];
  indicators: Map<Id, Indicator>;
  persons: Map<string, number>;
  observers: Map<Id, number>;
}

const isCounted = (row: RatingRow) =>
  row.teacher !== row.observer && row.lessonKind !== 'rehearsal' && Number.isFinite(row.fraction);

function tableOf({ ratings, rubrics, time }: Input, family: Id): Table {
  const versions = [...rubrics.values()].filter((each) => each.family === family);
  const forms = new Map(versions.map((rubric) => [rubric.id, indicatorsOf(rubric)]));
  const known = new Map<Id, Indicator>();
  for (const rubric of versions.sort((a, b) => b.created - a.created)) {
    for (const indicator of forms.get(rubric.id) ?? [])
      if (!known.has(indicator.id)) known.set(indicator.id, indicator);
  }
  // Only what was ever scored stands in the table, in the order of the form.
  const scored = new Set<Id>();
  const counted = ratings.filter((row) => {
    const form = row.family === family && isCounted(row) ? forms.get(row.rubric) : undefined;
    if (form?.length !== row.scores.length || time.placeOf(row.date) === null) return false;
    form.forEach(({ id }, at) => Number.isNaN(row.scores[at] ?? NaN) || scored.add(id));
    return true;
  });
  const indicators = new Map([...known].filter(([id]) => scored.has(id)));
  const place = new Map([...indicators.keys()].map((id, at) => [id, at]));
  const table: Table = { rows: [], sheets: counted, indicators, persons: new Map(), observers: new Map() };
  const placeIn = <Key>(places: Map<Key, number>, key: Key) => {
    const at = places.get(key) ?? places.size;
    places.set(key, at);
    return at;
  };
  for (const sheet of counted) {
    const person = placeIn(table.persons, `${sheet.teacher}|${time.placeOf(sheet.date)?.index ?? ''}`);
    const observer = placeIn(table.observers, sheet.observer);
    (forms.get(sheet.rubric) ?? []).forEach(({ id, scale }, at) => {
      const fraction = sheet.scores[at] ?? NaN;
      const now = indicators.get(id)?.scale;
      // The same id with other steps is another question; the newest form's counts.
      if (Number.isNaN(fraction) || !now || stepsKey(now) !== stepsKey(scale)) return;
      const [step, points] = [stepOfFraction(scale, fraction), pointsOfFraction(scale, fraction)];
      table.rows.push({ sheet, person, observer, indicator: place.get(id) ?? 0, step, points });
    });
  }
  return table;
}

function figuresOf(element: RaschElement | undefined): ElementFigures {
  const { measure = null, se = null, infit = null, outfit = null, extreme = false, count = 0 } = element ?? {};
  return { measure, se, infit, outfit, extreme, count };
}

function indicatorReport(fit: ManyFacetRasch, { id, scale }: Indicator, at: number): IndicatorReport {
  const element = fit.facets[1]?.[at];
  const figures = figuresOf(element);
  const fair = element?.fairAverage ?? null;
  const own = fit.thresholds[at];
  const shared = fit.thresholds.filter((each): each is number | null => !Array.isArray(each));
  return {
    id,
    ...figures,
    fair,
    share: fair === null ? null : Math.min(1, Math.max(0, fair / highestStep(scale))),
    level: levelOf(figures),
    use: useOf(figures),
    thresholds: Array.isArray(own) ? own : shared,
  };
}

function levelOf({ measure, se, count }: ElementFigures): IndicatorReport['level'] {
  if (count < LEAST_RATINGS || measure === null || se === null) return 'few';
  if (Math.abs(measure) < CLEARLY || Math.abs(measure) < 2 * se) return 'average';
  return measure > 0 ? 'hard' : 'easy';
}

/** Scales are one where they offer the same steps under the same names. */
function scaleKey(scale: Scale): string {
  const labels = scale.type === 'levels' ? levelsInOrder(scale).map(({ label }) => label) : [];
  return [stepsKey(scale), ...labels].join('|');
}

function levelsInOrder(scale: Extract<Scale, { type: 'levels' }>) {
  return [...new Map(scale.levels.map((level) => [level.points, level])).values()].sort((a, b) => a.points - b.points);
}

function scalesOf(indicators: readonly Indicator[], rows: readonly Rating[]): ScaleReport[] {
  const groups = new Map<string, ScaleReport>();
  const groupAt = indicators.map(({ id, scale }) => {
    const key = scaleKey(scale);
    const group = groups.get(key) ?? { scale, indicators: [], ratings: 0, steps: stepsIn(scale) };
    groups.set(key, group);
    group.indicators.push(id);
    return group;
  });
  for (const { indicator, step } of rows) {
    const group = groupAt[indicator];
    const used = group?.steps[step];
    if (!group || !used) continue;
    group.ratings += 1;
    used.count += 1;
  }
  for (const group of groups.values()) {
    if (group.ratings < LEAST_RATINGS) continue;
    for (const step of group.steps) step.hardly = step.count < HARDLY_USED * group.ratings;
  }
  return [...groups.values()];
}

function stepsIn(scale: Scale): ScaleReport['steps'] {
  const fresh = { count: 0, hardly: false };
  if (scale.type === 'levels') return levelsInOrder(scale).map(({ label, points }) => ({ label, points, ...fresh }));
  const top = highestStep(scale);
  return Array.from({ length: top + 1 }, (_, step) => ({ label: null, points: (step * scale.max) / top, ...fresh }));
}

function oddRating(odd: ManyFacetRasch['unexpected'][number], { rows, indicators }: Table): OddRating[] {
  const rating = rows[odd.row];
  const indicator = [...indicators.values()][rating?.indicator ?? -1];
  if (!rating || !indicator) return [];
  const { sheet, points } = rating;
  const { id, scale } = indicator;
  const { lesson, teacher, observer, date, lessonKind } = sheet;
  const expected = pointsAt(scale, odd.expected);
  const residual = odd.residual;
  return [
    {
      sheet: sheet.id,
      lesson,
      teacher,
      observer,
      date,
      lessonKind,
      indicator: id,
      points,
      expected,
      residual,
    },
  ];
}

/** Points at a step of a scale; between two steps in proportion. */
function pointsAt(scale: Scale, step: number): number {
  const steps = stepsIn(scale);
  const low = Math.min(Math.floor(step), steps.length - 1);
  const from = steps[low]?.points ?? 0;
  const to = steps[low + 1]?.points ?? from;
  return from + (step - low) * (to - from);
}
