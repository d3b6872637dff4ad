import { expect, test } from 'vitest';
import type { NoteEntry, StageEntry } from '../../domain/draft.ts';
import { recordRows } from './recordRows.ts';

const note = (id: string, t: number | null): NoteEntry => ({
  draftId: 'd',
  id,
  at: 0,
  type: 'note',
  t,
  text: id,
  indicators: [],
  share: null,
  deleted: false,
});
const stage = (id: string, t: number): StageEntry => ({
  draftId: 'd',
  id,
  at: 0,
  type: 'stage',
  t,
  stage: id,
  deleted: false,
});

test('notes and stage marks stand in the order of the lesson, moved by the offset', () => {
  const rows = recordRows([note('n2', 9000), note('n1', 1000)], [stage('s1', 5000)], 60_000);
  expect(rows.map((row) => row.id)).toEqual(['n1', 's1', 'n2']);
  expect(rows[0]).toMatchObject({ time: 61_000 });
});

test('notes without lesson time stand last, as they were written', () => {
  expect(recordRows([note('b', null), note('a', null), note('c', 3)], [], 0).map((row) => row.id)).toEqual([
    'c',
    'a',
    'b',
  ]);
});
