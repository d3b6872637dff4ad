import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { openSchool, openTestStore, someDefaults } from '../../../tests/builders/store.ts';
import { useDeterministicIds } from '../../../tests/builders/ids.ts';
import { fieldEntry, saveEntry, startDraft } from '../commands/drafts.ts';
import { erasePerson } from '../commands/erasePerson.ts';
import { finishObservation } from '../commands/finish.ts';
import { addTeachers } from '../commands/teachers.ts';
import { everything } from '../queries/backup.ts';
import { roster } from '../queries/teachers.ts';
import type { Store } from '../store.ts';
import { contentsOf } from './copies.ts';
import type { JournalFile, JournalFolder } from './folder.ts';
import { JournalRows, lastSync } from './journal.ts';
import { SafetyWriter } from './writer.ts';
import type { WriterPace } from './writerPace.ts';

useDeterministicIds();

const PACE: WriterPace = { gather: 5, quiet: 40, rest: 0, calm: 0, flush: 0, small: 8 * 1024 * 1024, portion: 2 };

/** A folder in memory; `room` = bytes that still fit. */
class MemoryFolder implements JournalFolder {
  readonly files = new Map<number, string>();
  room = Infinity;

  list = () => Promise.resolve([...this.files.keys()].sort((a, b) => a - b));
  peek = (generation: number, bytes: number) => Promise.resolve((this.files.get(generation) ?? '').slice(-bytes));
  remove = (generation: number) => Promise.resolve(void this.files.delete(generation));

  open = (generation: number): Promise<JournalFile> => {
    const files = this.files;
    files.set(generation, files.get(generation) ?? '');
    return Promise.resolve({
      get size() {
        return files.get(generation)?.length ?? 0;
      },
      append: (text: string) => {
        if (this.room < text.length) return Promise.reject(new DOMException('full', 'QuotaExceededError'));
        this.room -= text.length;
        files.set(generation, (files.get(generation) ?? '') + text);
        return Promise.resolve();
      },
      flush: () => Promise.resolve(),
      tail: (bytes: number) => Promise.resolve((files.get(generation) ?? '').slice(-bytes)),
      close: () => Promise.resolve(),
    });
  };

  get text(): string {
    return [...this.files.keys()]
      .sort((a, b) => a - b)
      .map((generation) => this.files.get(generation))
      .join('');
  }

  async contents() {
    const rows = new JournalRows();
    for (const line of this.text.split('\n')) await rows.add(line);
    return contentsOf(rows, 'test');
  }
}

const running: { writer: SafetyWriter; done: Promise<void> }[] = [];

/** Begins to keep a copy; answers when it is ready. */
async function keep(store: Store, folder: MemoryFolder, pace: Partial<WriterPace> = {}) {
  const progress = vi.fn();
  const writer = new SafetyWriter({
    db: store.db,
    folder,
    node: 'node-1',
    pace: { ...PACE, ...pace },
    onprogress: progress,
  });
  const done = writer.run();
  running.push({ writer, done });
  await vi.waitFor(() => expect(progress).toHaveBeenCalledWith(expect.objectContaining({ state: 'ready' })), {
    timeout: 5000,
  });
  return { writer, stop: () => (writer.stop(), done) };
}

afterEach(async () => {
  for (const { writer, done } of running.splice(0)) {
    writer.stop();
    await done.catch(() => undefined);
  }
});

/** Everything of the database and of its copy, as sorted text. */
async function linesOf(store: Store): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of (await everything(store)).records) lines.push(JSON.stringify(line));
  return lines.sort();
}
async function copiedLines(folder: MemoryFolder): Promise<string[]> {
  return ((await folder.contents())?.lines ?? []).map((line) => JSON.stringify(line)).sort();
}
async function expectSame(store: Store, folder: MemoryFolder): Promise<void> {
  const expected = await linesOf(store);
  await vi.waitFor(async () => expect(await copiedLines(folder)).toEqual(expected), { timeout: 5000 });
}

async function observe(store: Store, me: string, note: string) {
  const draft = await startDraft(store, me, { date: '2025-10-15' });
  if (!draft.ok) throw new Error(draft.reason);
  const lin = (await roster(store)).find(({ name }) => name === 'Lin Yue')?.id;
  await saveEntry(store, fieldEntry(draft.id, 'teacher', lin, store.now()));
  const entry = { draftId: draft.id, id: `note-${note}`, at: store.now(), type: 'note', t: 0, text: note } as const;
  await saveEntry(store, { ...entry, indicators: [], share: null, deleted: false });
  return draft.id;
}

test('what was there before comes in, what is written later follows, drafts and their ends too', async () => {
  const school = await openSchool();
  const { store, me } = school;
  const finished = await observe(store, me, 'first');
  const folder = new MemoryFolder();
  await keep(store, folder);
  await expectSame(store, folder);
  await observe(store, me, 'second');
  expect((await finishObservation(store, finished, someDefaults(), { gapsConfirmed: true })).ok).toBe(true);
  await expectSame(store, folder);
  const contents = await folder.contents();
  expect(contents?.manifest).toMatchObject({ type: 'backup', school: { id: school.school }, by: { person: me } });
  expect(contents?.whole).toBe(true);
  await school.close();
});

test('many rows at once, of which only the table is known, are all in the copy', async () => {
  const school = await openSchool();
  const folder = new MemoryFolder();
  await keep(school.store, folder);
  const names = Array.from({ length: 60 }, (_, i) => ({ name: `Teacher ${i}` }));
  expect((await addTeachers(school.store, school.me, names)).ok).toBe(true);
  await expectSame(school.store, folder);
  await vi.waitFor(() => expect(folder.files.size).toBe(1));
  await school.close();
});

