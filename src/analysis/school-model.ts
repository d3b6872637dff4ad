import type { Id } from '../domain/ids.ts';
import { PUBLIC_KINDS, type LessonKind } from '../domain/lesson.ts';
import type { MixedModelData } from '../measure/mixed-model.ts';
import { unusable, type Outcome } from '../measure/outcome.ts';
import type { SchoolRow } from './school-rows.ts';

/** What a school must have before a model of it says more than one teacher's own lessons do. */
export const SCHOOL_LIMITS = {
  /** Teachers with lessons in two semesters or more. */
  teachers: 8,
  /** Sheets in all. */
  sheets: 60,
  observers: 2,
  semesters: 2,
} as const;

/** Rows from which a kind of lesson gets a difference of its own; rarer kinds share that of announced or other lessons. */
const OWN_KIND = 8;

/** The rows as the model reads them, with what is known of their places. */
export interface SchoolModel {
  data: SchoolModelData;
  columns: readonly FixedColumn[];
  counts: SchoolCounts;
  /** By level. */
  teachers: readonly Id[];
  observers: readonly Id[];
  /** Mean semester time of the sheets: where the model's t is 0. */
  centre: number;
}

/** A school as `fitMixedModel` takes it: t is the first fixed column, and the groups are teacher, observer and perhaps lesson. */
export type SchoolModelData = MixedModelData & { weights: Float64Array; t: Float64Array };

/** A school's model together with the rows that it was made of. */
export interface KnownSchool extends SchoolModel {
  rows: readonly SchoolRow[];
  families: readonly Id[];
}

/** Sets up the school's model; the reason 'school-too-small' as in `schoolGrowth`. */
export function schoolModel(rows: readonly SchoolRow[], families: readonly Id[]): Outcome<SchoolModel> {
  const counts = countsOf(rows);
  const small = tooSmall(counts);
  if (small) return unusable('school-too-small', small);
  const teachers = [...counts.teachers.keys()];
  const observers = [...counts.observers.keys()];
  const lessons = [...counts.lessons.keys()];
  const place = (ids: readonly Id[]) => new Map(ids.map((id, i) => [id, i]));
  const [teacherAt, observerAt, lessonAt] = [place(teachers), place(observers), place(lessons)];
  const centre = rows.reduce((sum, row) => sum + row.step, 0) / rows.length;
  const t = Float64Array.from(rows, (row) => row.step - centre);
  const columns = fixedColumns(rows, families);
  const meanScored = rows.reduce((sum, row) => sum + row.scored, 0) / rows.length;
  const indexOf = (at: Map<Id, number>, of: (row: SchoolRow) => Id) =>
    Int32Array.from(rows, (row) => at.get(of(row)) ?? 0);
  const shared = counts.lessons.size < rows.length;
  const data = {
    t,
    y: Float64Array.from(rows, (row) => row.value),
    weights: Float64Array.from(rows, (row) => row.scored / meanScored),
    fixed: { names: ['t', ...columns.map(({ name }) => name)], columns: [t, ...columns.map(({ values }) => values)] },
    groups: [
      { name: 'teacher', index: indexOf(teacherAt, (row) => row.teacher), levels: teachers.length, slope: t },
      { name: 'observer', index: indexOf(observerAt, (row) => row.observer), levels: observers.length },
      ...(shared ? [{ name: 'lesson', index: indexOf(lessonAt, (row) => row.lesson), levels: lessons.length }] : []),
    ],
  };
  return { ok: true, data, columns, counts, teachers, observers, centre };
}

/** Who and what stands behind the rows; `rows` are places among them. */
export interface SchoolCounts {
  teachers: Map<Id, { steps: Set<number>; lessons: Set<Id>; observers: Set<Id>; rows: number[] }>;
  observers: Map<Id, { lessons: Set<Id>; teachers: Set<Id>; rows: number[] }>;
  lessons: Map<Id, number>;
  steps: Set<number>;
}

function countsOf(rows: readonly SchoolRow[]): SchoolCounts {
  const counts: SchoolCounts = { teachers: new Map(), observers: new Map(), lessons: new Map(), steps: new Set() };
  rows.forEach((row, i) => {
    let teacher = counts.teachers.get(row.teacher);
    if (!teacher)
      counts.teachers.set(
        row.teacher,
        (teacher = { steps: new Set(), lessons: new Set(), observers: new Set(), rows: [] }),
      );
    teacher.steps.add(row.step);
    teacher.lessons.add(row.lesson);
    teacher.observers.add(row.observer);
    teacher.rows.push(i);
    let observer = counts.observers.get(row.observer);
    if (!observer)
      counts.observers.set(row.observer, (observer = { lessons: new Set(), teachers: new Set(), rows: [] }));
    observer.lessons.add(row.lesson);
    observer.teachers.add(row.teacher);
    observer.rows.push(i);
    counts.lessons.set(row.lesson, (counts.lessons.get(row.lesson) ?? 0) + 1);
    counts.steps.add(row.step);
  });
  return counts;
}

function tooSmall({ teachers, observers, steps }: SchoolCounts): string | null {
  const growing = [...teachers.values()].filter((each) => each.steps.size >= 2).length;
  const sheets = [...teachers.values()].reduce((sum, each) => sum + each.rows.length, 0);
  if (sheets < SCHOOL_LIMITS.sheets) return `${sheets} sheets of ${SCHOOL_LIMITS.sheets}`;
  if (growing < SCHOOL_LIMITS.teachers) return `${growing} teachers of ${SCHOOL_LIMITS.teachers} with two semesters`;
  if (observers.size < SCHOOL_LIMITS.observers) return `${observers.size} observers of ${SCHOOL_LIMITS.observers}`;
  return steps.size < SCHOOL_LIMITS.semesters ? `${steps.size} semesters of ${SCHOOL_LIMITS.semesters}` : null;
}

/** A fixed effect of the school's model, 0 or 1 a row. */
export interface FixedColumn {
  name: string;
  family: Id | null;
  kind: LessonKind | 'announced' | 'other' | null;
  values: Float64Array;
}

/** 0/1 columns of the families but the first, and of the lesson kinds but the ordinary one. */
export function fixedColumns(rows: readonly SchoolRow[], families: readonly Id[]): FixedColumn[] {
  const column = (name: string, is: (row: SchoolRow) => boolean) => ({
    name,
    values: Float64Array.from(rows, (row) => (is(row) ? 1 : 0)),
  });
  const uses = new Map<LessonKind, number>();
  for (const { kind } of rows) uses.set(kind, (uses.get(kind) ?? 0) + 1);
  const own = new Set([...uses].filter(([kind, n]) => n >= OWN_KIND && kind !== 'ordinary').map(([kind]) => kind));
  const rare = (announced: boolean) => (row: SchoolRow) =>
    row.kind !== 'ordinary' && !own.has(row.kind) && PUBLIC_KINDS.includes(row.kind) === announced;
  return [
    ...families.slice(1).map((family) => ({
      ...column(`rubric ${family}`, (row) => row.family === family),
      family,
      kind: null,
    })),
    ...[...own].sort().map((kind) => ({ ...column(`kind ${kind}`, (row) => row.kind === kind), family: null, kind })),
    { ...column('announced', rare(true)), family: null, kind: 'announced' as const },
    { ...column('other', rare(false)), family: null, kind: 'other' as const },
  ].filter(({ values }) => values.some((value) => value !== 0));
}
