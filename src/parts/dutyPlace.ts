import type { Id } from '../domain/ids.ts';
import { hashWithQuery, queryOfHash } from './hashQuery.ts';
import { links } from './links.ts';

/** The address of a teacher's duties, which stand on the teacher's page. */
export function dutiesAddress(teacher: Id): string {
  return hashWithQuery(links.teacher(teacher), { part: 'duties' });
}

/** Whether an address leads to the duties of a page and not to its head. */
export function leadsToDuties(hash: string): boolean {
  return queryOfHash(hash, ['part']).part === 'duties';
}