test('a later start goes on in the same file and brings what was saved while nobody kept the copy', async () => {
  const school = await openSchool();
  const { store, me } = school;
  const folder = new MemoryFolder();
  const first = await keep(store, folder);
  const draft = await observe(store, me, 'kept');
  const writes = (await store.db.meta.get('writes'))?.value;
  await vi.waitFor(() => expect(lastSync(folder.text)?.sync).toBe(writes));
  await first.stop();
  await saveEntry(store, fieldEntry(draft, 'topic', 'Fractions', store.now()));
  // The browser was killed while it wrote.
  folder.files.set(1, `${folder.files.get(1) ?? ''}4f1c2a`);
  await keep(store, folder);
  expect([...folder.files.keys()]).toEqual([1]);
  await expectSame(store, folder);
  await school.close();
});

test('where writes were missed the copy is made anew, and the old one stays until the new one is whole', async () => {
  const school = await openSchool();
  const { store, me } = school;
  const folder = new MemoryFolder();
  await (await keep(store, folder)).stop();
  await addTeachers(store, me, [{ name: 'Missed' }]);
  folder.room = 1200;
  const writer = new SafetyWriter({ db: store.db, folder, node: 'node-1', pace: PACE });
  await expect(writer.run()).rejects.toMatchObject({ name: 'QuotaExceededError' });
  expect([...folder.files.keys()]).toContain(1);
  expect((await folder.contents())?.whole).toBe(true);
  folder.room = Infinity;
  await keep(store, folder);
  expect(folder.files.size).toBe(1);
  await expectSame(store, folder);
  await school.close();
});

test('a file that has grown to more than twice what it needs is made anew', async () => {
  const school = await openSchool();
  const { store, me } = school;
  const folder = new MemoryFolder();
  await keep(store, folder, { small: 1000 });
  const draft = await observe(store, me, 'grows');
  for (let i = 0; i < 40; i += 1) {
    await saveEntry(store, fieldEntry(draft, 'topic', `Fractions ${i} ${'x'.repeat(400)}`, store.now()));
    await new Promise((resolve) => setTimeout(resolve, 8));
  }
  await vi.waitFor(() => expect(Math.max(...folder.files.keys())).toBeGreaterThan(1));
  await expectSame(store, folder);
  await vi.waitFor(() => expect(folder.files.size).toBe(1));
  expect(folder.text.split('Fractions ').length).toBeLessThan(40);
  await school.close();
});

test('nothing of a person who was erased stays in the copy', async () => {
  const school = await openSchool();
  const { store, me } = school;
  const folder = new MemoryFolder();
  await keep(store, folder, { portion: 1000 });
  await addTeachers(store, me, [{ name: 'Zhao Gone', number: '7788' }]);
  const gone = (await roster(store)).find(({ name }) => name === 'Zhao Gone');
  await vi.waitFor(() => expect(folder.text).toContain('Zhao Gone'));
  expect((await erasePerson(store, me, gone?.id ?? '')).ok).toBe(true);
  await vi.waitFor(async () => {
    expect(folder.files.size).toBe(1);
    expect([...folder.files.keys()]).not.toEqual([1]);
    expect(folder.text).not.toContain('Zhao Gone');
    expect(JSON.stringify(await folder.contents())).not.toContain('Zhao Gone');
  });
  await expectSame(store, folder);
  await school.close();
});

test('a long copy waits as long as somebody writes, and goes on where it was at the next start', async () => {
  const school = await openSchool();
  const { store, me } = school;
  const folder = new MemoryFolder();
  const writer = new SafetyWriter({ db: store.db, folder, node: 'node-1', pace: { ...PACE, calm: 150, quiet: 10 } });
  const done = writer.run();
  running.push({ writer, done });
  const draft = await observe(store, me, 'busy');
  for (let i = 0; i < 10; i += 1) {
    await saveEntry(store, fieldEntry(draft, 'topic', `Fractions ${i}`, store.now()));
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  const lines = async () => (await folder.contents())?.lines ?? [];
  const rows = new JournalRows();
  for (const line of folder.text.split('\n')) await rows.add(line);
  expect(rows.rows('entries').length).toBeGreaterThan(0);
  expect(rows.rows('records')).toEqual([]);
  const writes = (await store.db.meta.get('writes'))?.value;
  expect(lastSync(folder.text)).toMatchObject({ sync: writes, full: 0 });
  writer.stop();
  await done;
  await keep(store, folder);
  expect([...folder.files.keys()]).toEqual([1]);
  expect(await lines()).not.toEqual([]);
  await expectSame(store, folder);
  await school.close();
});

test('what is gathered is written at once when asked to hurry, and before it stops', async () => {
  const school = await openSchool();
  const { store, me } = school;
  const folder = new MemoryFolder();
  const { writer, stop } = await keep(store, folder, { gather: 60_000 });
  await observe(store, me, 'gathered');
  expect(await copiedLines(folder)).not.toEqual(await linesOf(store));
  writer.hurry();
  await expectSame(store, folder);
  await observe(store, me, 'last');
  await stop();
  expect(await copiedLines(folder)).toEqual(await linesOf(store));
  await school.close();
});

test('a file without a school and somebody who uses the device is no safety copy', async () => {
  const empty = await openTestStore();
  const folder = new MemoryFolder();
  await keep(empty.store, folder);
  expect(await folder.contents()).toBeNull();
  await empty.close();
});
