import type { PlainDate } from '../domain/date.ts';
import type { Id } from '../domain/ids.ts';
import { holds } from '../domain/people.ts';
import type { RatingRow } from '../domain/rating.ts';
import { indicatorsOf, type Indicator, type Rubric } from '../domain/rubric.ts';
import { icc, krippendorffAlpha } from '../measure/index.ts';
import { agreementOf, type AgreementShares, type ScoredUnit } from './agreement.ts';
import { pointsOfFraction, stepsKey, stepsOf } from './scale-steps.ts';

/** Double-scored lessons below which no coefficient is told: by so few it could be anything. */
export const LEAST_DOUBLE_SCORED = 10;
/** Pairs of scores below which nothing is told of a single indicator. */
export const LEAST_PAIRS = 10;
const DRAWS = 2000;

/** Whose lessons, and when. */
export interface AgreementScope {
  /** Teachers with the days they count; null = the whole school. */
  members: readonly { teacher: Id; from: PlainDate | null; to: PlainDate | null }[] | null;
  from: PlainDate | null;
  to: PlainDate | null;
}

/** A coefficient with its 95 % interval; bounds are absent where the data carry none. */
export interface Coefficient {
  value: number;
  lower: number | null;
  upper: number | null;
  /** Lessons behind it. */
  lessons: number;
}

/** Agreement on one indicator over many lessons. */
export interface IndicatorAgreement {
  id: Id;
  shares: AgreementShares;
  lessons: number;
}

/** Agreement over all lessons that two observers or more scored on one rubric family. */
export interface SchoolAgreement {
  family: Id;
  lessons: number;
  sheets: number;
  observers: number;
  shares: AgreementShares;
  /** In the order of the newest form, then what only older forms have. */
  indicators: IndicatorAgreement[];
  /** Krippendorff's alpha over lessons × indicators of the scale used most; null under ten lessons and without variation. */
  alpha: (Coefficient & { metric: 'ordinal' | 'interval'; indicators: number }) | null;
  /** ICC (1,1) of two observers' means over what both scored, and (1,k) of the two together; null under ten lessons. */
  icc: { one: Coefficient; two: Coefficient } | null;
}

interface Shared {
  lesson: Id;
  rows: RatingRow[];
}

/**
 * Agreement of observers who scored the same lesson, for each rubric family, the one with the most lessons first. Lessons recorded
 * twice are one; of two sheets of one observer on a lesson the first counts.
 */
export function schoolAgreement(
  data: {
    ratings: readonly RatingRow[];
    rubrics: ReadonlyMap<Id, Rubric>;
    lessonsAsOne: ReadonlyMap<Id, Id>;
  },
  scope: AgreementScope,
): SchoolAgreement[] {
  const byFamily = new Map<Id, Shared[]>();
  for (const [key, rows] of doubleScored(data.ratings, data.lessonsAsOne, scope)) {
    const family = rows[0]?.family ?? '';
    const lesson = key.slice(family.length + 1);
    byFamily.set(family, [...(byFamily.get(family) ?? []), { lesson, rows }]);
  }
  return [...byFamily]
    .flatMap(([family, shared]) => familyAgreement(family, shared, data.rubrics) ?? [])
    .sort((a, b) => b.lessons - a.lessons || (a.family < b.family ? -1 : 1));
}

function doubleScored(
  ratings: readonly RatingRow[],
  lessonsAsOne: ReadonlyMap<Id, Id>,
  { members, from, to }: AgreementScope,
): [string, RatingRow[]][] {
  const spans = new Map<Id, { from: PlainDate | null; to: PlainDate | null }[]>();
  for (const member of members ?? []) spans.set(member.teacher, [...(spans.get(member.teacher) ?? []), member]);
  const days = { from, to };
  const groups = new Map<string, RatingRow[]>();
  for (const row of ratings) {
    if (row.teacher === row.observer || row.lessonKind === 'rehearsal' || !holds(days, row.date)) continue;
    if (members && !(spans.get(row.teacher) ?? []).some((span) => holds(span, row.date))) continue;
    const key = `${row.family}|${lessonsAsOne.get(row.lesson) ?? row.lesson}`;
    const rows = groups.get(key);
    if (!rows) groups.set(key, [row]);
    else if (!rows.some(({ observer }) => observer === row.observer)) rows.push(row);
  }
  return [...groups].filter(([, rows]) => rows.length > 1);
}

/** What the observers of one lesson gave to one indicator. */
interface LessonUnit extends ScoredUnit {
  indicator: Indicator;
  lesson: Id;
}

