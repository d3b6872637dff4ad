import { afterEach, expect, test } from 'vitest';
import { lockDraft, type DraftLock } from './draftLock.ts';

const locks: DraftLock[] = [];
afterEach(() => {
  for (const lock of locks.splice(0)) lock.release();
});

/** A tab with a draft open; `states` collects what it is told. */
function tab(
  id: string,
  onyield: () => Promise<unknown> = () => Promise.resolve(),
): { lock: DraftLock; states: boolean[] } {
  const states: boolean[] = [];
  const lock = lockDraft(id, { onchange: (editing) => states.push(editing), onyield });
  locks.push(lock);
  return { lock, states };
}

test('the first tab edits, the second is told that it only reads along', async () => {
  const first = tab('a');
  expect(await first.lock.ready).toBe(true);
  const second = tab('a');
  expect(await second.lock.ready).toBe(false);
  expect(first.states).toEqual([true]);
  expect(second.states).toEqual([false]);
});

test('taking over waits until the other tab has saved what was open', async () => {
  let saved = false;
  const first = tab('b', async () => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    saved = true;
  });
  await first.lock.ready;
  const second = tab('b');
  await second.lock.ready;
  expect(await second.lock.take()).toBe(true);
  expect(saved).toBe(true);
  expect(first.states).toEqual([true, false]);
  expect(second.states).toEqual([false, true]);
});

test('a tab that does not answer is overruled', async () => {
  const first = tab('c', () => new Promise(() => undefined));
  await first.lock.ready;
  const second = tab('c');
  await second.lock.ready;
  expect(await second.lock.take()).toBe(true);
  expect(second.lock.editing).toBe(true);
  expect(first.lock.editing).toBe(false);
});

test('a draft that was left can be edited by the next tab', async () => {
  const first = tab('d');
  await first.lock.ready;
  first.lock.release();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await tab('d').lock.ready).toBe(true);
});
