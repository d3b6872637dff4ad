import { afterEach, expect, test } from 'vitest';
import { aLesson } from '../../../tests/builders/index.ts';
import { openSchool, openTestStore, type TestStore } from '../../../tests/builders/store.ts';
import type { FileManifest } from '../../domain/guanke-file.ts';
import { writeGuankeFile } from '../../exchange/writeGuankeFile.ts';
import { lessonRow } from '../../store/commands/finish.ts';
import { everything } from '../../store/queries/backup.ts';
import { openToJoin } from './fileToJoin.ts';

const opened: TestStore[] = [];
afterEach(async () => {
  for (const { close } of opened.splice(0)) await close();
});

/** A backup of a school with so many lessons, and an empty device. */
async function backupAndDevice(lessons: number) {
  const school = await openSchool([]);
  opened.push(school);
  const rows = Array.from({ length: lessons }, (_, i) => lessonRow(aLesson({ id: `lesson-${i}`, topic: `面积 ${i}` })));
  await school.store.db.lessons.bulkPut(rows);
  const manifest: FileManifest = {
    ...{ guanke: 1, type: 'backup', school: { id: school.school, name: 'Riverside Primary' } },
    ...{ made: '2025-10-15T08:00:00.000Z', by: { person: school.me, name: 'Zhou Jian' }, app: '0.1.0' },
  };
  const { records, blobs } = await everything(school.store);
  const file = await writeGuankeFile(manifest, records, blobs, { compress: false });
  const device = await openTestStore([]);
  opened.push(device);
  return { school, file, device };
}

const rowsOf = ({ store: { db } }: TestStore) => Promise.all([db.records.toArray(), db.lessons.toArray()]);

for (const [what, lessons] of [
  ['a small file, taken in by the page', 5],
  ['a large file, read and taken in by a worker', 3000],
] as const) {
  test(`${what}: the roster is known before, and every row is as it was after`, async () => {
    const { school, file, device } = await backupAndDevice(lessons);
    const found = await openToJoin(file);
    if (!found.ok) throw new Error(found.reason);
    const { joinable } = found.file;
    const teachers = new Map(joinable.teachers.map(({ name, id }) => [name, id]));
    expect([...teachers.keys()].sort()).toEqual(['Lin Yue', 'Wang Min', 'Zhou Jian']);
    expect(joinable.backup).toMatchObject({ lessons, me: teachers.get('Zhou Jian') });
    const shares: number[] = [];
    const answers = { teacher: joinable.backup?.me ?? '', leaveOutBad: false, rubrics: [] };
    const joined = await found.file.join(device.store, { ...answers, onprogress: (share) => shares.push(share) });
    expect(joined).toEqual({ ok: true });
    expect(await rowsOf(device)).toEqual(await rowsOf(school));
    expect((await device.store.db.meta.get('me'))?.value).toBe(school.me);
    expect(shares.at(-1)).toBe(1);
    // A device has one school.
    expect(await found.file.join(device.store, answers)).toMatchObject({ ok: false, reason: 'school-exists' });
    found.file.close();
  });
}

test('taking in a large file ends when it is cancelled: nothing is written, and it can be taken in afterwards', async () => {
  const { file, device, school } = await backupAndDevice(3000);
  const found = await openToJoin(file);
  if (!found.ok) throw new Error(found.reason);
  const abort = new AbortController();
  const answers = { teacher: found.file.joinable.backup?.me ?? '', leaveOutBad: false, rubrics: [] };
  // Past the half it writes.
  const onprogress = (share: number) => share > 0.55 && abort.abort();
  const cancelled = await found.file.join(device.store, { ...answers, signal: abort.signal, onprogress });
  expect(cancelled).toMatchObject({ ok: false, reason: 'cancelled' });
  expect(await rowsOf(device)).toEqual([[], []]);
  expect(await found.file.join(device.store, answers)).toEqual({ ok: true });
  expect(await rowsOf(device)).toEqual(await rowsOf(school));
  found.file.close();
});

test('a worker that is killed while it writes leaves nothing, and the file can be taken in anew', async () => {
  const { file, device, school } = await backupAndDevice(3000);
  const first = await openToJoin(file);
  if (!first.ok) throw new Error(first.reason);
  const answers = { teacher: first.file.joinable.backup?.me ?? '', leaveOutBad: false, rubrics: [] };
  await new Promise<void>((resolve) => {
    const onprogress = (share: number) => {
      if (share < 0.3 || share === 1) return;
      first.file.close();
      resolve();
    };
    void first.file.join(device.store, { ...answers, onprogress });
  });
  // Reading waits for the transaction of the worker to end.
  expect(await rowsOf(device)).toEqual([[], []]);
  expect(await device.store.db.meta.get('school')).toBeUndefined();
  const second = await openToJoin(file);
  if (!second.ok) throw new Error(second.reason);
  expect(await second.file.join(device.store, answers)).toEqual({ ok: true });
  expect(await rowsOf(device)).toEqual(await rowsOf(school));
  second.file.close();
});

test('a large shared sheet brings no school, a cut file nothing at all; both are refused in words, and so is a cancel', async () => {
  const { file } = await backupAndDevice(3000);
  expect(await openToJoin(file.slice(0, file.size - 1000))).toMatchObject({ ok: false, reason: 'file-truncated' });
  const text = (await file.text()).split('\n');
  const share = { ...JSON.parse(text[0] ?? '') };
  const records = text.slice(1, -2).map((line) => JSON.parse(line));
  const shared = await writeGuankeFile({ ...share, type: 'share' }, records, [], { compress: false });
  expect(await openToJoin(shared)).toMatchObject({ ok: false, reason: 'file-no-school' });
  const abort = new AbortController();
  const reading = openToJoin(file, { signal: abort.signal });
  abort.abort();
  expect(await reading).toMatchObject({ ok: false, reason: 'cancelled' });
});
