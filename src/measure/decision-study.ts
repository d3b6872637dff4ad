import type { SourceFacet } from './g-design.ts';
import { type Outcome, unusable } from './outcome.ts';

/** What a decision study needs of a component; those of `generalizability` have it. */
export interface DecisionComponent {
  /** `person` is what is measured, `rater` the observers, `occasion` the lessons; `replicate` counts as a lesson. */
  facets: readonly SourceFacet[];
  variance: number;
  /** Effects that are in it and could not be told apart; only itself where left out. */
  holds?: readonly (readonly SourceFacet[])[];
  itemsPerSheet?: number;
}

/**
 * Who sees what. 'crossed': every observer sees every lesson. 'nested': each lesson has `observers` observers of its own. 'shared': the
 * lessons are shared out among the observers, one observer a lesson; `lessons` counts them all.
 */
export type VisitPlan = 'crossed' | 'nested' | 'shared';

/** The plan to be judged. */
export interface DecisionOptions {
  lessons: number;
  observers: number;
  /** Items on the sheet; as many as in the study where left out. */
  items?: number;
  /** As in the study where left out: 'nested' where each observer saw one lesson only, 'shared' where each lesson had one only, else 'crossed'. */
  plan?: VisitPlan;
}

/** What the plan would reach. */
export interface DecisionStudy {
  /** Eρ², for telling persons apart. */
  Erho2: number;
  /** Φ, for taking a mean at its face value. */
  Phi: number;
  /** σ²(δ) and σ²(Δ) of a person's mean; the root of the latter is its standard error. */
  relativeError: number;
  absoluteError: number;
  lessons: number;
  observers: number;
  items: number;
  plan: VisitPlan;
}

/**
 * A decision study (Cronbach et al. 1972; Brennan, "Generalizability theory", 2001, ch. 4): the reliability that so many lessons and
 * observers would give, from the components of a generalizability study. Each component is divided by the number of different conditions
 * of its kind that go into a person's mean; σ²(Δ) sums all but the person's, σ²(δ) those that have the person in them.
 *
 * When to use it: to plan visits. Components come from few observers as a rule, so the answer is a size and no promise.
 *
 * Effects that the study could not tell apart are judged by the worst of them: where each lesson had one observer, the difference
 * between lessons and that between two observers of one lesson are one number, which a second observer in the same lesson is
 * not taken to halve. A study without lessons as a facet has nothing that more lessons by the same observers would
 * make smaller.
 *
 * Reasons: 'no-person' (no component of the person), 'no-variation' (all are 0), 'more-observers-than-lessons' for 'shared', 'no-lesson' (a number
 * below 1), 'negative-variance', 'out-of-range'. Throws a RangeError for what is not finite.
 *
 * @example
 * // Persons .3, observers .1, lessons within persons .2, the rest .15: four lessons by four observers, one each
 * decisionStudy([{ facets: ['person'], variance: 0.3 }, { facets: ['rater'], variance: 0.1 },
 *   { facets: ['person', 'occasion'], variance: 0.2 }, { facets: ['person', 'rater', 'occasion'], variance: 0.15 }],
 *   { lessons: 4, observers: 4, plan: 'shared' }); // { ok: true, Erho2: 0.7741935, Phi: 0.7272727 }
 */
export function decisionStudy(
  components: readonly DecisionComponent[] | { components: readonly DecisionComponent[] },
  options: DecisionOptions,
): Outcome<DecisionStudy> {
  const list = 'components' in components ? components.components : components;
  const { lessons, observers } = options;
  const items = options.items ?? list[0]?.itemsPerSheet ?? 1;
  for (const [name, value] of Object.entries({ lessons, observers, items })) {
    if (!Number.isFinite(value)) throw new RangeError(`${name}: ${value} is not a finite number`);
    if (value < 1) return unusable('no-lesson', `${name}: ${value} is not 1 or more`);
  }
  for (const { facets, variance } of list) {
    if (!Number.isFinite(variance)) throw new RangeError(`${facets.join('×')}: variance ${variance}`);
    if (variance < 0) return unusable('negative-variance', `${facets.join('×')}: ${variance}`);
  }
  const person = list.find(({ facets }) => facets.length === 1 && facets[0] === 'person');
  if (!person) return unusable('no-person', 'no component is of the person alone');
  if (list.every(({ variance }) => variance === 0)) return unusable('no-variation', 'all components are 0');
  const plan = options.plan ?? planOf(list);
  if (plan === 'shared' && observers > lessons) {
    return unusable('more-observers-than-lessons', `${observers} observers for ${lessons} lessons`);
  }

  let [relativeError, absoluteError] = [0, 0];
  for (const component of list) {
    if (component === person) continue;
    const part = component.variance / divisor(component, { lessons, observers, items, plan });
    absoluteError += part;
    if (component.facets.includes('person')) relativeError += part;
  }
  const merit = person.variance;
  if (!Number.isFinite(merit + absoluteError))
    return unusable('out-of-range', 'the variances add up beyond all numbers');
  return {
    ok: true,
    Erho2: merit === 0 ? 0 : merit / (merit + relativeError),
    Phi: merit === 0 ? 0 : merit / (merit + absoluteError),
    relativeError,
    absoluteError,
    lessons,
    observers,
    items,
    plan,
  };
}

/**
 * Decision studies for every number of lessons with every number of observers: one row a number of lessons. Same
 * definitions, reasons and errors as `decisionStudy`.
 *
 * @example
 * decisionGrid([{ facets: ['person'], variance: 1 }, { facets: ['person', 'rater'], variance: 1 }],
 *   { lessons: [1], observers: [1, 3] })[0][1]; // { ok: true, Phi: 0.75 }
 */
export function decisionGrid(
  components: Parameters<typeof decisionStudy>[0],
  options: Omit<DecisionOptions, 'lessons' | 'observers'> & {
    lessons: readonly number[];
    observers: readonly number[];
  },
): Outcome<DecisionStudy>[][] {
  return options.lessons.map((lessons) =>
    options.observers.map((observers) => decisionStudy(components, { ...options, lessons, observers })),
  );
}

/** How many different conditions of its kind a person's mean is taken over; of effects in one component the least. */
function divisor(component: DecisionComponent, plan: Required<DecisionOptions>): number {
  return Math.min(...(component.holds ?? [component.facets]).map((facets) => conditions(facets, plan)));
}

function conditions(
  facets: readonly SourceFacet[],
  { lessons, observers, items, plan }: Required<DecisionOptions>,
): number {
  const rater = facets.includes('rater');
  const lesson = facets.includes('occasion') || facets.includes('replicate');
  const perItem = facets.includes('item') ? items : 1;
  const sheets = plan === 'shared' ? lessons : lessons * observers;
  if (rater && lesson) return perItem * sheets;
  if (rater) return perItem * (plan === 'nested' ? sheets : observers);
  return perItem * (lesson ? lessons : 1);
}

/** The plan of the study: which of raters and lessons is nested in the other. */
function planOf(components: readonly DecisionComponent[]): VisitPlan {
  const always = (facet: SourceFacet, other: SourceFacet) => {
    const having = components.filter(({ facets }) => facets.includes(facet));
    return having.length > 0 && having.every(({ facets }) => facets.includes(other));
  };
  if (always('rater', 'occasion')) return 'nested';
  return always('occasion', 'rater') ? 'shared' : 'crossed';
}
