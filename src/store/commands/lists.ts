import { isPlainDate } from '../../domain/date.ts';
import { listIdOf, newId, type Id } from '../../domain/ids.ts';
import {
  checkPeriod,
  itemsInOrder,
  type ListItems,
  type ListName,
  type PeriodItem,
  type SchoolList,
  type SwappedDay,
} from '../../domain/list.ts';
import { isSameClass } from '../../domain/lesson.ts';
import { patchRecord, type Changes } from '../../merge/fields.ts';
import { decode } from '../codec.ts';
import { failure, Refusal, type Failure, type Result } from '../reasons.ts';
import type { Store } from '../store.ts';
import { makeRecord, recordRow, write } from '../write.ts';

/** New entries of a list without their place: they go to its end. */
type NewItem<L extends ListName> = Omit<ListItems[L], 'order'>;
/** A list while it is computed on: which of the lists it is plays no part. */
type Items<L extends ListName> = Record<Id, ListItems[L]>;

/**
 * Adds entries at the end of a list, all or nothing; the list is made with its first entry. A name that stands already is
 * left out when `skipDoubled` is set (a pasted column), otherwise refused. Refuses `name-missing`, `list-name-doubled`,
 * `list-date-doubled`, `date-invalid`, `period-time`, `period-ends-before-start`. Answers with the ids that were made.
 */
export async function addListItems<L extends ListName>(
  store: Store,
  author: Id,
  list: L,
  items: readonly NewItem<L>[],
  { skipDoubled = false } = {},
): Promise<Result<{ ids: Id[] }>> {
  return change(store, author, list, (before: Items<L>) => {
    const after = { ...before };
    const ids: Id[] = [];
    let order = Math.max(-1, ...Object.values(before).map((item) => item.order));
    for (const item of items) {
      const tidied = tidy({ ...item, order: (order += 1) } as unknown as ListItems[L]);
      if (skipDoubled && doubleOf(after, '', tidied)) continue;
      const id = newId();
      check(list, after, id, tidied);
      after[id] = tidied;
      ids.push(id);
    }
    return { after, answer: { ids } };
  });
}

/** Changes an entry of a list. Refuses what `addListItems` refuses, and `list-item-missing`. Records keep the names they have. */
export async function editListItem<L extends ListName>(
  store: Store,
  author: Id,
  list: L,
  id: Id,
  changes: Partial<ListItems[L]>,
): Promise<Result<object>> {
  return change(store, author, list, (before: Items<L>) => {
    const item = before[id];
    if (!item) throw new Refusal(failure('list-item-missing'));
    const next = tidy({ ...item, ...changes });
    check(list, before, id, next);
    return { after: { ...before, [id]: next }, answer: {} };
  });
}

/** Takes entries out of a list; the answer holds them, for `putBackListItems`. What is no longer there is passed over. */
export async function removeListItems<L extends ListName>(
  store: Store,
  author: Id,
  list: L,
  ids: readonly Id[],
): Promise<Result<{ removed: Record<Id, ListItems[L]> }>> {
  return change(store, author, list, (before: Items<L>) => {
    const kept = Object.entries(before).filter(([id]) => !ids.includes(id));
    const removed = Object.entries(before).filter(([id]) => ids.includes(id));
    return { after: Object.fromEntries(kept), answer: { removed: Object.fromEntries(removed) } };
  });
}

/** Puts entries back as they were: the undo of a removal. */
export async function putBackListItems<L extends ListName>(
  store: Store,
  author: Id,
  list: L,
  items: Record<Id, ListItems[L]>,
): Promise<Result<object>> {
  return change(store, author, list, (before: Items<L>) => ({ after: { ...before, ...items }, answer: {} }));
}

/** Gives a list its order; entries that are not named go to the end as they stood. */
export async function orderListItems(
  store: Store,
  author: Id,
  list: ListName,
  ids: readonly Id[],
): Promise<Result<object>> {
  return change(store, author, list, (before: Items<ListName>) => {
    const rest = itemsInOrder({ items: before }).map(({ id }) => id);
    const wanted = [...new Set([...ids.filter((id) => before[id]), ...rest])];
    const placed = wanted.map((id, order) => [id, { ...before[id], order }] as const);
    return { after: Object.fromEntries(placed) as Items<ListName>, answer: {} };
  });
}

/** Reads a list, computes its new entries and writes those that differ, in one transaction. */
async function change<L extends ListName, A extends object>(
  store: Store,
  author: Id,
  list: L,
  compute: (before: Items<L>) => { after: Items<L>; answer: A },
): Promise<Result<A>> {
  return write(store, [store.db.records], async ({ stamp }) => {
    const school = (await store.db.meta.get('school'))?.value as Id | undefined;
    if (!school) throw new Refusal(failure('school-missing'));
    const id = listIdOf(school, list);
    const row = await store.db.records.get(id);
    const record = row ? (decode(row.doc) as SchoolList) : null;
    const before = (record && !record.deleted ? record.items : {}) as Items<L>;
    const { after, answer } = compute(before);
    if (!record) {
      const made = { id, kind: 'list', list, items: after } as unknown as SchoolList;
      await store.db.records.add(recordRow(makeRecord<SchoolList>(store, author, stamp(), made)));
      return answer;
    }
    const gone = Object.keys(before).filter((key) => !after[key]);
    const items = { ...after, ...Object.fromEntries(gone.map((key) => [key, null])) };
    const changes = { items, ...(record.deleted ? { deleted: false } : {}) } as Changes<SchoolList>;
    await store.db.records.put(recordRow(patchRecord(record, changes, stamp())));
    return answer;
  });
}

function tidy<I extends ListItems[ListName]>(item: I): I {
  return { ...item, name: item.name.trim() };
}

/** Throws what is wrong with an entry beside the others. */
function check(list: ListName, items: Record<Id, ListItems[ListName]>, id: Id, item: ListItems[ListName]): void {
  const problem = problemOf(list, item);
  if (problem) throw new Refusal(problem);
  const double = doubleOf(items, id, item);
  if (!double) return;
  throw new Refusal(failure(isSwap(double) ? 'list-date-doubled' : 'list-name-doubled', { name: double.name }));
}

function problemOf(list: ListName, item: ListItems[ListName]): Failure | null {
  if (isSwap(item)) return isPlainDate(item.date) ? null : failure('date-invalid');
  if (isPeriod(item)) {
    const problem = checkPeriod(item);
    if (problem) return failure(problem.reason);
    return item.name === '' && item.number === null ? failure('name-missing', { field: list }) : null;
  }
  return item.name === '' ? failure('name-missing', { field: list }) : null;
}

/** Another entry that would be the same: of equal name (of a period: name and number), of a swapped day the same date. */
function doubleOf(items: Record<Id, ListItems[ListName]>, id: Id, item: ListItems[ListName]) {
  return Object.entries(items).find(([other, each]) => {
    if (other === id) return false;
    if (isSwap(item)) return isSwap(each) && each.date === item.date;
    if (isPeriod(item) && isPeriod(each) && each.number !== item.number) return false;
    return isSameClass(each.name, item.name);
  })?.[1];
}

function isSwap(item: ListItems[ListName]): item is SwappedDay {
  return 'date' in item;
}

function isPeriod(item: ListItems[ListName]): item is PeriodItem {
  return 'start' in item;
}
