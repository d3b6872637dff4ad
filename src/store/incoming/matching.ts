import type { FileRecord } from '../../domain/guanke-file.ts';
import { semesterIdOf, teacherIdFromNumber, type Id } from '../../domain/ids.ts';
import { isErased } from '../../domain/kinds.ts';
import type { Group, Teacher } from '../../domain/people.ts';
import type { Semester } from '../../domain/semester.ts';

/** Two teachers with one number and different names, or one name of which a number is missing: a person says. */
export interface JoinQuestion {
  /** The teacher of this device. */
  mine: Id;
  myName: string;
  theirs: Id;
  theirName: string;
  number: string;
  /** What is taken when nobody answers. */
  same: boolean;
}

/** Which records of two schools are the same thing. */
export interface Matching {
  teachers: { mine: Teacher; theirs: Teacher }[];
  questions: JoinQuestion[];
  /** My teachers whom their roster does not have, and the id that they get there. */
  added: { teacher: Teacher; id: Id }[];
  groups: { mine: Group; theirs: Group }[];
  groupsAdded: Group[];
  /** Every semester of mine, with the id that it has in their school. */
  semesters: { mine: Semester; id: Id; known: boolean }[];
}

const live = (records: readonly FileRecord[]) =>
  records.filter((record) => !isErased(record) && (record as { deleted?: boolean }).deleted !== true);

/** The live records of a kind. */
export function ofKind<R>(records: readonly FileRecord[], kind: string): R[] {
  return live(records).filter((record) => record.kind === kind) as unknown as R[];
}

const fold = (text: string) => text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();

/**
 * Holds my records against theirs: teachers by number and name, groups by name, semesters by school year and term. A number
 * with two names and a name without a number are questions; `answers` by my teacher's id settles them.
 */
export function matchSchools(
  mine: readonly FileRecord[],
  theirs: readonly FileRecord[],
  school: Id,
  answers: Readonly<Record<Id, boolean>> = {},
): Matching {
  const matching: Matching = { teachers: [], questions: [], added: [], groups: [], groupsAdded: [], semesters: [] };
  matchTeachers(matching, { mine, theirs, school, answers });
  const groups = ofKind<Group>(theirs, 'group');
  for (const group of ofKind<Group>(mine, 'group')) {
    const same = groups.find((other) => fold(other.name) === fold(group.name));
    if (same) matching.groups.push({ mine: group, theirs: same });
    else matching.groupsAdded.push(group);
  }
  const semesters = new Set(ofKind<Semester>(theirs, 'semester').map((semester) => semester.id));
  for (const semester of ofKind<Semester>(mine, 'semester')) {
    const id = semesterIdOf(school, semester.schoolYear, semester.term);
    matching.semesters.push({ mine: semester, id, known: semesters.has(id) });
  }
  return matching;
}

interface Rosters {
  mine: readonly FileRecord[];
  theirs: readonly FileRecord[];
  school: Id;
  answers: Readonly<Record<Id, boolean>>;
}

function matchTeachers(matching: Matching, { mine, theirs, school, answers }: Rosters): void {
  const [myRoster, roster] = [ofKind<Teacher>(mine, 'teacher'), ofKind<Teacher>(theirs, 'teacher')];
  const taken = new Set<Id>();
  const ids = new Set(theirs.map((record) => record.id));
  const pairs = myRoster.map((teacher) => ({ teacher, found: counterpart(teacher, myRoster, roster) }));
  // Sure pairs first, so that a question never takes somebody away from them.
  pairs.sort((a, b) => Number(a.found?.ask ?? false) - Number(b.found?.ask ?? false));
  for (const { teacher, found } of pairs) {
    const free = found && !taken.has(found.other.id) ? found : null;
    if (free?.ask) matching.questions.push(questionOf(teacher, free.other, free.same));
    const same = free && (!free.ask || (answers[teacher.id] ?? free.same));
    if (same) {
      taken.add(free.other.id);
      matching.teachers.push({ mine: teacher, theirs: free.other });
      continue;
    }
    const derived = teacher.number ? teacherIdFromNumber(school, teacher.number) : teacher.id;
    matching.added.push({ teacher, id: ids.has(derived) ? teacher.id : derived });
  }
}

function questionOf(mine: Teacher, theirs: Teacher, same: boolean): JoinQuestion {
  const number = theirs.number || mine.number;
  return { mine: mine.id, myName: mine.name, theirs: theirs.id, theirName: theirs.name, number, same };
}

/** Who of their roster may be this teacher. `ask`: only a person can tell; `same`: what is likelier. */
function counterpart(
  teacher: Teacher,
  myRoster: readonly Teacher[],
  roster: readonly Teacher[],
): { other: Teacher; ask: boolean; same: boolean } | null {
  const named = (other: Teacher) => fold(other.name) === fold(teacher.name);
  const number = teacher.number.trim();
  const numbered = number ? roster.find((other) => other.number.trim() === number) : undefined;
  if (numbered) return { other: numbered, ask: !named(numbered), same: named(numbered) };
  const names = roster.filter((other) => named(other) && (!number || !other.number.trim()));
  const [other] = names;
  if (!other) return null;
  const sure = names.length === 1 && myRoster.filter((one) => fold(one.name) === fold(teacher.name)).length === 1;
  return { other, ask: !sure, same: sure };
}
