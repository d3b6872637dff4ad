import { listIdOf, newId, type Id } from '../../domain/ids.ts';
import { isSameClass } from '../../domain/lesson.ts';
import { itemsInOrder, type ClassItem, type ClassList } from '../../domain/list.ts';
import type { NewTermSchool } from '../queries/newYear.ts';
import { failure, Refusal } from '../reasons.ts';
import { makeRecord } from '../write.ts';
import type { Edits } from './newYearEdits.ts';
import type { NewTermPlan } from './newYearPlan.ts';

/** Classes move up, leave and are made. Refuses `list-item-missing`, `name-missing` and `list-name-doubled`. */
export function moveClasses(edits: Edits, school: NewTermSchool, plan: NewTermPlan): void {
  if (plan.classes.length + plan.newClasses.length === 0) return;
  const list = school.classes;
  const before: Record<Id, ClassItem> = list && !list.deleted ? list.items : {};
  const after = new Map(itemsInOrder({ items: before }).map(({ id, ...item }) => [id, item as ClassItem]));
  for (const { id, name, grade, leaves } of plan.classes) {
    const item = after.get(id);
    if (!item) throw new Refusal(failure('list-item-missing'));
    if (leaves) after.delete(id);
    else after.set(id, { ...item, name: name.trim(), grade });
  }
  for (const each of plan.newClasses) after.set(newId(), { ...each, name: each.name.trim(), order: -1 });
  refuseDoubles([...after.values()]);
  const items = Object.fromEntries(byGrade(school, after).map(([id, item], order) => [id, { ...item, order }]));
  if (!list) {
    const { store, author, stamp } = edits.making;
    const id = listIdOf(school.school, 'classes');
    const made = { id, kind: 'list', list: 'classes', items } as const;
    return edits.add(makeRecord<ClassList>(store, author, stamp(), made));
  }
  const gone = Object.fromEntries(
    Object.keys(before)
      .filter((id) => !items[id])
      .map((id) => [id, null]),
  );
  edits.patch<ClassList>(list, { items: { ...items, ...gone }, ...(list.deleted ? { deleted: false } : {}) });
}

/** Classes stand by grade; within one as they stood, new ones where their number in the list of new ones puts them. */
function byGrade({ grades }: NewTermSchool, classes: Map<Id, ClassItem>): [Id, ClassItem][] {
  const order = (grade: Id | null) => (grade ? (grades?.items[grade]?.order ?? Infinity) : Infinity);
  return [...classes].sort(([, a], [, b]) => {
    const [left, right] = [order(a.grade), order(b.grade)];
    return left === right ? 0 : left - right;
  });
}

function refuseDoubles(classes: readonly ClassItem[]): void {
  classes.forEach(({ name }, i) => {
    if (name === '') throw new Refusal(failure('name-missing', { field: 'classes' }));
    if (classes.slice(0, i).some((other) => isSameClass(other.name, name)))
      throw new Refusal(failure('list-name-doubled', { name }));
  });
}
