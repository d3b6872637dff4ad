import { afterEach, expect, test, vi } from 'vitest';
import { openSchool } from '../../tests/builders/store.ts';
import { fieldEntry, saveEntry, startDraft } from '../store/commands/drafts.ts';
import { addTeachers } from '../store/commands/teachers.ts';
import { everything } from '../store/queries/backup.ts';
import { deleteSafetyCopy, readSafetyCopy, safetyCopies } from '../store/safety/copies.ts';
import type { Store } from '../store/store.ts';
import type { FromSafetyWorker, ToSafetyWorker } from './safetyCopy.ts';

const cleaning: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleaning.splice(0).reverse()) await clean();
});

/** A real worker that keeps the copy of a store in the real private file system. */
function keep(store: Store) {
  const worker = new Worker(new URL('./safetyCopy.ts', import.meta.url), { type: 'module' });
  cleaning.push(() => worker.terminate());
  const said: FromSafetyWorker[] = [];
  worker.onmessage = ({ data }: MessageEvent<FromSafetyWorker>) => said.push(data);
  worker.postMessage({ type: 'keep', database: store.name } satisfies ToSafetyWorker);
  return { said, end: () => worker.terminate() };
}

async function school() {
  const opened = await openSchool();
  const node = String((await opened.store.db.meta.get('node'))?.value);
  cleaning.push(async () => {
    // A worker that was ended gives its file back a moment later.
    await vi.waitFor(() =>
      deleteSafetyCopy(node).catch((error: Error) => error.name === 'NotFoundError' || Promise.reject(error)),
    );
    await opened.close();
  });
  return { ...opened, node };
}

async function copied(node: string): Promise<string[]> {
  const copy = (await safetyCopies()).find((each) => each.node === node);
  const contents = copy && (await readSafetyCopy(copy, 'test'));
  return (contents?.lines ?? []).map((line) => JSON.stringify(line)).sort();
}

async function stored(store: Store): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of (await everything(store)).records) lines.push(JSON.stringify(line));
  return lines.sort();
}

test('in a real worker and real files: what is there, what another connection writes, and what a later worker finds', async () => {
  const { store, me, node } = await school();
  const first = keep(store);
  await vi.waitFor(() => expect(first.said.at(-1)).toMatchObject({ state: 'ready' }), { timeout: 8000 });
  const draft = await startDraft(store, me, {});
  if (!draft.ok) throw new Error(draft.reason);
  await saveEntry(store, fieldEntry(draft.id, 'topic', '分数 Fractions', store.now()));
  await vi.waitFor(async () => expect(await copied(node)).toEqual(await stored(store)), { timeout: 8000 });
  first.end();
  await addTeachers(store, me, [{ name: 'Came while nobody listened' }]);
  const second = keep(store);
  await vi.waitFor(() => expect(second.said.at(-1)).toMatchObject({ state: 'ready' }), { timeout: 8000 });
  await vi.waitFor(async () => expect(await copied(node)).toEqual(await stored(store)), { timeout: 8000 });
}, 30_000);

test('a worker whose database has no school makes no copy', async () => {
  const { store, node } = await school();
  await store.db.meta.delete('school');
  const { said } = keep(store);
  await vi.waitFor(() => expect(said).toEqual([{ state: 'gone' }]), { timeout: 8000 });
  expect(await copied(node)).toEqual([]);
});
