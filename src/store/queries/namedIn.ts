import type { DraftEntry } from '../../domain/draft.ts';
import type { Id } from '../../domain/ids.ts';
import type { RecordBase, RecordKind } from '../../domain/record.ts';
import { headsOf, type Sheet } from '../../domain/sheet.ts';
import { decode } from '../codec.ts';
import type { Store } from '../store.ts';

/** A record whose own words hold a name: where it can be opened, and where the name stands in it. */
export interface NamedIn {
  /** `draft` is an observation of mine that is not finished. */
  kind: RecordKind | 'draft';
  id: Id;
  /** What has to be opened to read it: the lesson of minutes, the pairing of a meeting, the sheet of an answer. */
  place: { type: 'lesson' | 'class' | 'pairing' | 'activity' | 'teacher' | 'draft' | 'classes' | 'quotas'; id: Id };
  /** A part of the text around the name. */
  excerpt: string;
}

/** What people write freely in each kind; a dot leads into what a field holds, `*` to every entry of it. */
export const FREE_TEXTS: Partial<Record<RecordKind, readonly string[]>> = {
  lesson: ['topic', 'place.name', 'schedule.host', 'schedule.organiser', 'schedule.note'],
  minutes: ['place', 'text', 'conclusions'],
  lessonTalk: ['text'],
  material: ['name'],
  response: ['answer', 'reflection', 'paperNote'],
  nextStep: ['action'],
  pairing: ['domain', 'plan', 'goals.*.text'],
  meeting: ['place', 'topic', 'record'],
  assessment: ['result', 'text'],
  activity: ['place', 'topic', 'agenda', 'record', 'resolutions', 'photos.*.caption'],
  quota: ['name'],
  duty: ['title', 'note'],
  series: ['name', 'note'],
  calibration: ['note'],
  sheet: ['focusText', 'strengths', 'suggestions', 'overall', 'reopenReason', 'snapshot.topic', 'notes.*.text'],
};

/** Sheets read in one go. */
const CHUNK = 400;

/**
 * Every record on this device whose own words hold a name, whatever its width, case and spaces: next to what erasing blanks,
 * these stay. Of sheets the newest revision; private notes and drafts only of `me` (a person). Looks through everything,
 * so it is asked only before and after erasing somebody. An empty name is found nowhere.
 */
export async function textsNaming(store: Store, me: Id, name: string): Promise<NamedIn[]> {
  const wanted = fold(name);
  if (!wanted) return [];
  const found: NamedIn[] = [];
  const look = (record: RecordBase, kind: RecordKind) => {
    const excerpt = record.deleted ? null : excerptOf(record, FREE_TEXTS[kind] ?? [], wanted);
    if (excerpt !== null) found.push({ kind, id: record.id, place: placeOf(record, kind), excerpt });
  };
  for (const kind of Object.keys(FREE_TEXTS) as RecordKind[]) {
    if (kind === 'lesson' || kind === 'sheet') continue;
    for (const row of await store.db.records.where('kind').equals(kind).toArray())
      look(decode(row.doc) as RecordBase, kind);
  }
  for (const row of await store.db.lessons.toArray()) look(decode(row.doc), 'lesson');
  for (const sheet of await newestSheets(store)) look(sheet, 'sheet');
  return [...found, ...(await ownNotes(store, me, wanted))];
}

/** The newest revision of every sheet; read in chunks, so that a large school never is in memory at once as rows. */
async function newestSheets({ db }: Store): Promise<Sheet[]> {
  const bySheet = new Map<Id, Sheet[]>();
  const keys = await db.sheets.toCollection().primaryKeys();
  for (let i = 0; i < keys.length; i += CHUNK) {
    for (const row of await db.sheets.bulkGet(keys.slice(i, i + CHUNK))) {
      const sheet = row && decode(row.doc);
      if (sheet && !sheet.deleted) bySheet.set(sheet.sheet, [...(bySheet.get(sheet.sheet) ?? []), sheet]);
    }
  }
  return [...bySheet.values()].flatMap((revisions) => headsOf(revisions)[0] ?? []);
}

