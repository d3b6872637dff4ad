import type { PlainDate } from '../../domain/date.ts';
import type { Id } from '../../domain/ids.ts';
import { isSameClass } from '../../domain/lesson.ts';
import { holds, type Group, type Membership, type Post, type Teacher } from '../../domain/people.ts';
import type { ColumnUse } from '../../parts/paste/columns.ts';
import { readTeachers, type PastedTable } from '../../parts/pasteTeachers.ts';
import type { Joiner } from '../../store/commands/newYearPlan.ts';

/** What a pasted list of next year's staff says beside the roster. */
export interface StaffList {
  /** Rows that fit nobody of the roster. */
  joiners: (Joiner & { line: number })[];
  /** Who belongs to another group. */
  moves: { id: Id; name: string; from: string[]; to: string }[];
  /** Whose posts are others. */
  posts: { id: Id; name: string; end: Id[]; begin: Post[] }[];
  /** Teachers of the roster whom the list does not name; empty where it names fewer than half of them. */
  missing: Teacher[];
  /** Rows that cannot be used, by their line. */
  bad: { line: number; reason: 'unread' | 'several'; name: string }[];
}

/** What the list is held against. */
export interface StaffBook {
  teachers: readonly Teacher[];
  groups: readonly Group[];
  memberships: readonly Membership[];
  /** The first day of the new semester. */
  on: PlainDate;
}

const POST_HEADER = /^(职务|職務|岗位|崗位|post|posts|position|role|job\s?title)$/iu;
/** Words for posts, the more special first: 副校长 is no 校长. */
const POST_WORDS: [RegExp, Post][] = [
  [/副校|vice|deputy/iu, 'vice-principal'],
  [/校长|校長|principal|head\s?teacher|headmaster|headmistress/iu, 'principal'],
  [/教务|教務|教导|教導|dean|academic affairs|director of studies/iu, 'dean'],
  [/备课|備課|prep leader|lesson-planning/iu, 'prep-leader'],
  [
    /教研组长|教研組長|科组长|科組長|学科组长|召集人|組長|组长|group leader|head of department|subject leader/iu,
    'group-leader',
  ],
  [/班主任|班導|導師|class teacher|form tutor|form teacher/iu, 'class-teacher'],
];

/** Which column says the posts; -1 = none. */
export function postColumn(table: PastedTable): number {
  return table.columns.findIndex(({ header }) => POST_HEADER.test(header.trim()));
}

/** The posts that a cell names: 班主任、备课组长 are two; words that are no post ("teacher") are passed over. */
export function postsOfCell(cell: string): Post[] {
  const posts = cell
    .split(/[、,，;；/／|]/u)
    .flatMap((word) => POST_WORDS.find(([known]) => known.test(word))?.[1] ?? []);
  return [...new Set(posts)];
}

/** Holds a pasted list against the roster: by staff number, otherwise by a name that only one teacher has. */
export function readStaffList(table: PastedTable, uses: readonly ColumnUse[], book: StaffBook): StaffList {
  const staff = book.teachers.filter((teacher) => !teacher.deleted && teacher.status === 'active');
  const result: StaffList = { joiners: [], moves: [], posts: [], missing: [], bad: [] };
  const at = postColumn(table);
  const seen = new Set<Id>();
  readTeachers(table, uses, { name: '' }).forEach(({ line, input, problem }, i) => {
    const cells = table.lines[i]?.cells ?? [];
    const posts = at < 0 ? [] : postsOfCell(cells[at] ?? '');
    if (problem) return void result.bad.push({ line, reason: 'unread', name: input.name });
    const fitting = findTeacher(staff, input.number ?? '', input.name);
    if (fitting.length > 1) return void result.bad.push({ line, reason: 'several', name: input.name });
    const [teacher] = fitting;
    if (!teacher) return void result.joiners.push({ ...input, ...(posts.length > 0 ? { posts } : {}), line });
    if (seen.has(teacher.id)) return;
    seen.add(teacher.id);
    const move = moveOf(teacher, input.group ?? '', book);
    if (move) result.moves.push(move);
    const change = postsOf(teacher, posts, book.on);
    if (change) result.posts.push(change);
  });
  // A list of one department does not say that everybody else leaves.
  if (seen.size * 2 >= staff.length && seen.size > 0) result.missing = staff.filter(({ id }) => !seen.has(id));
  return result;
}

function findTeacher(staff: readonly Teacher[], number: string, name: string): Teacher[] {
  const numbered = number ? staff.filter((teacher) => teacher.number === number) : [];
  if (numbered.length > 0) return numbered;
  // Another number is another person of the same name.
  return staff.filter((teacher) => teacher.name === name && (!number || !teacher.number));
}

function moveOf(
  teacher: Teacher,
  to: string,
  { groups, memberships, on }: StaffBook,
): StaffList['moves'][number] | null {
  if (!to) return null;
  const own = memberships.filter((item) => item.teacher === teacher.id && !item.deleted && holds(item, on));
  const now = groups.filter((group) => own.some((item) => item.group === group.id));
  if (now.some((group) => isSameClass(group.name, to))) return null;
  const type = groups.find((group) => isSameClass(group.name, to))?.type ?? 'subject';
  const from = now.filter((group) => group.type === type).map((group) => group.name);
  return { id: teacher.id, name: teacher.name, from, to };
}

/** The posts that a list says replace those of now; an empty cell says nothing. */
function postsOf(teacher: Teacher, posts: readonly Post[], on: PlainDate): StaffList['posts'][number] | null {
  if (posts.length === 0) return null;
  const now = Object.entries(teacher.posts).filter(([, posting]) => holds(posting, on));
  const end = now.filter(([, { post }]) => !posts.includes(post)).map(([id]) => id);
  const begin = posts.filter((post) => !now.some(([, posting]) => posting.post === post));
  return end.length + begin.length > 0 ? { id: teacher.id, name: teacher.name, end, begin } : null;
}
