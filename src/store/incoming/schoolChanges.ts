import type { PlainDate } from '../../domain/date.ts';
import type { FileRecord } from '../../domain/guanke-file.ts';
import type { Id } from '../../domain/ids.ts';
import { isErased } from '../../domain/kinds.ts';
import { holds, type Group, type Membership } from '../../domain/people.ts';
import { decode } from '../codec.ts';
import { isSameRow } from '../rowChanges.ts';
import type { Store } from '../store.ts';
import type { MergedRecord } from './mergeIn.ts';

/**
 * One change that a person of the school would name. `name` is whose: a teacher's, a group's, a rubric's; a semester's is
 * its own name or empty (its dates are in `after`). Field values are as stored; of teachers also `groups` and `leads`
 * (names of groups as of today). Of a list the field is the name of an entry and the values are the entry.
 */
export interface SchoolChange {
  kind: string;
  id: Id;
  name: string;
  change: 'added' | 'changed' | 'removed';
  field: string | null;
  before: unknown;
  after: unknown;
}

/** Kinds whose changes are told one by one. */
const TOLD: readonly string[] = [
  'school',
  'teacher',
  'group',
  'semester',
  'list',
  'quota',
  'series',
  'rubric',
  'pairing',
];
/** Fields that say nothing to a person. */
const SILENT = new Set(
  'id kind v author about audience created stamp at heads deleted order reading family parent goals'.split(' '),
);

type Fields = Record<string, unknown>;

/** What changes in the school, in the words of its records; memberships are told as the groups of a teacher. */
export async function schoolChanges(
  store: Store,
  changed: readonly MergedRecord[],
  today: PlainDate,
): Promise<SchoolChange[]> {
  const told = changed.filter(({ after }) => TOLD.includes(after.kind)).flatMap(changesOf);
  return [...told, ...(await groupChanges(store, changed, today))];
}

function changesOf({ before, after }: MergedRecord): SchoolChange[] {
  const was = isLive(before) ? (before as unknown as Fields) : null;
  const is = isLive(after) ? (after as unknown as Fields) : null;
  const base = { kind: after.kind, id: after.id, name: nameOf((is ?? was ?? after) as Fields) };
  if (!was && !is) return [];
  if (!was) return [{ ...base, change: 'added', field: null, before: null, after: is }];
  if (!is) return [{ ...base, change: 'removed', field: null, before: was, after: null }];
  if (after.kind === 'list') return itemChanges(base, was, is);
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((field) => !SILENT.has(field));
  return fields
    .filter((field) => !isSameRow(was[field], is[field]))
    .map((field) => ({ ...base, change: 'changed', field, before: was[field] ?? null, after: is[field] ?? null }));
}

function itemChanges(base: Pick<SchoolChange, 'kind' | 'id' | 'name'>, was: Fields, is: Fields): SchoolChange[] {
  const [old, now] = [(was['items'] ?? {}) as Fields, (is['items'] ?? {}) as Fields];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((id) => !isSameRow(old[id], now[id]))
    .map((id) => ({
      ...base,
      change: old[id] === undefined ? 'added' : now[id] === undefined ? 'removed' : 'changed',
      field: nameOf((now[id] ?? old[id]) as Fields),
      before: old[id] ?? null,
      after: now[id] ?? null,
    }));
}

/** Of each teacher whose memberships change: the groups, and the groups led, as of today. New teachers are told once already. */
async function groupChanges(store: Store, changed: readonly MergedRecord[], today: PlainDate): Promise<SchoolChange[]> {
  const memberships = changed.filter(({ after, before }) => (before ?? after).kind === 'membership');
  if (memberships.length === 0) return [];
  const rows = await store.db.records.where('kind').anyOf(['membership', 'group', 'teacher']).toArray();
  const before = new Map(rows.map((row) => [row.id, decode(row.doc) as unknown as FileRecord]));
  const after = new Map(before);
  for (const record of changed) after.set(record.after.id, record.after);
  const teachers = new Set(
    memberships.flatMap((m) => [m.before, m.after]).map((m) => (m as Partial<Membership>)?.teacher),
  );
  const changes: SchoolChange[] = [];
  for (const id of teachers) {
    const teacher = id === undefined ? undefined : after.get(id);
    if (!id || !teacher || !before.has(id)) continue;
    const [was, is] = [groupsOf(before, id, today), groupsOf(after, id, today)];
    for (const field of ['groups', 'leads'] as const) {
      if (isSameRow(was[field], is[field])) continue;
      const base = { kind: 'teacher', id, name: nameOf(teacher as unknown as Fields) };
      changes.push({ ...base, change: 'changed', field, before: was[field], after: is[field] });
    }
  }
  return changes;
}

function groupsOf(records: ReadonlyMap<Id, FileRecord>, teacher: Id, today: PlainDate) {
  const groups: string[] = [];
  const leads: string[] = [];
  for (const record of records.values()) {
    if (record.kind !== 'membership' || !isLive(record)) continue;
    const membership = record as unknown as Membership;
    const group = records.get(membership.group);
    if (membership.teacher !== teacher || !isLive(group ?? null) || !holds(membership, today)) continue;
    groups.push((group as unknown as Group).name);
    if (membership.role === 'leader') leads.push((group as unknown as Group).name);
  }
  return { groups: [...new Set(groups)].sort(), leads: [...new Set(leads)].sort() };
}

function isLive(record: FileRecord | null): boolean {
  return record !== null && !isErased(record) && (record as { deleted?: boolean }).deleted !== true;
}

/** What a record is called: its name, title, topic or the list that it is. */
export function nameOf(record: Fields | object): string {
  const fields = record as Fields;
  for (const key of ['name', 'title', 'topic', 'list', 'domain', 'text']) {
    if (typeof fields[key] === 'string' && fields[key] !== '') return String(fields[key]).slice(0, 80);
  }
  return '';
}
