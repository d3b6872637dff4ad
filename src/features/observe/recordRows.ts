import type { NoteEntry, StageEntry } from '../../domain/draft.ts';

/** A row of the running record, in the order of the lesson. Times in ms as shown, offset included. */
export type RecordRow =
  | { type: 'stage'; id: string; t: number; stage: string }
  | { type: 'note'; id: string; time: number | null; note: NoteEntry };

/** Notes and stage marks in the order of the lesson; notes without lesson time come last, as they were written. */
export function recordRows(notes: readonly NoteEntry[], stages: readonly StageEntry[], offset: number): RecordRow[] {
  const rows: RecordRow[] = [
    ...stages.map((mark) => ({ type: 'stage' as const, id: mark.id, t: mark.t + offset, stage: mark.stage })),
    ...notes.map((note) => ({
      type: 'note' as const,
      id: note.id,
      time: note.t === null ? null : note.t + offset,
      note,
    })),
  ];
  const place = (row: RecordRow) => (row.type === 'stage' ? row.t : (row.time ?? Number.MAX_SAFE_INTEGER));
  return rows.sort((a, b) => place(a) - place(b) || (a.id < b.id ? -1 : 1));
}
