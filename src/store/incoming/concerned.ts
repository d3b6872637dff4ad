import type { Erasure } from '../../domain/identity.ts';
import { personIdOfTeacher, type Id } from '../../domain/ids.ts';
import type { Person } from '../../domain/people.ts';
import { decode } from '../codec.ts';
import type { SheetRow } from '../db.ts';
import type { ChangedTable } from '../rowChanges.ts';
import type { Store } from '../store.ts';
import { recordsOfKind } from '../write.ts';
import type { Place } from './place.ts';

/** Sheets read at once when all have to be looked through. */
const PORTION = 500;

/**
 * Where everything stands that these erasures may concern: what they name, what hangs on it, and every sheet whose snapshot
 * names a person of theirs. An erasure is rare, so all sheets are looked through.
 */
export async function concernedBy(
  store: Store,
  erasures: readonly Pick<Erasure, 'target' | 'of'>[],
  except: ReadonlySet<Id> = new Set(),
): Promise<Map<Id, Place>> {
  const { db } = store;
  const places = new Map<Id, Place>();
  const add = (table: ChangedTable, rows: readonly (object | undefined)[]) => {
    for (const row of rows as (Place['row'] | undefined)[]) {
      const id = row ? decode(row.doc).id : '';
      if (row && !except.has(id)) places.set(id, { table, key: row.id, row });
    }
  };
  const targets = erasures.map(({ target }) => target);
  const persons = await personsOf(store, erasures);
  add('records', await db.records.bulkGet([...targets, ...persons]));
  add('lessons', await db.lessons.bulkGet(targets));
  add('workbooks', await db.workbooks.bulkGet(targets));
  add('sheets', await db.sheets.bulkGet(targets));
  add('sheets', await db.sheets.where('sheet').anyOf(targets).toArray());
  const people = new Set([...targets, ...persons]);
  const names = (row: SheetRow) => {
    const { teacher, observer, lesson } = decode(row.doc);
    const ids = [teacher, observer].filter((id) => id !== null);
    return people.has(lesson) || ids.some((id) => people.has(id) || people.has(personIdOfTeacher(id)));
  };
  if (erasures.some(({ of }) => of === 'teacher' || of === 'person' || of === 'lesson')) {
    for await (const rows of sheetsInPortions(store)) add('sheets', rows.filter(names));
  }
  return places;
}

async function personsOf(store: Store, erasures: readonly Pick<Erasure, 'target' | 'of'>[]): Promise<Id[]> {
  const teachers = new Set(erasures.filter(({ of }) => of === 'teacher').map(({ target }) => target));
  const persons = await recordsOfKind<Person>(store, 'person');
  return persons.filter((person) => teachers.has(person.teacher)).map((person) => person.id);
}

/** All sheets, in portions by id. */
async function* sheetsInPortions({ db }: Store): AsyncGenerator<SheetRow[]> {
  for (let after = ''; ;) {
    const rows = await db.sheets.where('id').above(after).limit(PORTION).toArray();
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.id;
  }
}
