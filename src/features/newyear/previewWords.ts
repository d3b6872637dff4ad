import type { ClassItem } from '../../domain/list.ts';
import type { Id } from '../../domain/ids.ts';
import type { Pairing } from '../../domain/mentoring.ts';
import type { Group, Membership, Posting, Teacher } from '../../domain/people.ts';
import type { QuotaRule } from '../../domain/quota.ts';
import type { RecordBase } from '../../domain/record.ts';
import type { Semester } from '../../domain/semester.ts';
import { dateShort, list } from '../../i18n/formats.ts';
import { m } from '../../i18n/messages.ts';
import { semesterName } from '../../parts/names.ts';
import { postName } from '../../parts/quotaWords.ts';
import type { Touched } from '../../store/commands/newYearEdits.ts';
import type { NewTermSchool } from '../../store/queries/newYear.ts';

/** One kind of change: what it is with how many, and each by name. */
export interface PreviewGroup {
  title: string;
  lines: string[];
}

interface Change<R> {
  before: R | null;
  after: R;
}

/** A plan in words, from the very records that it would write: counts and names, in the order of the page. */
export function previewGroups(touched: readonly Touched[], school: NewTermSchool): PreviewGroup[] {
  const of = <R extends RecordBase>(kind: R['kind']) =>
    touched.filter(({ after }) => after.kind === kind) as unknown as Change<R>[];
  const groupNames = namesOfGroups(school, of<Group>('group'));
  const groupOfJoiner = (id: Id) =>
    list(
      of<Membership>('membership')
        .filter(({ after }) => after.teacher === id)
        .map(({ after }) => groupNames.get(after.group) ?? ''),
    );
  const groups = [
    semesterGroup(of<Semester>('semester')),
    ...classGroups(of('list') as unknown as Change<RecordBase & { items: Record<Id, ClassItem> }>[]),
    ...teacherGroups(of<Teacher>('teacher'), groupOfJoiner),
    ...placeGroups(of<Membership>('membership'), of<Group>('group'), touched, school),
    group(
      (n) => m.newyear_will_quotas({ n }),
      of<QuotaRule>('quota').map(({ after }) => quotaLine(after)),
    ),
    ...pairingGroups(of<Pairing>('pairing'), school),
  ];
  return groups.filter((each): each is PreviewGroup => each !== null && each.lines.length > 0);
}

function group(title: (n: number) => string, lines: string[]): PreviewGroup | null {
  return lines.length === 0 ? null : { title: title(lines.length), lines };
}

function semesterGroup(changes: readonly Change<Semester>[]): PreviewGroup | null {
  const lines = changes.map(({ after }) =>
    m.newyear_will_semester({
      name: semesterName(after),
      start: dateShort(after.start),
      end: dateShort(after.end),
      week: dateShort(after.weekOne ?? after.start),
    }),
  );
  return group((n) => m.newyear_will_semesters({ n }), lines);
}

function classGroups(changes: readonly Change<RecordBase & { items: Record<Id, ClassItem> }>[]) {
  const [change] = changes;
  if (!change) return [];
  const [old, now] = [change.before?.items ?? {}, change.after.items];
  const renamed = Object.entries(now).filter(([id, item]) => old[id] && old[id].name !== item.name);
  const gone = Object.entries(old).filter(([id]) => !now[id]);
  const fresh = Object.entries(now).filter(([id]) => !old[id]);
  return [
    group(
      (n) => m.newyear_will_rise({ n }),
      renamed.map(([id, { name }]) => m.newyear_from_to({ from: old[id]?.name ?? '', to: name })),
    ),
    group(
      (n) => m.newyear_will_graduate({ n }),
      gone.map(([, { name }]) => name),
    ),
    group(
      (n) => m.newyear_will_classes({ n }),
      fresh.map(([, { name }]) => name),
    ),
  ];
}

