import type { Dexie } from 'dexie';

/** Version 1: the first layout. Never edited once shipped; a change is a new file with the next number. */
export function initial(db: Dexie): void {
  db.version(1).stores({
    meta: 'key',
    records: 'id, kind',
    lessons: 'id, date, slot, [teacher+date], [lessonKind+date]',
    sheets: 'id, sheet, lesson, date, [observer+date]',
    headers: 'id, date, lesson, [teacher+date], [observer+date], [lessonKind+date], [rubric+date]',
    ratings: 'id, lesson, date, [teacher+date], [rubric+date]',
    tallies: 'id, [teacher+semester], semester',
    dirty: 'id, teacher, semester',
    drafts: 'id, changedAt',
    entries: '[draftId+id], draftId',
    workbooks: 'id',
    searchKeys: 'id',
    blobs: 'id',
  });
}
