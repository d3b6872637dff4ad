import { canonicalJson } from '../domain/canonical.ts';
import type { Stamp } from '../domain/record.ts';

/** A value with the stamp under which it was written; undefined = removed. */
export interface Cell {
  stamp: Stamp;
  value: unknown;
}

/**
 * What is known of one field. A field is written as a whole under `stamp`; when it is an object, its entries may have been
 * written later, each under a stamp of its own. Null in place of a register: the record knows nothing of the field.
 */
export interface Register {
  /** When the whole field was last written. */
  stamp: Stamp;
  isMap: boolean;
  /** The whole value when it is no map; undefined = removed. */
  value: unknown;
  entries: ReadonlyMap<string, Cell>;
}

/**
 * How the entries of a field are joined. `map`: a collection by id, entries of both sides stay. `whole`: a later write of
 * the whole field replaces earlier entries, so that the parts of a structure never mix; entries written later still count.
 */
export type RegisterMode = 'map' | 'whole';

/** Whether a value is an object with entries, no array. */
export function isEntries(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The entry stamps of every field of `at`, by field: `posts/a1` is entry `a1` of `posts`. */
export function entryStamps(at: Readonly<Record<string, Stamp>>): Map<string, Map<string, Stamp>> {
  const byField = new Map<string, Map<string, Stamp>>();
  for (const [path, stamp] of Object.entries(at)) {
    const slash = path.indexOf('/');
    if (slash < 0) continue;
    const field = path.slice(0, slash);
    const entries = byField.get(field) ?? new Map<string, Stamp>();
    byField.set(field, entries.set(path.slice(slash + 1), stamp));
  }
  return byField;
}

/** Reads a field of a record; null when the record neither has it nor removed it. */
export function readRegister(
  value: unknown,
  stamps: { base: Stamp; own: Stamp | undefined; entries: ReadonlyMap<string, Stamp> | undefined },
  mode: RegisterMode,
): Register | null {
  const stamp = stamps.own ?? stamps.base;
  // In a field written as a whole, entry stamps that are older than the whole say nothing.
  const counts = (at: Stamp | undefined) => at !== undefined && (mode === 'map' || at >= stamp);
  const entries = new Map<string, Cell>();
  for (const [entry, at] of stamps.entries ?? []) if (counts(at)) entries.set(entry, { stamp: at, value: undefined });
  if (isEntries(value)) {
    for (const [entry, content] of Object.entries(value)) {
      const at = entries.get(entry)?.stamp ?? stamp;
      if (content !== undefined) entries.set(entry, { stamp: at, value: content });
    }
    return { stamp, isMap: true, value: undefined, entries };
  }
  if (value === undefined && stamps.own === undefined && entries.size === 0) return null;
  return { stamp, isMap: entries.size > 0, value, entries };
}

/** Joins what two records know of a field. Commutative, associative, idempotent. */
export function joinRegisters(a: Register | null, b: Register | null, mode: RegisterMode): Register | null {
  if (!a || !b) return a ?? b;
  const stamp = a.stamp > b.stamp ? a.stamp : b.stamp;
  const entries = new Map<string, Cell>();
  for (const side of [a, b]) {
    for (const [entry, cell] of side.entries) {
      if (mode === 'whole' && cell.stamp < stamp) continue;
      const known = entries.get(entry);
      entries.set(entry, known ? laterCell(known, cell) : cell);
    }
  }
  const newest = [a, b].filter((side) => mode === 'map' || side.stamp === stamp);
  const isMap = entries.size > 0 || newest.some((side) => side.isMap);
  const cells = newest.map((side) => ({ stamp: side.stamp, value: side.value }));
  return { stamp, isMap, value: isMap ? undefined : cells.reduce(laterCell).value, entries };
}

/** The later of two cells; of equal stamps the larger canonical JSON, and a removal last. */
export function laterCell(a: Cell, b: Cell): Cell {
  if (a.stamp !== b.stamp) return a.stamp > b.stamp ? a : b;
  if (a.value === undefined || b.value === undefined) return a.value === undefined ? b : a;
  return canonicalJson(a.value) >= canonicalJson(b.value) ? a : b;
}

/** A register as a record writes it: the value (undefined = absent) and the stamps that differ from the base. */
export function writeRegister(
  field: string,
  register: Register,
  base: Stamp,
  mode: RegisterMode,
): { value: unknown; at: [path: string, stamp: Stamp][] } {
  const at: [string, Stamp][] = [];
  // A map is never written as a whole: its entries carry their stamps, and without one have the base's.
  const whole = mode === 'map' && register.isMap ? base : register.stamp;
  const removed = !register.isMap && register.value === undefined;
  if (whole !== base || removed) at.push([field, whole]);
  if (!register.isMap) return { value: register.value, at };
  const live: [string, unknown][] = [];
  for (const [entry, cell] of register.entries) {
    if (cell.value !== undefined) live.push([entry, cell.value]);
    if (cell.value === undefined || cell.stamp !== whole) at.push([`${field}/${entry}`, cell.stamp]);
  }
  return { value: Object.fromEntries(live), at };
}
