import type { Id } from '../domain/ids.ts';
import { metaOf } from '../domain/kinds.ts';
import { ENVELOPE_KEYS, type Stamp, type TextHeads } from '../domain/record.ts';
import {
  entryStamps,
  joinRegisters,
  readRegister,
  writeRegister,
  type Register,
  type RegisterMode,
} from './register.ts';
import { joinTexts, readText, writeText, type TextRegister } from './text.ts';

/** What merging needs of a record, known kind or not. */
export interface Mergeable {
  id: Id;
  kind: string;
  stamp: Stamp;
  at?: Record<string, Stamp>;
  heads?: Record<string, TextHeads>;
}

/** Envelope values that are no fields: they are joined by rules of their own. */
const NO_FIELDS: ReadonlySet<string> = new Set([...ENVELOPE_KEYS, 'v', 'created', 'erased']);

/** A field as read from a record: an ordinary one or a long text. */
type FieldState = { text: TextRegister | null } | { register: Register | null };

/** Merges the named fields of two copies; every other field is left out of the result. Not for a record as a whole. */
export function joinFields<R extends Mergeable>(a: R, b: R, names: Iterable<string>): R {
  const base = a.stamp > b.stamp ? a.stamp : b.stamp;
  const fields: [string, unknown][] = [];
  const at: [string, Stamp][] = [];
  const heads: [string, TextHeads][] = [];
  const [readA, readB] = [fieldReader(a), fieldReader(b)];
  for (const name of names) {
    const written = writeField(name, joinStates(readA(name), readB(name), a.kind, name), base, a.kind);
    if (!written) continue;
    if (written.value !== undefined) fields.push([name, written.value]);
    at.push(...written.at);
    if (written.heads) heads.push([name, written.heads]);
  }
  return {
    id: a.id,
    kind: a.kind,
    ...joinCounters(a, b),
    ...Object.fromEntries(fields),
    stamp: base,
    ...(at.length > 0 ? { at: Object.fromEntries(at) } : {}),
    ...(heads.length > 0 ? { heads: Object.fromEntries(heads) } : {}),
  } as unknown as R;
}

/** The names of all fields that two copies of a record know, removed ones too. */
export function fieldNames(a: Mergeable, b: Mergeable): Set<string> {
  const names = new Set<string>();
  for (const record of [a, b]) {
    for (const name of Object.keys(record)) names.add(name);
    for (const path of Object.keys(record.at ?? {})) names.add(path.split('/', 1)[0] ?? path);
    for (const name of Object.keys(record.heads ?? {})) names.add(name);
  }
  for (const name of NO_FIELDS) names.delete(name);
  return names;
}

/** The state of one long text of a record; null when the record knows nothing of it. */
export function readTextField(record: Mergeable, field: string): TextRegister | null {
  const value = (record as unknown as Record<string, unknown>)[field];
  return readText(value, { base: record.stamp, own: record.at?.[field] }, record.heads?.[field]);
}

/** Whether the entries of a field are merged one by one. */
export function isMapField(kind: string, field: string): boolean {
  return metaOf(kind).mapFields.includes(field);
}

function modeOf(kind: string, field: string): RegisterMode {
  return isMapField(kind, field) ? 'map' : 'whole';
}

function fieldReader(record: Mergeable): (name: string) => FieldState {
  const entries = entryStamps(record.at ?? {});
  const fields = record as unknown as Record<string, unknown>;
  const texts = metaOf(record.kind).longTextFields;
  return (name) => {
    if (texts.includes(name)) return { text: readTextField(record, name) };
    const stamps = { base: record.stamp, own: record.at?.[name], entries: entries.get(name) };
    return { register: readRegister(fields[name], stamps, modeOf(record.kind, name)) };
  };
}

function joinStates(a: FieldState, b: FieldState, kind: string, name: string): FieldState {
  if ('text' in a && 'text' in b) return { text: joinTexts(a.text, b.text) };
  if ('register' in a && 'register' in b) {
    return { register: joinRegisters(a.register, b.register, modeOf(kind, name)) };
  }
  throw new TypeError('joinStates: the same field of the same kind is read in one way');
}

function writeField(name: string, state: FieldState, base: Stamp, kind: string) {
  if ('text' in state) return state.text && writeText(name, state.text, base);
  if (!state.register) return null;
  return { ...writeRegister(name, state.register, base, modeOf(kind, name)), heads: null };
}

/** First made: the earlier instant. Schema version: the newer, since every field that it wrote is here. */
function joinCounters(a: Mergeable, b: Mergeable): { created?: number; v?: number } {
  const numbers = (key: 'created' | 'v') =>
    [a, b]
      .map((record) => (record as { created?: unknown; v?: unknown })[key])
      .filter((value) => typeof value === 'number');
  const [created, v] = [numbers('created'), numbers('v')];
  return {
    ...(v.length > 0 ? { v: Math.max(...v) } : {}),
    ...(created.length > 0 ? { created: Math.min(...created) } : {}),
  };
}
