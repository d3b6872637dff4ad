import type { Id } from '../../domain/ids.ts';
import type { Post, Posting, Teacher } from '../../domain/people.ts';
import type { TeacherChanges } from '../../store/commands/teachers.ts';
import type { TeacherInput } from '../../store/commands/school.ts';

/** A post while it is typed; days are '' for open. */
export interface PostRow {
  id: Id;
  post: Post;
  from: string;
  to: string;
}

/** A teacher as the dialog holds one while it is typed. */
export interface TeacherForm {
  name: string;
  number: string;
  reading: string;
  /** One line, subjects divided by commas. */
  subjects: string;
  /** Only for a new teacher: the name of the group. */
  group: string;
  title: string;
  honours: readonly string[];
  serviceStart: string;
  status: Teacher['status'];
  leftOn: string;
  posts: readonly PostRow[];
}

/** An empty form, or one with what is known of a teacher. */
export function formOf(teacher: Teacher | null): TeacherForm {
  return {
    name: teacher?.name ?? '',
    number: teacher?.number ?? '',
    reading: teacher?.reading ?? '',
    subjects: (teacher?.subjects ?? []).join(', '),
    group: '',
    title: teacher?.title ?? '',
    honours: teacher?.honours ?? [],
    serviceStart: teacher?.serviceStart ?? '',
    status: teacher?.status ?? 'active',
    leftOn: teacher?.leftOn ?? '',
    posts: Object.entries(teacher?.posts ?? {})
      .map(([id, { post, from, to }]) => ({ id, post, from: from ?? '', to: to ?? '' }))
      .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.id < b.id ? -1 : 1)),
  };
}

/** Whether a span as typed ends before it begins. */
export function isBackwards({ from, to }: { from: string; to: string }): boolean {
  return from !== '' && to !== '' && to < from;
}

/** The posts that differ from those a teacher has: new values, null for one that was taken away. */
export function postChanges(rows: readonly PostRow[], before: Teacher['posts']): Record<Id, Posting | null> {
  const gone = Object.keys(before).filter((id) => !rows.some((row) => row.id === id));
  const kept = rows.map(({ id, post, from, to }) => [id, { post, from: from || null, to: to || null }] as const);
  const differing = kept.filter(([id, { post, from, to }]) => {
    const old = before[id];
    return !old || old.post !== post || old.from !== from || old.to !== to;
  });
  return Object.fromEntries([...differing, ...gone.map((id) => [id, null] as const)]);
}

/** Subjects as typed: divided by commas, enumeration commas, semicolons or slashes; each once. */
export function subjectsOf(line: string): string[] {
  const parts = line.split(/[,，、;；/]/u).map((part) => part.trim());
  return [...new Set(parts.filter(Boolean))];
}

/** The new teacher of a form. */
export function inputOf(form: TeacherForm): TeacherInput {
  return {
    name: form.name,
    number: form.number,
    subjects: subjectsOf(form.subjects),
    title: form.title,
    group: form.group,
    serviceStart: form.serviceStart || null,
  };
}

/** What a new teacher has beyond the input; null when there is nothing more. */
export function furtherOf(form: TeacherForm): TeacherChanges | null {
  const reading = form.reading.trim();
  const posts = postChanges(form.posts, {});
  if (!reading && form.honours.length === 0 && form.posts.length === 0 && form.status === 'active') return null;
  return { reading, honours: [...form.honours], posts, status: form.status };
}

/** The changes of an edited teacher. Whoever is back at the school has no day of leaving. */
export function changesOf(form: TeacherForm, posts: Teacher['posts'] = {}): TeacherChanges {
  return {
    name: form.name.trim(),
    number: form.number.trim(),
    reading: form.reading.trim(),
    subjects: subjectsOf(form.subjects),
    title: form.title.trim(),
    honours: [...form.honours],
    serviceStart: form.serviceStart || null,
    status: form.status,
    leftOn: form.status === 'left' ? form.leftOn || null : null,
    posts: postChanges(form.posts, posts),
  };
}

/** Another teacher of the roster with the same number, or else with the same name; null when there is none. */
export function doubleOf(
  form: Pick<TeacherForm, 'name' | 'number'>,
  roster: readonly Teacher[],
  self: Id | null,
): { by: 'number' | 'name'; teacher: Teacher } | null {
  const others = roster.filter((teacher) => teacher.id !== self);
  const number = form.number.trim();
  const byNumber = number ? others.find((teacher) => teacher.number.trim() === number) : undefined;
  if (byNumber) return { by: 'number', teacher: byNumber };
  const name = form.name.trim();
  const byName = name ? others.find((teacher) => teacher.name.trim() === name) : undefined;
  return byName ? { by: 'name', teacher: byName } : null;
}
