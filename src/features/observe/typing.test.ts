import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Typing, TYPING_DELAY } from './typing.ts';

let written: string[];
let clock: number;
let editing: boolean;
let asked: number;
let typing: Typing<string>;

beforeEach(() => {
  vi.useFakeTimers();
  written = [];
  clock = 0;
  editing = true;
  asked = 0;
  typing = new Typing({
    write: (key) => written.push(key),
    now: () => clock,
    stillEditing: () => {
      asked += 1;
      return Promise.resolve(editing);
    },
  });
});
afterEach(() => vi.useRealTimers());

/** Time goes by; `frozen` is how much later the timers of a tab that stood still come. */
async function pass(ms: number, frozen = 0) {
  clock += ms + frozen;
  await vi.advanceTimersByTimeAsync(ms);
}

test('a text is written once, a moment after its first key, however many keys follow', async () => {
  typing.pressed('note');
  await pass(TYPING_DELAY / 2);
  typing.pressed('note');
  expect([written, typing.size]).toEqual([[], 1]);
  await pass(TYPING_DELAY / 2);
  expect([written, typing.size]).toEqual([['note'], 0]);
  await pass(10 * TYPING_DELAY);
  expect([written, asked]).toEqual([['note'], 0]);
});

test('each text has its own moment, and a flush writes all that wait', async () => {
  typing.pressed('note');
  await pass(TYPING_DELAY - 50);
  typing.pressed('strengths');
  await pass(50);
  expect(written).toEqual(['note']);
  expect(typing.waiting).toEqual(['strengths']);
  typing.flush();
  expect(written).toEqual(['note', 'strengths']);
  await pass(TYPING_DELAY);
  expect(written).toEqual(['note', 'strengths']);
});

test('a tab that stood still asks before it writes, and writes nothing when another one edits', async () => {
  typing.pressed('note');
  editing = false;
  await pass(TYPING_DELAY, 60_000);
  expect([written, asked, typing.size]).toEqual([[], 1, 0]);
});

test('a tab that stood still and still edits loses nothing', async () => {
  typing.pressed('note');
  await pass(TYPING_DELAY, 60_000);
  expect([written, asked]).toEqual([['note'], 1]);
});

test('a text that was flushed while the tab asked is not written twice', async () => {
  let answer: (value: boolean) => void = () => undefined;
  const slow = new Typing<string>({
    write: (key) => written.push(key),
    now: () => clock,
    stillEditing: () => new Promise((resolve) => (answer = resolve)),
  });
  slow.pressed('note');
  await pass(TYPING_DELAY, 60_000);
  slow.flush();
  answer(true);
  await pass(0);
  expect(written).toEqual(['note']);
});

test('a text whose tab stopped editing is forgotten', async () => {
  typing.pressed('note');
  typing.drop();
  await pass(TYPING_DELAY);
  expect([written, typing.has('note')]).toEqual([[], false]);
});
