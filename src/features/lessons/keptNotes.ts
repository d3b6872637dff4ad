import { draftFromEntries, isShared, type DraftFields, type NoteEntry } from '../../domain/draft.ts';
import type { Workbook } from '../../domain/sheet.ts';

/** The notes of a workbook that did not go out with its sheet, in lesson time as the sheet shows it. */
export function keptNotes(
  workbook: Workbook,
  defaults: DraftFields,
): Pick<NoteEntry, 'id' | 't' | 'text' | 'indicators'>[] {
  const { notes, clock } = draftFromEntries(workbook.sheet, defaults, workbook.entries);
  return notes
    .filter((note) => !isShared(note) && note.text.trim() !== '')
    .map((note) => ({ ...note, t: note.t === null ? null : note.t + clock.offset }));
}