function familyAgreement(
  family: Id,
  shared: readonly Shared[],
  rubrics: ReadonlyMap<Id, Rubric>,
): SchoolAgreement | null {
  const versions = new Map<Id, Indicator[]>();
  const newest = [...rubrics.values()]
    .filter((rubric) => rubric.family === family)
    .sort((a, b) => b.created - a.created);
  for (const rubric of newest) versions.set(rubric.id, indicatorsOf(rubric));
  const order = new Map<Id, Indicator>();
  for (const indicator of [...versions.values()].flat()) {
    if (!order.has(indicator.id)) order.set(indicator.id, indicator);
  }
  const units = shared.flatMap((each) => unitsOf(each, versions, order));
  const shares = agreementOf(units);
  if (!shares) return null;
  const byIndicator = new Map<Id, LessonUnit[]>();
  for (const unit of units) byIndicator.set(unit.indicator.id, [...(byIndicator.get(unit.indicator.id) ?? []), unit]);
  const lessons = new Set(units.map(({ lesson }) => lesson));
  const counted = shared.filter(({ lesson }) => lessons.has(lesson));
  const enough = lessons.size >= LEAST_DOUBLE_SCORED;
  return {
    family,
    lessons: lessons.size,
    sheets: counted.reduce((sum, { rows }) => sum + rows.length, 0),
    observers: new Set(counted.flatMap(({ rows }) => rows.map(({ observer }) => observer))).size,
    shares,
    indicators: [...order.keys()].flatMap((id) => {
      const own = byIndicator.get(id) ?? [];
      const found = agreementOf(own);
      return found ? [{ id, shares: found, lessons: own.length }] : [];
    }),
    alpha: enough ? alphaOf(units) : null,
    icc: enough ? iccOf(units, order.size) : null,
  };
}

function unitsOf(
  { lesson, rows }: Shared,
  versions: ReadonlyMap<Id, readonly Indicator[]>,
  order: ReadonlyMap<Id, Indicator>,
): LessonUnit[] {
  const given = rows.map((row) => {
    const indicators = versions.get(row.rubric) ?? [];
    const points = new Map<Id, number>();
    // A form of other length is not the one that the scores were given on.
    if (indicators.length !== row.scores.length) return points;
    for (const [at, { id, scale }] of indicators.entries()) {
      const fraction = row.scores[at] ?? NaN;
      if (!Number.isNaN(fraction)) points.set(id, pointsOfFraction(scale, fraction));
    }
    return points;
  });
  return [...order.values()].flatMap((indicator) => {
    const points = given.map((own) => own.get(indicator.id) ?? null);
    const scored = points.filter((value) => value !== null).length;
    return scored > 1 ? [{ indicator, lesson, scale: indicator.scale, points }] : [];
  });
}

function alphaOf(units: readonly LessonUnit[]): SchoolAgreement['alpha'] {
  const byScale = new Map<string, LessonUnit[]>();
  for (const unit of units) byScale.set(stepsKey(unit.scale), [...(byScale.get(stepsKey(unit.scale)) ?? []), unit]);
  // Scores on unlike scales have no common alpha.
  const [most = []] = [...byScale.values()].sort((a, b) => b.length - a.length);
  const lessons = new Set(most.map(({ lesson }) => lesson));
  if (lessons.size < LEAST_DOUBLE_SCORED) return null;
  const width = Math.max(...most.map(({ points }) => points.length));
  const rows = Array.from({ length: width }, (_, observer) =>
    most.map(({ scale, points }) => {
      const value = points[observer] ?? null;
      return value === null ? null : stepsOf(scale, value);
    }),
  );
  const metric = most[0]?.scale.type === 'levels' ? 'ordinal' : 'interval';
  // Indicators of one lesson are not independent of each other: whole lessons are drawn.
  const found = krippendorffAlpha(rows, { metric, bootstrap: DRAWS, clusters: most.map(({ lesson }) => lesson) });
  if (!found.ok) return null;
  return {
    value: found.alpha,
    lower: found.lower ?? null,
    upper: found.upper ?? null,
    lessons: lessons.size,
    metric,
    indicators: new Set(most.map(({ indicator }) => indicator.id)).size,
  };
}

/** Of two observers of each lesson: the first two that scored at least half of the form in common. */
function iccOf(units: readonly LessonUnit[], formLength: number): SchoolAgreement['icc'] {
  const byLesson = new Map<Id, LessonUnit[]>();
  for (const unit of units) byLesson.set(unit.lesson, [...(byLesson.get(unit.lesson) ?? []), unit]);
  const ratings = [...byLesson.values()].flatMap((own) => twoMeans(own, formLength / 2) ?? []);
  if (ratings.length < LEAST_DOUBLE_SCORED) return null;
  const found = icc(ratings);
  if (!found.ok) return null;
  const lessons = ratings.length;
  return { one: { ...found['(1,1)'], lessons }, two: { ...found['(1,k)'], lessons } };
}

function twoMeans(own: readonly LessonUnit[], least: number): [[number, number]] | null {
  const observers = own[0]?.points.length ?? 0;
  for (let a = 0; a < observers; a++) {
    for (let b = a + 1; b < observers; b++) {
      const both = own.filter(({ points }) => points[a] !== null && points[b] !== null);
      if (both.length === 0 || both.length < least) continue;
      const weight = both.reduce((sum, { indicator }) => sum + indicator.weight, 0);
      const mean = (observer: number) =>
        both.reduce(
          (sum, { indicator, points }) => sum + indicator.weight * shareOf(indicator, points[observer] ?? 0),
          0,
        ) / weight;
      return [[mean(a), mean(b)]];
    }
  }
  return null;
}

/** Steps as a share of all steps of the scale, so that a long scale does not outweigh a short one. */
function shareOf({ scale }: Indicator, points: number): number {
  const top = scale.type === 'levels' ? Math.max(...scale.levels.map((level) => level.points)) : scale.max;
  return stepsOf(scale, points) / Math.max(stepsOf(scale, top), Number.EPSILON);
}
