import type { Id } from '../../domain/ids.ts';
import type { ListItems, ListName, NamedItem } from '../../domain/list.ts';
import { m } from '../../i18n/messages.ts';
import type { Services } from '../../parts/services.ts';
import {
  addListItems,
  editListItem,
  orderListItems,
  putBackListItems,
  removeListItems,
} from '../../store/commands/lists.ts';

/** What a person does with one of the school's lists; failures are shown, removals can be undone. */
export class ListEdits<L extends ListName> {
  readonly #services: Services;
  readonly #list: L;

  constructor(services: Services, list: L) {
    this.#services = services;
    this.#list = list;
  }

  /** Adds entries; the number that was added, or null when they were refused. */
  async add(items: readonly Omit<ListItems[L], 'order'>[], skipDoubled = false): Promise<number | null> {
    const { store, identity } = this.#services;
    const result = await addListItems(store, identity.person.id, this.#list, items, { skipDoubled });
    if (result.ok) return result.ids.length;
    this.#services.report(result);
    return null;
  }

  /** Changes an entry; whether it was kept. */
  async edit(id: Id, changes: Partial<ListItems[L]>): Promise<boolean> {
    const { store, identity } = this.#services;
    const result = await editListItem(store, identity.person.id, this.#list, id, changes);
    if (!result.ok) this.#services.report(result);
    return result.ok;
  }

  /** Takes an entry out, and offers to put it back. */
  async remove(id: Id, name: string): Promise<void> {
    const { store, identity } = this.#services;
    const author = identity.person.id;
    const result = await removeListItems(store, author, this.#list, [id]);
    if (!result.ok) return this.#services.report(result);
    this.#services.notify(m.office_item_removed({ name }), {
      label: m.common_undo(),
      run: () =>
        void putBackListItems(store, author, this.#list, result.removed).then((back) => {
          if (!back.ok) this.#services.report(back);
        }),
    });
  }

  /** Moves the entry at a place one up or down. */
  async move(items: readonly ({ id: Id } & NamedItem)[], at: number, by: -1 | 1): Promise<void> {
    const ids = items.map(({ id }) => id);
    const [taken] = ids.splice(at, 1);
    if (taken) ids.splice(at + by, 0, taken);
    const { store, identity } = this.#services;
    const result = await orderListItems(store, identity.person.id, this.#list, ids);
    if (!result.ok) this.#services.report(result);
  }
}
