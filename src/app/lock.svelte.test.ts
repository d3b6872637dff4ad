import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LOCK_AFTER, PersonLock } from './lock.svelte.ts';

let busy = false;
let stop: () => void = () => undefined;
beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 9, 12) });
  sessionStorage.clear();
  busy = false;
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

function aLock(): PersonLock {
  const lock = new PersonLock(() => busy);
  stop = lock.follow();
  return lock;
}

test('a person without a PIN is never locked, one with a PIN is at the start', () => {
  const lock = aLock();
  expect(lock.isLocked('wang', false)).toBe(false);
  expect(lock.isLocked('wang', true)).toBe(true);
  lock.unlock('wang');
  expect(lock.isLocked('wang', true)).toBe(false);
  expect(lock.isLocked('chen', true)).toBe(true);
});

test('five minutes without a touch hide the records; a touch starts them anew', () => {
  const lock = aLock();
  lock.unlock('wang');
  vi.advanceTimersByTime(LOCK_AFTER - 10_000);
  dispatchEvent(new PointerEvent('pointerdown'));
  vi.advanceTimersByTime(LOCK_AFTER - 10_000);
  expect(lock.isLocked('wang', true)).toBe(false);
  vi.advanceTimersByTime(20_000);
  expect(lock.isLocked('wang', true)).toBe(true);
});

test('nothing is hidden while a lesson runs, and the five minutes begin at its end', () => {
  const lock = aLock();
  lock.unlock('wang');
  busy = true;
  vi.advanceTimersByTime(3 * LOCK_AFTER);
  expect(lock.isLocked('wang', true)).toBe(false);
  busy = false;
  vi.advanceTimersByTime(LOCK_AFTER - 10_000);
  expect(lock.isLocked('wang', true)).toBe(false);
  vi.advanceTimersByTime(20_000);
  expect(lock.isLocked('wang', true)).toBe(true);
});

test('a page loaded again within the five minutes stays open, a later one and a clock set back do not', () => {
  aLock().unlock('wang');
  stop();
  expect(new PersonLock(() => false).isLocked('wang', true)).toBe(false);
  vi.setSystemTime(Date.now() - 60_000);
  expect(new PersonLock(() => false).isLocked('wang', true)).toBe(true);
  vi.setSystemTime(Date.now() + 60_000 + LOCK_AFTER);
  expect(new PersonLock(() => false).isLocked('wang', true)).toBe(true);
});
