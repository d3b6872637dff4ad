import { Dexie } from 'dexie';
import type { FileRecord } from '../../domain/guanke-file.ts';
import type { Id } from '../../domain/ids.ts';
import { isErased } from '../../domain/kinds.ts';
import { createPace } from '../../domain/pace.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { headsOf, type Sheet } from '../../domain/sheet.ts';
import { decode } from '../codec.ts';
import type { SheetRow } from '../db.ts';
import { headerRow, projectSheet } from '../projections.ts';
import { isSameRow, type RowChange } from '../rowChanges.ts';
import { failure, Refusal } from '../reasons.ts';
import { rubricById } from '../rubrics.ts';
import type { Store } from '../store.ts';
import { emptyTables } from './place.ts';

/** A record before and after, as far as headers and ratings depend on it. */
export interface SheetsChange {
  before: FileRecord | null;
  after: FileRecord | null;
}

/** Sheets projected in one stretch. */
const PORTION = 50;

/**
 * The changes of headers and rating rows that follow from changed sheets and rubrics, and the revisions beside them, which
 * are watched: a revision sealed in the meantime makes the whole change refuse instead of vanishing from its header. Where
 * no sheet is here yet (a restore) a row is worked out when it is asked for.
 */
export async function projectedChanges(
  store: Store,
  changed: readonly SheetsChange[],
  options: { signal?: AbortSignal | undefined; onprogress?: ((share: number) => void) | undefined } = {},
): Promise<RowChange[]> {
  const { db } = store;
  const after = new Map<Id, Sheet | null>();
  for (const change of changed) {
    if (change.before?.kind === 'sheet') after.set(change.before.id, null);
    if (change.after?.kind === 'sheet')
      after.set(change.after.id, isErased(change.after) ? null : asSheet(change.after));
  }
  const sheets = new Set<Id>();
  for (const change of changed) {
    for (const record of [change.before, change.after]) {
      if (record?.kind === 'sheet' && !isErased(record)) sheets.add(asSheet(record).sheet);
    }
  }
  const rubrics = new Map<Id, Rubric | null>();
  for (const change of changed) {
    if (change.after?.kind !== 'rubric' || isErased(change.after)) continue;
    rubrics.set(change.after.id, change.after as unknown as Rubric);
    for (const id of await sheetsUnder(store, change.after.id)) sheets.add(id);
  }
  const arrived = new Map<Id, Sheet[]>();
  for (const sheet of after.values()) if (sheet) arrived.set(sheet.sheet, [...(arrived.get(sheet.sheet) ?? []), sheet]);
  const empty = await emptyTables(store, sheets.size);
  const first = (['sheets', 'headers', 'ratings'] as const).every((table) => empty.has(table));
  const changes: RowChange[] = [];
  const pace = createPace();
  const ids = [...sheets];
  for (let at = 0; at < ids.length; at += PORTION) {
    const part = ids.slice(at, at + PORTION);
    const rows = empty.has('sheets') ? [] : await db.sheets.where('sheet').anyOf(part).toArray();
    changes.push(...watched(rows, after));
    const revisions = revisionsBySheet(rows, after, arrived, part);
    await readRubrics(store, revisions, rubrics);
    const [headers, ratings] = await Promise.all([
      empty.has('headers') ? [] : db.headers.bulkGet(part),
      empty.has('ratings') ? [] : db.ratings.bulkGet(part),
    ]);
    part.forEach((id, i) => {
      const project = () => rowsOf(revisions.get(id) ?? [], rubrics);
      if (first) {
        changes.push(...laterChanges(id, project));
        return;
      }
      const { header, rating } = project();
      const change = (table: 'headers' | 'ratings', before: unknown, next: unknown) => {
        changes.push({ table, key: id, before, after: isSameRow(before, next) ? before : next });
      };
      change('headers', headers[i], header);
      change('ratings', ratings[i], rating);
    });
    if (options.signal?.aborted) throw new Refusal(failure('cancelled'));
    const wait = pace();
    if (!wait) continue;
    options.onprogress?.(at / ids.length);
    await wait;
  }
  return changes;
}

/** The rows that follow from all revisions of one sheet; undefined where none is to be. */
interface Projected {
  header: object | undefined;
  rating: object | undefined;
}

function rowsOf(revisions: readonly Sheet[], rubrics: ReadonlyMap<Id, Rubric | null>): Projected {
  const { header, rating } = projectSheet(revisions, rubricOf(revisions, rubrics));
  return { header: header ? headerRow(header) : undefined, rating: rating ?? undefined };
}

/** The first rows of a sheet, worked out once, when one of them is written: until then the disk is busy with the records. */
function laterChanges(id: Id, project: () => Projected): RowChange[] {
  let known: Projected | null = null;
  const projected = () => (known ??= project());
  const change = (table: 'headers' | 'ratings', row: keyof Projected): RowChange => ({
    table,
    key: id,
    before: undefined,
    get after() {
      return projected()[row];
    },
  });
  return [change('headers', 'header'), change('ratings', 'rating')];
}

const asSheet = (record: FileRecord) => record as unknown as Sheet;

function watched(rows: readonly SheetRow[], after: ReadonlyMap<Id, Sheet | null>): RowChange[] {
  const others = rows.filter((row) => !after.has(row.id));
  return others.map((row) => ({ table: 'sheets', key: row.id, before: row, after: row }));
}

function revisionsBySheet(
  rows: readonly SheetRow[],
  after: ReadonlyMap<Id, Sheet | null>,
  arrived: ReadonlyMap<Id, Sheet[]>,
  ids: readonly Id[],
): Map<Id, Sheet[]> {
  const bySheet = new Map<Id, Sheet[]>(ids.map((id) => [id, [...(arrived.get(id) ?? [])]]));
  for (const row of rows) if (!after.has(row.id)) bySheet.get(row.sheet)?.push(decode(row.doc));
  return bySheet;
}

const newestOf = (revisions: readonly Sheet[]) => headsOf(revisions.filter((revision) => !revision.deleted))[0];

async function readRubrics(store: Store, bySheet: ReadonlyMap<Id, Sheet[]>, rubrics: Map<Id, Rubric | null>) {
  for (const revisions of bySheet.values()) {
    const id = newestOf(revisions)?.rubric;
    if (id && !rubrics.has(id)) rubrics.set(id, await rubricById(store, id));
  }
}

function rubricOf(revisions: readonly Sheet[], rubrics: ReadonlyMap<Id, Rubric | null>): Rubric | null {
  const id = newestOf(revisions)?.rubric;
  return id ? (rubrics.get(id) ?? null) : null;
}

/** Sheets that came before the version by which they are scored. */
async function sheetsUnder(store: Store, rubric: Id): Promise<Id[]> {
  const range = store.db.headers.where('[rubric+date]').between([rubric, Dexie.minKey], [rubric, Dexie.maxKey]);
  return (await range.primaryKeys()) as Id[];
}
