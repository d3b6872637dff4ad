import type { Id } from '../domain/ids.ts';

/** What joining needs of an alias record. */
export interface AliasLink {
  from: Id;
  to: Id;
  deleted?: boolean;
}

/** Ids that were joined, as sets: each known id to its set's canonical id, the smallest. */
export interface AliasSets {
  /** The canonical id of an id; the id itself when it was never joined. */
  resolve(id: Id): Id;
  /** All ids that are one with this one, itself included, in order. */
  members(id: Id): Id[];
}

/**
 * Union–find over alias records. Direction means nothing, so cycles are harmless and the order of arrival never matters;
 * a deleted or erased alias joins nothing.
 */
export function aliasSets(aliases: Iterable<AliasLink>): AliasSets {
  const parent = new Map<Id, Id>();
  for (const { from, to, deleted } of aliases) {
    if (deleted || typeof from !== 'string' || typeof to !== 'string') continue;
    const [a, b] = [rootOf(parent, from), rootOf(parent, to)];
    // The smaller id becomes the root, so that the root of a set is its canonical id.
    if (a < b) parent.set(b, a);
    else if (b < a) parent.set(a, b);
  }
  const members = new Map<Id, Id[]>();
  for (const id of [...parent.keys()].sort()) {
    const root = rootOf(parent, id);
    const set = members.get(root);
    if (set) set.push(id);
    else members.set(root, [root, id]);
  }
  return {
    resolve: (id) => rootOf(parent, id),
    members: (id) => [...(members.get(rootOf(parent, id)) ?? [id])],
  };
}

/** The canonical id of any id under these aliases. */
export function resolver(aliases: Iterable<AliasLink>): (id: Id) => Id {
  return aliasSets(aliases).resolve;
}

/** The root of an id, with the way to it shortened. */
function rootOf(parent: Map<Id, Id>, id: Id): Id {
  let root = id;
  for (let next = parent.get(root); next !== undefined; next = parent.get(root)) root = next;
  for (let step = id; step !== root;) {
    const next = parent.get(step) ?? root;
    parent.set(step, root);
    step = next;
  }
  return root;
}
