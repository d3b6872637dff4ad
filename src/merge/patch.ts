import { canonicalJson } from '../domain/canonical.ts';
import { isErased, metaOf } from '../domain/kinds.ts';
import type { Stamp, TextHeads } from '../domain/record.ts';
import { isMapField, readTextField, type Mergeable } from './join.ts';
import { isChangeable } from './immutable.ts';
import { isEntries } from './register.ts';
import { editText, writeText } from './text.ts';

/** Fields that no edit touches. */
const FIXED = ['id', 'kind', 'v', 'created', 'stamp', 'at', 'heads', 'erased'] as const;
type Fixed = (typeof FIXED)[number];

/**
 * New values by field; undefined removes an optional field. Of a map only the entries that change are named, each with its
 * new value or null to remove it: what is not named stays, so that a stale copy never removes what others added.
 */
export type Changes<R> = {
  [F in Exclude<keyof R, Fixed>]?: string extends keyof R[F]
    ? { [entry: string]: R[F][keyof R[F]] | null }
    : R[F] | undefined;
};

/** A copy of a record under way to its next state. */
interface Edit {
  kind: string;
  fields: Record<string, unknown>;
  at: Map<string, Stamp>;
  heads: Map<string, TextHeads>;
  base: Stamp;
  stamp: Stamp;
  changed: boolean;
}

/**
 * Writes changes into a copy of a record. Only what really differs gets the stamp; when nothing does, the record itself
 * is returned. `shown` is the copy that the person had before their eyes while typing a long text, when that is older
 * than the record: versions that arrived since are kept beside the new one.
 * Throws a RangeError when a field was already written under this stamp or a later one (the clock has not received it:
 * the edit would lose against what it replaces), a TypeError for fixed fields, erased records and sealed content.
 */
export function patchRecord<R extends Mergeable>(record: R, changes: Changes<R>, stamp: Stamp, shown: R = record): R {
  if (isErased(record)) throw new TypeError('patchRecord: an erased record cannot be changed');
  const edit = beginEdit(record, stamp);
  for (const [field, value] of Object.entries(changes)) {
    refuseFixed(record.kind, field);
    if (metaOf(record.kind).longTextFields.includes(field)) {
      if (!same(edit.fields[field], value)) setText(edit, record, shown, field, value);
    } else if (isMapField(record.kind, field)) setEntries(edit, field, value);
    else setField(edit, field, value);
  }
  return edit.changed ? endEdit(edit) : record;
}

/** Settles a conflict of a long text: this text, even if it is the one already shown, replaces every version. */
export function settleText<R extends Mergeable>(record: R, field: keyof R & string, text: string, stamp: Stamp): R {
  const edit = beginEdit(record, stamp);
  setText(edit, record, record, field, text);
  return endEdit(edit);
}

function beginEdit(record: Mergeable, stamp: Stamp): Edit {
  return {
    kind: record.kind,
    fields: { ...record },
    at: new Map(Object.entries(record.at ?? {})),
    heads: new Map(Object.entries(record.heads ?? {})),
    base: record.stamp,
    stamp,
    changed: false,
  };
}

function endEdit<R extends Mergeable>(edit: Edit): R {
  const { at: _at, heads: _heads, ...fields } = edit.fields;
  return {
    ...fields,
    ...(edit.at.size > 0 ? { at: Object.fromEntries(edit.at) } : {}),
    ...(edit.heads.size > 0 ? { heads: Object.fromEntries(edit.heads) } : {}),
  } as unknown as R;
}

function setField(edit: Edit, field: string, value: unknown): void {
  if (same(edit.fields[field], value)) return;
  claim(edit, field, edit.at.get(field) ?? edit.base);
  for (const [path, stamp] of edit.at) {
    if (!path.startsWith(`${field}/`)) continue;
    claim(edit, field, stamp);
    edit.at.delete(path);
  }
  put(edit.fields, field, value);
  edit.at.set(field, edit.stamp);
}

function setEntries(edit: Edit, field: string, changes: unknown): void {
  if (!isEntries(changes)) throw new TypeError(`patchRecord: ${field} is a map; name its entries`);
  const before = edit.fields[field];
  const map: Record<string, unknown> = Object.assign(Object.create(null), isEntries(before) ? before : {});
  let changed = false;
  for (const [entry, value] of Object.entries(changes)) {
    const next = value ?? undefined;
    if (same(map[entry], next)) continue;
    const path = `${field}/${entry}`;
    claim(edit, path, edit.at.get(path) ?? (map[entry] === undefined ? '' : (edit.at.get(field) ?? edit.base)));
    put(map, entry, next);
    edit.at.set(path, edit.stamp);
    changed = true;
  }
  if (changed) put(edit.fields, field, { ...map });
}

function setText(edit: Edit, record: Mergeable, shown: Mergeable, field: string, value: unknown): void {
  const current = readTextField(record, field);
  for (const stamp of current?.versions.keys() ?? []) claim(edit, field, stamp);
  const next = editText(current, readTextField(shown, field), { stamp: edit.stamp, value });
  const written = writeText(field, next, edit.base);
  put(edit.fields, field, written.value);
  edit.at.delete(field);
  for (const [path, stamp] of written.at) edit.at.set(path, stamp);
  if (written.heads) edit.heads.set(field, written.heads);
  else edit.heads.delete(field);
  edit.changed = true;
}

/** Takes a path for this edit: its stamp must be later than the one under which the path was written. */
function claim(edit: Edit, path: string, written: Stamp): void {
  if (edit.stamp <= written) throw new RangeError(`patchRecord: ${path} was written under a later stamp`);
  edit.changed = true;
}

function refuseFixed(kind: string, field: string): void {
  if ((FIXED as readonly string[]).includes(field)) throw new TypeError(`patchRecord: ${field} never changes`);
  if (metaOf(kind).immutable && !isChangeable(field)) {
    throw new TypeError(`patchRecord: the content of a ${kind} never changes`);
  }
}

function same(a: unknown, b: unknown): boolean {
  if (a === undefined || b === undefined) return a === b;
  return canonicalJson(a) === canonicalJson(b);
}

/** Sets an own property, also one called `__proto__`; undefined removes it. */
function put(object: Record<string, unknown>, key: string, value: unknown): void {
  if (value === undefined) Reflect.deleteProperty(object, key);
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}
