import type { OwnTrend } from '../../analysis/observer-trends.ts';
import { OBSERVER_LIMITS, type ObserverUse } from '../../analysis/observer-use.ts';
import { useOf, type RubricReport, type Use } from '../../analysis/rubric-report.ts';
import type { ObserverSeverity, SchoolGrowth } from '../../analysis/school-growth.ts';
import type { Id } from '../../domain/ids.ts';
import type { Teacher } from '../../domain/people.ts';
import { number } from '../../i18n/formats.ts';
import { m } from '../../i18n/messages.ts';
import type { ObserversAnswer } from '../../workers/fitTasks.ts';

/** What is known of one observer; null where there is too little for it. */
export interface ObserverRow {
  teacher: Teacher;
  severity: ObserverSeverity | null;
  use: ObserverUse;
  /** How the scores fit what the others' lead to expect; `few` also where no such model could be made. */
  fit: { use: Use; scores: number };
  /** Null also where no model of the rubrics could be made. */
  trend: OwnTrend | null;
  /** Lessons and teachers behind the severity: on these rubrics where there is a model, else on all. */
  lessons: number;
  teachers: number;
}

/** The rows of those among `people` who have scored, in their order; severity and drift are those on one set of linked rubrics. */
export function observerRows(
  people: readonly Teacher[],
  { use, trends }: ObserversAnswer,
  model: SchoolGrowth | null,
  families: readonly Id[],
  report: RubricReport | null = null,
): ObserverRow[] {
  const uses = new Map(use.map((each) => [each.observer, each]));
  const severities = new Map((model?.observers ?? []).map((each) => [each.observer, each]));
  const found = trends.find((each) => each.families.some((family) => families.includes(family)))?.found;
  const fits = new Map((report?.found?.observers ?? []).map((each) => [each.observer, each]));
  const own = new Map((found?.observers ?? []).map((each) => [each.observer, each]));
  return people.flatMap((teacher): ObserverRow[] => {
    const used = uses.get(teacher.id);
    if (!used) return [];
    const severity = severities.get(teacher.id);
    const enough =
      severity && severity.lessons >= OBSERVER_LIMITS.lessons && severity.teachers >= OBSERVER_LIMITS.teachers;
    const fit = fits.get(teacher.id);
    const told = fit && used.lessons >= OBSERVER_LIMITS.lessons && used.teachers >= OBSERVER_LIMITS.teachers;
    return [
      {
        teacher,
        fit: { use: told ? useOf(fit) : 'few', scores: fit?.count ?? 0 },
        severity: enough ? severity : null,
        use: used,
        trend: own.get(teacher.id) ?? null,
        lessons: severity?.lessons ?? (model ? 0 : used.lessons),
        teachers: severity?.teachers ?? (model ? 0 : used.teachers),
      },
    ];
  });
}

/** A bound that is written as 0. */
const NEAR = 0.05;

/** "about 3 points stricter than the average observer (between 1 and 5)"; no direction where the interval holds 0, or is written as if it did. */
export function severityWords({
  severity,
  lower,
  upper,
}: Pick<ObserverSeverity, 'severity' | 'lower' | 'upper'>): string {
  const digits = Math.min(Math.abs(severity), Math.abs(lower), Math.abs(upper)) < 1 ? 1 : 0;
  const say = (points: number) => number(Math.abs(points), digits);
  if (lower >= NEAR) return m.figures_observers_stricter({ by: say(severity), lower: say(lower), upper: say(upper) });
  if (upper <= -NEAR) return m.figures_observers_milder({ by: say(severity), lower: say(upper), upper: say(lower) });
  return m.figures_observers_level({ milder: say(lower), stricter: say(upper) });
}

/** What is said of a drift; null where there is too little for it. */
export function trendWords(trend: OwnTrend | null): string | null {
  if (!trend || trend.verdict === 'too-little') return null;
  const by = number(Math.abs(trend.drift), 1);
  if (trend.verdict === 'stricter') return m.figures_observers_drift_stricter({ by });
  return trend.verdict === 'milder' ? m.figures_observers_drift_milder({ by }) : m.figures_observers_drift_none();
}
