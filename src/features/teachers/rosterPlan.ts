import type { Group, Membership, Teacher } from '../../domain/people.ts';
import { holds } from '../../domain/people.ts';
import type { PlainDate } from '../../domain/date.ts';
import type { Id } from '../../domain/ids.ts';
import type { RowNote, RowProblem } from '../../parts/paste/rows.ts';
import type { PastedTeacher } from '../../parts/pasteTeachers.ts';
import { foldName } from '../../parts/teacherSearch.ts';
import type { RosterUpdate } from '../../store/commands/rosterUpdate.ts';
import type { TeacherInput } from '../../store/commands/school.ts';
import type { TeacherChanges } from '../../store/commands/teachers.ts';

/** What a person says of a row that may be somebody of the roster. */
export type Answer = 'same' | 'new' | 'skip';
/** A cell that the list would change; subjects as one text each. */
export interface CellChange {
  field: 'name' | 'number' | 'subjects' | 'group' | 'title' | 'serviceStart' | 'status';
  before: string;
  after: string;
}
/** A row of the list beside the roster. */
export interface PlanRow {
  line: number;
  input: TeacherInput;
  kind: 'new' | 'changed' | 'same' | 'ask' | 'problem';
  /** Whom the row is about, or may be about. */
  teacher: Teacher | null;
  /** What the question rests on: the number is somebody else's, or the name has another number. */
  asks: 'number' | 'name' | null;
  answer: Answer | null;
  changes: CellChange[];
  problem: RowProblem | null;
  notes: RowNote[];
}

/** The school as a list is compared with it. */
export interface PlanSchool {
  roster: readonly Teacher[];
  groups: readonly Group[];
  memberships: readonly Membership[];
  today: PlainDate;
}

/**
 * Compares a pasted list with the roster. A row is somebody by the staff number and the name; by the name alone where one
 * side has no number. The same number under another name, and a name with another number, are asked about. Empty cells
 * change nothing, so nothing is ever taken away by a list.
 */
export function planRoster(
  rows: readonly PastedTeacher[],
  school: PlanSchool,
  answers: ReadonlyMap<number, Answer> = new Map(),
): PlanRow[] {
  const taken = new Set<Id>();
  return rows.map((row): PlanRow => {
    const { line, input, problem, notes } = row;
    const base = { line, input, problem, notes, teacher: null, asks: null, changes: [] as CellChange[] };
    const answer = answers.get(line) ?? null;
    if (problem || row.leftOut) return { ...base, kind: 'problem', answer };
    const { teacher, asks } = whoIs(input, school.roster, taken);
    if (!teacher) return { ...base, kind: 'new', answer };
    if (asks && answer === 'new') return { ...base, teacher, asks, kind: 'new', answer };
    if (asks && answer !== 'same') return { ...base, teacher, asks, kind: 'ask', answer };
    taken.add(teacher.id);
    const changes = changesOf(input, teacher, school);
    return { ...base, teacher, asks, answer, changes, kind: changes.length > 0 ? 'changed' : 'same' };
  });
}

function whoIs(
  input: TeacherInput,
  roster: readonly Teacher[],
  taken: ReadonlySet<Id>,
): { teacher: Teacher | null; asks: PlanRow['asks'] } {
  const free = roster.filter(({ id }) => !taken.has(id));
  const number = input.number ?? '';
  const byNumber = number ? free.find((teacher) => teacher.number === number) : undefined;
  const sameName = (teacher: Teacher) => foldName(teacher.name) === foldName(input.name);
  if (byNumber) return { teacher: byNumber, asks: sameName(byNumber) ? null : 'number' };
  const named = roster.filter(sameName);
  const [first, second] = named.filter(({ id }) => !taken.has(id));
  if (!first) return { teacher: null, asks: null };
  const certain = named.length === 1 && !second && (number === '' || first.number === '');
  return { teacher: first, asks: certain ? null : 'name' };
}

/** The cells that differ; an empty one in the list says nothing. */
function changesOf(input: TeacherInput, teacher: Teacher, school: PlanSchool): CellChange[] {
  const groups = school.memberships
    .filter((item) => item.teacher === teacher.id && !item.deleted && holds(item, school.today))
    .map((item) => school.groups.find(({ id }) => id === item.group)?.name ?? '');
  const wanted = input.group?.trim() ?? '';
  const of = (list: readonly string[]) => list.join(', ');
  const cells: CellChange[] = [
    { field: 'name', before: teacher.name, after: foldName(input.name) === foldName(teacher.name) ? '' : input.name },
    { field: 'number', before: teacher.number, after: input.number ?? '' },
    { field: 'subjects', before: of(teacher.subjects), after: of(input.subjects ?? []) },
    { field: 'group', before: of(groups), after: groups.includes(wanted) ? '' : wanted },
    { field: 'title', before: teacher.title, after: input.title ?? '' },
    { field: 'serviceStart', before: teacher.serviceStart ?? '', after: input.serviceStart ?? '' },
    { field: 'status', before: teacher.status, after: teacher.status === 'left' ? 'active' : '' },
  ];
  return cells.filter(({ before, after }) => after !== '' && after !== before);
}

/** Teachers at the school whom the list does not name. */
export function absentFrom(plan: readonly PlanRow[], roster: readonly Teacher[]): Teacher[] {
  const named = new Set(plan.map((row) => row.teacher?.id));
  return roster.filter((teacher) => teacher.status === 'active' && !named.has(teacher.id));
}

/** What the store is to do. Rows that wait for an answer, or cannot be read, are not in it. */
export function updateOf(plan: readonly PlanRow[], on: PlainDate): RosterUpdate {
  const add = plan
    .filter((row) => row.kind === 'new')
    // Somebody else has the number: the new person gets none rather than the other's.
    .map(({ input, asks }) => (asks === 'number' ? { ...input, number: '' } : input));
  const change = plan.flatMap((row) =>
    row.kind === 'changed' && row.teacher ? [{ id: row.teacher.id, ...storeChanges(row) }] : [],
  );
  return { add, change, on };
}

function storeChanges({ changes: cells, input }: PlanRow): { changes: TeacherChanges; group?: string } {
  const differs = (field: CellChange['field']) => cells.some((cell) => cell.field === field);
  const changes: TeacherChanges = {};
  if (differs('name')) changes.name = input.name;
  if (differs('number') && input.number) changes.number = input.number;
  if (differs('subjects') && input.subjects) changes.subjects = input.subjects;
  if (differs('title') && input.title) changes.title = input.title;
  if (differs('serviceStart') && input.serviceStart) changes.serviceStart = input.serviceStart;
  if (differs('status')) Object.assign(changes, { status: 'active', leftOn: null });
  return { changes, ...(differs('group') && input.group ? { group: input.group } : {}) };
}
