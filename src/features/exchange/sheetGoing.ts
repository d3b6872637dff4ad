import { draftFromEntries, isShared } from '../../domain/draft.ts';
import type { Id } from '../../domain/ids.ts';
import type { Sheet } from '../../domain/sheet.ts';
import { dateLong, duration } from '../../i18n/formats.ts';
import { m } from '../../i18n/messages.ts';
import { lessonKindName, periodWords } from '../../parts/names.ts';
import { draftDefaults } from '../../parts/startDraft.ts';
import type { Identity } from '../../store/identity.ts';
import { sheetDetail } from '../../store/queries/lessons.ts';
import type { Store } from '../../store/store.ts';

/** A sheet that is to be handed on: what goes out of it, and how much stays. */
export interface SheetGoing {
  sheet: Sheet;
  /** Notes of the observer that stay on this device. */
  staying: number;
}

/** The newest revision of each sheet, with what stays of it; sheets that are not here are left out. */
export async function sheetsGoing(store: Store, identity: Identity, ids: readonly Id[]): Promise<SheetGoing[]> {
  const details = await Promise.all(ids.map((id) => sheetDetail(store, id)));
  return details.flatMap((detail) => {
    if (!detail) return [];
    const { sheet, workbook } = detail;
    const notes = workbook ? draftFromEntries(sheet.sheet, draftDefaults(identity, 0), workbook.entries).notes : [];
    return [{ sheet, staying: notes.filter((note) => !isShared(note) && note.text.trim() !== '').length }];
  });
}

/** The facts of a sheet in one line. */
export function factsOf({ snapshot, date, period, lessonKind }: Sheet): string {
  return [
    dateLong(date),
    periodWords({ period, periodName: snapshot.periodName }),
    snapshot.klass,
    snapshot.subject,
    snapshot.topic,
    lessonKindName(lessonKind),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The written parts of a sheet that are not empty, each with its name. */
export function textsOf({ strengths, suggestions, overall, focusText }: Sheet): { name: string; text: string }[] {
  return [
    { name: m.exchange_text_focus(), text: focusText },
    { name: m.exchange_text_strengths(), text: strengths },
    { name: m.exchange_text_suggestions(), text: suggestions },
    { name: m.exchange_text_overall(), text: overall },
  ].filter(({ text }) => text.trim() !== '');
}

/** A note as it goes out: its lesson time, where it has one, and its text. */
export function noteLine({ t, text }: { t: number | null; text: string }): string {
  return t === null ? text : `${duration(t / 1000)} ${text}`;
}

/** How many scores a sheet holds; not looked at and not applicable are answers too. */
export function scoresOf({ scores }: Pick<Sheet, 'scores'>): number {
  return new Set(Object.keys(scores).map((key) => key.split('/')[0])).size;
}
