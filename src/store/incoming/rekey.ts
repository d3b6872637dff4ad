import type { FileRecord } from '../../domain/guanke-file.ts';
import { attendanceIdOf, type Attendance } from '../../domain/classes.ts';
import type { Id } from '../../domain/ids.ts';
import { isErased } from '../../domain/kinds.ts';
import { isIntact, isWithheld, sheetHash, type Sheet } from '../../domain/sheet.ts';
import type { Response } from '../../domain/sharing.ts';
import { paperIdOf, responseIdOf } from '../commands/responses.ts';

/** Old ids to new ones. */
export type Keys = ReadonlyMap<Id, Id>;

/**
 * A value in which every id was exchanged for its new one: texts that are an id, keys of maps, and the entries named in
 * stamps (`posts/…`). Names and other texts stay, since no text that a person wrote is an id.
 */
export function rekeyValue<T>(value: T, keys: Keys): T {
  if (typeof value === 'string') return (keys.get(value) ?? value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => rekeyValue(item, keys)) as T;
  if (Object.prototype.toString.call(value) !== '[object Object]') return value;
  const entries = Object.entries(value as object).map(([key, item]) => [rekeyPath(key, keys), rekeyValue(item, keys)]);
  return Object.fromEntries(entries) as T;
}

function rekeyPath(key: string, keys: Keys): string {
  const slash = key.indexOf('/');
  if (slash < 0) return keys.get(key) ?? key;
  const entry = key.slice(slash + 1);
  return `${key.slice(0, slash)}/${keys.get(entry) ?? entry}`;
}

/**
 * Records under new ids. A sealed sheet is the hash of its content, so it is sealed anew with the same stamp and content;
 * what names its revision (the next revision, a share, a reopened draft) follows. Returns the records and all keys used.
 */
export function rekeyRecords(records: readonly FileRecord[], keys: Keys): { records: FileRecord[]; keys: Keys } {
  const all = new Map(keys);
  const sheets = records.filter((record) => record.kind === 'sheet' && !isErased(record)) as unknown as Sheet[];
  const sealed = new Map<Id, FileRecord>();
  for (const sheet of [...sheets].sort((a, b) => a.rev - b.rev)) {
    const next = rekeyValue(sheet, all);
    // What no longer matches its hash (a name was erased, scores stayed with the observer) keeps the id it has.
    const id = isIntact(sheet) && !isWithheld(sheet) ? sheetHash(next) : sheet.id;
    if (id !== sheet.id) all.set(sheet.id, id);
    sealed.set(sheet.id, { ...next, id });
  }
  for (const record of records) {
    const id = isErased(record) ? record.id : derivedAnew(record, all);
    if (id !== record.id) all.set(record.id, id);
  }
  return { records: records.map((record) => sealed.get(record.id) ?? rekeyValue(record, all)), keys: all };
}

/** The new id of a record whose id follows from a teacher's, so that what is written later still meets it; else its own. */
function derivedAnew(record: FileRecord, keys: Keys): Id {
  if (record.kind !== 'attendance' && record.kind !== 'response') return record.id;
  const { teacher } = record as Attendance | Response;
  const to = keys.get(teacher) ?? teacher;
  if (record.kind === 'attendance') {
    const { lesson } = record as Attendance;
    return record.id === attendanceIdOf(lesson, teacher) ? attendanceIdOf(lesson, to) : record.id;
  }
  const { sheet } = record as Response;
  const idOf = [responseIdOf, paperIdOf].find((derive) => derive(sheet, teacher) === record.id);
  return idOf ? idOf(sheet, to) : record.id;
}
