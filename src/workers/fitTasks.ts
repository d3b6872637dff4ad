import type { Rubric } from '../domain/rubric.ts';
import type { PlainDate } from '../domain/date.ts';
import type { Id } from '../domain/ids.ts';
import { schoolAgreement, type AgreementScope, type SchoolAgreement } from '../analysis/school-agreement.ts';
import { schoolConnections, type SchoolConnections } from '../analysis/connections.ts';
import { observerTrends, type ObserverTrends } from '../analysis/observer-trends.ts';
import { observerUse, type ObserverUse } from '../analysis/observer-use.ts';
import { planOfSchool, usualPlan, type Plan } from '../analysis/planner.ts';
import { groupGrowth, type GroupGrowth } from '../analysis/group-growth.ts';
import { ranking, type Ranking } from '../analysis/ranking.ts';
import { linkedFamilies } from '../analysis/rubric-links.ts';
import { familiesOfSheets, rubricReport, type RubricReport } from '../analysis/rubric-report.ts';
import { schoolGrowth, type SchoolGrowth } from '../analysis/school-growth.ts';
import { schoolRows, WHOLE_SHEET, type SchoolRow, type SchoolRowsLeftOut } from '../analysis/school-rows.ts';
import { semesterTime, type SemesterTime } from '../analysis/semester-time.ts';
import type { MixedModelOptions } from '../measure/mixed-model.ts';
import type { SchoolRatings } from '../store/queries/schoolRatings.ts';

/** Everything that a task reads; the same for all tasks between two changes of the records. */
export interface SchoolData extends SchoolRatings {
  time: SemesterTime;
}

/** How a task is stopped and how far it tells it is. */
export interface TaskContext {
  signal: AbortSignal;
  onprogress: (share: number | null) => void;
  /** What earlier runs left for later ones, over changes of the records too. */
  kept: FitKept;
}

/** What tasks leave for their next run, by task and what it was about. Small: it goes to the worker and back with every question. */
export type FitKept = Map<string, unknown>;

/** One model of the school for each set of linked rubrics, the most used first; none where the school is too small. */
export interface SchoolGrowthAnswer {
  models: SchoolGrowth[];
  /** Why there is no model of a set of rubrics: its most used family, the word of the reason, what was found. */
  without: { family: Id; reason: string; detail: string }[];
  leftOut: SchoolRowsLeftOut;
}

/** Adds what every task reads to the rows of the store. */
export function schoolData(ratings: SchoolRatings): SchoolData {
  return { ...ratings, time: semesterTime(ratings.semesters) };
}

/** The school's growth model of the whole sheet, or of one dimension; over all lessons, or those from a day on. */
function growth(
  data: SchoolData,
  { dimension, from = '' }: { dimension: Id; from?: PlainDate },
  context: TaskContext,
): SchoolGrowthAnswer {
  const ratings = data.ratings.filter(({ date }) => date >= from);
  const { rows, leftOut } = schoolRows({ ...data, ratings }, dimension);
  const answer: SchoolGrowthAnswer = { models: [], without: [], leftOut };
  for (const families of linkedFamilies(rows)) {
    const inside = new Set(families);
    const own = rows.filter((row) => inside.has(row.family));
    const key = `growth|${dimension}|${families.join('|')}${from && `|${from}`}`;
    const start = context.kept.get(key) as SchoolGrowth['start'] | undefined;
    const model = schoolGrowth(own, families, {
      signal: context.signal,
      // A new lesson changes the school's variances little: the search begins where the last one ended.
      ...(start ? { start } : {}),
    });
    context.signal.throwIfAborted();
    if (model.ok) {
      const { ok: _, ...found } = model;
      context.kept.set(key, found.start);
      answer.models.push(found);
    } else answer.without.push({ family: families[0] ?? '', reason: model.reason, detail: model.detail });
  }
  return answer;
}

/** Growth of some teachers together, on each set of linked rubrics in which they have lessons; the most used first. */
function groupLines(data: SchoolData, { members }: { members: Id[] }, context: TaskContext): GroupGrowth[] {
  return onLinkedRubrics(data, members, context, (rows, families, options) =>
    groupGrowth(rows, families, new Set(members), options),
  );
}

/** Where some teachers stand in a semester (null: the newest that has enough), on each set of linked rubrics in which they have lessons. */
function rankings(
  data: SchoolData,
  { members, step }: { members: Id[]; step: number | null },
  context: TaskContext,
): Ranking[] {
  return onLinkedRubrics(data, members, context, (rows, families, options) =>
    ranking(rows, families, members, step, options),
  );
}

