import type { Group, Post } from '../../domain/people.ts';
import { m } from '../../i18n/messages.ts';

/** The word for a post (职务). */
export function postName(post: Post): string {
  return POSTS[post]();
}
const POSTS: Record<Post, () => string> = {
  principal: m.records_post_principal,
  'vice-principal': m.records_post_vice_principal,
  dean: m.records_post_dean,
  'group-leader': m.records_post_group_leader,
  'prep-leader': m.records_post_prep_leader,
  'class-teacher': m.office_class_teacher,
};

/** The word for the kind of a group. */
export function groupTypeName(type: Group['type']): string {
  return TYPES[type]();
}
const TYPES: Record<Group['type'], () => string> = {
  subject: m.office_group_type_subject,
  prep: m.office_group_type_prep,
  grade: m.office_group_type_grade,
  other: m.office_group_type_other,
};
