import type { Stamp, TextHeads } from '../domain/record.ts';
import { laterCell, type Cell } from './register.ts';
import { nodeOf } from './stamp.ts';

/**
 * A long text as a multi-value register: every version that no later edit has seen and replaced. `seen` is a version
 * vector: the latest stamp by node that this state knows of, so a version it covers and does not hold was replaced.
 */
export interface TextRegister {
  versions: ReadonlyMap<Stamp, Cell>;
  seen: ReadonlyMap<string, Stamp>;
}

/** Reads a long text of a record; null when the record neither has it nor removed it. */
export function readText(
  value: unknown,
  stamps: { base: Stamp; own: Stamp | undefined },
  heads: TextHeads | undefined,
): TextRegister | null {
  if (value === undefined && stamps.own === undefined && !heads) return null;
  const shown = { stamp: stamps.own ?? stamps.base, value };
  const versions = new Map<Stamp, Cell>([[shown.stamp, shown]]);
  for (const other of heads?.others ?? []) versions.set(other.stamp, { stamp: other.stamp, value: other.value });
  const seen = new Map(Object.entries(heads?.seen ?? {}));
  for (const stamp of versions.keys()) see(seen, nodeOf(stamp), stamp);
  return { versions, seen };
}

/** Joins two states of a text: a version stays unless the other side has seen it and no longer holds it. */
export function joinTexts(a: TextRegister | null, b: TextRegister | null): TextRegister | null {
  if (!a || !b) return a ?? b;
  const seen = new Map(a.seen);
  for (const [node, stamp] of b.seen) see(seen, node, stamp);
  const versions = new Map<Stamp, Cell>();
  for (const [mine, theirs] of [[a, b] as const, [b, a] as const]) {
    for (const [stamp, version] of mine.versions) {
      const other = theirs.versions.get(stamp);
      if (other) versions.set(stamp, laterCell(version, other));
      else if (!hasSeen(theirs, stamp)) versions.set(stamp, version);
    }
  }
  // Only damaged data can have each side replace the other's version; then the newest of all is kept.
  if (versions.size === 0)
    return { versions: new Map([newestOf([...a.versions.values(), ...b.versions.values()])]), seen };
  return { versions, seen };
}

/**
 * Writes a new version. It replaces the versions that the writer had before their eyes (`shown`) and their own earlier
 * ones, and stands beside what arrived in the meantime.
 */
export function editText(current: TextRegister | null, shown: TextRegister | null, version: Cell): TextRegister {
  const node = nodeOf(version.stamp);
  const versions = new Map<Stamp, Cell>([[version.stamp, version]]);
  for (const [stamp, other] of current?.versions ?? []) {
    const replaced = nodeOf(stamp) === node || (shown !== null && hasSeen(shown, stamp));
    if (!replaced) versions.set(stamp, other);
  }
  const seen = new Map(current?.seen);
  see(seen, node, version.stamp);
  return { versions, seen };
}

/** Versions of a text, the newest first; the first is the one that a record shows. */
export function versionsOf(text: TextRegister): Cell[] {
  return [...text.versions.values()].sort((a, b) => (a.stamp > b.stamp ? -1 : 1));
}

/** A text as a record writes it. */
export function writeText(
  field: string,
  text: TextRegister,
  base: Stamp,
): { value: unknown; at: [path: string, stamp: Stamp][]; heads: TextHeads | null } {
  const [shown, ...others] = versionsOf(text);
  const stamp = shown?.stamp ?? base;
  const at: [string, Stamp][] = stamp !== base || shown?.value === undefined ? [[field, stamp]] : [];
  const alone = others.length === 0 && text.seen.size === 1 && text.seen.get(nodeOf(stamp)) === stamp;
  const seen = Object.fromEntries([...text.seen].sort(([a], [b]) => (a < b ? -1 : 1)));
  const heads = alone ? null : { seen, ...(others.length > 0 ? { others } : {}) };
  return { value: shown?.value, at, heads };
}

function hasSeen(text: TextRegister, stamp: Stamp): boolean {
  const latest = text.seen.get(nodeOf(stamp));
  return latest !== undefined && latest >= stamp;
}

function see(seen: Map<string, Stamp>, node: string, stamp: Stamp): void {
  const known = seen.get(node);
  if (known === undefined || known < stamp) seen.set(node, stamp);
}

function newestOf(cells: Cell[]): [Stamp, Cell] {
  const newest = cells.reduce(laterCell);
  return [newest.stamp, newest];
}
