import { derivedIdOf, type Id } from '../../domain/ids.ts';
import type { FileRecord } from '../../domain/guanke-file.ts';
import type { KeepApart } from '../../domain/identity.ts';
import type { NextStep } from '../../domain/mentoring.ts';
import type { Rubric } from '../../domain/rubric.ts';
import type { Response, Share, ShareLevel } from '../../domain/sharing.ts';
import { headsOf, withoutScores, type Sheet } from '../../domain/sheet.ts';
import { decode } from '../codec.ts';
import { identityOf, type Identity } from '../identity.ts';
import { failure, type Result } from '../reasons.ts';
import type { Store } from '../store.ts';
import { makeRecord, recordById, recordsOfKind, write } from '../write.ts';

/** What is to be handed on: these sheets (not revisions), to these teachers. */
export interface ShareRequest {
  sheets: readonly Id[];
  to: readonly Id[];
  level: ShareLevel;
}

/** What a share file holds; the `shares` are kept (`keepShares`) once the file was handed over. */
export interface ShareContents {
  records: FileRecord[];
  shares: Share[];
}

/**
 * The records of a share file: of each sheet that I wrote the newest revision (without scores at the level `comments`), its
 * lesson, the rubric version where it is the school's own, next steps agreed with the receivers, and the share itself. Of
 * a sheet about me only my own answer. Private notes are no part of a sheet and never leave. Refuses `nobody-chosen`,
 * `sheet-missing` and `not-your-sheet`.
 */
export async function shareRecords(store: Store, request: ShareRequest): Promise<Result<ShareContents>> {
  if (request.to.length === 0) return failure('nobody-chosen');
  if (request.sheets.length === 0) return failure('sheet-missing');
  const identity = await identityOf(store);
  if (!identity) return failure('school-missing');
  // The stamp is made in a transaction of its own; the shares under it are written when the file was handed over.
  const clock = await write(store, [], async ({ stamp }) => ({ stamp: stamp() }));
  if (!clock.ok) return clock;
  const contents: ShareContents = { records: [], shares: [] };
  for (const id of new Set(request.sheets)) {
    const sheet = await newestRevision(store, id);
    if (!sheet) return failure('sheet-missing');
    if (sheet.author === identity.person.id) {
      await addSheet(store, contents, { sheet, request, identity, stamp: clock.stamp });
      continue;
    }
    const answers = await answersTo(store, sheet, identity);
    if (answers.length === 0) return failure('not-your-sheet');
    contents.records.push(...answers);
  }
  const once = new Map(contents.records.map((record) => [record.id, record]));
  return { ok: true, ...contents, records: [...once.values()] };
}

async function newestRevision({ db }: Store, id: Id): Promise<Sheet | null> {
  const rows = await db.sheets.where('sheet').equals(id).toArray();
  return headsOf(rows.map((row) => decode(row.doc)).filter((revision) => !revision.deleted))[0] ?? null;
}

interface Sharing {
  sheet: Sheet;
  request: ShareRequest;
  identity: Identity;
  stamp: string;
}

async function addSheet(store: Store, contents: ShareContents, sharing: Sharing): Promise<void> {
  const { sheet, request, identity, stamp } = sharing;
  const share = makeRecord<Share>(store, identity.person.id, stamp, {
    id: derivedIdOf('share', sheet.id, stamp),
    kind: 'share',
    about: sheet.about,
    audience: 'parties',
    sheet: sheet.sheet,
    revision: sheet.id,
    to: [...request.to],
    level: request.level,
    sharedAt: store.now(),
  });
  const lesson = await store.db.lessons.get(sheet.lesson);
  const builtIn = sheet.rubric ? await store.builtinRubric(sheet.rubric) : null;
  const own = sheet.rubric && !builtIn ? await recordById<Rubric>(store, sheet.rubric) : null;
  const steps = await recordsOfKind<NextStep>(store, 'nextStep');
  const apart = await recordsOfKind<KeepApart>(store, 'keepApart');
  contents.shares.push(share);
  contents.records.push(
    request.level === 'full' ? sheet : withoutScores(sheet),
    ...(lesson ? [decode(lesson.doc)] : []),
    ...(own ? [own] : []),
    ...apart.filter(({ a, b }) => a === sheet.lesson || b === sheet.lesson),
    ...steps.filter((step) => step.sheet === sheet.sheet && request.to.every((id) => isPartyTo(step, id))),
    share,
  );
}

function isPartyTo(step: NextStep, teacher: Id): boolean {
  return step.teacher === teacher || step.owner === teacher;
}

/** My answer to a sheet about me; it is mine to hand on, the sheet is not. */
async function answersTo(store: Store, sheet: Sheet, { person, teacher }: Identity): Promise<Response[]> {
  const responses = await recordsOfKind<Response>(store, 'response');
  if (sheet.teacher !== teacher.id) return [];
  return responses.filter((response) => response.sheet === sheet.sheet && response.author === person.id);
}