/** What I keep to myself: private notes of finished sheets, and drafts. */
async function ownNotes({ db }: Store, me: Id, wanted: string): Promise<NamedIn[]> {
  const found: NamedIn[] = [];
  const books = (await db.workbooks.toArray()).map((row) => decode(row.doc));
  for (const book of books) {
    if (book.author !== me || book.deleted) continue;
    const excerpt = firstExcerpt(privateTexts(book.entries), wanted);
    if (excerpt !== null)
      found.push({ kind: 'workbook', id: book.id, place: { type: 'lesson', id: book.sheet }, excerpt });
  }
  for (const draft of await db.drafts.toArray()) {
    if (draft.author !== me || draft.deletedAt !== null) continue;
    const entries = await db.entries.where('draftId').equals(draft.id).toArray();
    const excerpt = firstExcerpt(entries.flatMap(textsOfEntry), wanted);
    if (excerpt !== null) found.push({ kind: 'draft', id: draft.id, place: { type: 'draft', id: draft.id }, excerpt });
  }
  return found;
}

/** Notes that did not go out with the sheet, where the name is found already. */
function privateTexts(entries: readonly DraftEntry[]): string[] {
  return entries.flatMap((entry) =>
    entry.type === 'note' && !entry.deleted && !(entry.share ?? entry.indicators.length > 0) ? [entry.text] : [],
  );
}

function textsOfEntry(entry: DraftEntry): string[] {
  if (entry.type === 'note') return entry.deleted ? [] : [entry.text];
  // The guest is a name of its own, not a text about somebody.
  const skipped = entry.type === 'field' && (entry.name === 'guestName' || entry.name === 'teacher');
  return entry.type === 'field' && typeof entry.value === 'string' && !skipped ? [entry.value] : [];
}

function placeOf(record: RecordBase, kind: RecordKind): NamedIn['place'] {
  const of = record as RecordBase &
    Partial<Record<'lesson' | 'sheet' | 'pairing' | 'teacher', Id | null>> & {
      schedule?: unknown;
    };
  switch (kind) {
    case 'sheet':
    case 'response':
      return { type: 'lesson', id: of.sheet ?? record.id };
    case 'nextStep':
      return of.sheet ? { type: 'lesson', id: of.sheet } : { type: 'teacher', id: of.teacher ?? '' };
    case 'calibration':
      return { type: 'lesson', id: of.lesson ?? '' };
    case 'lesson':
      return { type: of.schedule ? 'class' : 'lesson', id: record.id };
    case 'minutes':
    case 'lessonTalk':
    case 'material':
      return { type: 'class', id: of.lesson ?? '' };
    case 'meeting':
    case 'assessment':
      return { type: 'pairing', id: of.pairing ?? '' };
    case 'pairing':
      return { type: 'pairing', id: record.id };
    case 'activity':
      return { type: 'activity', id: record.id };
    case 'duty':
      return { type: 'teacher', id: of.teacher ?? '' };
    default:
      return kind === 'quota' ? { type: 'quotas', id: '' } : { type: 'classes', id: '' };
  }
}

function excerptOf(record: object, paths: readonly string[], wanted: string): string | null {
  return firstExcerpt(
    paths.flatMap((path) => textsAt(record, path.split('.'))),
    wanted,
  );
}

/** The texts that a path leads to; `*` stands for every entry. */
function textsAt(value: unknown, [step, ...rest]: readonly string[]): string[] {
  if (step === undefined) return typeof value === 'string' ? [value] : [];
  if (value === null || typeof value !== 'object') return [];
  if (step === '*') return Object.values(value).flatMap((inner) => textsAt(inner, rest));
  return textsAt((value as Record<string, unknown>)[step], rest);
}

/** Letters shown before and after the name. */
const AROUND = 24;

function firstExcerpt(texts: readonly string[], wanted: string): string | null {
  for (const text of texts) {
    const plain = text.normalize('NFKC').replace(/\s+/gu, ' ').trim();
    const at = plain.toLocaleLowerCase().indexOf(wanted);
    if (at < 0) continue;
    const [from, to] = [Math.max(0, at - AROUND), Math.min(plain.length, at + wanted.length + AROUND)];
    return `${from > 0 ? '…' : ''}${plain.slice(from, to)}${to < plain.length ? '…' : ''}`;
  }
  return null;
}

function fold(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, ' ').trim().toLocaleLowerCase();
}
