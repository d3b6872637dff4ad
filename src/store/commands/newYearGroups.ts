import { newId, type Id } from '../../domain/ids.ts';
import { isSameClass } from '../../domain/lesson.ts';
import type { Group } from '../../domain/people.ts';
import { makeRecord } from '../write.ts';
import type { Edits } from './newYearEdits.ts';

/** Groups by name; one that the school does not have is made. */
export class Groups {
  readonly #edits: Edits;
  readonly #all: Group[];

  constructor(edits: Edits, groups: readonly Group[]) {
    this.#edits = edits;
    this.#all = [...groups];
  }

  typeOf(id: Id): Group['type'] | undefined {
    return this.#all.find((group) => group.id === id)?.type;
  }

  named(name: string): Group {
    const known = this.#all.find((group) => isSameClass(group.name, name));
    if (known) return known;
    const { store, author, stamp } = this.#edits.making;
    const order = Math.max(-1, ...this.#all.map((each) => each.order)) + 1;
    const fields = { id: newId(), kind: 'group', name: name.trim(), type: typeOfName(name), order } as const;
    const group = makeRecord<Group>(store, author, stamp(), fields);
    this.#all.push(group);
    this.#edits.add(group);
    return group;
  }
}

/** What a group is by its name. */
function typeOfName(name: string): Group['type'] {
  if (/备课|備課/u.test(name)) return 'prep';
  return /年级|年級|^(year|grade)\b/iu.test(name.trim()) ? 'grade' : 'subject';
}
