import type { PlainDate } from '../../domain/date.ts';
import type { SheetHeader } from '../../domain/header.ts';
import type { Id } from '../../domain/ids.ts';
import { pairsKeptApart, type KeepApart } from '../../domain/identity.ts';
import { holds, type Teacher } from '../../domain/people.ts';
import type { Semester } from '../../domain/semester.ts';
import { decode } from '../codec.ts';
import type { Store } from '../store.ts';
import { recordsOfKind } from '../write.ts';
import { readingSchool } from './access.ts';
import { WHOLE_SCHOOL } from './groupScope.ts';
import { headersBetween } from './semesterHeaders.ts';

/** What rates are worked out from. */
export interface RatesData {
  /** The semesters that were read, in order. */
  semesters: Semester[];
  /** Whether there are earlier ones. */
  more: boolean;
  headers: SheetHeader[];
  apart: Set<string>;
}

/**
 * The headers of the lessons that a group's teachers gave while they were in it, over the last `count` semesters. Null for who
 * may not read all of them: a rate over a part would say something else.
 */
export async function ratesData(
  store: Store,
  me: Teacher,
  scope: Id,
  count: number,
  today: PlainDate,
): Promise<RatesData | null> {
  const { access, memberships, semesters } = await readingSchool(store, me, today);
  const own = memberships.filter((item) => item.group === scope);
  const leads = own.some((item) => item.teacher === me.id && item.role === 'leader' && holds(item, today));
  if (!access.everything && !(scope !== WHOLE_SCHOOL && leads)) return null;
  const begun = semesters.filter((semester) => semester.start <= today);
  const read = begun.slice(-count);
  const [from, to] = [
    read[0]?.start ?? today,
    read
      .map((semester) => semester.end)
      .sort()
      .at(-1) ?? today,
  ];
  // The whole school is one read of all days, whatever the number of its teachers.
  const teachers = [...new Set(own.map((item) => item.teacher))];
  const headers =
    scope === WHOLE_SCHOOL
      ? await headersOfSchool(store, from, to)
      : (await headersBetween(store, teachers, ['teacher'], from, to)).filter(({ teacher, date }) =>
          own.some((item) => item.teacher === teacher && holds(item, date)),
        );
  const apart = pairsKeptApart(await recordsOfKind<KeepApart>(store, 'keepApart'));
  return { semesters: read, more: begun.length > read.length, headers, apart };
}

async function headersOfSchool(store: Store, from: PlainDate, to: PlainDate): Promise<SheetHeader[]> {
  const rows = await store.db.headers.where('date').between(from, to, true, true).toArray();
  return rows.map((row) => decode(row.doc));
}
