import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dismiss, dismissActions, notify, notifyUndo, toasts } from './toast.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  for (const toast of toasts.shown) dismiss(toast.id);
  vi.useRealTimers();
});
const messages = () => toasts.shown.map((toast) => toast.message);

test('a plain message goes by itself', () => {
  notify({ message: 'Copied.' });
  vi.advanceTimersByTime(5_900);
  expect(messages()).toEqual(['Copied.']);
  vi.advanceTimersByTime(200);
  expect(messages()).toEqual([]);
});

test('a message with an action stays longer', () => {
  const undo = vi.fn();
  notifyUndo('Note removed.', undo);
  vi.advanceTimersByTime(11_000);
  expect(messages()).toEqual(['Note removed.']);
  toasts.shown[0]?.action?.run();
  expect(undo).toHaveBeenCalledOnce();
});

test('a problem stays until it is closed', () => {
  const id = notify({ message: 'Disk full.', tone: 'bad' });
  vi.advanceTimersByTime(3_600_000);
  expect(messages()).toEqual(['Disk full.']);
  dismiss(id);
  expect(messages()).toEqual([]);
});

test('no more than three at once: the oldest gives way', () => {
  for (const message of ['1', '2', '3', '4']) notify({ message });
  expect(messages()).toEqual(['2', '3', '4']);
});

test('no clock runs while someone reads; afterwards the rest of the time is left', () => {
  notify({ message: 'Copied.' });
  vi.advanceTimersByTime(4_000);
  toasts.pause();
  vi.advanceTimersByTime(60_000);
  expect(messages()).toEqual(['Copied.']);
  toasts.resume();
  vi.advanceTimersByTime(1_900);
  expect(messages()).toEqual(['Copied.']);
  vi.advanceTimersByTime(200);
  expect(messages()).toEqual([]);
});

test('a message that comes while another is being read waits too', () => {
  notify({ message: 'first' });
  toasts.pause();
  notify({ message: 'second' });
  vi.advanceTimersByTime(60_000);
  expect(messages()).toEqual(['first', 'second']);
});

test('closing an unknown message does nothing', () => {
  notify({ message: 'Copied.' });
  dismiss(-1);
  expect(messages()).toEqual(['Copied.']);
});

test('messages that offer an action can be taken away together; the others stay', () => {
  notifyUndo('Note removed.', () => undefined);
  notify({ message: 'Copied.' });
  dismissActions();
  expect(messages()).toEqual(['Copied.']);
});
