import { afterEach, expect, test } from 'vitest';
import { aLesson, aWorkbook } from '../../../tests/builders/index.ts';
import { openSchool } from '../../../tests/builders/store.ts';
import type { FileManifest } from '../../domain/guanke-file.ts';
import { readGuankeFile } from '../../exchange/readGuankeFile.ts';
import { writeGuankeFile } from '../../exchange/writeGuankeFile.ts';
import { everything } from '../../store/queries/backup.ts';
import { lessonRow } from '../../store/commands/finish.ts';
import { readFile, writeBackup } from './fileWorker.ts';

const manifest: FileManifest = {
  guanke: 1,
  type: 'backup',
  school: { id: 'school-1', name: '柳街小学' },
  made: '2025-10-15T08:00:00.000Z',
  by: { person: 'person-1', name: '林悦' },
  app: '0.1.0',
};
const LESSONS = Array.from({ length: 3000 }, (_, i) => aLesson({ id: `lesson-${i}`, topic: `面积 ${i}` }));
const draft = { id: 'd', createdAt: 1, changedAt: 2, author: 'p', reopens: null, reopenReason: '', deletedAt: null };
const blob = { id: 'b', type: 'image/png', bytes: Uint8Array.from({ length: 500_000 }, (_, i) => (i * 7) % 256) };

/** More than is read in the page itself. */
const large = () => writeGuankeFile(manifest, [...LESSONS, aWorkbook(), { draft }], [blob], { compress: false });

let close: (() => Promise<void>) | null = null;
afterEach(async () => {
  await close?.();
  close = null;
});

test('a large file read in the worker is what it is when read in the page', async () => {
  const file = await large();
  const shares: (number | null)[] = [];
  const [there, here] = [
    await readFile(file, { onprogress: ({ share }) => shares.push(share) }),
    await readGuankeFile(file),
  ];
  if (!there.ok || !here.ok) throw new Error('not read');
  expect(there.incoming.records).toHaveLength(3001);
  expect(there).toEqual(here);
  expect(shares.at(-1)).toBe(1);
});

test('a large file that is cut is refused with the same words', async () => {
  const file = await large();
  const cut = file.slice(0, file.size - 400_000);
  const refused = await readFile(cut);
  expect(refused).toMatchObject({ ok: false, reason: 'file-truncated' });
  expect(refused).toEqual(await readGuankeFile(cut));
});

test('reading ends when it is cancelled', async () => {
  const abort = new AbortController();
  const reading = readFile(await large(), { signal: abort.signal });
  abort.abort();
  expect(await reading).toMatchObject({ ok: false, reason: 'cancelled' });
});

test('a backup written by the worker holds what the page would have written, and ends when it is cancelled', async () => {
  const school = await openSchool([]);
  close = school.close;
  await school.store.db.lessons.bulkPut(LESSONS.map(lessonRow));
  const there = await writeBackup(school.store, manifest, { compress: true });
  const { records, blobs, total } = await everything(school.store);
  const here = await writeGuankeFile(manifest, records, blobs, { total });
  expect(await readGuankeFile(there)).toEqual(await readGuankeFile(here));
  const abort = new AbortController();
  const writing = writeBackup(school.store, manifest, { compress: true, signal: abort.signal });
  abort.abort();
  await expect(writing).rejects.toThrow(/abort/i);
});
