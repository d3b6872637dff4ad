import type { Post } from '../../domain/people.ts';
import { m } from '../../i18n/messages.ts';

/** The posts that one can say of oneself at first run: those that see more than their own records. */
export const FIRST_POSTS = [
  'principal',
  'vice-principal',
  'dean',
  'group-leader',
  'prep-leader',
] as const satisfies readonly Post[];
export type FirstPost = (typeof FIRST_POSTS)[number];

/** The word for a post (职务). */
export function postName(post: FirstPost): string {
  return WORDS[post]();
}
const WORDS: Record<FirstPost, () => string> = {
  principal: m.records_post_principal,
  'vice-principal': m.records_post_vice_principal,
  dean: m.records_post_dean,
  'group-leader': m.records_post_group_leader,
  'prep-leader': m.records_post_prep_leader,
};
