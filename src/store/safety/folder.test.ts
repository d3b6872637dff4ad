import { expect, test } from 'vitest';
import { hasRoom, isMissing, privateRoot } from './folder.ts';

const MB = 1024 * 1024;
const says = (estimate: StorageEstimate) => ({ estimate: () => Promise.resolve(estimate) });

test('the copy does not take the last 32 MB', async () => {
  expect(await hasRoom(says({ quota: 132 * MB, usage: 100 * MB }))).toBe(true);
  expect(await hasRoom(says({ quota: 132 * MB, usage: 101 * MB }))).toBe(false);
});

test('a browser that cannot say how much room is left keeps a copy all the same', async () => {
  expect(await hasRoom({})).toBe(true);
  expect(await hasRoom(says({}))).toBe(true);
  expect(await hasRoom({ estimate: () => Promise.reject(new TypeError('not here')) })).toBe(true);
});

test('a window without private files is told from a disk that does not write, whatever the browser calls it', async () => {
  const failing = (name: string) => Promise.reject(new DOMException('', name));
  for (const name of ['UnknownError', 'SecurityError', 'InvalidStateError']) {
    const error: unknown = await privateRoot({ getDirectory: () => failing(name) }).catch((reason: unknown) => reason);
    expect(isMissing(error)).toBe(true);
  }
  expect(isMissing(new DOMException('', 'NotSupportedError'))).toBe(true);
  expect(isMissing(new TypeError('createSyncAccessHandle is not a function'))).toBe(true);
  expect(isMissing(new DOMException('', 'QuotaExceededError'))).toBe(false);
  expect(isMissing(new DOMException('', 'UnknownError'))).toBe(false);
});
