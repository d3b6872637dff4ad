import type { Access } from '../../domain/access.ts';
import type { PlainDate } from '../../domain/date.ts';
import type { Id } from '../../domain/ids.ts';
import type { Teacher } from '../../domain/people.ts';
import type { Store } from '../store.ts';
import { readingSchool } from './access.ts';
import { figuresScope } from './figuresScope.ts';

/** Who may be named beside a form's figures, and which sheets may be opened from there. */
export interface RubricScope {
  access: Access;
  /** Everybody in roster order, for names. */
  teachers: Teacher[];
  /** Observers whose own figures open: the whole school's, the group's members for who leads it, else only the person; roster order. */
  named: Teacher[];
  /** Some observers stay unnamed. */
  partly: boolean;
}

/** Reads it for a group or the whole school (`WHOLE_SCHOOL`). */
export async function rubricScope(store: Store, me: Teacher, group: Id, today: PlainDate): Promise<RubricScope> {
  const [{ access }, { everything, others, members, teachers }] = await Promise.all([
    readingSchool(store, me, today),
    figuresScope(store, me, group, today),
  ]);
  const led = new Set(others ? members.map(({ id }) => id) : []);
  return {
    access,
    teachers,
    named: teachers.filter(({ id }) => everything || id === me.id || led.has(id)),
    partly: !everything,
  };
}