/** An answer for each set of linked rubrics in which some teachers have lessons, the most used first. */
function onLinkedRubrics<A>(
  data: SchoolData,
  members: readonly Id[],
  { signal, kept }: TaskContext,
  answer: (rows: readonly SchoolRow[], families: Id[], options: MixedModelOptions) => A,
): A[] {
  const { rows } = schoolRows(data);
  const inside = new Set(members);
  return linkedFamilies(rows).flatMap((families) => {
    const used = new Set(families);
    const own = rows.filter((row) => used.has(row.family));
    if (!own.some(({ teacher }) => inside.has(teacher))) return [];
    const start = kept.get(`growth|${WHOLE_SHEET}|${families.join('|')}`) as SchoolGrowth['start'] | undefined;
    const found = answer(own, families, { signal, ...(start ? { start } : {}) });
    signal.throwIfAborted();
    return [found];
  });
}

/** Agreement over the lessons with several sheets: this school year, and in all. */
function agreement(
  data: SchoolData,
  { members, year }: Pick<AgreementScope, 'members'> & { year: { from: string; to: string } },
): { year: SchoolAgreement[]; all: SchoolAgreement[] } {
  return {
    year: schoolAgreement(data, { members, ...year }),
    all: schoolAgreement(data, { members, from: null, to: null }),
  };
}

/** Each observer's use of the scale over all rubrics, and drift in each set of linked rubrics; no drift where it cannot be told. */
export interface ObserversAnswer {
  use: ObserverUse[];
  trends: { families: Id[]; found: ObserverTrends | null }[];
  /** How many sets of teachers have no observer in common with each other; severities compare only inside one. */
  sets: number;
}

function observers(data: SchoolData, _: Record<string, never>, { signal }: TaskContext): ObserversAnswer {
  const { rows } = schoolRows(data);
  const trends = linkedFamilies(rows).map((families) => {
    const inside = new Set(families);
    const own = rows.filter((row) => inside.has(row.family));
    const found = observerTrends(own, families, signal);
    signal.throwIfAborted();
    return { families, found: found.ok ? found : null };
  });
  const sets = schoolConnections(data.ratings, { from: null, to: null })?.sets.length ?? 0;
  return { use: observerUse(data), trends, sets };
}

/** Which teachers can be compared: this school year, and over all years. */
function connections(
  data: SchoolData,
  { year }: { year: { from: string; to: string } },
): { year: SchoolConnections | null; all: SchoolConnections | null } {
  return {
    year: schoolConnections(data.ratings, year),
    all: schoolConnections(data.ratings, { from: null, to: null }),
  };
}

/** How sure so many visits are: a plan for each model of the school, or the one of the usual sizes. */
function planner(data: SchoolData, _params: Record<string, never>, context: TaskContext): Plan[] {
  const { models } = growth(data, { dimension: WHOLE_SHEET }, context);
  return models.length > 0 ? models.map(planOfSchool) : [usualPlan('too-small')];
}

/** How one form is used; an empty family asks for the one with the most sheets. Null where nothing was scored. */
function rubric(data: SchoolData, { family }: { family: Id }): { families: Id[]; report: RubricReport | null } {
  const families = familiesOfSheets(data);
  const chosen = families.find((each) => each === family) ?? families[0];
  return { families, report: chosen ? rubricReport(data, chosen) : null };
}

/** What the worker can be asked, by name. */
export const FIT_TASKS = { growth, groupLines, rankings, agreement, observers, connections, planner, rubric };

export type FitTasks = typeof FIT_TASKS;
export type FitTask = keyof FitTasks;
export type FitParams<T extends FitTask> = Parameters<FitTasks[T]>[1];
export type FitAnswer<T extends FitTask> = ReturnType<FitTasks[T]>;

/** What goes to the worker. `version` grows with every change of the records. */
export type FitRequest =
  | {
      type: 'run';
      id: number;
      task: FitTask;
      params: unknown;
      database: string;
      version: string;
      builtins: readonly Rubric[];
      kept: FitKept;
    }
  | { type: 'cancel'; id: number };

/** What comes back. */
export type FitMessage =
  | { type: 'progress'; id: number; share: number | null }
  | { type: 'done'; id: number; answer: unknown; kept: FitKept }
  | { type: 'failed'; id: number; reason: string };