function teacherGroups(changes: readonly Change<Teacher>[], groupOf: (teacher: Id) => string) {
  const left = changes.filter(({ before, after }) => before?.status !== 'left' && after.status === 'left');
  const posts = changes.filter(({ before, after }) => before && after.status !== 'left');
  return [
    group(
      (n) => m.newyear_will_leave({ n }),
      left.map(({ after }) => after.name),
    ),
    group(
      (n) => m.newyear_will_join({ n }),
      changes.filter(({ before }) => !before).map(({ after }) => joinerLine(after, groupOf(after.id))),
    ),
    group((n) => m.newyear_will_posts({ n }), posts.flatMap(postLines)),
  ];
}

function joinerLine({ name, number, posts }: Teacher, group: string): string {
  const told = [number, group, ...Object.values(posts).map(({ post }) => postName(post))].filter(Boolean);
  return told.length > 0 ? m.newyear_name_more({ name, more: told.join(' · ') }) : name;
}

function postLines({ before, after }: Change<Teacher>): string[] {
  const old: Record<Id, Posting> = before?.posts ?? {};
  const begun = Object.entries(after.posts).filter(([id]) => !old[id]);
  const ended = Object.entries(old).filter(([id, { to }]) => after.posts[id]?.to !== to);
  return [
    ...ended.map(([, { post }]) => m.newyear_post_ends({ name: after.name, post: postName(post) })),
    ...begun.map(([, { post }]) => m.newyear_post_begins({ name: after.name, post: postName(post) })),
  ];
}

function placeGroups(
  changes: readonly Change<Membership>[],
  made: readonly Change<Group>[],
  touched: readonly Touched[],
  school: NewTermSchool,
) {
  const groups = namesOfGroups(school, made);
  // Who joins has the group in a line of their own.
  const teachers = new Map(school.teachers.map((teacher) => [teacher.id, teacher]));
  for (const { before, after } of touched)
    if (before && after.kind === 'teacher') teachers.set(after.id, after as Teacher);
  const lines: string[] = [];
  for (const id of new Set(changes.map(({ after }) => after.teacher))) {
    const teacher = teachers.get(id);
    if (!teacher || teacher.status === 'left') continue;
    const own = changes.filter(({ after }) => after.teacher === id);
    const from = own.filter(({ before }) => before).map(({ after }) => groups.get(after.group) ?? '');
    const to = own.filter(({ before }) => !before).map(({ after }) => placeName(groups.get(after.group) ?? '', after));
    const move = m.newyear_from_to({ from: list(from) || m.newyear_no_group(), to: list(to) || m.newyear_no_group() });
    lines.push(m.newyear_name_more({ name: teacher.name, more: move }));
  }
  return [
    group(
      (n) => m.newyear_will_groups({ n }),
      made.map(({ after }) => after.name),
    ),
    group((n) => m.newyear_will_move({ n }), lines),
  ];
}

function namesOfGroups(school: NewTermSchool, made: readonly Change<Group>[]): Map<Id, string> {
  return new Map([...school.groups, ...made.map(({ after }) => after)].map((each) => [each.id, each.name]));
}

function placeName(name: string, { role }: Membership): string {
  return role === 'leader' ? m.newyear_leads({ group: name }) : name;
}

function quotaLine({ name, from, to }: QuotaRule): string {
  return m.newyear_name_days({ name, from: dateShort(from ?? ''), to: dateShort(to ?? '') });
}

function pairingGroups(changes: readonly Change<Pairing>[], school: NewTermSchool) {
  const nameOf = (id: Id) => school.teachers.find((teacher) => teacher.id === id)?.name ?? '';
  const pair = ({ mentor, mentee }: Pairing) => m.mentoring_pair({ mentor: nameOf(mentor), mentee: nameOf(mentee) });
  const [ended, on] = [
    changes.filter(({ after }) => after.status === 'ended'),
    changes.filter(({ after }) => after.status !== 'ended'),
  ];
  return [
    group(
      (n) => m.newyear_will_continue({ n }),
      on.map(({ after }) => m.newyear_until({ name: pair(after), date: dateShort(after.to ?? '') })),
    ),
    group(
      (n) => m.newyear_will_end({ n }),
      ended.map(({ after }) => m.newyear_ended({ name: pair(after), date: dateShort(after.endedOn ?? '') })),
    ),
  ];
}
